// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchattalk.h"

#include <algorithm>

namespace watchfloor::rocketchat {
namespace {

// One assignment is told up to four times (who joined, the transfer, servedBy, the first reaction),
// each stamped by another line of the server's code.
constexpr DurationMs sameStepMs = 5'000;

/// Who had the conversation from when.
struct Holding {
    TimeMs from = 0;
    QString agent;
};

/// One conversation, told from its messages and transfers.
class TalkStory {
public:
    TalkStory(const RoomFacts &room, TalkPage talk, const QSet<QString> &bots)
        : m_room(room)
        , m_talk(std::move(talk))
        , m_bots(bots)
    {
        putInOrder();
        findHoldings();
        findQueueing();
    }

    std::vector<ReportingEvent> events()
    {
        assignments();
        transfers();
        responses();
        if (m_room.closed)
            add("conversation_resolved", m_room.created, *m_room.closed, m_room.agent);
        return std::move(m_events);
    }

private:
    bool isBot(const QString &agent) const { return m_bots.contains(agent); }
    bool isVisitors(const TalkFact &fact) const
    {
        return fact.fromVisitor || (!m_room.visitor.isEmpty() && fact.author == m_room.visitor);
    }
    bool isAnswer(const TalkFact &fact) const
    {
        return !isVisitors(fact) && !fact.automatic && !fact.author.isEmpty() &&
               !isBot(fact.author);
    }

    /// Pages may overlap and come in any order; transfers may be told twice.
    void putInOrder()
    {
        auto &facts = m_talk.facts;
        std::stable_sort(facts.begin(), facts.end(),
                         [](const TalkFact &a, const TalkFact &b) { return a.at < b.at; });
        QSet<QString> seen;
        std::erase_if(facts, [&](const TalkFact &fact) {
            const bool again = seen.contains(fact.id);
            seen.insert(fact.id);
            return again;
        });
        auto &moves = m_talk.transfers;
        std::stable_sort(moves.begin(), moves.end(),
                         [](const TransferFact &a, const TransferFact &b) { return a.at < b.at; });
        const auto same = [](const TransferFact &a, const TransferFact &b) {
            return a.at == b.at && a.toAgent == b.toAgent && a.back == b.back;
        };
        moves.erase(std::unique(moves.begin(), moves.end(), same), moves.end());
    }

    void hold(TimeMs from, const QString &agent)
    {
        if (agent.isEmpty() || from <= 0)
            return;
        const bool known =
            std::any_of(m_holdings.begin(), m_holdings.end(), [&](const Holding &one) {
                return one.agent == agent && std::abs(one.from - from) <= sameStepMs;
            });
        if (!known)
            m_holdings.push_back({from, agent});
    }

    /// The surest source first: what comes later only fills in.
    void findHoldings()
    {
        if (m_room.servedAt)
            hold(*m_room.servedAt, m_room.agent);
        for (const TalkFact &fact : m_talk.facts) {
            if (fact.meaning == MessageMeaning::Joined && !isVisitors(fact))
                hold(fact.at, fact.author);
        }
        for (const TransferFact &transfer : m_talk.transfers)
            hold(transfer.at, transfer.toAgent);
        if (m_room.responseAt && m_room.reactionFirst)
            hold(*m_room.responseAt - *m_room.reactionFirst, authorAt(*m_room.responseAt));
        std::stable_sort(m_holdings.begin(), m_holdings.end(),
                         [](const Holding &a, const Holding &b) { return a.from < b.from; });
    }

    /// Whose message it was that the metrics call the first response.
    QString authorAt(TimeMs at) const
    {
        for (const TalkFact &fact : m_talk.facts) {
            if (fact.meaning == MessageMeaning::Talk && !isVisitors(fact) &&
                std::abs(fact.at - at) <= sameStepMs)
                return fact.author;
        }
        return {};
    }

