// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"
#include "bench/ducklibrary.h"
#include "bench/results.h"
#include "bench/startprobe.h"
#include "backend/engine/vendors.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

using namespace watchfloor::bench;

namespace {

void measureAll(qint64 conversations, const QString &folder, const QString &duckLibrary,
                const Choice &choice, std::vector<BenchRow> &rows)
{
    if (!duckLibrary.isEmpty()) {
        const DuckLibrary usable(duckLibrary); // told before minutes of work
    }
    const SyntheticYear year(conversations);
    YearFile file(year, folder);
    if (!folder.isEmpty()) {
        file.profile(); // before the table takes memory
    }
    BenchCache cache{year, watchfloor::FactTable(), conversations >= 5'000'000};
    const std::function<void()> stages[] = {
        [&] { fillCache(cache, choice, rows); },
        [&] { benchTotals(cache, choice, rows); },
        [&] { benchQuantiles(cache, choice, rows); },
        [&] { benchHeatMap(cache, choice, rows); },
        [&] { benchDisk(file, choice, rows); },
        [&] { benchStart(cache, file, choice, rows); },
        [&] { benchLoad(cache, file, choice, rows); },
        [&] { benchStream(choice, rows); },
        [&] { benchCommit(cache, file, choice, rows); },
        [&] { benchPeers(cache, file, duckLibrary, choice, rows); },
        [&] { benchRefresh(cache, choice, rows); },
    };
    for (const std::function<void()> &stage : stages) {
        stage();
        std::erase_if(rows, [&](const BenchRow &row) { return !choice.wants(row.name); });
        if (!folder.isEmpty()) {
            keepResults(folder, conversations, rows); // slow peers may still come
        }
    }
}

/// What must cost the same at both sizes, as lines of their own.
void compareSizes(std::vector<BenchRow> &rows, const OtherSize &other)
{
    if (!other.smaller) {
        return;
    }
    std::vector<BenchRow> compared;
    for (const BenchRow &row : rows) {
        const double before = other.medians.value(row.name, 0);
        if (before > 0 && (row.name == QLatin1String("1,000 new events to 32 views") ||
                           row.name == QLatin1String("1,000 committed events to 32 views"))) {
            BenchRow line = row;
            line.name += QStringLiteral(", by size");
            line.peer = QStringLiteral("the same at ") + other.name;
            line.peerMedian = before;
            line.ratio = row.median / before;
            line.goal = 1.2;
            line.met = *line.ratio <= 1.2;
            compared.push_back(line);
        }
    }
    rows.insert(rows.end(), compared.begin(), compared.end());
}

int refused(const QString &sentence)
{
    std::fprintf(stderr, "watchfloor-bench: %s.\n", qPrintable(sentence));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("watchfloor-bench"));
    watchfloor::knowVendors({watchfloor::ChatwootProvider::staticInfo()});
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHFLOOR_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Measures the engine on a synthetic year and compares with its goals."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption count(QStringLiteral("conversations"),
                                   QStringLiteral("Conversations in the year (default 1000000)."),
                                   QStringLiteral("N"), QStringLiteral("1000000"));
    const QCommandLineOption only(
        QStringLiteral("only"), QStringLiteral("Only lines whose name has this part; repeatable."),
        QStringLiteral("NAME"));
    const QCommandLineOption format(QStringLiteral("format"), QStringLiteral("table or json."),
                                    QStringLiteral("FORMAT"), QStringLiteral("table"));
    const QCommandLineOption check(QStringLiteral("check"),
                                   QStringLiteral("Exit with 1 when a goal is missed."));
    const QCommandLineOption keep(
        QStringLiteral("data"),
        QStringLiteral("Keep caches and results in DIR and use them again (default: temporary)."),
        QStringLiteral("DIR"));
    QCommandLineOption first(QStringLiteral("first-report"), QString(), QStringLiteral("PROFILE"));
    QCommandLineOption kind(QStringLiteral("first-report-kind"), QString(), QStringLiteral("KIND"));
    first.setFlags(QCommandLineOption::HiddenFromHelp); // how this program starts itself
    kind.setFlags(QCommandLineOption::HiddenFromHelp);
    const QCommandLineOption duck(
        QStringLiteral("duckdb"),
        QStringLiteral("Compare with DuckDB too, by its shared library (C API 1.x)."),
        QStringLiteral("LIBRARY"));
    parser.addOptions({count, keep, duck, only, format, check, first, kind});
    const bool understood = parser.parse(app.arguments());
    if (understood && parser.isSet(help)) {
        parser.showHelp(0);
    }
    if (understood && parser.isSet(version)) {
        parser.showVersion();
    }
    if (understood && parser.isSet(first)) {
        return printFirstReport(parser.value(first), parser.value(kind) == QLatin1String("facts")
                                                         ? FirstReport::Facts
                                                         : FirstReport::Breakdown);
    }
    bool isNumber = false;
    const qint64 conversations = parser.value(count).toLongLong(&isNumber);
    const bool json = parser.value(format) == QLatin1String("json");
    if (!understood || !parser.positionalArguments().isEmpty()) {
        return refused(understood ? QStringLiteral("Nothing but options is expected")
                                  : parser.errorText());
    }
    if (!isNumber || conversations < 1000 || conversations > 100'000'000) {
        return refused(QStringLiteral("--conversations takes 1000 to 100000000"));
    }
    if (!json && parser.value(format) != QLatin1String("table")) {
        return refused(QStringLiteral("--format takes table or json"));
    }

    const QString folder = parser.value(keep);
    std::vector<BenchRow> rows;
    try {
        measureAll(conversations, folder, parser.value(duck), Choice{parser.values(only)}, rows);
        if (rows.empty()) {
            return refused(QStringLiteral("No line is called like what --only asks for"));
        }
        if (!folder.isEmpty()) {
            const OtherSize other = otherSize(folder, conversations);
            compareSizes(rows, other);
            fillGrowth(rows, other);
            keepResults(folder, conversations, rows);
        }
    } catch (const BenchError &error) {
        std::fprintf(stderr, "watchfloor-bench: %s\n", qPrintable(error.sentence));
        return 1;
    }

    const QByteArray text = json ? QJsonDocument(asJson(rows)).toJson() : asTable(rows).toUtf8();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    const bool missed =
        std::any_of(rows.begin(), rows.end(), [](const BenchRow &row) { return row.met == false; });
    return parser.isSet(check) && missed ? 1 : 0;
}
