// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/buildreports.h"

#include "backend/engine/businessclocks.h"
#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/standing.h"
#include "backend/engine/namelookup.h"
#include "backend/engine/vendors.h"
#include "backend/engine/operations/reportingevents.h"
#include "backend/engine/reports/timelineparts.h"

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

constexpr DurationMs shortestExtent = 60'000;

/// Start and end as the row says; what it lacks is taken from the value, else from `created`.
TimeRange spanOf(const ReportingEvent &event)
{
    const DurationMs length = std::max<DurationMs>(event.value, 0);
    TimeRange span;
    span.to = event.end ? *event.end : event.start ? *event.start + length : event.created;
    span.from = event.start ? *event.start : span.to - length;
    span.to = std::max(span.to, span.from); // out of order on the wire: an instant
    return span;
}

/// As a life goes, so that the same lane stands at the same place in every conversation.
constexpr std::array laneOrder{"conversation_bot_handoff",
                               "conversation_bot_resolved",
                               "conversation_captain_inference_handoff",
                               "conversation_captain_inference_resolved",
                               "assigned",
                               "first_response",
                               "first_assignment_response",
                               "wait_time",
                               "reply_time",
                               "transferred",
                               "back_to_queue",
                               "conversation_resolved",
                               "conversation_opened",
                               "csat_answer"};

auto laneRank(const QString &name)
{
    return std::find_if(laneOrder.begin(), laneOrder.end(),
                        [&name](const char *known) { return name == QLatin1String(known); });
}

std::vector<QString> lanesOf(const std::vector<ReportingEvent> &events)
{
    std::vector<QString> lanes;
    for (const ReportingEvent &event : events) {
        if (std::find(lanes.begin(), lanes.end(), event.name) == lanes.end())
            lanes.push_back(event.name);
    }
    std::stable_sort(lanes.begin(), lanes.end(),
                     [](const QString &a, const QString &b) { return laneRank(a) < laneRank(b); });
    return lanes;
}

Holding holdingOf(const AccountRows &rows, const QString &agentId)
{
    if (agentId.isEmpty())
        return Holding::Nobody;
    const auto agent = std::find_if(rows.agents.begin(), rows.agents.end(),
                                    [&](const Agent &a) { return a.remoteId == agentId; });
    if (agent == rows.agents.end())
        return Holding::Person;
    if (agent->goneAt && rulesFor(rows.account.provider).removalUnassigns)
        return Holding::Nobody;
    return agent->kind == AgentKind::Bot ? Holding::Bot : Holding::Person;
}

TimeRange extentOf(const TimelineReport &report, TimeMs now)
{
    const Conversation &conversation = report.conversation.conversation;
    TimeRange extent{conversation.created, conversation.created};
    const auto include = [&](TimeMs t) {
        extent.from = std::min(extent.from, t);
        extent.to = std::max(extent.to, t);
    };
    for (const auto &time : {conversation.assigned, conversation.firstResponse,
                             conversation.waitingSince, conversation.closed}) {
        if (time)
            include(*time);
    }
    for (const TimelineEvent &event : report.events) {
        include(event.span.from);
        include(event.span.to);
    }
    if (!report.ended && report.asOf)
        include(std::max(now, *report.asOf)); // it still runs; what is not fetched is a gap
    extent.to = std::max(extent.to, extent.from + shortestExtent);
    return extent;
}

void addNotes(TimelineReport &report, const AccountRows &rows)
{
    const auto any = [&](EventOrigin origin) {
        return std::any_of(report.events.begin(), report.events.end(),
                           [&](const TimelineEvent &e) { return e.event.origin == origin; });
    };
    if (any(EventOrigin::Derived))
        report.notes.append(
            QStringLiteral("Recomputed from messages: this server gives no reporting events"));
    if (any(EventOrigin::Estimated))
        report.notes.append(QStringLiteral("Some times had to be estimated"));
    const Conversation &conversation = report.conversation.conversation;
    if (conversation.goneAt)
        report.notes.append(QStringLiteral("Deleted on the server, kept in the cache"));
    if (!report.events.empty())
        return;
    for (const FeedState &feed : rows.feeds) {
        if (feed.off && feed.lastError &&
            feedBrings(Topic::Events, rows.account.provider, feed.feed))
            report.notes.append(feed.lastError->sentence());
    }
    if (report.notes.isEmpty() && rulesFor(rows.account.provider).internalIdInEvents &&
        conversation.internalId.isEmpty())
        report.notes.append(QStringLiteral(
            "No events yet: this conversation has not been matched with the server's events"));
}

/// Since nobody looks at the agents any more, their last states are not known to go on.
void endUnseenStates(std::vector<TimelineAgent> &agents, const AccountRows &rows, TimeMs now)
{
    const auto seen = freshness(Topic::Agents, rows);
    if (!seen || now - *seen <= soonEnough(rows.account))
        return;
    for (TimelineAgent &agent : agents) {
        for (AgentState &state : agent.states) {
            if (!state.to)
                state.to = std::max(state.from, *seen);
        }
    }
}

} // namespace

TimelineReport buildTimelineReport(const AccountRows &rows, const Conversation &conversation,
                                   std::vector<ReportingEvent> events, TimeMs now)
{
    const NameLookup names(rows);
    TimelineReport report;
    report.conversation.accountName = rows.account.name;
    report.conversation.provider = rows.account.provider;
    report.conversation.groupName = names.group(conversation.groupRemoteId);
    report.conversation.inboxName = names.inbox(conversation.inboxRemoteId);
    report.conversation.conversation = conversation;
    const Holding holding = holdingOf(rows, conversation.agentRemoteId);
    const Standing standing = standingOf(conversation, rulesFor(rows.account.provider), holding);
    report.conversation.conversation.waitingSince = standing.waitingSince;
    if (holding == Holding::Nobody || standing.inQueue())
        report.conversation.conversation.agentRemoteId.clear();
    report.conversation.agentName = names.agent(report.conversation.conversation.agentRemoteId);

    std::stable_sort(events.begin(), events.end(), eventBefore);
    for (const QString &id : timelineAgents(conversation, events))
        report.agents.push_back(timelineAgent(rows, names, id));
    endUnseenStates(report.agents, rows, now);
    report.lanes = lanesOf(events);
    for (ReportingEvent &event : events) {
        TimelineEvent shown;
        shown.span = spanOf(event);
        shown.lane = static_cast<int>(
            std::find(report.lanes.begin(), report.lanes.end(), event.name) - report.lanes.begin());
        shown.agentName = names.agent(event.agentRemoteId);
        shown.inboxName = names.inbox(event.inboxRemoteId);
        shown.event = std::move(event);
        report.events.push_back(std::move(shown));
    }

    const auto fresh = freshness(Topic::Events, rows);
    report.asOf = fresh ? fresh : freshness(Topic::Conversations, rows);
    if (report.asOf)
        report.asOf = std::min(*report.asOf, now);
    report.ended = conversation.closed || conversation.status == QLatin1String("closed") ||
                   conversation.goneAt;
    if (!report.ended) {
        report.waitingSince = standing.waitingSince;
        report.lateAt = lateAt({fresh ? Topic::Events : Topic::Conversations}, rows);
    }
    report.transfers = transfersOf(report.events);
    report.extent = extentOf(report, now);
    report.gaps = unknownParts(rows, report, now);
    if (const auto calendar =
            businessCalendarOf(rows.account, names.inboxRow(conversation.inboxRemoteId))) {
        report.businessHoursKnown = true;
        report.businessHours = calendar->openRanges(report.extent);
    }
    addNotes(report, rows);
    return report;
}

} // namespace watchfloor
