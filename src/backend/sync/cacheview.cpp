// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/cacheview.h"

namespace watchfloor {
namespace {

class StoreCacheView : public CacheView {
public:
    StoreCacheView(StoreThread &store, RowId account)
        : m_store(store)
        , m_account(account)
    {
    }

    QFuture<Result<std::vector<ConversationKey>>> conversationsNeedingEvents(int limit) override
    {
        return m_store.run([account = m_account, limit](Store &store) {
            return store.conversationsNeedingEvents(account, limit);
        });
    }
    QFuture<Result<std::vector<ConversationKey>>> activeConversations() override
    {
        return m_store.run(
            [account = m_account](Store &store) { return store.activeConversations(account); });
    }
    QFuture<Result<std::vector<UnlinkedConversation>>> unlinkedConversations() override
    {
        return m_store.run(
            [account = m_account](Store &store) { return store.unlinkedConversations(account); });
    }
    QFuture<Result<std::vector<UnnamedAgent>>> unnamedAgents() override
    {
        return m_store.run(
            [account = m_account](Store &store) { return store.unnamedAgents(account); });
    }
    QFuture<Result<std::vector<ConversationKey>>> conversationsCreated(TimeRange range) override
    {
        return m_store.run([account = m_account, range](Store &store) {
            return store.conversationsCreated(account, range);
        });
    }
    QFuture<Result<std::vector<ConversationKey>>> conversationNamed(QString remoteId) override
    {
        return m_store.run([account = m_account, remoteId](Store &store) {
            return store.conversationNamed(account, remoteId);
        });
    }

private:
    StoreThread &m_store;
    RowId m_account;
};

} // namespace

std::shared_ptr<CacheView> cacheViewOf(StoreThread &store, RowId account)
{
    return std::make_shared<StoreCacheView>(store, account);
}

} // namespace watchfloor
