// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The aggregating v2 reports: raw SQL over created_at in [since, until).
#include "sandbox/chatwootdialect.h"

#include <QDateTime>

#include <algorithm>
#include <functional>
#include <map>

namespace watchfloor::sandbox {

struct ChatwootDialect::Scope {
    enum Kind { Account, ByAgent, ByInbox, ByTeam, ByLabel } kind = Account;
    int index = Nobody;
    bool business = false;

    /// The conversation's current attribution, as the server asks it.
    bool holds(const World &w, const Conversation &c) const
    {
        switch (kind) {
        case ByAgent:
            return w.assignee(c) == index;
        case ByInbox:
            return c.inbox == index;
        case ByTeam:
            return c.group == index;
        case ByLabel:
            return std::find(c.labels.begin(), c.labels.end(), index) != c.labels.end();
        case Account:
            break;
        }
        return true;
    }
    bool holds(const World &w, const ReportingEvent &e) const
    {
        if (kind == ByAgent)
            return e.agent == index;
        return kind == ByInbox ? e.inbox == index : holds(w, w.at(e.conversation));
    }
};

namespace {

const char *eventOfMetric(const QString &metric)
{
    static const std::map<QString, const char *> names{
        {QStringLiteral("avg_first_response_time"), "first_response"},
        {QStringLiteral("avg_resolution_time"), "conversation_resolved"},
        {QStringLiteral("reply_time"), "reply_time"},
        {QStringLiteral("resolutions_count"), "conversation_resolved"},
        {QStringLiteral("bot_resolutions_count"), "conversation_bot_resolved"},
        {QStringLiteral("bot_handoffs_count"), "conversation_bot_handoff"}};
    const auto found = names.find(metric);
    return found == names.end() ? nullptr : found->second;
}

bool isAverage(const QString &metric)
{
    return metric.startsWith(QLatin1String("avg_")) || metric == QLatin1String("reply_time");
}

QJsonValue mean(const std::vector<std::pair<Ms, double>> &facts)
{
    if (facts.empty())
        return QJsonValue::Null;
    double sum = 0;
    for (const auto &[at, value] : facts)
        sum += value;
    return sum / static_cast<double>(facts.size());
}

Ms bucketStart(Ms instant, Ms offset, const QString &by)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(instant + offset, Qt::UTC);
    QDate day = local.date();
    if (by == QLatin1String("hour"))
        return (instant + offset) / Hour * Hour - offset;
    if (by == QLatin1String("week"))
        day = day.addDays(-(day.dayOfWeek() % 7));
    else if (by == QLatin1String("month"))
        day = QDate(day.year(), day.month(), 1);
    else if (by == QLatin1String("year"))
        day = QDate(day.year(), 1, 1);
    return QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() - offset;
}

Ms bucketEnd(Ms start, Ms offset, const QString &by)
{
    const Ms probe = by == QLatin1String("hour")    ? Hour
                     : by == QLatin1String("week")  ? 7 * Day
                     : by == QLatin1String("month") ? 32 * Day
                     : by == QLatin1String("year")  ? 370 * Day
                                                    : Day;
    return bucketStart(start + probe, offset, by);
}

} // namespace

