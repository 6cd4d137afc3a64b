// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonapis.h"

#include <QJsonDocument>

namespace watchfloor::sandbox {

namespace {

constexpr const char *ConfigVersions[] = {"2.0", "3.0", "4.0", "5.0", "6.0"};

/// Grows with each change of the staff, as a collection's revision does.
qint64 revisionOf(const World &world, size_t rows)
{
    qint64 left = 0;
    for (const Agent &agent : world.agents())
        left += agent.removed() ? 1 : 0;
    return 1000 + static_cast<qint64>(rows) * 3 + left;
}

/// Top-level names of "id,name,memberOf(agentGroupId,assignmentDate)".
QStringList selected(const QString &select)
{
    QStringList names;
    QString name;
    int depth = 0;
    for (const QChar c : select + QLatin1Char(',')) {
        depth += c == QLatin1Char('(') ? 1 : 0;
        if (c == QLatin1Char(',') && depth == 0) {
            names.append(name.trimmed());
            name.clear();
        } else if (depth == 0) {
            name += c;
        }
        depth -= c == QLatin1Char(')') ? 1 : 0;
    }
    return names;
}

/// One list: the whole collection or 304, and only what was selected. `standard`: the fields of an
/// answer without a select; empty = all. An unknown field is no error, it is just not there.
Response listAnswer(const LivePersonCall &call, const QJsonArray &rows, qint64 revision,
                    const QStringList &standard)
{
    bool known = false;
    for (const char *version : ConfigVersions)
        known = known || call.param("v") == QLatin1String(version);
    if (!known)
        return lpBadRequest(QStringLiteral("v: the version is missing or unknown"));
    if (call.has("include_deleted") && call.param("include_deleted") != QLatin1String("true") &&
        call.param("include_deleted") != QLatin1String("false"))
        return lpRefused(QStringLiteral("include_deleted is true or false"));
    const QByteArray number = QByteArray::number(revision);
    QByteArray match = call.request.header("If-Match");
    match.replace('"', "");
    if (!call.request.header("If-None-Match").isNull())
        return lpRefused(QStringLiteral("revisions are compared by If-Match here"));
    if (match == number)
        return {304, {{"ac-revision", number}, {"ETag", '"' + number + '"'}}, {}};
    QStringList fields = call.has("select") ? selected(call.param("select")) : standard;
    if (fields.contains(QLatin1String("$all")))
        fields.clear();
    QJsonArray told;
    for (const QJsonValue row : rows) {
        const QJsonObject all = row.toObject();
        QJsonObject own;
        for (auto it = all.begin(); it != all.end(); ++it) {
            if (fields.isEmpty() || fields.contains(it.key()))
                own.insert(it.key(), it.value());
        }
        told.append(own);
    }
    Response response = lpJson(told);
    response.headers.emplace_back("ac-revision", number);
    response.headers.emplace_back("ETag", '"' + number + '"');
    return response;
}

bool deletedToo(const LivePersonCall &call)
{
    return call.param("include_deleted") == QLatin1String("true");
}

/// Numbers and booleans come as text in places.
QJsonValue loose(bool asText, const QJsonValue &value)
{
    if (!asText)
        return value;
    return value.isBool() ? lpWord(value.toBool() ? "true" : "false")
                          : QJsonValue(QString::number(value.toInteger()));
}

QString dateText(Ms at)
{
    return lpTimeText(at).left(19);
}

QJsonObject userRow(const World &world, int index)
{
    const Agent &agent = world.agents()[size_t(index)];
    const bool asText = index % 2 == 1;
    QJsonArray skills;
    for (const int skill : agent.skills)
        skills.append(lpNumber(world.skills()[size_t(skill)].id));
    QJsonArray managed;
    if (agent.administrator && agent.group != Nobody)
        managed.append(lpObject({{"agentGroupId", world.groups()[size_t(agent.group)].id},
                                 {"assignmentDate", dateText(agent.joinedAt)}}));
    const QString group =
        agent.group == Nobody ? QStringLiteral("-1") : world.groups()[size_t(agent.group)].id;
    return lpObject({
        {"id", asText ? QJsonValue(agent.id) : lpNumber(agent.id)},
        {"pid", QStringLiteral("pid-") + agent.id},
        {"deleted", loose(asText, agent.removed())},
        {"loginName", agent.email},
        // Empty by the account's policy for some; everybody has a nickname.
        {"fullName", index % 5 == 3 ? QString() : agent.name},
        {"nickname", agent.name},
        {"email", agent.email},
        {"isEnabled", loose(asText, !agent.removed())},
        {"maxChats", loose(asText, 2)},
        {"maxAsyncChats", loose(asText, agent.capacity)},
        {"skillIds", skills},
        {"profileIds", QJsonArray{agent.administrator ? 0 : 1}},
        {"memberOf", lpObject({{"agentGroupId", loose(!asText, group.toLongLong())},
                               {"assignmentDate", dateText(agent.joinedAt)}})},
        {"managerOf", managed},
        {"userTypeId", loose(asText, agent.kind == AgentKind::Bot ? 2 : 1)},
        {"isApiUser", loose(asText, false)},
        {"employeeId", QStringLiteral("E%1").arg(index)},
        {"dateUpdated", dateText(agent.removed() ? agent.removedAt : agent.joinedAt)},
    });
}

} // namespace

Response lpSkills(const LivePersonCall &call)
{
    QJsonArray rows;
    for (const Skill &skill : call.world.skills()) {
        const bool asText = rows.size() % 3 == 2;
        rows.append(lpObject({
            {"id", asText ? QJsonValue(skill.id) : lpNumber(skill.id)},
            {"name", skill.name},
            {"deleted", loose(asText, false)},
            {"description", QJsonValue::Null},
            {"maxWaitTime", 120},
            {"slaDefaultResponseTime", skill.responseTarget / Second},
            {"slaUrgentResponseTime", skill.responseTarget / Second / 2},
            {"slaFirstTimeResponseTime", QJsonValue::Null},
            {"lobIds", QJsonArray()},
            {"canTransfer", true},
        }));
    }
    return listAnswer(call, rows, revisionOf(call.world, call.world.skills().size()),
                      {QStringLiteral("id"), QStringLiteral("deleted"), QStringLiteral("name")});
}

Response lpAgentGroups(const LivePersonCall &call)
{
    QJsonArray rows;
    for (const Group &group : call.world.groups()) {
        const bool asText = rows.size() % 2 == 1;
        const QJsonValue parent = group.parent == Nobody
                                      ? QJsonValue(QJsonValue::Null)
                                      : lpNumber(call.world.groups()[size_t(group.parent)].id);
        rows.append(lpObject({{"id", asText ? QJsonValue(group.id) : lpNumber(group.id)},
                              {"name", group.name},
                              {"deleted", loose(asText, false)},
                              {"isEnabled", loose(asText, true)},
                              {"parentGroupId", parent}}));
    }
    return listAnswer(call, rows, revisionOf(call.world, call.world.groups().size()), {});
}

Response lpUsers(const LivePersonCall &call)
{
    QJsonArray rows;
    for (int i = 0; i < static_cast<int>(call.world.agents().size()); ++i) {
        if (!call.world.agents()[size_t(i)].removed() || deletedToo(call))
            rows.append(userRow(call.world, i));
    }
    // The same people with and without those who left are two answers of one revision.
    return listAnswer(call, rows, revisionOf(call.world, call.world.agents().size()), {});
}

} // namespace watchfloor::sandbox
