// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

/// Tables as screen readers see them: cells are made as they are asked for, pressing one does what
/// Enter does on it, and rows under a skeleton are not there. Idempotent.
void installTableAccessibility();

} // namespace watchfloor
