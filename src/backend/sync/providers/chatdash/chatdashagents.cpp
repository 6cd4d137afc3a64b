// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashparser.h"
#include "backend/sync/providers/chatdash/chatdashrows.h"

namespace watchfloor::chatdash {

Result<SyncBatch> parseAgents(const QByteArray &body)
{
    const auto found = listIn(body, {"data", "agents"});
    if (!found)
        return found.error();
    SyncBatch batch;
    CompleteSet all;
    all.what = CompleteSet::What::Agents;
    all.agentKind = AgentKind::Bot;
    RowFaults faults = readRows(*found, [&](JsonReader &reader, const QJsonObject &object) {
        Agent row;
        // The documents name the fields but not their keys.
        for (const char *key : {"_id", "id", "agentId"}) {
            if (row.remoteId.isEmpty() && object.contains(QLatin1String(key)))
                row.remoteId = reader.idText(key);
        }
        if (row.remoteId.isEmpty())
            row.remoteId = reader.idText("_id"); // names what is missing
        row.name = reader.optionalText("name").value_or(QString());
        row.kind = AgentKind::Bot;
        if (!reader.ok())
            return;
        all.remoteIds.append(row.remoteId);
        batch.agents.push_back(std::move(row));
    });
    if (faults.problems.empty())
        batch.complete.push_back(std::move(all));
    batch.problems = std::move(faults.problems);
    batch.moreLeftOut = faults.moreLeftOut;
    batch.wireRows = faults.wireRows;
    return batch;
}

} // namespace watchfloor::chatdash
