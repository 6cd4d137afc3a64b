// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatmapping.h"
#include "backend/sync/providers/rocketchat/rocketchatparser.h"

namespace watchfloor::rocketchat {
namespace {

QString firstAddress(JsonReader &reader)
{
    const QJsonArray emails = reader.optionalArray("emails");
    return emails.isEmpty() ? QString()
                            : emails.first().toObject().value(QLatin1String("address")).toString();
}

/// `livechat` is null for whoever never took a chat; its number may be "".
std::optional<int> capacityOf(const QJsonValue &row)
{
    const QJsonValue livechat = row[QLatin1String("livechat")];
    if (!livechat.isObject())
        return std::nullopt;
    const QJsonValue most = livechat[QLatin1String("maxNumberSimultaneousChat")];
    bool ok = most.isDouble();
    const double number = most.isString() ? most.toString().toDouble(&ok) : most.toDouble();
    if (!ok || !(number >= 1) || number > 1'000'000) // 0 means no limit
        return std::nullopt;
    return static_cast<int>(number);
}

/// Lists of agents show neither type nor roles today; where a server does, it is believed.
bool isBot(const QJsonValue &row, const QString &username, const QSet<QString> &declaredBots)
{
    if (declaredBots.contains(username))
        return true;
    const QString type = row[QLatin1String("type")].toString();
    if (type == QLatin1String("bot") || type == QLatin1String("app"))
        return true;
    return row[QLatin1String("roles")].toArray().contains(QJsonValue(QStringLiteral("bot")));
}

void readDepartments(JsonReader &reader, const QString &agentId, AgentPage &page)
{
    if (!reader.has("departments")) {
        page.membersTold = false;
        return;
    }
    for (const QJsonValue &department : reader.optionalArray("departments")) {
        if (department.isString() && !department.toString().isEmpty())
            page.batch.memberships.push_back(
                Membership{agentId, GroupingKind::Department, department.toString()});
    }
}

} // namespace

Result<AgentPage> parseAgents(const QByteArray &body, const QSet<QString> &declaredBots)
{
    const auto found = listNamed(body, "users");
    if (!found)
        return found.error();
    AgentPage page;
    readRows(*found, page.batch, [&](JsonReader &reader, const QJsonValue &row) {
        Agent agent;
        agent.remoteId = reader.idText("_id");
        const QString username = reader.optionalText("username").value_or(QString());
        agent.name = reader.optionalText("name").value_or(QString());
        if (agent.name.isEmpty())
            agent.name = username;
        agent.email = firstAddress(reader);
        agent.capacity = capacityOf(row);
        if (isBot(row, username, declaredBots))
            agent.kind = AgentKind::Bot;
        const Availability state =
            availabilityFromWire(reader.optionalText("status").value_or(QString()),
                                 reader.optionalText("statusLivechat").value_or(QString()));
        agent.availability = state.word;
        agent.availabilityReason = state.reason;
        if (!reader.ok())
            return;
        readDepartments(reader, agent.remoteId, page);
        if (!state.word.isEmpty())
            page.batch.presences.push_back(
                AgentPresence{agent.remoteId, state.word, state.reason, agent.capacity});
        page.usernames.insert(agent.remoteId, username);
        page.batch.agents.push_back(std::move(agent));
    });
    if (!page.batch.problems.empty())
        page.membersTold = false;
    return page;
}

Result<SyncBatch> parseDepartments(const QByteArray &body)
{
    const auto found = listNamed(body, "departments");
    if (!found)
        return found.error();
    SyncBatch batch;
    readRows(*found, batch, [&](JsonReader &reader, const QJsonValue &) {
        Grouping department;
        department.kind = GroupingKind::Department;
        department.remoteId = reader.idText("_id");
        department.name = reader.optionalText("name").value_or(department.remoteId);
        if (!reader.optionalBoolean("enabled").value_or(true))
            department.extra.insert(QStringLiteral("enabled"), false);
        if (reader.optionalBoolean("archived").value_or(false))
            department.extra.insert(QStringLiteral("archived"), true);
        if (reader.ok())
            batch.groupings.push_back(std::move(department));
    });
    return batch;
}

Result<SyncBatch> parseDepartmentAgents(const QByteArray &body, const QString &departmentId)
{
    const auto found = listNamed(body, "agents");
    if (!found)
        return found.error();
    SyncBatch batch;
    readRows(*found, batch, [&](JsonReader &reader, const QJsonValue &) {
        const QString id = reader.idText("agentId");
        if (reader.ok())
            batch.memberships.push_back(Membership{id, GroupingKind::Department, departmentId});
    });
    return batch;
}

} // namespace watchfloor::rocketchat
