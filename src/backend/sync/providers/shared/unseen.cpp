// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/shared/unseen.h"

#include <QCoroFuture>

namespace watchfloor {

QCoro::Task<Result<QStringList>> activeUnseen(std::shared_ptr<CacheView> cache, QSet<QString> seen)
{
    QStringList ids;
    if (!cache)
        co_return ids;
    const auto future = cache->activeConversations();
    const Result<std::vector<ConversationKey>> cached = co_await future;
    if (!cached)
        co_return cached.error();
    for (const ConversationKey &key : *cached) {
        if (!seen.contains(key.remoteId))
            ids.append(key.remoteId);
    }
    co_return ids;
}

} // namespace watchfloor
