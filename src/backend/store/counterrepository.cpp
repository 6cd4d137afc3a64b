// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/counterrepository.h"

#include "backend/store/database.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace watchfloor {

RowId CounterRepository::counter(const QString &key)
{
    {
        Statement find = m_db.statement(QStringLiteral("SELECT id FROM counter WHERE key = :key"));
        if (find.bind("key", key).first())
            return find.number(0);
    }
    Statement make = m_db.statement(QStringLiteral("INSERT INTO counter (key) VALUES (:key)"));
    return make.bind("key", key).run() ? make.insertedId() : 0;
}

void CounterRepository::add(const std::vector<CounterSample> &samples)
{
    std::map<RowId, TimeMs> newest;
    for (const CounterSample &sample : samples) {
        if (!std::isfinite(sample.value))
            continue;
        const RowId id = counter(sample.counter);
        Statement write = m_db.statement(
            QStringLiteral("INSERT INTO counter_sample (account, taken_at, counter, value) "
                           "VALUES (:account, :taken, :counter, :value) ON CONFLICT DO UPDATE "
                           "SET value = excluded.value WHERE value <> excluded.value"));
        write.bind("account", sample.account).bind("taken", sample.takenAt);
        write.bind("counter", id).bind("value", QVariant(sample.value)).run();
        TimeMs &last = newest[sample.account];
        last = std::max(last, sample.takenAt);
    }
    for (const auto &[account, last] : newest) {
        Statement drop = m_db.statement(QStringLiteral(
            "DELETE FROM counter_sample WHERE account = :account AND taken_at < :limit"));
        drop.bind("account", account).bind("limit", last - KeptFor).run();
    }
}

std::vector<CounterSample> CounterRepository::read(const std::vector<RowId> &accounts,
                                                   TimeRange range, DurationMs step)
{
    std::vector<CounterSample> samples;
    for (const RowId account : accounts) {
        // With max() SQLite takes the other columns from the row that has it.
        Statement select = m_db.statement(
            QStringLiteral("SELECT c.key, max(s.taken_at), s.value FROM counter_sample s "
                           "JOIN counter c ON c.id = s.counter WHERE s.account = :account "
                           "AND s.taken_at >= :from AND s.taken_at < :to "
                           "GROUP BY s.taken_at / :step, s.counter ORDER BY 2, 1"));
        select.bind("account", account).bind("from", range.from).bind("to", range.to);
        select.bind("step", std::max<DurationMs>(1, step)).run();
        while (select.next())
            samples.push_back(
                {account, select.text(0), select.number(1), select.maybeReal(2).value_or(0)});
    }
    std::stable_sort(samples.begin(), samples.end(),
                     [](const auto &a, const auto &b) { return a.takenAt < b.takenAt; });
    return samples;
}

} // namespace watchfloor
