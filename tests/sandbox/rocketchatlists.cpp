// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatlists.h"

#include "sandbox/rocketchatlogins.h"

#include <algorithm>
#include <map>

namespace watchfloor::sandbox::rocketchat {

namespace {

bool available(const Agent &agent)
{
    return agent.now() != Presence::Offline;
}

QJsonObject agentRow(const Books &books, int index)
{
    const World &world = books.world();
    const Agent &agent = world.agents()[size_t(index)];
    QJsonObject row = books.user(index, world.now());
    row.insert(QStringLiteral("status"), statusOf(agent));
    row.insert(QStringLiteral("statusLivechat"),
               available(agent) ? QStringLiteral("available") : QStringLiteral("not-available"));
    QJsonArray emails;
    if (!agent.email.isEmpty())
        emails.append(QJsonObject{{QStringLiteral("address"), agent.email},
                                  {QStringLiteral("verified"), true}});
    row.insert(QStringLiteral("emails"), emails);
    row.insert(QStringLiteral("type"),
               Books::isBot(agent) ? QStringLiteral("bot") : QStringLiteral("user"));
    QJsonValue livechat = QJsonValue::Null;
    if (!Books::isBot(agent))
        livechat = QJsonObject{{QStringLiteral("maxNumberSimultaneousChat"), agent.capacity}};
    row.insert(QStringLiteral("livechat"), livechat);
    QJsonArray departments;
    if (agent.group != Nobody)
        departments.append(world.groups()[size_t(agent.group)].id);
    row.insert(QStringLiteral("departments"), departments);
    if (agent.name.isEmpty())
        row.remove(QStringLiteral("name"));
    return row;
}

/// Rows by user name; `{"name":-1}` and the like by that key.
std::optional<Response> sortListed(const Call &call, const char *standard,
                                   std::vector<QJsonObject> *rows)
{
    SortKeys keys{{QLatin1String(standard), 1}};
    if (call.has("sort")) {
        const auto asked = parseSort(call.param("sort"));
        if (!asked)
            return invalidSort(call.param("sort"));
        if (!asked->empty())
            keys = *asked;
    }
    std::stable_sort(rows->begin(), rows->end(), [&](const auto &a, const auto &b) {
        for (const auto &[key, direction] : keys) {
            const QByteArray x = a.value(key).toVariant().toString().toUtf8();
            const QByteArray y = b.value(key).toVariant().toString().toUtf8();
            if (x != y)
                return direction > 0 ? x < y : y < x;
        }
        return false;
    });
    return std::nullopt;
}

Response listed(const char *name, std::vector<QJsonObject> rows, const Call &call,
                const Books &books, const char *standard)
{
    if (auto wrong = sortListed(call, standard, &rows))
        return *wrong;
    QJsonArray all;
    for (const QJsonObject &row : rows)
        all.append(row);
    return paged(name, all, call, books.options());
}

bool holdsText(const QString &text, std::initializer_list<QString> values)
{
    return text.isEmpty() || std::any_of(values.begin(), values.end(), [&](const QString &value) {
               return value.contains(text, Qt::CaseInsensitive);
           });
}

int membersOf(const World &world, int group)
{
    return static_cast<int>(
        std::count_if(world.agents().begin(), world.agents().end(),
                      [&](const Agent &a) { return isAgent(a) && a.group == group; }));
}

QJsonObject listedDepartment(const Books &books, int group)
{
    const World &world = books.world();
    QJsonObject row{{QStringLiteral("_id"), world.groups()[size_t(group)].id},
                    {QStringLiteral("name"), world.groups()[size_t(group)].name},
                    {QStringLiteral("enabled"), true},
                    {QStringLiteral("description"), QStringLiteral("")},
                    {QStringLiteral("numAgents"), membersOf(world, group)},
                    {QStringLiteral("showOnRegistration"), true},
                    {QStringLiteral("showOnOfflineForm"), false},
                    {QStringLiteral("type"), QStringLiteral("d")},
                    {QStringLiteral("_updatedAt"), isoText(world.config().epoch)}};
    if (books.inUnits(group))
        row.insert(QStringLiteral("ancestors"), QJsonArray{QStringLiteral("unitOfTheNorth001")});
    return row;
}

QJsonObject membership(const Books &books, int agent)
{
    const World &world = books.world();
    const Agent &who = world.agents()[size_t(agent)];
    return {{QStringLiteral("_id"), QStringLiteral("da-") + who.id},
            {QStringLiteral("agentId"), who.id},
            {QStringLiteral("username"), books.username(agent)},
            {QStringLiteral("departmentId"), world.groups()[size_t(who.group)].id},
            {QStringLiteral("departmentEnabled"), true},
            {QStringLiteral("count"), 0},
            {QStringLiteral("order"), 0}};
}

} // namespace

bool isAgent(const Agent &agent)
{
    return !agent.removed();
}

QString statusOf(const Agent &agent)
{
    return presenceWord(Vendor::RocketChat, agent.now());
}

Response agents(const Books &books, const Call &call)
{
    const bool onlyAvailable = call.param("onlyAvailable") == QLatin1String("true");
    std::vector<QJsonObject> rows;
    const auto &all = books.world().agents();
    for (size_t i = 0; i < all.size(); ++i) {
        if (!isAgent(all[i]) || (onlyAvailable && all[i].now() != Presence::Online) ||
            all[i].id == call.param("excludeId") ||
            !holdsText(call.param("text"), {all[i].name, books.username(static_cast<int>(i))}))
            continue;
        rows.push_back(agentRow(books, static_cast<int>(i)));
    }
    return listed("users", std::move(rows), call, books, "username");
}

Response managers(const Books &books, const Call &call)
{
    QJsonObject row = ownUser(books.options());
    for (const char *key : {"settings", "roles", "utcOffset", "language", "active"})
        row.remove(QLatin1String(key));
    return listed("users", {row}, call, books, "username");
}

Response departments(const Books &books, const Call &call)
{
    std::vector<QJsonObject> rows;
    for (int g = 0; g < static_cast<int>(books.world().groups().size()); ++g) {
        const Group &group = books.world().groups()[size_t(g)];
        // None is disabled or archived here, and the caller is in none.
        if (!holdsText(call.param("text"), {group.name}) ||
            group.id == call.param("excludeDepartmentId") ||
            call.param("enabled") == QLatin1String("false") ||
            call.param("onlyMyDepartments") == QLatin1String("true") ||
            (books.isMonitor() && !books.inUnits(g)))
            continue;
        rows.push_back(listedDepartment(books, g));
    }
    return listed("departments", std::move(rows), call, books, "name");
}

Response departmentAgents(const Books &books, const Call &call)
{
    std::vector<QJsonObject> rows;
    const int group = books.world().groupById(call.ids.first());
    const auto &all = books.world().agents();
    for (size_t i = 0; i < all.size(); ++i) {
        if (group != Nobody && isAgent(all[i]) && all[i].group == group)
            rows.push_back(membership(books, static_cast<int>(i)));
    }
    return listed("agents", std::move(rows), call, books, "username");
}

Response agentDepartments(const Books &books, const Call &call)
{
    QJsonArray rows;
    const int agent = books.world().agentById(call.ids.first());
    if (agent != Nobody && isAgent(books.world().agents()[size_t(agent)]) &&
        books.world().agents()[size_t(agent)].group != Nobody)
        rows.append(membership(books, agent));
    return success({{QStringLiteral("departments"), rows}});
}

Response inquiries(const Books &books, const Call &call)
{
    std::vector<QJsonObject> rows;
    for (const Conversation &c : books.world().conversations()) {
        if (!books.inScope(c) || !Books::queued(c))
            continue;
        const QString department = books.departmentId(c);
        if (call.has("department") && department != call.param("department"))
            continue;
        QJsonObject row{{QStringLiteral("_id"), QStringLiteral("inq") + c.id},
                        {QStringLiteral("rid"), c.id},
                        {QStringLiteral("name"), books.visitorName(c)},
                        {QStringLiteral("ts"), isoText(c.createdAt)},
                        {QStringLiteral("queuedAt"), isoText(c.queuedAt)},
                        {QStringLiteral("status"), QStringLiteral("queued")},
                        {QStringLiteral("t"), QStringLiteral("l")}};
        if (!department.isEmpty())
            row.insert(QStringLiteral("department"), department);
        rows.push_back(std::move(row));
    }
    return listed("inquiries", std::move(rows), call, books, "ts");
}

Response ownInquiries(const Books &books, const Call &call)
{
    // The board's user is in no department and serves nobody.
    return listed("inquiries", {}, call, books, "ts");
}

Response queue(const Books &books, const Call &call)
{
    const World &world = books.world();
    std::map<std::pair<int, int>, int> chats; // agent, department
    for (const Conversation &c : world.conversations()) {
        const Served served = books.servedBy(c);
        if (!books.inScope(c) || c.closed() || served.agent == Nobody)
            continue;
        const Agent &agent = world.agents()[size_t(served.agent)];
        if ((!call.param("agentId").isEmpty() && agent.id != call.param("agentId")) ||
            (!call.param("departmentId").isEmpty() &&
             books.departmentId(c) != call.param("departmentId")) ||
            (call.param("includeOfflineAgents") != QLatin1String("true") &&
             agent.now() == Presence::Offline))
            continue;
        ++chats[{served.agent, c.group}];
    }
    std::vector<QJsonObject> rows;
    for (const auto &[key, count] : chats) {
        QJsonObject user = books.user(key.first, world.now());
        user.remove(QStringLiteral("name"));
        user.insert(QStringLiteral("status"), statusOf(world.agents()[size_t(key.first)]));
        QJsonObject row{{QStringLiteral("chats"), count}, {QStringLiteral("user"), user}};
        if (key.second != Nobody)
            row.insert(QStringLiteral("department"),
                       QJsonObject{{QStringLiteral("_id"), world.groups()[size_t(key.second)].id},
                                   {QStringLiteral("name"), books.departmentName(key.second)}});
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const QJsonObject &a, const QJsonObject &b) {
        return a.value(QStringLiteral("chats")).toInt() > b.value(QStringLiteral("chats")).toInt();
    });
    QJsonArray all;
    for (const QJsonObject &row : rows)
        all.append(row);
    return paged("queue", all, call, books.options());
}

