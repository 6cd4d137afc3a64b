// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"

#include <random>

namespace watchfloor::test {

/// Pages as vendors send them, at random: new, repeated, late, changed and vanishing rows, events
/// that wait for their conversation, links that are guessed, told and corrected.
class RandomBatches {
public:
    static constexpr TimeMs Start = 1'700'000'000'000;
    static constexpr TimeMs Span = 40LL * 86'400'000;

    explicit RandomBatches(unsigned seed)
        : m_random(seed)
    {
    }

    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }
    bool chance(int percent) { return below(100) < percent; }
    TimeMs time() { return Start + static_cast<TimeMs>(m_random() % quint64(Span)); }

    SyncBatch next()
    {
        SyncBatch batch;
        batch.fetchedAt = Start + 2 * Span + ++m_pages * 1'000;
        for (int i = below(6); i > 0; --i)
            batch.conversations.push_back(conversation());
        for (int i = below(25); i > 0; --i)
            batch.events.push_back(event());
        if (chance(40))
            derive(&batch);
        for (int i = below(4); i > 0; --i)
            batch.links.push_back({remote(), internal(), chance(50)});
        if (chance(10))
            batch.goneConversations = {remote()};
        if (chance(20))
            batch.patches = {{remote(), 1 + below(5), std::nullopt, std::nullopt}};
        return batch;
    }

    std::mt19937 &engine() { return m_random; }

private:
    static constexpr int Conversations = 40;

    QString remote() { return QString::number(1 + below(Conversations)); }
    QString internal() { return QString::number(1'000 + below(Conversations)); }
    QString name(int kinds)
    {
        static const QStringList names{
            QStringLiteral("reply_time"), QStringLiteral("conversation_resolved"),
            QStringLiteral("assigned"), QStringLiteral("first_response")};
        return names[below(kinds)];
    }

    Conversation conversation()
    {
        Conversation c;
        c.remoteId = remote();
        c.created = Start + c.remoteId.toInt() * (Span / Conversations) + below(2) * 3'600'000;
        c.updatedAt = c.created + below(5) * 3'600'000;
        c.status = chance(50) ? QStringLiteral("closed") : QStringLiteral("open");
        if (chance(30))
            c.closed = c.created + below(200) * 3'600'000LL;
        if (chance(80))
            c.agentRemoteId = QString::number(below(5));
        if (chance(50))
            c.groupRemoteId = QString::number(below(3));
        if (chance(50))
            c.inboxRemoteId = QString::number(below(3));
        if (chance(30))
            c.channel = chance(50) ? QStringLiteral("web") : QStringLiteral("mail");
        if (chance(20))
            c.skillRemoteId = QString::number(below(2));
        if (chance(20))
            c.internalId = internal();
        return c;
    }

    ReportingEvent event()
    {
        ReportingEvent e;
        e.remoteId = 1 + below(600);
        e.name = name(chance(2) ? 4 : 1 + static_cast<int>(*e.remoteId % 4));
        e.created = Start + (*e.remoteId * 7'919 % 600) * (Span / 600);
        e.updated = e.created + below(3) * 1'000;
        e.value = below(50) * 1'000;
        if (chance(10))
            e.created += 1'000;
        if (chance(30))
            e.valueInBusinessHours = below(40) * 1'000;
        e.start = e.created - e.value;
        e.end = e.created;
        if (chance(60))
            e.agentRemoteId = QString::number(below(5));
        if (chance(40))
            e.inboxRemoteId = QString::number(below(3));
        if (chance(20))
            e.groupRemoteId = QString::number(below(3));
        if (chance(10))
            e.skillRemoteId = QString::number(below(2));
        if (chance(20))
            e.channel = QStringLiteral("web");
        if (chance(30))
            e.byBot = chance(50);
        place(&e);
        return e;
    }

    void place(ReportingEvent *e)
    {
        const int how = below(3);
        if (how != 0)
            e->conversationRemoteId = remote();
        if (how != 1)
            e->conversationInternalId = internal();
    }

    /// Rows of our own making: few different ones, so that they meet again on both sides of a link.
    void derive(SyncBatch *batch)
    {
        const bool waiting = chance(40);
        const QString id = waiting ? internal() : remote();
        for (int i = 1 + below(4); i > 0; --i) {
            ReportingEvent e;
            e.name = name(3);
            e.origin = chance(30) ? EventOrigin::Estimated : EventOrigin::Derived;
            e.created = Start + below(4) * (Span / 4);
            e.updated = e.created;
            e.start = e.end = e.created;
            if (chance(50))
                e.agentRemoteId = QString::number(below(5));
            (waiting ? e.conversationInternalId : e.conversationRemoteId) = id;
            batch->events.push_back(e);
        }
        if (!waiting)
            batch->eventsComplete = {{id, Start + below(3)}};
    }

    std::mt19937 m_random;
    TimeMs m_pages = 0;
};

} // namespace watchfloor::test
