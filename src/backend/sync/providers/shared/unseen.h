// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/provider.h"

#include <QCoroTask>
#include <QSet>

#include <memory>

namespace watchfloor {

/// Remote ids of conversations that are active in the cache, but were in none of the vendor's
/// lists: closed since, deleted or no longer visible. None without a cache.
QCoro::Task<Result<QStringList>> activeUnseen(std::shared_ptr<CacheView> cache, QSet<QString> seen);

} // namespace watchfloor
