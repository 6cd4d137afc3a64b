// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatwootdialect.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

template<typename Keep, typename Make>
QJsonArray rowsWhere(size_t count, Keep keep, Make make)
{
    QJsonArray rows;
    for (int i = 0; i < static_cast<int>(count); ++i) {
        if (keep(i))
            rows.append(make(i));
    }
    return rows;
}

QJsonObject payload(const QJsonArray &rows)
{
    return {{QStringLiteral("payload"), rows}};
}

} // namespace

Response ChatwootDialect::api(const Call &) const
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_world.now(), Qt::UTC);
    return json(QJsonObject{
        {QStringLiteral("version"), m_options.version},
        {QStringLiteral("timestamp"), now.toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"))},
        {QStringLiteral("queue_services"), QStringLiteral("ok")},
        {QStringLiteral("data_services"), QStringLiteral("ok")}});
}

Response ChatwootDialect::health(const Call &) const
{
    return json(QJsonObject{{QStringLiteral("status"), QStringLiteral("woot")}});
}

Response ChatwootDialect::profile(const Call &) const
{
    return json(m_shapes.profile());
}
Response ChatwootDialect::account(const Call &) const
{
    return json(m_shapes.account());
}

Response ChatwootDialect::cacheKeys(const Call &) const
{
    Response response = json(QJsonObject{{QStringLiteral("cache_keys"), m_shapes.cacheKeys()}});
    response.headers.push_back({"Cache-Control", "max-age=10, private"});
    return response;
}

Response ChatwootDialect::agents(const Call &) const
{
    const auto &all = m_world.agents();
    std::vector<int> people;
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const Agent &a = all[static_cast<size_t>(i)];
        if (a.kind == AgentKind::Human && !a.removed())
            people.push_back(i);
    }
    std::stable_sort(people.begin(), people.end(), [&all](int a, int b) {
        return all[static_cast<size_t>(a)].name.toLower() <
               all[static_cast<size_t>(b)].name.toLower();
    });
    QJsonArray rows;
    for (const int i : people)
        rows.append(m_shapes.agent(i));
    return json(rows);
}

Response ChatwootDialect::teams(const Call &) const
{
    return json(rowsWhere(
        m_world.groups().size(), [](int) { return true; },
        [this](int i) { return m_shapes.team(i); }));
}

Response ChatwootDialect::teamMembers(const Call &call) const
{
    const int team = m_world.groupById(QString::number(call.ids.front()));
    if (team == Nobody)
        return notFound();
    const auto member = [&](int i) {
        const Agent &a = m_world.agents()[static_cast<size_t>(i)];
        return a.kind == AgentKind::Human && !a.removed() && a.group == team;
    };
    return json(
        rowsWhere(m_world.agents().size(), member, [this](int i) { return m_shapes.agent(i); }));
}

Response ChatwootDialect::inboxes(const Call &) const
{
    const auto mine = [this](int i) {
        return m_shapes.administrator() || m_shapes.isUserMember(i);
    };
    return json(payload(
        rowsWhere(m_world.inboxes().size(), mine, [this](int i) { return m_shapes.inbox(i); })));
}

Response ChatwootDialect::inboxMembers(const Call &call) const
{
    const int inbox = m_world.inboxById(QString::number(call.ids.front()));
    if (inbox == Nobody)
        return notFound();
    const auto member = [&](int i) {
        const Agent &a = m_world.agents()[static_cast<size_t>(i)];
        return a.kind == AgentKind::Human && !a.removed() && m_world.isMember(inbox, i);
    };
    return json(payload(
        rowsWhere(m_world.agents().size(), member, [this](int i) { return m_shapes.agent(i); })));
}

Response ChatwootDialect::labels(const Call &) const
{
    return json(payload(rowsWhere(
        m_world.labels().size(), [](int) { return true; },
        [this](int i) { return m_shapes.label(i); })));
}

} // namespace watchfloor::sandbox
