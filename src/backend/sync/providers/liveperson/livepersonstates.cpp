// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonstates.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <algorithm>
#include <tuple>

namespace watchfloor::liveperson {
namespace {

constexpr int noContent = 204;
constexpr int mostSentences = 20;

enum StatusType { LoggedIn = 3, LoggedOut = 4 };

/// One change, as long as its place among the others counts.
struct StateChange {
    AgentState state;
    qint64 sequence = 0;
    bool tells = false; ///< there is a state in it
};

StateChange readChange(Values &row)
{
    StateChange change;
    change.state.agentRemoteId = row.numericId("agentId");
    if (change.state.agentRemoteId.isEmpty())
        row.fail("agentId", QStringLiteral("an id"));
    change.state.from = row.requiredTime("timeL", "time");
    change.state.observed = false;
    change.sequence = row.whole("sequenceNumber").value_or(0);
    const qint64 type = row.whole("statusType").value_or(0);
    const qint64 subType = row.whole("statusSubType").value_or(0);
    if (type == LoggedOut) {
        change.state.state = QStringLiteral("offline");
    } else if (type != LoggedIn && subType != 0) {
        change.state.state = availabilityFromSubType(QString::number(subType));
        change.state.reason = row.text("statusReasonText");
        const qint64 reasonId = row.whole("statusReasonId").value_or(0);
        if (change.state.reason.isEmpty() && reasonId > 0)
            change.state.reason = QString::number(reasonId);
    }
    change.tells = !change.state.state.isEmpty();
    return change;
}

/// Of several at one instant the last in its session counts: a login comes with the state after it.
void addStates(std::vector<StateChange> changes, SyncBatch &batch)
{
    std::stable_sort(changes.begin(), changes.end(), [](const auto &a, const auto &b) {
        return std::tie(a.state.agentRemoteId, a.state.from, a.sequence) <
               std::tie(b.state.agentRemoteId, b.state.from, b.sequence);
    });
    for (StateChange &change : changes) {
        auto &states = batch.agentStates;
        const bool again = !states.empty() &&
                           states.back().agentRemoteId == change.state.agentRemoteId &&
                           states.back().from == change.state.from;
        if (again)
            states.back() = std::move(change.state);
        else
            states.push_back(std::move(change.state));
    }
}

} // namespace

Result<SyncBatch> parseStateChanges(const HttpResponse &answer)
{
    SyncBatch batch;
    if (answer.status == noContent)
        return batch;
    const auto json = parseJson(answer.body);
    if (!json)
        return json.error();
    Values root(*json, QStringLiteral("$"));
    const QJsonArray rows = root.rows("stateChanges");
    if (!root.ok())
        return root.error();
    batch.wireRows = rows.size();
    std::vector<StateChange> changes;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Values row(rows.at(i), QStringLiteral("$.stateChanges[%1]").arg(i));
        StateChange change = readChange(row);
        if (row.ok() && change.tells)
            changes.push_back(std::move(change));
        else if (!row.ok() && batch.problems.size() < mostSentences)
            batch.problems.emplace_back(
                row.error().kind(),
                QStringLiteral("One change of an agent's state was left out, the others are kept"),
                row.error().detail());
        else if (!row.ok())
            ++batch.moreLeftOut;
    }
    addStates(std::move(changes), batch);
    return batch;
}

} // namespace watchfloor::liveperson
