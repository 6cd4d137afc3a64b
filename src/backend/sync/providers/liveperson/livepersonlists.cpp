// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonlists.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <QJsonArray>

#include <functional>

namespace watchfloor::liveperson {
namespace {

constexpr qint64 mostSlots = 1'000'000;

Call listCall(const QString &what, const QString &list, const QString &fields,
              const QByteArray &revision)
{
    return Call(what, Service::Config,
                QStringLiteral("/api/account/{id}/configuration/le-users/") + list)
        .with(QStringLiteral("v"), QStringLiteral("4.0"))
        .with(QStringLiteral("include_deleted"), QStringLiteral("true"))
        .with(QStringLiteral("select"), fields)
        .ifMatch(revision);
}

using RowReader = std::function<void(Values &, const QJsonObject &, ConfigList &)>;

/// The rows of the bare array, each with its own problem.
Result<ConfigList> readList(const HttpResponse &response, const RowReader &readRow)
{
    ConfigList list;
    list.revision = response.header("ac-revision");
    if (list.revision.isEmpty())
        list.revision = response.header("ETag");
    list.unchanged = response.status == 304;
    if (list.unchanged || response.status == 204)
        return list;
    const auto json = parseJson(response.body);
    if (!json)
        return json.error();
    if (!json->isArray()) {
        return Error(Error::Kind::WrongShape, QStringLiteral("The answer has another shape"),
                     QStringLiteral("$: array expected"));
    }
    const QJsonArray rows = json->toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Values row(rows.at(i), QStringLiteral("$[%1]").arg(i));
        if (row.ok())
            readRow(row, rows.at(i).toObject(), list);
        if (!row.ok())
            list.batch.problems.push_back(row.error());
    }
    list.batch.wireRows = rows.size();
    return list;
}

/// -1 is an id here: that of the account's main group.
QString ownId(Values &row)
{
    const QString id = row.word("id");
    if (row.ok() && id.isEmpty())
        row.fail("id", QStringLiteral("an id"));
    return id;
}

void closeSet(ConfigList &list, CompleteSet::What what, GroupingKind kind, const QStringList &ids)
{
    if (list.batch.problems.empty() && !list.unchanged)
        list.batch.complete.push_back(CompleteSet{what, kind, ids});
}

Result<ConfigList> parseGroupings(const HttpResponse &response, GroupingKind kind, TimeMs now)
{
    auto list = readList(response, [kind, now](Values &row, const QJsonObject &, ConfigList &all) {
        Grouping grouping;
        grouping.kind = kind;
        grouping.remoteId = ownId(row);
        grouping.name = row.word("name");
        if (kind == GroupingKind::Group)
            grouping.parentRemoteId = row.word("parentGroupId");
        const bool deleted = row.flag("deleted").value_or(false);
        if (!row.ok())
            return;
        if (deleted)
            grouping.goneAt = now;
        else
            all.ids.append(grouping.remoteId);
        all.batch.groupings.push_back(grouping);
    });
    if (list && response.status != 204)
        closeSet(*list, CompleteSet::What::Groupings, kind, list->ids);
    return list;
}

void addMemberships(Values &row, const QJsonObject &raw, const QString &agent, SyncBatch &batch)
{
    // One object in the documents; a list of them is understood as well.
    const QJsonValue memberOf = raw.value(QLatin1String("memberOf"));
    QJsonArray groups = memberOf.toArray();
    if (memberOf.isObject())
        groups.append(memberOf);
    for (const QJsonValue &group : std::as_const(groups)) {
        Values member(group, row.path() + QStringLiteral(".memberOf"));
        const QString id = member.id("agentGroupId"); // -1 is no group of the list
        row.absorb(member);
        if (!id.isEmpty())
            batch.memberships.push_back({agent, GroupingKind::Group, id});
    }
    const QJsonArray skills = row.rows("skillIds");
    for (const QJsonValue &skill : skills) {
        const QString id = skill.toVariant().toString();
        if (!id.isEmpty())
            batch.memberships.push_back({agent, GroupingKind::Skill, id});
    }
}

Agent readUser(Values &row)
{
    Agent agent;
    agent.remoteId = ownId(row);
    // The full name may be empty by the account's policy.
    for (const char *key : {"fullName", "nickname", "loginName"}) {
        if (agent.name.isEmpty())
            agent.name = row.word(key);
    }
    agent.email = row.word("email");
    agent.enabled = row.flag("isEnabled").value_or(true);
    agent.kind = userTypeFromWire(row.word("userTypeId")).value_or(AgentKind::Human);
    if (row.flag("isApiUser").value_or(false) && agent.kind == AgentKind::Human)
        agent.kind = AgentKind::System;
    const auto most = row.whole("maxAsyncChats"); // none = the account's default
    if (most && *most >= 0 && *most <= mostSlots)
        agent.capacity = static_cast<int>(*most);
    return agent;
}

QStringList pairsOf(const SyncBatch &batch, GroupingKind kind)
{
    QStringList pairs;
    for (const Membership &row : batch.memberships) {
        if (row.kind == kind)
            pairs.append(row.agentRemoteId + u'\t' + row.groupingRemoteId);
    }
    return pairs;
}

} // namespace

Call usersCall(const QByteArray &revision)
{
    return listCall(QStringLiteral("the list of users"), QStringLiteral("users"),
                    QStringLiteral("id,deleted,loginName,nickname,fullName,email,isEnabled,"
                                   "skillIds,memberOf,maxAsyncChats,userTypeId,isApiUser"),
                    revision);
}

Call skillsCall(const QByteArray &revision)
{
    return listCall(QStringLiteral("the list of skills"), QStringLiteral("skills"),
                    QStringLiteral("id,name,deleted"), revision);
}

Call groupsCall(const QByteArray &revision)
{
    return listCall(QStringLiteral("the list of agent groups"), QStringLiteral("agentGroups"),
                    QStringLiteral("id,name,deleted,isEnabled,parentGroupId"), revision);
}

Result<ConfigList> parseUsers(const HttpResponse &response, TimeMs now)
{
    auto list = readList(response, [now](Values &row, const QJsonObject &raw, ConfigList &all) {
        Agent agent = readUser(row);
        const bool deleted = row.flag("deleted").value_or(false);
        SyncBatch members;
        if (!deleted)
            addMemberships(row, raw, agent.remoteId, members);
        if (!row.ok())
            return;
        if (deleted) {
            agent.goneAt = now;
            agent.availability = QStringLiteral("offline");
        } else {
            all.ids.append(agent.remoteId);
        }
        all.batch.agents.push_back(agent);
        all.batch.memberships.insert(all.batch.memberships.end(), members.memberships.begin(),
                                     members.memberships.end());
    });
    if (list && response.status != 204) {
        closeSet(*list, CompleteSet::What::Agents, GroupingKind::Group, list->ids);
        for (const GroupingKind kind : {GroupingKind::Group, GroupingKind::Skill})
            closeSet(*list, CompleteSet::What::Memberships, kind, pairsOf(list->batch, kind));
    }
    return list;
}

Result<ConfigList> parseSkills(const HttpResponse &response, TimeMs now)
{
    return parseGroupings(response, GroupingKind::Skill, now);
}

Result<ConfigList> parseGroups(const HttpResponse &response, TimeMs now)
{
    return parseGroupings(response, GroupingKind::Group, now);
}

} // namespace watchfloor::liveperson
