// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/timelineparts.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/reports/buildreports.h"
#include "backend/engine/vendors.h"

#include <QSet>

#include <algorithm>

namespace watchfloor {
namespace {

bool isNamed(const TimelineEvent &event, const char *name)
{
    return event.event.name == QLatin1String(name);
}

/// Events that come by their own time, apart from their conversations: coverage is exact. All
/// other feeds bring a conversation with everything that has happened in it so far.
bool readByTime(const AccountRows &rows)
{
    return std::any_of(rows.feeds.begin(), rows.feeds.end(), [&rows](const FeedState &feed) {
        const FeedInfo *known = knownFeed(rows.account.provider, feed.feed);
        return known != nullptr && known->shape == FeedShape::Windows && !feed.off &&
               !feed.coverage.empty() &&
               feedBrings(Topic::Events, rows.account.provider, feed.feed) &&
               !feedBrings(Topic::Conversations, rows.account.provider, feed.feed);
    });
}

} // namespace

QStringList timelineAgents(const Conversation &conversation,
                           const std::vector<ReportingEvent> &events)
{
    QStringList ids;
    QSet<QString> known;
    const auto add = [&](const QString &id) {
        if (id.isEmpty() || known.contains(id))
            return;
        known.insert(id);
        ids.append(id);
    };
    for (const ReportingEvent &event : events)
        add(event.agentRemoteId);
    add(conversation.agentRemoteId);
    return ids;
}

TimelineAgent timelineAgent(const AccountRows &rows, const NameLookup &names,
                            const QString &remoteId)
{
    TimelineAgent agent;
    agent.remoteId = remoteId;
    agent.name = names.agent(remoteId);
    const auto row = std::find_if(rows.agents.begin(), rows.agents.end(),
                                  [&](const Agent &one) { return one.remoteId == remoteId; });
    if (row != rows.agents.end())
        agent.id = row->id;
    bool reported = false;
    for (const AgentState &state : rows.states) {
        if (state.agentRemoteId != remoteId)
            continue;
        agent.states.push_back(state);
        reported = reported || !state.observed;
    }
    // One story, not two: the vendor's word where it gives one.
    std::erase_if(agent.states,
                  [reported](const AgentState &one) { return one.observed == reported; });
    std::stable_sort(agent.states.begin(), agent.states.end(),
                     [](const AgentState &a, const AgentState &b) { return a.from < b.from; });
    return agent;
}

std::vector<TimelineTransfer> transfersOf(const std::vector<TimelineEvent> &events)
{
    std::vector<TimelineTransfer> transfers;
    std::vector<const TimelineEvent *> assignments;
    for (size_t i = 0; i < events.size(); ++i) {
        const TimelineEvent &event = events[i];
        const bool toQueue = isNamed(event, "back_to_queue");
        if (isNamed(event, "assigned")) {
            assignments.push_back(&event);
        } else if (toQueue || isNamed(event, "transferred")) {
            TimelineTransfer transfer;
            transfer.at = event.span.from;
            transfer.event = static_cast<int>(i);
            transfer.from = event.agentName;
            transfer.toQueue = toQueue;
            transfers.push_back(std::move(transfer));
        }
    }
    std::stable_sort(
        transfers.begin(), transfers.end(),
        [](const TimelineTransfer &a, const TimelineTransfer &b) { return a.at < b.at; });
    std::stable_sort(
        assignments.begin(), assignments.end(),
        [](const TimelineEvent *a, const TimelineEvent *b) { return a->span.to < b->span.to; });
    auto next = assignments.begin();
    for (size_t i = 0; i < transfers.size(); ++i) {
        TimelineTransfer &transfer = transfers[i];
        while (next != assignments.end() && (*next)->span.to < transfer.at)
            ++next;
        const bool last = i + 1 == transfers.size();
        if (next == assignments.end() || (!last && (*next)->span.to >= transfers[i + 1].at))
            continue;
        transfer.to = (*next)->agentName;
        transfer.taken = (*next)->span.to;
        ++next;
    }
    return transfers;
}

std::vector<TimeRange> unknownParts(const AccountRows &rows, const TimelineReport &report,
                                    TimeMs now)
{
    const bool ownEvents =
        std::any_of(report.events.begin(), report.events.end(), [](const TimelineEvent &event) {
            return event.event.origin != EventOrigin::Server;
        });
    if (readByTime(rows) && !ownEvents)
        return gapsOf(Topic::Events, rows, report.extent, now);
    const auto fresh = freshness(Topic::Events, rows);
    const auto known = fresh ? fresh : freshness(Topic::Conversations, rows);
    if (report.ended || !known || now - *known <= soonEnough(rows.account) ||
        *known >= report.extent.to)
        return {};
    return {{std::max(*known, report.extent.from), report.extent.to}};
}

} // namespace watchfloor
