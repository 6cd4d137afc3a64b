// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/metricrepository.h"

#include "backend/store/database.h"

namespace watchfloor {

RowId MetricRepository::series(const MetricValue &value, RowId account)
{
    const QString key = QStringLiteral("%1/%2/").arg(account).arg(static_cast<int>(value.scope)) +
                        value.metric + u'/' + value.scopeKey;
    if (const RowId id = m_series.value(key))
        return id;
    const auto bindAll = [&](Statement &s) {
        s.bind("account", account).bind("metric", value.metric);
        s.bind("scope", static_cast<int>(value.scope)).bind("key", value.scopeKey);
    };
    RowId id = 0;
    {
        Statement find = m_db.statement(
            QStringLiteral("SELECT id FROM metric_series WHERE account = :account "
                           "AND metric = :metric AND scope = :scope AND scope_key = :key"));
        bindAll(find);
        if (find.first())
            id = find.number(0);
    }
    if (!id) {
        Statement make = m_db.statement(
            QStringLiteral("INSERT INTO metric_series (account, metric, scope, scope_key) "
                           "VALUES (:account, :metric, :scope, :key)"));
        bindAll(make);
        if (make.run())
            id = make.insertedId();
    }
    if (id)
        m_series.insert(key, id);
    return id;
}

void MetricRepository::apply(const MetricValue &value, BatchWork &work)
{
    const TimeRange window = value.window.value_or(TimeRange{});
    const int flags = (value.partial ? 1 : 0) | (value.inferredZero ? 2 : 0);
    const RowId id = series(value, work.account);
    const auto bindKey = [&](Statement &s) {
        s.bind("series", id).bind("from", window.from).bind("to", window.to);
        s.bind("taken", value.takenAt);
    };
    if (!value.window) {
        Statement drop = m_db.statement(
            QStringLiteral("DELETE FROM metric_value WHERE series = :series AND window_from = 0 "
                           "AND window_to = 0 AND taken_at > :limit"));
        drop.bind("series", id).bind("limit", value.takenAt + LongestOvertaking).run();
    }
    {
        Statement before = m_db.statement(QStringLiteral(
            "SELECT value IS :value AND n IS :n AND flags = :flags, taken_at FROM metric_value "
            "WHERE series = :series AND window_from = :from AND window_to = :to "
            "AND taken_at <= :taken ORDER BY taken_at DESC LIMIT 1"));
        bindKey(before);
        before.bind("value", value.value).bind("n", value.n).bind("flags", flags);
        if (before.first() && before.flag(0))
            return; // it still holds
    }
    // Read earlier than the same figure already stored: it held since then.
    Statement earlier = m_db.statement(QStringLiteral(
        "UPDATE OR REPLACE metric_value SET taken_at = :taken WHERE series = :series AND "
        "window_from = :from "
        "AND window_to = :to AND value IS :value AND n IS :n AND flags = :flags AND taken_at = "
        "(SELECT min(taken_at) FROM metric_value WHERE series = :series AND window_from = :from "
        "AND window_to = :to AND taken_at > :taken)"));
    bindKey(earlier);
    earlier.bind("value", value.value).bind("n", value.n).bind("flags", flags);
    if (earlier.run() && earlier.changed() == 0) {
        Statement insert = m_db.statement(QStringLiteral(
            "INSERT INTO metric_value (series, window_from, window_to, taken_at, value, n, flags) "
            "VALUES (:series, :from, :to, :taken, :value, :n, :flags) ON CONFLICT DO UPDATE "
            "SET value = excluded.value, n = excluded.n, flags = excluded.flags"));
        bindKey(insert);
        insert.bind("value", value.value).bind("n", value.n).bind("flags", flags).run();
    }
    ++work.change.metricValues;
}

} // namespace watchfloor
