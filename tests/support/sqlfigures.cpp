// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sqlfigures.h"

namespace watchfloor::test {
namespace {

using Providers = std::map<QString, QString>;

const QStringList everyone{QStringLiteral("chatwoot"), QStringLiteral("rocketchat"),
                           QStringLiteral("liveperson"), QStringLiteral("chatdash")};

QString ascii(const char *text)
{
    return QString::fromLatin1(text);
}

/// The same condition for some vendors ("" = all rows): "cw rc lp cd".
Providers by(const char *vendors, const char *condition = "")
{
    static const std::map<QString, QString> shortNames{{ascii("cw"), everyone[0]},
                                                       {ascii("rc"), everyone[1]},
                                                       {ascii("lp"), everyone[2]},
                                                       {ascii("cd"), everyone[3]}};
    Providers out;
    for (const QString &vendor : ascii(vendors).split(u' '))
        out[shortNames.at(vendor)] = ascii(condition);
    return out;
}

SqlMetric eventMetric(const char *key, SqlMetric::Kind kind, Providers who)
{
    SqlMetric metric;
    metric.key = ascii(key);
    metric.kind = kind;
    metric.table = QStringLiteral("event_facts");
    metric.who = std::move(who);
    metric.value = QStringLiteral("value");
    metric.time = QStringLiteral("t");
    metric.business = kind == SqlMetric::Times;
    return metric;
}

SqlMetric talkMetric(const char *key, SqlMetric::Kind kind, const char *time, Providers who,
                     const char *value = "1")
{
    SqlMetric metric = eventMetric(key, kind, std::move(who));
    metric.table = QStringLiteral("talk_facts");
    metric.time = ascii(time);
    metric.value = ascii(value);
    return metric;
}

SqlMetric presentMetric(const char *key, Providers who, SqlMetric::Kind kind = SqlMetric::Count,
                        const char *value = "1")
{
    SqlMetric metric = talkMetric(key, kind, "", std::move(who), value);
    metric.table = QStringLiteral("present_facts");
    metric.business = false;
    return metric;
}

SqlMetric staffMetric(const char *key, const char *vendors, const char *value)
{
    SqlMetric metric = presentMetric(key, by(vendors), SqlMetric::Staff, value);
    metric.table = QStringLiteral("staff");
    return metric;
}

SqlMetric quotient(const char *key, const char *vendors, const char *part, const char *whole)
{
    SqlMetric metric;
    metric.key = ascii(key);
    metric.kind = SqlMetric::Quotient;
    metric.who = by(vendors);
    metric.part = ascii(part);
    metric.whole = ascii(whole);
    return metric;
}

Providers bothOf(Providers a, const Providers &b)
{
    a.insert(b.begin(), b.end());
    return a;
}

constexpr const char *resolved = "event = 'conversation_resolved'";
constexpr const char *concluded = "event IN ('conversation_resolved', 'transferred')";
constexpr const char *firstAnswer = "event = 'first_response'";
constexpr const char *answer = "event = 'csat_answer'";
constexpr const char *overdue = "presence <> 'none' AND due < now_";
constexpr const char *recentlyBegun = " AND created >= now_ - 4 * 86400000";

void addTimes(std::vector<SqlMetric> &all)
{
    const auto times = SqlMetric::Times;
    all.push_back(eventMetric("first_response_time", times, by("cw rc lp", firstAnswer)));
    all.push_back(eventMetric("reply_time", times, by("cw", "event = 'reply_time'")));
    all.push_back(eventMetric("resolution_time", times, by("cw rc lp cd", resolved)));
    all.push_back(eventMetric("avg_wait_time", times,
                              bothOf(by("cw", "event IN ('first_response', 'reply_time')"),
                                     by("rc lp", "event = 'wait_time'"))));
    all.push_back(eventMetric("avg_wait_time_first_response", times, by("cw rc lp", firstAnswer)));
    all.push_back(eventMetric("avg_time_to_response", times, by("rc lp", "event = 'reply_time'")));
    all.push_back(eventMetric("avg_time_to_first_response_first_assignment", times,
                              by("rc lp", "event = 'first_assignment_response'")));
    all.push_back(eventMetric("avg_conversations_duration", times, by("cw rc lp cd", resolved)));
    all.push_back(
        eventMetric("reaction_time", times, by("rc", "event = 'first_assignment_response'")));
    all.push_back(eventMetric("response_time", times, by("rc", "event = 'wait_time'")));
    all.push_back(eventMetric("waiting_time", times, by("rc lp", "event = 'assigned'")));
    all.push_back(
        eventMetric("bot_resolution_time", times, by("cw", "event = 'conversation_bot_resolved'")));
    all.push_back(
        eventMetric("bot_handoff_time", times, by("cw", "event = 'conversation_bot_handoff'")));
    all.push_back(talkMetric("chat_duration", times, "closed", by("rc"), "closed - created"));
    all.push_back(talkMetric("service_time", times, "closed", by("rc", "assigned IS NOT NULL"),
                             "closed - assigned"));
    all.push_back(talkMetric("duration", times, "created", by("cd", "talk_duration IS NOT NULL"),
                             "talk_duration"));
    all.back().business = false;
}

void addVolumes(std::vector<SqlMetric> &all)
{
    const auto count = SqlMetric::Count;
    all.push_back(talkMetric("conversations", count, "created", by("cw rc lp cd")));
    all.push_back(talkMetric("unspecified", count, "created", by("cw rc lp cd", "agent = ''")));
    all.push_back(eventMetric("closed_conversations", count, by("cw rc lp cd", resolved)));
    all.push_back(
        talkMetric("closed_by_agent", count, "closed", by("rc lp", "closed_by = 'agent'")));
    all.push_back(
        talkMetric("closed_by_consumer", count, "closed", by("rc lp", "closed_by = 'consumer'")));
    all.push_back(talkMetric("auto_closed", count, "closed",
                             by("rc lp", "closed_by NOT IN ('agent', 'consumer')")));
    all.push_back(eventMetric("concluded_conversations", count, by("rc lp", concluded)));
    all.push_back(eventMetric("transfers", count, by("rc lp", "event = 'transferred'")));
    all.push_back(eventMetric("back_to_queue", count, by("rc lp", "event = 'back_to_queue'")));
    all.push_back(quotient("transfer_rate", "rc lp", "transfers", "concluded_conversations"));
    all.push_back(
        quotient("close_rate", "rc lp", "closed_conversations", "concluded_conversations"));
    all.push_back(eventMetric("assignments", count, by("rc lp", "event = 'assigned'")));
    all.push_back(eventMetric("resolutions_count", count, by("cw rc lp cd", resolved)));
    all.push_back(
        eventMetric("resolved_conversations", SqlMetric::Distinct, by("cw rc lp cd", resolved)));
    all.push_back(
        eventMetric("reopenings_count", count, by("cw", "event = 'conversation_opened'")));
    all.push_back(eventMetric("bot_resolutions_count", count,
                              by("cw", "event = 'conversation_bot_resolved'")));
    all.back().except = QStringLiteral("conversation_bot_handoff");
    all.push_back(eventMetric("bot_handoffs_count", SqlMetric::Distinct,
                              by("cw", "event = 'conversation_bot_handoff'")));
}

void addQuality(std::vector<SqlMetric> &all)
{
    all.push_back(eventMetric("csat", SqlMetric::Share, by("cw lp", answer)));
    all.back().from = 4;
    all.push_back(eventMetric("csat_score", SqlMetric::Scores, by("cw lp", answer)));
    all.push_back(eventMetric("csat_answers", SqlMetric::Count, by("cw lp", answer)));
    all.push_back(
        talkMetric("success_rate", SqlMetric::Share, "created",
                   by("cd", "json_type(extra, '$.evaluation.isSuccess') IN ('true', 'false')"),
                   "json_extract(extra, '$.evaluation.isSuccess')"));
    all.back().from = 1;
    all.push_back(talkMetric("no_answer_rate", SqlMetric::Share, "created",
                             by("cd", "json_type(extra, '$.noAnswer') IN ('true', 'false')"),
                             "json_extract(extra, '$.noAnswer')"));
    all.back().from = 1;
    all.push_back(
        talkMetric("human_takeovers", SqlMetric::Count, "created", by("cd", "agent <> ''")));
    all.push_back(quotient("human_takeover_rate", "cd", "human_takeovers", "conversations"));
    all.push_back(talkMetric("misunderstood_queries", SqlMetric::Total, "created",
                             by("cd", "json_type(extra, '$.mistunderstoodQueries') = 'array'"),
                             "json_array_length(extra, '$.mistunderstoodQueries')"));
    all.push_back(talkMetric("cost", SqlMetric::Total, "created", by("cd", "cost IS NOT NULL"),
                             "CAST(round(cost * 1000000) AS INTEGER)"));
    all.back().unit = 1'000'000;
}

void addPresent(std::vector<SqlMetric> &all)
{
    all.push_back(presentMetric("open_conversations", by("cw rc lp cd", "presence <> 'none'")));
    const Providers unattended = bothOf(
        bothOf(by("cw rc", "status = 'open' AND NOT with_bot AND (first_response IS NULL OR "
                           "waiting_since IS NOT NULL)"),
               by("cd", "status = 'pending' AND NOT with_bot")),
        by("lp", "status = 'open' AND named_agent AND NOT with_bot AND (waiting_since IS NOT NULL "
                 "OR (first_response IS NULL AND waits_for IS NOT 'consumer'))"));
    all.push_back(presentMetric("unattended_conversations", unattended));
    all.back().untold = QStringLiteral("provider = 'liveperson' AND waiting_since IS NULL");
    all.push_back(
        presentMetric("pending_agent_response", {{everyone[2], unattended.at(everyone[2])}}));
    all.back().untold = QStringLiteral("waiting_since IS NULL");
    all.push_back(quotient("pending_agent_response_rate", "lp", "pending_agent_response",
                           "assigned_conversations"));
    all.push_back(
        presentMetric("unassigned_conversations", by("cw rc lp cd", "presence = 'queue'")));
    all.push_back(presentMetric("assigned_conversations",
                                by("cw rc lp cd", "presence = 'somebody' AND "
                                                  "created >= now_ - 30 * 86400000")));
    all.push_back(presentMetric("pending_conversations", by("cw", "status = 'pending'")));
    all.push_back(presentMetric("snoozed_conversations", by("cw", "status = 'snoozed'")));
    all.push_back(presentMetric("on_hold_conversations", by("rc", "status = 'on_hold'")));
    all.push_back(presentMetric("live_conversations", by("cd", "is_live = 1")));
    all.push_back(presentMetric("pending_human", by("cd", "presence = 'queue'")));
    const std::pair<const char *, const char *> overdues[] = {
        {"overdue_conversations_total", ""},
        {"overdue_conversations_in_queue", " AND presence = 'queue'"},
        {"overdue_conversations_assigned", " AND presence = 'somebody'"}};
    for (const auto &[key, held] : overdues) {
        Providers who = by("cw lp", overdue);
        for (auto &[provider, condition] : who)
            condition += ascii(held);
        who[everyone[2]] += ascii(recentlyBegun);
        all.push_back(presentMetric(key, who));
    }
    all.push_back(presentMetric("sla_missed_conversations",
                                by("cw", "presence <> 'none' AND "
                                         "sla_status IN ('missed', 'active_with_misses')")));
    all.push_back(presentMetric("soon_overdue_conversations",
                                by("cw lp", "presence <> 'none' AND due >= now_ AND "
                                            "due < now_ + 5 * 60000")));
    const char *queued = "max(0, now_ - ifnull(queued, iif(provider = 'chatwoot', "
                         "ifnull(waiting_since, created), created)))";
    const Providers recent = by("rc lp", "presence = 'queue' AND created >= now_ - 86400000");
    all.push_back(
        presentMetric("queue_wait_time_50th_percentile", recent, SqlMetric::Median, queued));
    all.push_back(presentMetric("queue_wait_time_90th_percentile", recent, SqlMetric::P90, queued));
    all.push_back(presentMetric("longest_queue_wait", by("cw rc lp", "presence = 'queue'"),
                                SqlMetric::Greatest, queued));
    all.push_back(staffMetric("online_agents", "cw rc lp", "availability = 'online'"));
    all.push_back(staffMetric("back_soon_agents", "lp", "availability = 'back_soon'"));
    all.push_back(staffMetric("away_agents", "rc lp", "availability = 'away'"));
    all.push_back(staffMetric("busy_agents", "cw rc", "availability = 'busy'"));
    all.push_back(staffMetric("offline_agents", "cw rc lp", "availability = 'offline'"));
    all.push_back(staffMetric("max_slots", "rc lp", "capacity"));
    for (SqlMetric &metric : all) {
        if (metric.kind == SqlMetric::Staff)
            metric.untold = metric.key == QLatin1String("max_slots")
                                ? QStringLiteral("capacity IS NULL")
                                : QStringLiteral("availability = ''");
    }
}

std::optional<qint64> maybeNumber(const QVariant &value)
{
    return value.isValid() ? std::optional(value.toLongLong()) : std::nullopt;
}

} // namespace

const std::vector<SqlMetric> &sqlMetrics()
{
    static const std::vector<SqlMetric> all = [] {
        std::vector<SqlMetric> made;
        addTimes(made);
        addVolumes(made);
        addQuality(made);
        addPresent(made);
        return made;
    }();
    return all;
}

const SqlMetric &sqlMetric(const QString &key)
{
    for (const SqlMetric &metric : sqlMetrics()) {
        if (metric.key == key)
            return metric;
    }
    qFatal("no metric %s", qPrintable(key));
}

QString sqlRowsOf(const SqlMetric &metric, bool business, qint64 now)
{
    QStringList conditions;
    for (const auto &[provider, condition] : metric.who)
        conditions << QStringLiteral("(provider = '%1' AND (%2))")
                          .arg(provider, condition.isEmpty() ? QStringLiteral("1") : condition);
    QString sql = QStringLiteral("(SELECT *, %1 AS untold, CASE WHEN NOT (%1) THEN %2 END AS v%3 "
                                 "FROM %4 WHERE (%5))")
                      .arg(metric.untold.isEmpty() ? QStringLiteral("0") : metric.untold,
                           business && metric.business ? QStringLiteral("business") : metric.value,
                           metric.time.isEmpty() || metric.time == QLatin1String("t")
                               ? QString()
                               : QStringLiteral(", %1 AS t").arg(metric.time),
                           metric.table, conditions.join(QStringLiteral(" OR ")));
    return sql.replace(QStringLiteral("now_"), QString::number(now));
}

std::map<QString, SqlFigure> sqlFigures(SqlDesk &desk, const SqlMetric &metric,
                                        const QString &where, const QString &group, bool business,
                                        qint64 now)
{
    QString condition = where;
    if (!metric.except.isEmpty()) {
        // The other events of the same conversation pass the same filter and fall into the group.
        const auto ofOther = [](QString text) {
            return text.replace(QStringLiteral("f."), QStringLiteral("o."));
        };
        condition += QStringLiteral(" AND NOT EXISTS (SELECT 1 FROM event_facts o WHERE "
                                    "o.event = '%1' AND o.provider = f.provider AND o.who = f.who "
                                    "AND %2 AND %3 = %4)")
                         .arg(metric.except, ofOther(where), ofOther(group), group);
    }
    const QString sql =
        QStringLiteral(
            "WITH chosen AS (SELECT %1 AS k, f.v, f.untold, f.who, f.estimated FROM %2 f WHERE %3),"
            " ranked AS (SELECT *, row_number() OVER (PARTITION BY k, v IS NULL ORDER BY v) AS "
            "place, count(v) OVER (PARTITION BY k) AS n FROM chosen) "
            "SELECT k, count(v), ifnull(sum(v), 0), min(v), max(v), "
            "max(CASE WHEN place = (n + 1) / 2 THEN v END), " // the ceiling of n * 50 %
            "max(CASE WHEN place = (n * 9 + 9) / 10 THEN v END), "
            "count(CASE WHEN v >= %4 THEN 1 END), sum(untold), count(DISTINCT who), "
            "max(estimated), count(*) FROM ranked GROUP BY k")
            .arg(group, sqlRowsOf(metric, business, now), condition)
            .arg(metric.from);
    std::map<QString, SqlFigure> figures;
    for (const SqlRow &row : desk.rows(sql)) {
        SqlFigure &figure = figures[row[0].toString()];
        figure.n = row[1].toLongLong();
        figure.sum = row[2].toLongLong();
        figure.min = maybeNumber(row[3]);
        figure.max = maybeNumber(row[4]);
        figure.median = maybeNumber(row[5]);
        figure.p90 = maybeNumber(row[6]);
        figure.reached = row[7].toLongLong();
        figure.untold = row[8].toLongLong();
        figure.different = row[9].toLongLong();
        figure.estimated = row[10].toLongLong() != 0;
        figure.rows = row[11].toLongLong();
    }
    return figures;
}

} // namespace watchfloor::test
