// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/syncrunner.h"

namespace watchfloor {

/// Removes what of the account is older than `limit`, step by step on the store worker, so that
/// other accounts' pages are written in between, and gives the space back. What went until it is
/// stopped stays gone; the next time goes on. Tells one commit at its end, and how it goes.
QCoro::Task<RemovalReport> removeAgedHistory(StoreThread *store, SyncHooks hooks, Account account,
                                             TimeMs limit, std::stop_token stop);

} // namespace watchfloor
