// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/figures/reportfilter.h"

namespace watchfloor {

/// Leaves the conversations that pass, and the agents who belong to what was chosen or have one of
/// those conversations. The vendor's own figures cannot be narrowed: they go. Accounts are not
/// looked at. Nothing chosen, nothing changed.
void narrowRows(std::vector<AccountRows> &accounts, const ReportFilter &filter);

} // namespace watchfloor
