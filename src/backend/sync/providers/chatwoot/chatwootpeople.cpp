// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <array>

namespace watchfloor::chatwoot {
namespace {

using FindRows = Result<FoundRows> (*)(const QByteArray &);

/// A list that is never paged: each row, and the complete set of their ids. `readRow` answers the
/// row's id once it has read it. A row whose id cannot be read must not let its record look gone:
/// then there is no complete set.
template<typename ReadRow>
Result<SyncBatch> parseWholeList(const QByteArray &body, FindRows find, CompleteSet::What what,
                                 GroupingKind kind, ReadRow readRow)
{
    const auto found = find(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    QStringList ids;
    bool whole = true;
    readRows(*found, batch, [&](JsonReader &reader) {
        const QString id =
            kind == GroupingKind::Label ? reader.text("title") : numericId(reader, "id");
        whole = whole && reader.ok();
        ids.append(id);
        readRow(reader, id, batch);
    });
    if (whole)
        batch.complete.push_back(CompleteSet{what, kind, ids});
    return batch;
}

/// The same for a list of groupings.
Result<SyncBatch> parseGroupings(const QByteArray &body, FindRows find, GroupingKind kind,
                                 Grouping (*readGrouping)(JsonReader &, const QString &))
{
    return parseWholeList(body, find, CompleteSet::What::Groupings, kind,
                          [&](JsonReader &reader, const QString &id, SyncBatch &batch) {
                              Grouping grouping = readGrouping(reader, id);
                              grouping.kind = kind;
                              grouping.remoteId = id;
                              if (reader.ok())
                                  batch.groupings.push_back(std::move(grouping));
                          });
}

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

Grouping readInbox(JsonReader &reader, const QString &)
{
    Grouping inbox;
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

Grouping readTeam(JsonReader &reader, const QString &)
{
    Grouping team;
    team.name = reader.text("name");
    if (const auto text = reader.optionalText("description"); text && !text->isEmpty())
        team.extra.insert(QStringLiteral("description"), *text);
    return team;
}

/// Conversations carry the titles of labels, never their ids.
Grouping readLabel(JsonReader &reader, const QString &title)
{
    Grouping label;
    label.name = title;
    if (const auto color = reader.optionalText("color"))
        label.extra.insert(QStringLiteral("color"), *color);
    return label;
}

} // namespace

Result<SyncBatch> parseAgents(const QByteArray &body)
{
    return parseWholeList(body, bareArray, CompleteSet::What::Agents, GroupingKind::Group,
                          [](JsonReader &reader, const QString &id, SyncBatch &batch) {
                              AgentRow row = readAgent(reader, id);
                              if (!reader.ok())
                                  return;
                              batch.agents.push_back(std::move(row.agent));
                              if (!row.presence.availability.isEmpty()) // not known is no state
                                  batch.presences.push_back(std::move(row.presence));
                          });
}

Result<SyncBatch> parseTeams(const QByteArray &body)
{
    return parseGroupings(body, bareArray, GroupingKind::Team, readTeam);
}

Result<SyncBatch> parseInboxes(const QByteArray &body)
{
    return parseGroupings(body, payloadArray, GroupingKind::Inbox, readInbox);
}

Result<SyncBatch> parseLabels(const QByteArray &body)
{
    return parseGroupings(body, payloadArray, GroupingKind::Label, readLabel);
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
