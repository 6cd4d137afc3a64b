// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sqldesk.h"

#include <map>
#include <optional>

namespace watchfloor::test {

/// How a metric is counted, by hand and in SQL.
struct SqlMetric {
    enum Kind {
        Count,    ///< value: how many
        Total,    ///< value: the sum
        Times,    ///< value: the mean; with median, p90, min, max
        Scores,   ///< the same without p90
        Median,   ///< value: the median
        P90,      ///< value: the p90
        Greatest, ///< value: the greatest
        Share,    ///< value: how many from `from` on, of all
        Distinct, ///< value: conversations
        Quotient, ///< value: metric `part` by metric `whole`
        Staff,    ///< value: the sum over people
    };
    QString key;
    Kind kind = Count;
    QString table;                  ///< event_facts, talk_facts, present_facts or staff
    std::map<QString, QString> who; ///< by provider that tells it: the condition on its rows
    QString value;                  ///< an expression; NULL leaves the row out of the values
    QString time;                   ///< empty: of the present, no window
    bool business = false;          ///< has business hours too
    QString untold;                 ///< a condition: the vendor does not say whether the row counts
    QString except;                 ///< event of conversations that do not count
    qint64 unit = 1;
    qint64 from = 0;
    QString part, whole;
};

const std::vector<SqlMetric> &sqlMetrics();
const SqlMetric &sqlMetric(const QString &key);

/// What the rows of one group come to.
struct SqlFigure {
    qint64 rows = 0;
    qint64 n = 0; ///< with a value
    qint64 sum = 0;
    std::optional<qint64> min, max, median, p90;
    qint64 reached = 0;
    qint64 untold = 0;
    qint64 different = 0; ///< conversations
    bool estimated = false;
};

/// `where`: a condition on the rows f. `group`: an expression over f, the key of a figure.
std::map<QString, SqlFigure> sqlFigures(SqlDesk &desk, const SqlMetric &metric,
                                        const QString &where, const QString &group, bool business,
                                        qint64 now);

/// Only rows of the metric: FROM (...) f.
QString sqlRowsOf(const SqlMetric &metric, bool business, qint64 now);

} // namespace watchfloor::test
