// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is open right now: reports/conversations and its successor, live_reports.
#include "sandbox/chatwootdialect.h"

#include <algorithm>
#include <map>

namespace watchfloor::sandbox {

namespace {

constexpr size_t AgentsPerPage = 25;

} // namespace

struct ChatwootDialect::Counters {
    struct Open {
        int open = 0;
        int unattended = 0;
        int unassigned = 0;
    };
    Open all;
    int pending = 0;
    std::map<int, Open> byAgent; ///< Nobody = unassigned
    std::map<int, Open> byTeam;
};

ChatwootDialect::Counters ChatwootDialect::count(int team) const
{
    Counters counters;
    for (const Conversation &c : m_world.conversations()) {
        if (c.deleted() || (team != Nobody && c.group != team))
            continue;
        counters.pending += c.phase == Phase::Bot || c.phase == Phase::Pending;
        if (c.phase != Phase::Queued && c.phase != Phase::Assigned)
            continue;
        const int assignee = m_world.assignee(c);
        for (Counters::Open *cell :
             {&counters.all, &counters.byAgent[assignee], &counters.byTeam[c.group]}) {
            ++cell->open;
            cell->unattended += c.firstReplyAt == 0 || c.waitingSince != 0;
            cell->unassigned += assignee == Nobody;
        }
    }
    return counters;
}

Response ChatwootDialect::reportConversations(const Call &call) const
{
    const Request &request = *call.request;
    const auto type = request.param(QStringLiteral("type"));
    if (!type || type->isEmpty())
        return {422, {{"Content-Type", "application/json"}}, {}};
    if (*type == QLatin1String("inbox") || *type == QLatin1String("team") ||
        *type == QLatin1String("label"))
        return notFound();
    const Counters counters = count(Nobody);
    if (*type == QLatin1String("account"))
        return json(QJsonObject{{QStringLiteral("open"), counters.all.open},
                                {QStringLiteral("unattended"), counters.all.unattended},
                                {QStringLiteral("unassigned"), counters.all.unassigned},
                                // "open and pending" at once: never.
                                {QStringLiteral("pending"), 0}});
    if (*type != QLatin1String("agent"))
        return broken();
    // user_id is accepted and ignored. No ORDER BY: the order of the table, where a row that was
    // updated (an availability) moves to the end.
    std::vector<int> people;
    const auto &agents = m_world.agents();
    for (int i = 0; i < static_cast<int>(agents.size()); ++i) {
        const Agent &a = agents[static_cast<size_t>(i)];
        if (a.kind == AgentKind::Human && !a.removed())
            people.push_back(i);
    }
    std::stable_sort(people.begin(), people.end(), [&](int a, int b) {
        return agents[static_cast<size_t>(a)].presence.back().from <
               agents[static_cast<size_t>(b)].presence.back().from;
    });
    const size_t first = static_cast<size_t>(pageOf(request) - 1) * AgentsPerPage;
    std::vector<std::pair<int, int>> page; // open, agent
    using Open = Counters::Open;
    const auto openOf = [&counters](int agent) {
        const auto found = counters.byAgent.find(agent);
        return found == counters.byAgent.end() ? Open{} : found->second;
    };
    for (size_t i = first; i < qMin(people.size(), first + AgentsPerPage); ++i)
        page.emplace_back(openOf(people[i]).open, people[i]);
    std::stable_sort(page.begin(), page.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QJsonArray rows;
    for (const auto &[open, agent] : page) {
        const Agent &a = agents[static_cast<size_t>(agent)];
        rows.append(
            QJsonObject{{QStringLiteral("id"), ChatwootShapes::number(a.id)},
                        {QStringLiteral("name"), a.name},
                        {QStringLiteral("email"), a.email},
                        {QStringLiteral("thumbnail"), m_shapes.thumbnail(agent)},
                        {QStringLiteral("availability"), presenceWord(Vendor::Chatwoot, a.now())},
                        {QStringLiteral("metric"),
                         QJsonObject{{QStringLiteral("open"), open},
                                     {QStringLiteral("unattended"), openOf(agent).unattended}}}});
    }
    return json(rows);
}

Response ChatwootDialect::liveMetrics(const Call &call) const
{
    bool given = false;
    const int team = idParam(*call.request, "team_id", "team", &given);
    if (given && team == Nobody)
        return notFound();
    const Counters counters = count(team);
    return json(QJsonObject{{QStringLiteral("open"), counters.all.open},
                            {QStringLiteral("unattended"), counters.all.unattended},
                            {QStringLiteral("unassigned"), counters.all.unassigned},
                            {QStringLiteral("pending"), counters.pending}});
}

Response ChatwootDialect::liveGrouped(const Call &call) const
{
    bool given = false;
    const int team = idParam(*call.request, "team_id", "team", &given);
    if (given && team == Nobody)
        return notFound();
    const QString by = call.request->param(QStringLiteral("group_by")).value_or(QString());
    const bool agents = by == QLatin1String("assignee_id");
    if (!agents && by != QLatin1String("team_id"))
        return unprocessable(QStringLiteral("invalid group_by"));
    const Counters counters = count(team);
    QJsonArray rows;
    for (const auto &[key, cell] : agents ? counters.byAgent : counters.byTeam) {
        QJsonValue id = QJsonValue::Null;
        if (key != Nobody)
            id = ChatwootShapes::number(agents ? m_world.agents()[static_cast<size_t>(key)].id
                                               : m_world.groups()[static_cast<size_t>(key)].id);
        rows.append(QJsonObject{{QStringLiteral("open"), cell.open},
                                {QStringLiteral("unattended"), cell.unattended},
                                {QStringLiteral("unassigned"), cell.unassigned},
                                {by, id}});
    }
    return json(rows);
}

} // namespace watchfloor::sandbox
