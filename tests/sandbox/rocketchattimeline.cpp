// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchattimeline.h"

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

namespace {

const Conversation *roomOf(const Books &books, const Call &call)
{
    const int index = books.world().conversationById(call.ids.first());
    if (index == Nobody || !books.inScope(books.world().at(index)))
        return nullptr;
    return &books.world().at(index);
}

Response noRoom()
{
    return failure(QStringLiteral("invalid-room"), QStringLiteral("error-invalid-room"));
}

/// Department of the conversation just before `at`.
int groupBefore(const Conversation &c, Ms at)
{
    int group = Nobody;
    for (const Assignment &assignment : c.assignments) {
        if (assignment.from < at)
            group = assignment.group;
    }
    return group;
}

QJsonObject transferData(const Books &books, const Conversation &c, const Transfer &transfer)
{
    const World &world = books.world();
    const auto person = [&](int agent) {
        QJsonObject user = books.user(agent, transfer.at);
        user.insert(QStringLiteral("userType"), QStringLiteral("user"));
        return user;
    };
    const char *scope = transfer.kind == TransferKind::Skill   ? "department"
                        : transfer.kind == TransferKind::Agent ? "agent"
                                                               : "queue";
    QJsonObject row{{QStringLiteral("transferredBy"), person(transfer.byAgent)},
                    {QStringLiteral("ts"), isoText(transfer.at)},
                    {QStringLiteral("scope"), QLatin1String(scope)},
                    {QStringLiteral("comment"), QStringLiteral("please take this one over")}};
    const int before = groupBefore(c, transfer.at);
    if (before != Nobody)
        row.insert(QStringLiteral("previousDepartment"), world.groups()[size_t(before)].id);
    if (transfer.kind == TransferKind::Agent && transfer.targetAgent != Nobody)
        row.insert(QStringLiteral("transferredTo"), books.user(transfer.targetAgent, transfer.at));
    if (transfer.kind == TransferKind::Skill && transfer.targetSkill != Nobody) {
        const int target = world.skills()[size_t(transfer.targetSkill)].group;
        if (target != Nobody)
            row.insert(QStringLiteral("nextDepartment"),
                       QJsonObject{{QStringLiteral("_id"), world.groups()[size_t(target)].id},
                                   {QStringLiteral("name"), books.departmentName(target)}});
    }
    return row;
}

/// Collects messages of all kinds and puts them into the order of time.
class Log {
public:
    Log(const Books &books, const Conversation &c)
        : m_books(books)
        , m_c(c)
    {
    }

