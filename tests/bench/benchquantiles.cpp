// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"

namespace watchfloor::bench {

FactQuery perAgent(FactColumnId column, TimeMs days, bool filtered)
{
    FactQuery query;
    query.column = column;
    query.window = {kYearEnd - days * kDay - 7'654'321, kYearEnd - 7'654'321};
    query.groupBy = Dimension::Agent;
    query.quantiles = {500, 900};
    if (filtered) {
        query.filter[Dimension::Inbox] = {201, 203, 204, 207};
    }
    return query;
}

void benchQuantiles(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows)
{
    const auto line = [&](const QString &name, TimeMs days, bool filtered, Percentiles percentiles,
                          std::optional<double> goal) {
        if (!choice.wants(name)) {
            return;
        }
        bool exact = false;
        const auto times = timed(9, [&] {
            for (const FactColumnId column : {kFirstResponse, kReplyTime}) {
                FactQuery query = perAgent(column, days, filtered);
                query.percentiles = percentiles;
                exact = cache.table.query(query).exactQuantiles;
            }
        });
        rows.push_back(measured(name + (exact ? QStringLiteral(" (exact)") : QString()), times,
                                cache.large ? goal : std::nullopt));
    };
    line(QStringLiteral("p50/p90 of 2 metrics per agent, a day"), 1, false, Percentiles::Exact,
         1.5);
    line(QStringLiteral("p50/p90 of 2 metrics per agent, 30 days"), 30, false, Percentiles::Exact,
         12);
    line(QStringLiteral("p50/p90 of 2 metrics per agent, a year"), 357, false, Percentiles::Auto,
         1);
    line(QStringLiteral("p50/p90 of 2 metrics per agent, filtered year"), 357, true,
         Percentiles::Auto, 16.7);
    line(QStringLiteral("p50/p90 of 2 metrics per agent, a year, exact"), 357, false,
         Percentiles::Exact, std::nullopt);
}

void benchHeatMap(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows)
{
    const auto spans = offsetSpans({kYearStart, kYearEnd}, QTimeZone("Europe/Berlin"));
    const auto line = [&](const QString &name, bool filtered, std::optional<double> goal) {
        if (choice.wants(name)) {
            FactQuery query;
            query.column = kReplyTime;
            query.countsOnly = !filtered;
            if (filtered) {
                query.filter[Dimension::Inbox] = {201, 203, 204, 207};
            }
            rows.push_back(measured(name, timed(9, [&] { cache.table.heatMap(query, spans); }),
                                    cache.large ? goal : std::nullopt));
        }
    };
    line(QStringLiteral("heat map of a year, counts, unfiltered"), false, 3);
    line(QStringLiteral("heat map of a year, filtered, with means"), true, 50);
    const QString trend = QStringLiteral("trend of a year by day, filtered, with means");
    if (choice.wants(trend)) {
        std::vector<TimeMs> days;
        for (TimeMs day = kYearStart; day <= kYearEnd; day += kDay) {
            days.push_back(day);
        }
        FactQuery query;
        query.column = kReplyTime;
        query.filter[Dimension::Inbox] = {201, 203, 204, 207};
        rows.push_back(
            measured(trend, timed(9, [&] { cache.table.trend(query, days); }), std::nullopt));
    }
    const QString spread = QStringLiteral("distribution of a year in 20 bins, filtered");
    if (choice.wants(spread)) {
        std::vector<qint64> edges;
        for (qint64 edge = 1000; edges.size() < 20; edge *= 2) {
            edges.push_back(edge);
        }
        FactQuery query;
        query.column = kReplyTime;
        query.window = {kYearStart, kYearEnd};
        query.filter[Dimension::Inbox] = {201, 203, 204, 207};
        rows.push_back(measured(spread, timed(9, [&] { cache.table.distribution(query, edges); }),
                                std::nullopt));
    }
}

} // namespace watchfloor::bench
