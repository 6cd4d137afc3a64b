// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <array>

namespace watchfloor::chatwoot {
namespace {

/// A row whose id cannot be read must not let its record look gone: then no complete set.
class SeenIds {
public:
    void add(const JsonReader &reader, const QString &id)
    {
        if (reader.ok())
            m_ids.append(id);
        else
            m_whole = false;
    }
    void close(SyncBatch &batch, CompleteSet::What what, GroupingKind kind) const
    {
        if (m_whole)
            batch.complete.push_back(CompleteSet{what, kind, m_ids});
    }

private:
    QStringList m_ids;
    bool m_whole = true;
};

struct AgentRow {
    Agent agent;
    AgentPresence presence;
};

AgentRow readAgent(JsonReader &reader, const QString &id)
{
    AgentRow row;
    row.agent.remoteId = id;
    row.agent.name = reader.text("name");
    row.agent.email = reader.text("email");
    row.agent.avatarUrl = reader.optionalText("thumbnail").value_or(QString());
    const auto word = reader.optionalText("availability_status");
    row.agent.availability = availabilityFromWire(word.value_or(QString()));
    row.presence = AgentPresence{id, row.agent.availability, {}, std::nullopt};
    return row;
}

QJsonArray workingHours(JsonReader &reader)
{
    constexpr std::array kept{"day_of_week", "closed_all_day", "open_hour",   "open_minutes",
                              "close_hour",  "close_minutes",  "open_all_day"};
    QJsonArray days;
    for (const QJsonValue &day : reader.optionalArray("working_hours")) {
        const QJsonObject from = day.toObject();
        QJsonObject to;
        for (const char *key : kept) {
            const QJsonValue value = from.value(QLatin1String(key));
            if (value.isDouble() || value.isBool())
                to.insert(QLatin1String(key), value);
        }
        days.append(to);
    }
    return days;
}

Grouping readInbox(JsonReader &reader, const QString &id)
{
    Grouping inbox;
    inbox.kind = GroupingKind::Inbox;
    inbox.remoteId = id;
    inbox.name = reader.text("name");
    const QString channel = reader.text("channel_type");
    inbox.extra.insert(QStringLiteral("channel_type"), channel);
    inbox.extra.insert(QStringLiteral("channel"), channelFromWire(channel));
    if (const auto url = reader.optionalText("avatar_url"); url && !url->isEmpty())
        inbox.extra.insert(QStringLiteral("avatar_url"), *url);
    if (const auto zone = reader.optionalText("timezone"))
        inbox.extra.insert(QStringLiteral("timezone"), *zone);
    const bool hours = reader.optionalBoolean("working_hours_enabled").value_or(false);
    inbox.extra.insert(QStringLiteral("working_hours_enabled"), hours);
    inbox.extra.insert(QStringLiteral("working_hours"), workingHours(reader));
    if (const auto csat = reader.optionalBoolean("csat_survey_enabled"))
        inbox.extra.insert(QStringLiteral("csat_survey_enabled"), *csat);
    return inbox;
}

} // namespace

Result<SyncBatch> parseAgents(const QByteArray &body)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    SeenIds seen;
    readRows(*found, batch, [&](JsonReader &reader) {
        const QString id = numericId(reader, "id");
        seen.add(reader, id);
        AgentRow row = readAgent(reader, id);
        if (!reader.ok())
            return;
        batch.agents.push_back(std::move(row.agent));
        if (!row.presence.availability.isEmpty()) // not known is no state
            batch.presences.push_back(std::move(row.presence));
    });
    seen.close(batch, CompleteSet::What::Agents, GroupingKind::Group);
    return batch;
}

Result<SyncBatch> parseTeams(const QByteArray &body)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    SeenIds seen;
    readRows(*found, batch, [&](JsonReader &reader) {
        Grouping team;
        team.kind = GroupingKind::Team;
        team.remoteId = numericId(reader, "id");
        seen.add(reader, team.remoteId);
        team.name = reader.text("name");
        if (const auto text = reader.optionalText("description"); text && !text->isEmpty())
            team.extra.insert(QStringLiteral("description"), *text);
        if (reader.ok())
            batch.groupings.push_back(std::move(team));
    });
    seen.close(batch, CompleteSet::What::Groupings, GroupingKind::Team);
    return batch;
}

Result<SyncBatch> parseInboxes(const QByteArray &body)
{
    const auto found = payloadArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    SeenIds seen;
    readRows(*found, batch, [&](JsonReader &reader) {
        const QString id = numericId(reader, "id");
        seen.add(reader, id);
        Grouping inbox = readInbox(reader, id);
        if (reader.ok())
            batch.groupings.push_back(std::move(inbox));
    });
    seen.close(batch, CompleteSet::What::Groupings, GroupingKind::Inbox);
    return batch;
}

Result<SyncBatch> parseLabels(const QByteArray &body)
{
    const auto found = payloadArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    SeenIds seen;
    readRows(*found, batch, [&](JsonReader &reader) {
        Grouping label;
        label.kind = GroupingKind::Label;
        label.remoteId = reader.text("title"); // conversations carry titles, never label ids
        seen.add(reader, label.remoteId);
        label.name = label.remoteId;
        if (const auto color = reader.optionalText("color"))
            label.extra.insert(QStringLiteral("color"), *color);
        if (reader.ok())
            batch.groupings.push_back(std::move(label));
    });
    seen.close(batch, CompleteSet::What::Groupings, GroupingKind::Label);
    return batch;
}

Result<SyncBatch> parseMembers(const QByteArray &body, GroupingKind kind, const QString &groupingId)
{
    const auto found = kind == GroupingKind::Team ? bareArray(body) : payloadArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    readRows(*found, batch, [&](JsonReader &reader) {
        const QString id = numericId(reader, "id");
        if (reader.ok())
            batch.memberships.push_back(Membership{id, kind, groupingId});
    });
    return batch;
}

} // namespace watchfloor::chatwoot
