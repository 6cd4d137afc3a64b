// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factquery.h"
#include "support/plainsql.h"
#include "support/randombatches.h"

#include <QStringList>

namespace watchfloor::test {

inline QString sqlColumn(Dimension dimension)
{
    static const std::map<Dimension, QString> names{
        {Dimension::Account, QStringLiteral("account")},
        {Dimension::Agent, QStringLiteral("ifnull(agent, 0)")},
        {Dimension::Group, QStringLiteral("ifnull(grp, 0)")},
        {Dimension::Skill, QStringLiteral("ifnull(skill, 0)")},
        {Dimension::Inbox, QStringLiteral("ifnull(inbox, 0)")},
        {Dimension::Channel, QStringLiteral("ifnull(channel, 0)")},
        {Dimension::Actor, QStringLiteral("ifnull(bot, -1) + 1")}};
    const auto found = names.find(dimension);
    return found == names.end() ? QStringLiteral("'all'") : found->second;
}

/// "key: n sum businessN businessSum" of each group, by plain SQL over the rows.
inline QStringList plainAnswer(const QString &profileDir, const FactQuery &query)
{
    QString where = QStringLiteral("col = %1 AND t >= %2 AND t < %3")
                        .arg(query.column)
                        .arg(query.window.from)
                        .arg(query.window.to);
    for (const auto &[dimension, keys] : query.filter) {
        QStringList list;
        for (const qint64 key : keys)
            list << QString::number(key);
        where += QStringLiteral(" AND %1 IN (%2)").arg(sqlColumn(dimension), list.join(u','));
    }
    QStringList lines;
    const QString sql = QStringLiteral("SELECT %1, count(*), sum(value), count(business), "
                                       "total(business) FROM %2 WHERE %3 GROUP BY 1")
                            .arg(sqlColumn(query.groupBy), factRowsSql(), where);
    for (const SqlRow &row : plainSql(profileDir, sql))
        lines << QStringLiteral("%1: %2 %3 %4 %5")
                     .arg(row[0].toString())
                     .arg(row[1].toLongLong())
                     .arg(row[2].toLongLong())
                     .arg(row[3].toLongLong())
                     .arg(static_cast<qint64>(row[4].toDouble()));
    lines.sort();
    return lines;
}

inline QString lineOf(const QString &key, const FactTotals &totals)
{
    return QStringLiteral("%1: %2 %3 %4 %5")
        .arg(key)
        .arg(totals.n)
        .arg(totals.sum)
        .arg(totals.businessN)
        .arg(totals.businessSum);
}

inline QStringList linesOf(const FactQuery &query, const FactResult &result)
{
    QStringList lines;
    if (query.groupBy == Dimension::None && result.total.n > 0)
        lines << lineOf(QStringLiteral("all"), result.total);
    for (const FactGroup &group : result.groups)
        lines << lineOf(QString::number(group.key), group.totals);
    lines.sort();
    return lines;
}

/// A question about any column and window, often grouped and filtered.
inline FactQuery randomQuestion(RandomBatches &random)
{
    FactQuery query;
    query.column = random.below(6) - 1;
    const TimeMs one = random.time(), other = random.time();
    query.window = {std::min(one, other), std::max(one, other)};
    if (random.chance(20)) // whole days
        query.window.from -= query.window.from % 86'400'000;
    query.groupBy = static_cast<Dimension>(random.below(8));
    while (random.chance(30)) {
        std::vector<qint64> &keys = query.filter[static_cast<Dimension>(1 + random.below(7))];
        for (int i = random.below(3); i >= 0; --i)
            keys.push_back(random.below(5));
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
    return query;
}

} // namespace watchfloor::test
