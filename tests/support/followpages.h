// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"

#include <vector>

namespace watchfloor::test {

/// One conversation's life, a page at a time, made to arrive in any order: its events come before
/// and after it is known, one of them knows but its internal id; it is moved, vanishes and returns.
struct FollowPages {
    static constexpr TimeMs Start = 1'700'000'000'000;

    /// Comes first, so that numbers do not depend on the order of the rest.
    static SyncBatch lists()
    {
        SyncBatch batch;
        batch.fetchedAt = Start;
        for (const char *id : {"7", "8"}) {
            Agent agent;
            agent.remoteId = QString::fromLatin1(id);
            batch.agents.push_back(agent);
        }
        const auto add = [&batch](GroupingKind kind, const char *id) {
            Grouping grouping;
            grouping.kind = kind;
            grouping.remoteId = QString::fromLatin1(id);
            batch.groupings.push_back(grouping);
        };
        for (const char *id : {"2", "3", "4"})
            add(GroupingKind::Team, id);
        for (const char *id : {"11", "16", "19"})
            add(GroupingKind::Inbox, id);
        batch.events = {event(90, "reply_time"), event(91, "reopened")};
        batch.events[0].channel = QStringLiteral("web");
        batch.events[1].channel = QStringLiteral("mail");
        return batch;
    }

    /// Named by its remote id, and an estimated row of our own making beside it.
    static SyncBatch early()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 1;
        batch.events = {event(1, "reply_time"), event(0, "reopened")};
        for (ReportingEvent &e : batch.events)
            e.conversationRemoteId = QStringLiteral("5");
        batch.events[0].valueInBusinessHours = 30'000;
        batch.events[1].remoteId.reset();
        batch.events[1].origin = EventOrigin::Estimated;
        return batch;
    }

    /// Named by its internal id alone, with a group and an inbox of its own.
    static SyncBatch waiting()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 2;
        batch.events = {event(2, "reply_time")};
        batch.events[0].conversationInternalId = QStringLiteral("500");
        batch.events[0].groupRemoteId = QStringLiteral("3");
        batch.events[0].inboxRemoteId = QStringLiteral("19");
        return batch;
    }

    static SyncBatch link()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 3;
        batch.links = {{QStringLiteral("5"), QStringLiteral("500"), false}};
        return batch;
    }

    /// As of its creation, in a group, an inbox and a channel.
    static SyncBatch known()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 4;
        Conversation c;
        c.remoteId = QStringLiteral("5");
        c.status = QStringLiteral("open");
        c.created = Start - 7'200'000;
        c.updatedAt = Start + 4;
        c.agentRemoteId = QStringLiteral("7");
        c.groupRemoteId = QStringLiteral("2");
        c.inboxRemoteId = QStringLiteral("11");
        c.channel = QStringLiteral("web");
        batch.conversations = {c};
        return batch;
    }

    /// In another group, inbox and channel, and closed.
    static SyncBatch moved()
    {
        SyncBatch batch = known();
        batch.fetchedAt = Start + 5;
        Conversation &c = batch.conversations[0];
        c.updatedAt = batch.fetchedAt;
        c.groupRemoteId = QStringLiteral("4");
        c.inboxRemoteId = QStringLiteral("16");
        c.channel = QStringLiteral("mail");
        c.status = QStringLiteral("closed");
        c.closed = Start - 1'000;
        return batch;
    }

    /// Another agent: nothing that its events take from it.
    static SyncBatch handed()
    {
        SyncBatch batch = moved();
        batch.fetchedAt = Start + 6;
        batch.conversations[0].updatedAt = batch.fetchedAt;
        batch.conversations[0].agentRemoteId = QStringLiteral("8");
        return batch;
    }

    static SyncBatch gone()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 7;
        batch.goneConversations = {QStringLiteral("5")};
        return batch;
    }

    static SyncBatch late()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 8;
        batch.events = {event(3, "reply_time")};
        batch.events[0].conversationRemoteId = QStringLiteral("5");
        batch.events[0].byBot = true;
        return batch;
    }

    /// There again, in no group.
    static SyncBatch back()
    {
        SyncBatch batch = handed();
        batch.fetchedAt = Start + 9;
        batch.conversations[0].updatedAt = batch.fetchedAt;
        batch.conversations[0].groupRemoteId.clear();
        return batch;
    }

    static std::vector<SyncBatch> all()
    {
        return {early(), waiting(), link(), known(), moved(), handed(), gone(), late(), back()};
    }

    static ReportingEvent event(qint64 id, const char *name)
    {
        ReportingEvent e;
        e.remoteId = id;
        e.name = QLatin1String(name);
        e.value = 60'000;
        e.created = e.updated = Start - 3'600'000 + id * 1'000;
        e.start = e.created - 61'000;
        e.end = e.created - 1'000;
        e.agentRemoteId = QStringLiteral("7");
        return e;
    }
};

} // namespace watchfloor::test
