// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/provider.h"

#include <QFuture>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <map>

namespace watchfloor::test {

/// The least a cache must know to answer a provider: rows by id, links with exact over inferred.
/// An oracle for provider tests, with nothing of the store in it.
class MemoryCache : public CacheView {
public:
    struct Link {
        QString internalId;
        bool exact = false;
    };

    void apply(const SyncBatch &batch)
    {
        for (const Agent &row : batch.agents)
            agents[row.remoteId] = row;
        for (const Conversation &row : batch.conversations) {
            Conversation &stored = conversations[row.remoteId];
            if (row.updatedAt >= stored.updatedAt)
                stored = row;
        }
        for (const QString &id : batch.goneConversations)
            conversations.erase(id);
        for (const ConversationLink &row : batch.links) {
            Link &link = links[row.remoteId];
            if (link.exact && row.inferred)
                continue;
            link = Link{row.internalId, !row.inferred};
        }
        for (const ReportingEvent &row : batch.events) {
            if (row.remoteId)
                events[*row.remoteId] = row;
            else
                derived[row.conversationRemoteId].push_back(row);
        }
        for (const EventsComplete &row : batch.eventsComplete)
            complete[row.conversationRemoteId] = row.asOfUpdatedAt;
        for (const ConversationPatch &row : batch.patches) {
            if (row.csat)
                csat[row.remoteId] = *row.csat;
        }
        for (const MetricValue &row : batch.metricValues)
            metrics[{row.metric, row.scopeKey, row.scope == MetricScope::Account}] =
                row.value.value_or(-1);
        for (const Error &problem : batch.problems)
            problems.append(problem.sentence());
    }

    /// Display id of a database id, empty while not known.
    QString displayOf(const QString &internalId) const
    {
        for (const auto &[remoteId, link] : links) {
            if (link.internalId == internalId)
                return remoteId;
        }
        return {};
    }

    QFuture<Result<std::vector<ConversationKey>>> conversationsNeedingEvents(int limit) override
    {
        auto keys = keysWhere([this](const Conversation &row) {
            const auto found = complete.find(row.remoteId);
            return found == complete.end() || found->second < row.updatedAt.value_or(0);
        });
        std::reverse(keys.begin(), keys.end());
        keys.resize(std::min(keys.size(), static_cast<size_t>(limit)));
        return ready(std::move(keys));
    }
    QFuture<Result<std::vector<ConversationKey>>> activeConversations() override
    {
        return ready(keysWhere(
            [](const Conversation &row) { return row.status != QLatin1String("closed"); }));
    }
    QFuture<Result<std::vector<UnlinkedConversation>>> unlinkedConversations() override
    {
        QSet<QString> known;
        for (const auto &[remoteId, link] : links)
            known.insert(link.internalId);
        std::map<QString, UnlinkedConversation> found;
        for (const auto &[id, row] : events) {
            if (known.contains(row.conversationInternalId) || !row.start)
                continue;
            auto [entry, fresh] = found.try_emplace(row.conversationInternalId);
            if (fresh)
                entry->second =
                    UnlinkedConversation{row.conversationInternalId, row.inboxRemoteId, *row.start};
            entry->second.earliestStart = std::min(entry->second.earliestStart, *row.start);
        }
        std::vector<UnlinkedConversation> list;
        for (const auto &[id, entry] : found)
            list.push_back(entry);
        return ready(std::move(list));
    }
    QFuture<Result<std::vector<ConversationKey>>> conversationsCreated(TimeRange range) override
    {
        return ready(keysWhere([this, range](const Conversation &row) {
            const auto link = links.find(row.remoteId);
            return link == links.end() ? range.contains(row.created) : link->second.exact;
        }));
    }
    QFuture<Result<std::vector<ConversationKey>>> conversationNamed(QString remoteId) override
    {
        return ready(keysWhere([&](const Conversation &row) { return row.remoteId == remoteId; }));
    }

    std::map<QString, Agent> agents;
    std::map<QString, Conversation> conversations;
    std::map<QString, Link> links;
    std::map<qint64, ReportingEvent> events;
    std::map<QString, std::vector<ReportingEvent>> derived;
    std::map<QString, TimeMs> complete;
    std::map<QString, int> csat;
    std::map<std::tuple<QString, QString, bool>, double> metrics;
    QStringList problems;

private:
    template<typename Wanted>
    std::vector<ConversationKey> keysWhere(Wanted wanted) const
    {
        std::vector<ConversationKey> keys;
        for (const auto &[id, row] : conversations) {
            if (!wanted(row))
                continue;
            ConversationKey key;
            key.remoteId = row.remoteId;
            key.inboxRemoteId = row.inboxRemoteId;
            key.status = row.status;
            key.created = row.created;
            key.updatedAt = row.updatedAt.value_or(0);
            key.extra = QJsonDocument(row.extra).toJson(QJsonDocument::Compact);
            if (const auto link = links.find(id); link != links.end()) {
                key.internalId = link->second.internalId;
                key.exactLink = link->second.exact;
            }
            keys.push_back(std::move(key));
        }
        std::sort(keys.begin(), keys.end(), [](const ConversationKey &a, const ConversationKey &b) {
            return a.created < b.created;
        });
        return keys;
    }
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
