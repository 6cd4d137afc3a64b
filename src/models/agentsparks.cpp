// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agentsparks.h"

#include <limits>

namespace watchfloor {

QHash<RowId, QList<double>> sparksOf(const TrendReport &report)
{
    QHash<RowId, QList<double>> sparks;
    for (std::size_t row = 0; row < report.rows.size(); ++row) {
        const std::vector<TimeRange> gaps = report.basis.gapsOf(report.rows[row].account);
        QList<double> values;
        for (const TrendPoint &point : report.points) {
            const bool told = row < point.byRow.size() && !point.byRow[row].empty();
            const std::optional<double> value = told && !overlapsAny(point.range, gaps)
                                                    ? point.byRow[row].front().value
                                                    : std::nullopt;
            values << value.value_or(std::numeric_limits<double>::quiet_NaN());
        }
        sparks.insert(report.rows[row].key, values);
    }
    return sparks;
}

} // namespace watchfloor