    QJsonObject &add(Ms at, const QString &id, const char *type, const QString &text,
                     const QJsonObject &user)
    {
        QJsonObject row{{QStringLiteral("_id"), id},
                        {QStringLiteral("rid"), m_c.id},
                        {QStringLiteral("msg"), text},
                        {QStringLiteral("ts"), isoText(at)},
                        {QStringLiteral("_updatedAt"), isoText(at)},
                        {QStringLiteral("u"), user}};
        if (*type != '\0')
            row.insert(QStringLiteral("t"), QLatin1String(type));
        m_rows.emplace_back(at, std::move(row));
        return m_rows.back().second;
    }
    QJsonObject &system(Ms at, const char *type, const QString &text, const QJsonObject &user)
    {
        return add(at, QStringLiteral("s%1-%2").arg(m_c.number).arg(m_rows.size()), type, text,
                   user);
    }
    QJsonObject visitor() const
    {
        return {{QStringLiteral("_id"), m_c.contact == Nobody
                                            ? QStringLiteral("visitor%1").arg(m_c.number)
                                            : m_books.world().contacts()[size_t(m_c.contact)].id},
                {QStringLiteral("username"), QStringLiteral("guest-%1").arg(m_c.number)},
                {QStringLiteral("name"), m_books.visitorName(m_c)}};
    }
    QJsonArray rows(bool ascending)
    {
        std::stable_sort(m_rows.begin(), m_rows.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        if (!ascending)
            std::reverse(m_rows.begin(), m_rows.end());
        QJsonArray all;
        for (const auto &[at, row] : m_rows)
            all.append(row);
        return all;
    }

private:
    const Books &m_books;
    const Conversation &m_c;
    std::vector<std::pair<Ms, QJsonObject>> m_rows;
};

void addSaid(const Books &books, const Conversation &c, Log *log)
{
    for (const Message &m : c.messages) {
        if (!Books::isVisible(m))
            continue;
        const bool incoming = m.kind == MessageKind::Incoming;
        QJsonObject &row =
            log->add(m.at, QStringLiteral("m%1").arg(m.number), "", books.world().text(c, m),
                     incoming ? log->visitor() : books.user(m.agent, m.at));
        if (incoming)
            row.insert(QStringLiteral("token"), QStringLiteral("visitor-token-") + c.uuid);
        else if (m.agent != Nobody && Books::isBot(books.world().agents()[size_t(m.agent)]))
            row.insert(QStringLiteral("bot"),
                       QJsonObject{{QStringLiteral("i"), books.username(m.agent)}});
    }
}

void addSystem(const Books &books, const Conversation &c, Log *log)
{
    log->system(c.createdAt, "livechat-started", {}, log->visitor());
    for (const Transfer &transfer : c.transfers) {
        log->system(transfer.at, "livechat_transfer_history", {},
                    books.user(transfer.byAgent, transfer.at))
            .insert(QStringLiteral("transferData"), transferData(books, c, transfer));
    }
    for (const Assignment &assignment : c.assignments) {
        const QJsonObject user = books.user(assignment.agent, assignment.from);
        log->system(assignment.from, "command", QStringLiteral("connected"), user);
        log->system(assignment.from, "uj", user.value(QStringLiteral("username")).toString(), user);
        // Whoever is taken off the room leaves it, also a bot that hands over to the queue.
        if (assignment.to != 0 && assignment.to != c.closedAt) {
            const QJsonObject left = books.user(assignment.agent, assignment.to);
            log->system(assignment.to, "ul", left.value(QStringLiteral("username")).toString(),
                        left);
        }
    }
    for (const PhaseSpan &span : c.phases) {
        if (span.phase != Phase::Held)
            continue;
        log->system(span.from, "omnichannel_placed_chat_on_hold", {}, Books::system());
        if (span.to != 0 && span.to != c.closedAt)
            log->system(span.to, "omnichannel_on_hold_chat_resumed", {}, Books::system());
    }
    for (const Closure &closure : c.closures) {
        const bool byVisitor = closure.by == CloseActor::Consumer;
        const bool known = closure.by != CloseActor::System && closure.agent != Nobody;
        log->system(closure.at, "livechat-close", QStringLiteral("closed, thank you"),
                    byVisitor ? log->visitor()
                    : known   ? books.user(closure.agent, closure.at)
                              : Books::system());
    }
}

} // namespace

Response transferHistory(const Books &books, const Call &call)
{
    const Conversation *c = roomOf(books, call);
    if (!c)
        return noRoom();
    bool ascending = false;
    if (call.has("sort")) {
        const auto asked = parseSort(call.param("sort"));
        if (!asked || asked->size() != 1 || asked->front().first != QLatin1String("ts"))
            return invalidSort(call.param("sort"));
        ascending = asked->front().second > 0;
    }
    QJsonArray rows;
    for (const Transfer &transfer : c->transfers) {
        if (ascending)
            rows.append(transferData(books, *c, transfer));
        else
            rows.prepend(transferData(books, *c, transfer));
    }
    return paged("history", rows, call, books.options());
}

Response messages(const Books &books, const Call &call)
{
    const Conversation *c = roomOf(books, call);
    if (!c)
        return noRoom();
    bool ascending = false;
    if (call.has("sort")) {
        const auto asked = parseSort(call.param("sort"));
        if (!asked || asked->size() != 1 || asked->front().first != QLatin1String("ts"))
            return invalidSort(call.param("sort"));
        ascending = asked->front().second > 0;
    }
    Log log(books, *c);
    addSystem(books, *c, &log);
    addSaid(books, *c, &log);
    return paged("messages", log.rows(ascending), call, books.options());
}

} // namespace watchfloor::sandbox::rocketchat
