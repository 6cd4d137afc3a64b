// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatparser.h"
#include "backend/sync/providers/shared/wordtable.h"

#include <array>

namespace watchfloor::rocketchat {
namespace {

constexpr std::array agentStateFields{
    WordPair{"available", "online_agents"},
    WordPair{"away", "away_agents"},
    WordPair{"busy", "busy_agents"},
    WordPair{"offline", "offline_agents"},
};
constexpr std::array chatFields{
    WordPair{"open", "open_conversations"},
    WordPair{"queued", "unassigned_conversations"},
    WordPair{"onhold", "on_hold_conversations"},
};

/// Absent fields are not 0: old servers lack some.
template<typename Fields>
Result<SyncBatch> parseChart(const QByteArray &body, const Fields &fields, TimeMs takenAt)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    JsonReader reader(*object, QStringLiteral("$"));
    SyncBatch batch;
    for (const WordPair &field : fields) {
        const auto value = optionalCount(reader, field.wire);
        if (!value)
            continue;
        MetricValue row;
        row.metric = QLatin1String(field.ours);
        row.value = *value;
        row.takenAt = takenAt;
        batch.metricValues.push_back(row);
    }
    if (!reader.ok())
        return reader.error();
    batch.wireRows = 1;
    return batch;
}

} // namespace

Result<SyncBatch> parseAgentsStatus(const QByteArray &body, TimeMs takenAt)
{
    return parseChart(body, agentStateFields, takenAt);
}

Result<SyncBatch> parseChats(const QByteArray &body, TimeMs takenAt)
{
    return parseChart(body, chatFields, takenAt);
}

Result<LoadPage> parseQueue(const QByteArray &body)
{
    const auto found = listNamed(body, "queue");
    if (!found)
        return found.error();
    LoadPage page;
    readRows(*found, page.batch, [&](JsonReader &reader, const QJsonValue &) {
        const double chats = countOf(reader, "chats");
        QString agent;
        QString department;
        if (auto user = reader.optionalObject("user")) {
            agent = user->optionalIdText("_id").value_or(QString());
            reader.absorb(*user);
        }
        if (auto unit = reader.optionalObject("department")) {
            department = unit->optionalIdText("_id").value_or(QString());
            reader.absorb(*unit);
        }
        if (!reader.ok())
            return;
        if (!agent.isEmpty())
            page.byAgent[agent] += chats;
        if (!department.isEmpty())
            page.byDepartment[department] += chats;
    });
    return page;
}

} // namespace watchfloor::rocketchat
