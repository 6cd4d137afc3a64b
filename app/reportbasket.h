// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

class PageBindings;

/// Conversations chosen on one page come onto the report of another.
void connectReportBasket(const PageBindings &bindings);

} // namespace watchfloor
