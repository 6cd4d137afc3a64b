// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/net/httpresponse.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"
#include "backend/sync/providers/liveperson/livepersonfigures.h"

/// `POST .../agent_view`, `.../skill/availability` and `.../historical`: requests and answers as
/// pure values (documents, section 2).
namespace watchfloor::liveperson {

constexpr int agentsPerPage = 50;
constexpr int mostAgentsInReach = 1'000; ///< offset + limit

/// One page of figures by agent: those of now, or those of a window that is over.
class AgentViewQuestion {
public:
    AgentViewQuestion(TimeRange asked, TimeMs taken)
        : window(asked)
        , takenAt(taken)
    {
    }

    TimeRange window; ///< who was logged in within it is listed
    TimeMs takenAt;
    bool ofWindow = false; ///< the figures of the window instead of those of now
    bool partial = false;
    bool namesAgents = false; ///< no other list tells names
    QString group;            ///< only this one; empty = all
    int offset = 0;
};

Call agentViewCall(const AgentViewQuestion &question);

struct AgentViewPage {
    SyncBatch batch;
    QStringList agents;
    qint64 count = 0;
    bool next = false;
};

/// Besides the figures the states (presences) of those listed, when asked for now. A figure for
/// each state is stored under the metric's key, "/" and the state (and its reason).
Result<AgentViewPage> parseAgentView(const HttpResponse &response,
                                     const AgentViewQuestion &question);

/// The figures of an agent who is logged out and has no conversation: inferred zeros.
void addIdleAgent(SyncBatch &batch, const QString &agent, TimeMs takenAt);

Call skillStaffCall();
/// Agents online, away and back soon by skill; `known` skills whose figures come from elsewhere are
/// left out.
Result<SyncBatch> parseSkillStaff(const HttpResponse &response, const QStringList &known,
                                  TimeMs takenAt);

constexpr DurationMs trendStep = 15 * 60'000;

Call trendCall(TimeRange window);
/// The account's transfers, closed and concluded conversations by quarter of an hour. A point's
/// time is its end. What ended after `finalBefore` is partial, what has not ended by `now` is left
/// out.
Result<SyncBatch> parseTrend(const HttpResponse &response, TimeMs finalBefore, TimeMs now,
                             TimeMs takenAt);

} // namespace watchfloor::liveperson