/// One entry a fact: when it counts and its value (1 for a count).
std::vector<std::pair<Ms, double>> ChatwootDialect::facts(const Scope &scope, const QString &metric,
                                                          Ms since, Ms until) const
{
    std::vector<std::pair<Ms, double>> rows;
    if (const char *name = eventOfMetric(metric)) {
        std::vector<int> seen;
        for (const ReportingEvent &e : m_world.reportingEvents()) {
            if (e.destroyed || e.createdAt < since || e.createdAt >= until ||
                qstrcmp(e.name, name) != 0 || !scope.holds(m_world, e))
                continue;
            if (metric == QLatin1String("bot_handoffs_count")) {
                if (std::find(seen.begin(), seen.end(), e.conversation) != seen.end())
                    continue;
                seen.push_back(e.conversation);
            }
            if (!isAverage(metric))
                rows.emplace_back(e.createdAt, 1.0);
            else if (!scope.business)
                rows.emplace_back(e.createdAt, static_cast<double>(e.value));
            else if (e.valueInBusinessHours)
                rows.emplace_back(e.createdAt, static_cast<double>(*e.valueInBusinessHours));
        }
        return rows;
    }
    const bool incoming = metric == QLatin1String("incoming_messages_count");
    for (const Conversation &c : m_world.conversations()) {
        if (c.deleted())
            continue;
        if (metric == QLatin1String("conversations_count")) {
            if (c.createdAt >= since && c.createdAt < until && scope.holds(m_world, c))
                rows.emplace_back(c.createdAt, 1.0);
            continue;
        }
        for (const Message &m : c.messages) {
            const auto kind = incoming ? MessageKind::Incoming : MessageKind::Outgoing;
            const bool mine =
                scope.kind == Scope::ByAgent ? m.agent == scope.index : scope.holds(m_world, c);
            if (m.kind == kind && m.at >= since && m.at < until && mine)
                rows.emplace_back(m.at, 1.0);
        }
    }
    return rows;
}

/// Status 200 with the scope filled, or the answer that says why not.
Response ChatwootDialect::scopeOf(const Request &request, Scope *scope) const
{
    const auto type = request.param(QStringLiteral("type"));
    const QString id = request.param(QStringLiteral("id")).value_or(QString());
    scope->business = request.param(QStringLiteral("business_hours")) == QStringLiteral("true");
    if (!type || rangeOf(request).malformed)
        return broken();
    if (*type == QLatin1String("account"))
        return {};
    if (*type == QLatin1String("agent")) {
        scope->kind = Scope::ByAgent;
        scope->index = m_world.agentById(id);
    } else if (*type == QLatin1String("inbox")) {
        scope->kind = Scope::ByInbox;
        scope->index = m_world.inboxById(id);
    } else if (*type == QLatin1String("team")) {
        scope->kind = Scope::ByTeam;
        scope->index = m_world.groupById(id);
    } else if (*type == QLatin1String("label")) {
        scope->kind = Scope::ByLabel;
        for (int i = 0; i < static_cast<int>(m_world.labels().size()); ++i) {
            if (ChatwootShapes::labelId(i) == id.toLongLong())
                scope->index = i;
        }
    } else {
        return broken();
    }
    return scope->index == Nobody ? notFound() : Response{};
}

Response ChatwootDialect::reports(const Call &call) const
{
    const Request &request = *call.request;
    Scope scope;
    const Response failure = scopeOf(request, &scope);
    if (failure.status != 200)
        return failure;
    const QString metric = request.param(QStringLiteral("metric")).value_or(QString());
    if (!eventOfMetric(metric) && !QStringList{QStringLiteral("conversations_count"),
                                               QStringLiteral("incoming_messages_count"),
                                               QStringLiteral("outgoing_messages_count")}
                                       .contains(metric))
        return json(QJsonObject());
    const Range range = rangeOf(request);
    if (!range.given)
        return json(QJsonArray());
    const QString by = request.param(QStringLiteral("group_by")).value_or(QStringLiteral("day"));
    const Ms offset = static_cast<Ms>(
        request.param(QStringLiteral("timezone_offset")).value_or(QString()).toDouble() *
        static_cast<double>(Hour));
    std::map<Ms, std::vector<std::pair<Ms, double>>> buckets;
    for (Ms at = bucketStart(range.since, offset, by); at < range.until;
         at = bucketEnd(at, offset, by))
        buckets[at];
    for (const auto &fact : facts(scope, metric, range.since, range.until))
        buckets[bucketStart(fact.first, offset, by)].push_back(fact);
    QJsonArray rows;
    for (const auto &[at, values] : buckets) {
        QJsonObject row{{QStringLiteral("timestamp"), at / Second}};
        if (isAverage(metric)) {
            row.insert(QStringLiteral("value"), values.empty() ? QJsonValue(0) : mean(values));
            row.insert(QStringLiteral("count"), static_cast<qint64>(values.size()));
        } else {
            row.insert(QStringLiteral("value"), static_cast<qint64>(values.size()));
        }
        rows.append(row);
    }
    return json(rows);
}