    /// Since when it waited: its creation, going back to the queue or to a department, somebody
    /// leaving it.
    void findQueueing()
    {
        m_queueing.push_back(m_room.created);
        if (m_room.queuedAt)
            m_queueing.push_back(*m_room.queuedAt);
        for (const TalkFact &fact : m_talk.facts) {
            if (fact.meaning == MessageMeaning::Left)
                m_queueing.push_back(fact.at);
        }
        for (const TransferFact &transfer : m_talk.transfers) {
            if (transfer.toAgent.isEmpty())
                m_queueing.push_back(transfer.at);
        }
        std::sort(m_queueing.begin(), m_queueing.end());
    }

    void assignments()
    {
        TimeMs previous = -1;
        for (const Holding &holding : m_holdings) {
            TimeMs since = holding.from;
            for (const TimeMs start : m_queueing) {
                if (start > previous && start <= holding.from)
                    since = start;
            }
            add("assigned", since, holding.from, holding.agent);
            previous = holding.from;
        }
    }

    /// Who had it just before; nobody while it waits.
    QString holderBefore(TimeMs at) const
    {
        const Holding *holder = nullptr;
        for (const Holding &holding : m_holdings) {
            if (holding.from < at)
                holder = &holding;
        }
        if (!holder)
            return {};
        const bool waits = std::any_of(m_queueing.begin(), m_queueing.end(), [&](TimeMs start) {
            return start > holder->from && start < at;
        });
        return waits ? QString() : holder->agent;
    }

    void transfers()
    {
        for (const TransferFact &transfer : m_talk.transfers) {
            QString from = holderBefore(transfer.at);
            if (from.isEmpty() && m_holdings.empty())
                from = transfer.by;
            add(transfer.back ? "back_to_queue" : "transferred", transfer.at, transfer.at, from);
        }
    }

    std::optional<TimeMs> assignedBefore(TimeMs at) const
    {
        std::optional<TimeMs> found;
        for (const Holding &holding : m_holdings) {
            if (holding.from <= at && !isBot(holding.agent))
                found = holding.from;
        }
        return found;
    }
    std::optional<TimeMs> firstAssignment() const
    {
        for (const Holding &holding : m_holdings) {
            if (!isBot(holding.agent))
                return holding.from;
        }
        return std::nullopt;
    }

    /// An answer is a person's message behind one or more of the visitor's; it answers the first
    /// of them. What bots say neither answers nor asks.
    void responses()
    {
        const TalkFact *asked = nullptr;
        const TalkFact *firstAsked = nullptr;
        bool answered = false;
        bool responded = false;
        const std::optional<TimeMs> firstAssigned = firstAssignment();
        for (const TalkFact &fact : m_talk.facts) {
            if (fact.meaning != MessageMeaning::Talk)
                continue;
            if (isVisitors(fact)) {
                if (!asked)
                    asked = &fact;
                if (!firstAsked)
                    firstAsked = &fact;
                continue;
            }
            if (!isAnswer(fact))
                continue;
            if (asked) {
                if (!responded)
                    add("first_response", asked->at, fact.at, fact.author);
                add("wait_time", asked->at, fact.at, fact.author);
                const TimeMs assigned = assignedBefore(fact.at).value_or(asked->at);
                add("reply_time", std::max(asked->at, assigned), fact.at, fact.author);
                responded = true;
            }
            if (!answered && firstAsked && firstAssigned && *firstAssigned <= fact.at)
                add("first_assignment_response", std::max(*firstAssigned, firstAsked->at), fact.at,
                    fact.author);
            answered = true;
            asked = nullptr;
        }
    }

    void add(const char *name, TimeMs start, TimeMs end, const QString &agent)
    {
        m_events.push_back(roomEvent(m_room, name, start, end, agent, isBot(agent)));
    }

    const RoomFacts &m_room;
    TalkPage m_talk;
    const QSet<QString> &m_bots;
    std::vector<Holding> m_holdings; ///< by time
    std::vector<TimeMs> m_queueing;  ///< by time
    std::vector<ReportingEvent> m_events;
};

} // namespace

std::vector<ReportingEvent> eventsOfTalk(const RoomFacts &room, TalkPage talk,
                                         const QSet<QString> &bots)
{
    return TalkStory(room, std::move(talk), bots).events();
}

} // namespace watchfloor::rocketchat
