// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/provider.h"

#include <QFuture>

namespace watchfloor::test {

/// A cache that answers what the test put in, at once.
class FakeCacheView : public CacheView {
public:
    std::vector<ConversationKey> needing;
    std::vector<ConversationKey> active;
    std::vector<ConversationKey> created;
    std::vector<UnlinkedConversation> unlinked;
    std::vector<TimeRange> rangesAsked;

    QFuture<Result<std::vector<ConversationKey>>> conversationsNeedingEvents(int limit) override
    {
        auto keys = needing;
        if (keys.size() > static_cast<size_t>(limit))
            keys.resize(static_cast<size_t>(limit));
        return ready(std::move(keys));
    }
    QFuture<Result<std::vector<ConversationKey>>> activeConversations() override
    {
        return ready(active);
    }
    QFuture<Result<std::vector<UnlinkedConversation>>> unlinkedConversations() override
    {
        return ready(unlinked);
    }
    QFuture<Result<std::vector<ConversationKey>>> conversationsCreated(TimeRange range) override
    {
        rangesAsked.push_back(range);
        return ready(created);
    }
    QFuture<Result<std::vector<ConversationKey>>> conversationNamed(QString remoteId) override
    {
        std::vector<ConversationKey> found;
        for (const auto *list : {&needing, &active, &created}) {
            for (const ConversationKey &key : *list) {
                if (key.remoteId == remoteId && found.empty())
                    found.push_back(key);
            }
        }
        return ready(std::move(found));
    }

private:
    template<typename T>
    static QFuture<Result<T>> ready(T value)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(Result<T>(std::move(value)));
        promise.finish();
        return promise.future();
    }
};

} // namespace watchfloor::test