Response tags(const Books &books, const Call &call)
{
    const World &world = books.world();
    std::vector<QJsonObject> rows;
    for (size_t i = 0; i < world.labels().size(); ++i) {
        // Every second one belongs to the first department.
        const bool global = i % 2 == 0 || world.groups().empty();
        const QString own = global ? QString() : world.groups().front().id;
        const bool shown = call.param("viewAll") == QLatin1String("true") || global ||
                           (call.has("department") && call.param("department") == own);
        if (!shown || !holdsText(call.param("text"), {world.labels()[i]}))
            continue;
        rows.push_back({{QStringLiteral("_id"), QStringLiteral("tag%1").arg(i)},
                        {QStringLiteral("name"), world.labels()[i]},
                        {QStringLiteral("description"), QStringLiteral("")},
                        {QStringLiteral("numDepartments"), global ? 0 : 1},
                        {QStringLiteral("departments"), global ? QJsonArray() : QJsonArray{own}}});
    }
    return listed("tags", std::move(rows), call, books, "name");
}

Response priorities(const Books &books, const Call &call)
{
    static constexpr const char *names[] = {"Highest", "High", "Medium", "Low", "Lowest"};
    QJsonArray rows;
    for (int weight = 1; weight <= 5; ++weight)
        rows.append(QJsonObject{{QStringLiteral("_id"), QStringLiteral("priority%1").arg(weight)},
                                {QStringLiteral("i18n"), QLatin1String(names[weight - 1])},
                                {QStringLiteral("sortItem"), weight},
                                {QStringLiteral("dirty"), false}});
    return paged("priorities", rows, call, books.options());
}

} // namespace watchfloor::sandbox::rocketchat
