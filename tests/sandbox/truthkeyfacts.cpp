// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthkeyfacts.h"

#include "sandbox/truthanswers.h"
#include "sandbox/truthfacts.h"

namespace watchfloor::sandbox {

namespace {

using Take = std::function<void(const KeyFact &)>;

struct Window {
    Ms from;
    Ms to;
    bool has(Ms at) const { return at >= from && at <= to; }
};

/// Chatwoot's history is its reporting rows; they count when they were written, and for the
/// conversation's present team, as its own reports do.
void chatwootHistory(const World &world, const Window &window, const Take &take)
{
    for (const ReportingEvent &row : world.reportingEvents()) {
        if (row.destroyed || !window.has(row.createdAt) || row.conversation == Nobody)
            continue;
        KeyFact fact;
        fact.agent = row.agent;
        fact.group = world.at(row.conversation).group;
        fact.value = row.value * Second;
        const QLatin1String name(row.name);
        if (name == QLatin1String("first_response")) {
            fact.tally = KeyTally::FirstWait;
            take(fact);
            fact.tally = KeyTally::Wait;
            take(fact);
        } else if (name == QLatin1String("reply_time")) {
            fact.tally = KeyTally::Wait;
            take(fact);
        } else if (name == QLatin1String("conversation_resolved")) {
            fact.tally = KeyTally::Closed;
            take(fact);
            fact.tally = KeyTally::Duration;
            take(fact);
        }
    }
}

void answersHistory(const World &world, const Conversation &c, const Window &window,
                    const Take &take)
{
    const std::vector<HumanResponse> responses = humanResponses(world, c);
    for (const HumanResponse &r : responses) {
        if (!window.has(r.at))
            continue;
        KeyFact fact{KeyTally::Wait, r.agent, r.group, r.skill, r.at - r.waitedFrom};
        take(fact);
        if (&r == &responses.front()) {
            fact.tally = KeyTally::FirstWait;
            take(fact);
        }
        fact.tally = KeyTally::Reply;
        fact.value = r.at - std::max(r.waitedFrom, r.assignedAt);
        take(fact);
    }
    const FirstAssignmentResponse first = firstAssignmentResponse(world, c);
    if (first.response.at != 0 && window.has(first.response.at))
        take({KeyTally::FirstAssignment, first.response.agent, first.response.group,
              first.response.skill, first.response.at - first.from});
}

void closingHistory(const World &world, const Conversation &c, const Window &window,
                    const Take &take)
{
    if (c.closed() && window.has(c.closedAt)) {
        const Closure &closure = c.closures.back();
        const bool live = world.vendor() == Vendor::ChatDash;
        KeyFact fact{KeyTally::Closed, live ? agentOf(world, c) : closure.agent, closure.group,
                     closure.skill, 0};
        take(fact);
        fact.tally = closure.by == CloseActor::Agent      ? KeyTally::ClosedByAgent
                     : closure.by == CloseActor::Consumer ? KeyTally::ClosedByConsumer
                                                          : KeyTally::AutoClosed;
        take(fact);
        fact.tally = KeyTally::Duration;
        fact.value = c.closedAt - c.createdAt;
        take(fact);
    }
    for (const Transfer &transfer : c.transfers) {
        if (!window.has(transfer.at) || transfer.kind == TransferKind::BackToQueue)
            continue;
        const int agent = transfer.sourceAgent;
        take({KeyTally::Transferred, agent,
              agent == Nobody ? Nobody : world.agents()[size_t(agent)].group, transfer.sourceSkill,
              0});
    }
}

void csatHistory(const World &world, const Conversation &c, const Window &window, const Take &take)
{
    // Chatwoot tells the time of an answer in whole seconds.
    const Ms unit = world.vendor() == Vendor::Chatwoot ? Second : 1;
    for (const CsatAnswer &answer : c.csat) {
        if (answer.answeredAt != 0 && window.has(answer.answeredAt / unit * unit))
            take({KeyTally::CsatAnswer, answer.agent, answer.group, answer.skill,
                  answer.rating >= 4 ? 1 : 0});
    }
}

void present(const World &world, const Conversation &c, const Take &take)
{
    const bool queued = c.phase == Phase::Queued;
    const bool assigned = isOpenWithAgent(world, c);
    if (!queued && !assigned)
        return;
    const Ms now = world.now();
    KeyFact fact{KeyTally::Open, Nobody, Nobody, skillOf(world, c), 0};
    // What waits at LivePerson has a skill, but nobody's group.
    if (assigned) {
        fact.agent = agentOf(world, c);
        fact.group = groupOf(world, c);
    }
    take(fact);
    if (queued) {
        fact.tally = KeyTally::Unassigned;
        take(fact);
        if (c.createdAt >= now - Day) {
            fact.tally = KeyTally::QueueWait;
            fact.value = now - c.queuedAt;
            take(fact);
        }
    } else if (c.createdAt >= now - 30 * Day) {
        fact.tally = KeyTally::Assigned;
        take(fact);
        if (c.inbox != Nobody && channelWeight(world.inboxes()[size_t(c.inbox)].channel) == 100) {
            fact.tally = KeyTally::Active;
            take(fact);
        }
    }
    if (c.responseDueAt != 0 && c.responseDueAt < now && c.createdAt >= now - 4 * Day) {
        fact.tally = queued ? KeyTally::OverdueInQueue : KeyTally::OverdueAssigned;
        take(fact);
    }
}

} // namespace

void forEachKeyFact(const World &world, Ms from, Ms to, const Take &take)
{
    const Window window{from, to};
    const Vendor vendor = world.vendor();
    if (vendor == Vendor::Chatwoot)
        chatwootHistory(world, window, take);
    for (const Conversation &c : world.conversations()) {
        if (c.deleted())
            continue;
        // Skills exist at LivePerson only, and only there a group is the agent's, not the
        // conversation's.
        const Take takeHere = [&](const KeyFact &fact) {
            KeyFact own = fact;
            if (vendor != Vendor::LivePerson) {
                own.skill = Nobody;
                own.group = groupOf(world, c);
            }
            take(own);
        };
        if (vendor == Vendor::LivePerson || vendor == Vendor::RocketChat)
            answersHistory(world, c, window, takeHere);
        if (vendor != Vendor::Chatwoot)
            closingHistory(world, c, window, takeHere);
        csatHistory(world, c, window, takeHere);
        present(world, c, takeHere);
    }
}

bool canGive(Vendor vendor, KeyMetric metric)
{
    switch (metric) {
    case KeyMetric::AssignedConversations:
    case KeyMetric::UnassignedConversations:
    case KeyMetric::OpenConversations:
    case KeyMetric::ClosedConversations:
    case KeyMetric::AvgConversationsDuration:
        return true;
    case KeyMetric::AvgWaitTime:
    case KeyMetric::AvgWaitTimeFirstResponse:
    case KeyMetric::OnlineAgents:
        return vendor != Vendor::ChatDash;
    case KeyMetric::Csat:
        return vendor == Vendor::LivePerson || vendor == Vendor::Chatwoot;
    case KeyMetric::AwayAgents:
    case KeyMetric::AvgTimeToResponse:
    case KeyMetric::AvgTimeToFirstResponseFirstAssignment:
    case KeyMetric::ClosedByAgent:
    case KeyMetric::ClosedByConsumer:
    case KeyMetric::AutoClosed:
    case KeyMetric::ConcludedConversations:
    case KeyMetric::QueueWaitTime50thPercentile:
    case KeyMetric::QueueWaitTime90thPercentile:
        return vendor == Vendor::LivePerson || vendor == Vendor::RocketChat;
    default:
        return vendor == Vendor::LivePerson;
    }
}

} // namespace watchfloor::sandbox
