// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/storethread.h"
#include "backend/sync/provider.h"

namespace watchfloor {

/// A provider's questions to the cache, answered behind the writes that are already queued: what
/// an earlier page brought is seen by the next one. The store thread must outlive it.
std::shared_ptr<CacheView> cacheViewOf(StoreThread &store, RowId account);

} // namespace watchfloor
