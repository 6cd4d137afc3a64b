// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"

#include "backend/engine/facts/factsegment.h"
#include "backend/engine/facts/slottotals.h"

#include <numeric>

namespace watchfloor::bench {

FactQuery keyMetric(FactColumnId column, TimeRange window, bool filtered)
{
    FactQuery query;
    query.column = column;
    query.window = window;
    query.groupBy = Dimension::Skill;
    if (filtered) {
        query.filter[Dimension::Inbox] = {201, 203, 204, 207};
        query.filter[Dimension::Group] = {1, 2, 3, 5, 8, 11, 13, 14, 17, 19, 20};
    }
    return query;
}

void fillCache(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows)
{
    cache.year.addCells(cache.table.cells());
    for (FactColumnId column = kConversationsClosed; column <= kEventNames; ++column) {
        cache.table.load(column, cache.year.rows(column));
    }
    for (FactColumnId column = 1; column <= kEventNames; ++column) {
        cache.table.setTargets(column, {{1, 300'000}});
    }
    cache.table.shrink();
    qint64 eventRows = 0;
    for (FactColumnId column = 1; column <= kEventNames; ++column) {
        eventRows += static_cast<qint64>(cache.table.column(column).size());
    }
    const auto events = static_cast<double>(eventRows);
    rows.push_back(figure(QStringLiteral("events"), QStringLiteral("rows"), events, std::nullopt));
    rows.push_back(figure(QStringLiteral("cells"), QStringLiteral("cells"),
                          static_cast<double>(cache.table.cells().codeEnd() - 1), std::nullopt));
    rows.push_back(figure(QStringLiteral("memory per event, all included"), QStringLiteral("bytes"),
                          static_cast<double>(cache.table.memoryUse()) / events,
                          cache.memoryGoal()));

    const QString name = QStringLiteral("segments of a week, unpacked and loaded");
    if (choice.wants(name)) {
        const TimeMs monday = WeekChunk::weekOf(kYearEnd - 14 * kDay);
        std::vector<QByteArray> days;
        for (int day = 0; day < 7; ++day) {
            const TimeRange window{monday + day * kDay, monday + (day + 1) * kDay};
            days.push_back(packSegment(kReplyTime, window, cache.table.rows(kReplyTime, window)));
        }
        qint64 loaded = 0;
        FactTable loading;
        loading.cells() = cache.table.cells();
        const std::vector<double> times = timed(9, [&] {
            loading.dropColumn(kReplyTime);
            std::vector<FactRow> week;
            for (int day = 0; day < 7; ++day) {
                const TimeRange window{monday + day * kDay, monday + (day + 1) * kDay};
                const UnpackedSegment segment =
                    unpackSegment(kReplyTime, window, days[static_cast<std::size_t>(day)]);
                week.insert(week.end(), segment.rows.begin(), segment.rows.end());
            }
            loaded = loading.load(kReplyTime, std::move(week)).added;
        });
        rows.push_back(measured(name, times, std::nullopt));
        rows.push_back(figure(
            QStringLiteral("segments loaded, all columns, extrapolated"), QStringLiteral("ms"),
            rows.back().median / static_cast<double>(loaded) * events, std::nullopt));
    }
}

void benchTotals(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows)
{
    FactTable &table = cache.table;
    const TimeRange year{kYearStart, kYearEnd};
    const TimeRange ragged{kYearStart + 5 * kDay + 4'000'000, kYearEnd - 3 * kDay - 9'000'000};
    const struct {
        QString name;
        TimeRange window;
        bool filtered;
    } lines[] = {{QStringLiteral("totals of 3 metrics by skill, a year"), year, false},
                 {QStringLiteral("totals of 3 metrics by skill, a year, filtered"), year, true},
                 {QStringLiteral("totals of 3 metrics by skill, 357 days, filtered"), ragged, true},
                 {QStringLiteral("totals of 3 metrics by skill, 30 days, filtered"),
                  {kYearEnd - 30 * kDay, kYearEnd},
                  true},
                 {QStringLiteral("totals of 3 metrics by skill, a day, filtered"),
                  {kYearEnd - kDay, kYearEnd},
                  true}};
    qint64 sink = 0;
    for (const auto &line : lines) {
        if (choice.wants(line.name)) {
            rows.push_back(measured(
                line.name,
                timed(15,
                      [&] {
                          for (const FactColumnId column : kKeyMetrics) {
                              sink += table.query(keyMetric(column, line.window, line.filtered))
                                          .total.sum;
                          }
                      }),
                2.5));
        }
    }
    const QString extremes = QStringLiteral("min and max by skill, 357 days, filtered");
    if (choice.wants(extremes)) {
        FactQuery query = keyMetric(kReplyTime, ragged, true);
        query.extremes = true;
        rows.push_back(measured(extremes, timed(15, [&] { sink += table.query(query).total.n; }),
                                std::nullopt));
    }

    const QString scan = QStringLiteral("plain scan of 3 metrics by skill, a year, filtered");
    if (choice.wants(scan)) {
        const CellChoice cells(table.cells(), keyMetric(1, year, true).filter, Dimension::Skill);
        std::size_t bytes = 0;
        for (const FactColumnId column : kKeyMetrics) {
            // cell, value and business value are what the scan reads; times are not.
            bytes += table.column(column).countIn(year) * 10;
        }
        const std::vector<quint64> memory(bytes / 8, 3);
        rows.push_back(againstPeer(
            scan, 9,
            [&] {
                for (const FactColumnId column : kKeyMetrics) {
                    sink += scannedTotals(table.column(column), year, cells, false)[1].sum;
                }
            },
            QStringLiteral("reading the same bytes"),
            [&] {
                quint64 sums[4] = {0, 0, 0, 0};
                for (std::size_t i = 0; i + 4 <= memory.size(); i += 4) {
                    for (std::size_t k = 0; k < 4; ++k) {
                        sums[k] += memory[i + k];
                    }
                }
                sink += static_cast<qint64>(sums[0] + sums[1] + sums[2] + sums[3]);
            },
            1 / 0.33));
    }
    if (sink == 1) {
        qWarning("the sums are used");
    }
}

} // namespace watchfloor::bench
