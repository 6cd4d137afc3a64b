// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/answerlines.h"
#include "bench/benchcases.h"
#include "bench/startprobe.h"

#include "backend/reports/factloader.h"

#include <map>

namespace watchfloor::bench {

namespace {

struct ColumnSums {
    qint64 n = 0;
    qint64 sum = 0;
    qint64 businessN = 0;
    qint64 businessSum = 0;
};
using SumsByColumn = std::map<FactColumnId, ColumnSums>;

QStringList linesOf(const SumsByColumn &sums)
{
    QStringList lines;
    for (const auto &[column, of] : sums) {
        lines << QStringLiteral("%1 %2 %3 %4 %5")
                     .arg(column)
                     .arg(of.n)
                     .arg(of.sum)
                     .arg(of.businessN)
                     .arg(of.businessSum);
    }
    return lines;
}

SumsByColumn sumsOf(FactTable &table)
{
    SumsByColumn sums;
    for (const FactColumnId column : table.columns()) {
        FactQuery query;
        query.column = column;
        query.window = {kYearStart - kDay, kYearEnd + kDay};
        const FactTotals total = table.query(query).total;
        if (total.n > 0) {
            sums[column] = {total.n, total.sum, total.businessN, total.businessSum};
        }
    }
    return sums;
}

/// Every row that the columns hold, read and added up: what loading from rows cannot do without.
SumsByColumn selectedRows(PlainDatabase &db)
{
    SumsByColumn sums;
    PlainStatement select(
        db, "SELECT name, created, fact_cell, value, business FROM reporting_event "
            "UNION ALL SELECT 0, created, cell, 0, NULL FROM conversation WHERE known = 1 "
            "UNION ALL SELECT -1, closed, cell, closed - created, NULL FROM conversation "
            "WHERE known = 1 AND closed IS NOT NULL");
    qint64 used = 0;
    while (select.step()) {
        ColumnSums &of = sums[select.number(0)];
        used ^= select.number(1) + select.number(2);
        ++of.n;
        of.sum += select.number(3);
        if (const auto business = select.maybeNumber(4)) {
            ++of.businessN;
            of.businessSum += *business;
        }
    }
    if (used == 1) {
        qWarning("times and cells are read");
    }
    return sums;
}

std::unique_ptr<FactLoader> loadedWhole(const QString &profile)
{
    auto loader = std::make_unique<FactLoader>(profile);
    for (;;) {
        const Result<bool> more = loader->loadMore(kYearEnd - 1);
        if (!more) {
            throw BenchError{more.error().sentence()};
        }
        if (!*more) {
            return loader;
        }
    }
}

FactTable &tableOf(FactLoader &loader)
{
    const auto table = loader.tableFor({kYearStart, kYearEnd}, kYearEnd - 1);
    if (!table) {
        throw BenchError{table.error().sentence()};
    }
    return **table;
}

} // namespace

void benchDisk(YearFile &file, const Choice &choice, std::vector<BenchRow> &rows)
{
    const QString disk = QStringLiteral("disk per event, ");
    const QString making = QStringLiteral("the cache made");
    if (!choice.wants(disk) && !choice.wants(making)) {
        return;
    }
    const YearFileFigures &made = file.figures();
    const auto events = static_cast<double>(made.events);
    const auto perEvent = [&](const char *what, qint64 bytes, std::optional<double> goal) {
        rows.push_back(figure(disk + QLatin1String(what), QStringLiteral("bytes"),
                              static_cast<double>(bytes) / events, goal));
    };
    perEvent("rows with the timeline index", made.eventBytes + made.timelineBytes, 85);
    perEvent("the other indexes of events", made.otherEventIndexBytes, std::nullopt);
    perEvent("conversations", made.conversationBytes, std::nullopt);
    perEvent("segments (checkpoints: none kept)", made.segmentBytes, std::nullopt);
    perEvent("the whole file", made.fileBytes, std::nullopt);
    rows.push_back(figure(making + QStringLiteral(": rows written"), QStringLiteral("rows/s"),
                          made.rowsPerSecond, std::nullopt));
    rows.push_back(figure(making + QStringLiteral(": columns from rows"), QStringLiteral("s"),
                          made.loadSeconds, std::nullopt));
    rows.push_back(figure(making + QStringLiteral(": segments packed and kept"),
                          QStringLiteral("s"), made.segmentSeconds, std::nullopt));
}

void benchStart(BenchCache &cache, YearFile &file, const Choice &choice,
                std::vector<BenchRow> &rows)
{
    const QString name = QStringLiteral("start to today's facts by agent");
    const auto line = [&](const QString &text, FirstReport kind, bool cold,
                          std::optional<double> goal) {
        if (!choice.wants(text)) {
            return;
        }
        const QString profile = file.profile();
        const auto one = [&] {
            const FirstReportRun run = startForReport(profile, kind);
            const FactResult expected = cache.table.query(todaysFacts());
            QStringList lines;
            for (const FactGroup &group : expected.groups) {
                lines << countLine(group.key, group.totals.n);
            }
            lines.sort();
            mustEqual(text, kind == FirstReport::Facts ? linesOf(expected) : lines, run.lines,
                      QStringLiteral("the started process"));
            return run.ms;
        };
        constexpr double tooSlow = 3000; // once tells enough then
        const double first = one();
        std::vector<double> times;
        for (int round = 0; first < tooSlow && round < cache.rounds(9); ++round) {
            if (cold) {
                dropFromPageCache(file.file());
            }
            times.push_back(one());
        }
        if (times.empty()) {
            times.push_back(first);
        }
        rows.push_back(measured(text, times, goal));
    };
    const double goal = cache.large ? 200 : 100;
    line(name, FirstReport::Facts, false, goal);
    line(name + QStringLiteral(", cold page cache"), FirstReport::Facts, true, std::nullopt);
    line(QStringLiteral("start to today's breakdown by agent"), FirstReport::Breakdown, false,
         goal);
}

void benchLoad(BenchCache &cache, YearFile &file, const Choice &choice, std::vector<BenchRow> &rows)
{
    const QString name = QStringLiteral("all columns loaded from segments");
    if (!choice.wants(name)) {
        return;
    }
    const QString profile = file.profile();
    PlainDatabase db(file.file());
    SumsByColumn selected;
    const double first = millisecondsOf([&] { selected = selectedRows(db); });
    {
        const auto loader = loadedWhole(profile);
        const QStringList ours = linesOf(sumsOf(tableOf(*loader)));
        mustEqual(name, ours, linesOf(sumsOf(cache.table)), QStringLiteral("the table in memory"));
        mustEqual(name, ours, linesOf(selected), QStringLiteral("plain SQL"));
        rows.push_back(figure(QStringLiteral("memory per event, loaded from the file"),
                              QStringLiteral("bytes"),
                              static_cast<double>(tableOf(*loader).memoryUse()) /
                                  static_cast<double>(file.figures().events),
                              cache.memoryGoal()));
    }
    rows.push_back(besidePeer(
        name, [&] { loadedWhole(profile); }, QStringLiteral("selecting the rows"),
        [&] { selectedRows(db); }, first, 1.0 / 15));
}

} // namespace watchfloor::bench
