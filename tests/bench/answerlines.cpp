// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/answerlines.h"

#include "bench/benchcases.h"

#include <algorithm>

namespace watchfloor::bench {

QStringList linesOf(const FactResult &result)
{
    QStringList lines;
    for (const FactGroup &group : result.groups) {
        const FactTotals &totals = group.totals;
        QString line = QStringLiteral("%1 %2 %3 %4 %5")
                           .arg(group.key)
                           .arg(totals.n)
                           .arg(totals.sum)
                           .arg(totals.businessN)
                           .arg(totals.businessSum);
        for (const std::optional<qint64> quantile : totals.quantiles) {
            line += QStringLiteral(" %1").arg(quantile.value_or(-1));
        }
        lines << line;
    }
    return lines;
}

FactQuery todaysFacts()
{
    FactQuery query;
    query.column = kFirstResponse;
    query.window = {kYearEnd - kDay, kYearEnd};
    query.groupBy = Dimension::Agent;
    query.quantiles = {500, 900};
    query.percentiles = Percentiles::Exact;
    return query;
}

bool Choice::wants(const QString &name) const
{
    return only.isEmpty() || std::any_of(only.begin(), only.end(), [&](const QString &part) {
               return name.contains(part, Qt::CaseInsensitive);
           });
}

void mustEqual(const QString &name, const QStringList &ours, const QStringList &others,
               const QString &peer)
{
    if (ours.isEmpty()) {
        throw BenchError{QStringLiteral("%1: so small a year has nothing to compare").arg(name)};
    }
    if (ours == others) {
        return;
    }
    qsizetype at = 0;
    while (at < ours.size() && at < others.size() && ours[at] == others[at]) {
        ++at;
    }
    throw BenchError{QStringLiteral("%1: %2 answers otherwise (%3 instead of our %4)")
                         .arg(name, peer, others.value(at, QStringLiteral("nothing more")),
                              ours.value(at, QStringLiteral("nothing more")))};
}

} // namespace watchfloor::bench
