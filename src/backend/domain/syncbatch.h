// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/agentstate.h"
#include "backend/domain/conversation.h"
#include "backend/domain/error.h"
#include "backend/domain/grouping.h"
#include "backend/domain/metricvalue.h"
#include "backend/domain/reportingevent.h"
#include "backend/domain/timerange.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// Availability seen by a live poll; the store turns changes into agent_state rows.
struct AgentPresence {
    QString agentRemoteId;
    QString availability;
    QString reason;
    std::optional<int> capacity;
};

/// "Display id 33081 is database id 33100." Exact links overrule inferred ones, never vice versa.
struct ConversationLink {
    QString remoteId;
    QString internalId;
    bool inferred = false;
};

/// CSAT and SLA facts that arrive apart from the conversation itself.
struct ConversationPatch {
    QString remoteId;
    std::optional<int> csat;
    std::optional<TimeMs> dueAt;
    std::optional<QString> slaStatus;
};

/// The events of this conversation, as of its updatedAt, are now all here. Derived and estimated
/// events of it that the batch does not repeat are dropped; server rows never are.
struct EventsComplete {
    QString conversationRemoteId;
    TimeMs asOfUpdatedAt = 0;
};

/// This batch ends a pass that listed every row of the kind: rows of the account that no batch of
/// the pass named (all batches since `passStarted`) are marked gone.
struct CompleteSet {
    enum class What { Agents, Groupings, Memberships };
    What what = What::Agents;
    GroupingKind kind = GroupingKind::Group; ///< for Groupings and Memberships
    QStringList remoteIds;                   ///< the whole set; Memberships: "agent\tgrouping"
    std::optional<AgentKind> agentKind = {}; ///< Agents: the set is that of one kind only
};

/// Everything one fetched page says, in rows of design section 4 and nothing else. Applied in one
/// transaction together with the feed's progress.
struct SyncBatch {
    std::vector<Agent> agents;
    std::vector<AgentPresence> presences;
    std::vector<Grouping> groupings;
    std::vector<Membership> memberships;
    std::vector<Conversation> conversations;
    std::vector<ConversationPatch> patches;
    std::vector<ConversationLink> links;
    std::vector<ReportingEvent> events;
    std::vector<EventsComplete> eventsComplete;
    std::vector<MetricValue> metricValues;
    std::vector<AgentState> agentStates;
    std::vector<CompleteSet> complete;
    QStringList goneConversations; ///< remote ids the server answered 404 for

    std::vector<Error> problems; ///< rows left out, one sentence each; the rest is good
    qint64 moreLeftOut = 0;      ///< left out besides, without a sentence of their own
    qint64 wireRows = 0;         ///< rows the page held, for progress
    qint64 wireTotal = -1;       ///< rows of the whole list, as the server counts; -1 = not told

    // Progress of the feed, stored with the rows.
    QString nextCursor;               ///< where the next page starts; empty = pass ends here
    std::optional<TimeRange> covered; ///< known completely after this batch
    std::optional<TimeMs> watermark;  ///< new watermark once the pass has ended
    bool backfilled = false;          ///< the horizon is reached
    TimeMs fetchedAt = 0;
};

} // namespace watchfloor