QJsonObject ChatwootDialect::totals(const Scope &scope, Ms since, Ms until) const
{
    QJsonObject row;
    for (const char *name :
         {"conversations_count", "incoming_messages_count", "outgoing_messages_count",
          "avg_first_response_time", "avg_resolution_time", "resolutions_count", "reply_time"}) {
        const QString metric = QLatin1String(name);
        const auto rows = facts(scope, metric, since, until);
        row.insert(metric,
                   isAverage(metric) ? mean(rows) : QJsonValue(static_cast<qint64>(rows.size())));
    }
    return row;
}

Response ChatwootDialect::reportSummary(const Call &call) const
{
    Scope scope;
    const Response failure = scopeOf(*call.request, &scope);
    if (failure.status != 200)
        return failure;
    const Range range = rangeOf(*call.request);
    const Ms since = range.given ? range.since : 0;
    const Ms until = range.given ? range.until : 0;
    QJsonObject summary = totals(scope, since, until);
    summary.insert(QStringLiteral("previous"), totals(scope, since - (until - since), since));
    return json(summary);
}

Response ChatwootDialect::summaryByAgent(const Call &call) const
{
    return summaryBy(call, Scope::ByAgent);
}

Response ChatwootDialect::summaryByTeam(const Call &call) const
{
    return summaryBy(call, Scope::ByTeam);
}

Response ChatwootDialect::summaryByInbox(const Call &call) const
{
    return summaryBy(call, Scope::ByInbox);
}

Response ChatwootDialect::summaryBy(const Call &call, int kind) const
{
    const Range range = rangeOf(*call.request);
    if (range.malformed)
        return broken();
    const Ms since = range.given ? range.since : 0;
    const Ms until = range.given ? range.until : 0;
    Scope scope;
    scope.kind = static_cast<Scope::Kind>(kind);
    scope.business =
        call.request->param(QStringLiteral("business_hours")) == QStringLiteral("true");
    QJsonArray rows;
    const auto add = [&](int index, const QString &id) {
        scope.index = index;
        const auto average = [&](const char *metric) {
            return mean(facts(scope, QLatin1String(metric), since, until));
        };
        const auto number = [&](const char *metric) {
            return static_cast<qint64>(facts(scope, QLatin1String(metric), since, until).size());
        };
        rows.append(QJsonObject{
            {QStringLiteral("id"), ChatwootShapes::number(id)},
            {QStringLiteral("conversations_count"), number("conversations_count")},
            {QStringLiteral("resolved_conversations_count"), number("resolutions_count")},
            {QStringLiteral("avg_resolution_time"), average("avg_resolution_time")},
            {QStringLiteral("avg_first_response_time"), average("avg_first_response_time")},
            {QStringLiteral("avg_reply_time"), average("reply_time")}});
    };
    if (scope.kind == Scope::ByAgent) {
        for (size_t i = 0; i < m_world.agents().size(); ++i) {
            const Agent &a = m_world.agents()[i];
            if (a.kind == AgentKind::Human && !a.removed())
                add(static_cast<int>(i), a.id);
        }
    } else if (scope.kind == Scope::ByTeam) {
        for (size_t i = 0; i < m_world.groups().size(); ++i)
            add(static_cast<int>(i), m_world.groups()[i].id);
    } else {
        for (size_t i = 0; i < m_world.inboxes().size(); ++i)
            add(static_cast<int>(i), m_world.inboxes()[i].id);
    }
    return json(rows);
}

} // namespace watchfloor::sandbox
