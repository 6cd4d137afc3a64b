// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"
#include "bench/ducklibrary.h"
#include "bench/startprobe.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

using namespace watchfloor::bench;

bool Choice::wants(const QString &name) const
{
    return only.isEmpty() || std::any_of(only.begin(), only.end(), [&](const QString &part) {
               return name.contains(part, Qt::CaseInsensitive);
           });
}

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
    fillCache(cache, choice, rows);
    benchTotals(cache, choice, rows);
    benchQuantiles(cache, choice, rows);
    benchHeatMap(cache, choice, rows);
    benchDisk(file, choice, rows);
    benchStart(cache, file, choice, rows);
    benchLoad(cache, file, choice, rows);
    benchStream(choice, rows);
    benchCommit(cache, file, choice, rows);
    benchPeers(cache, file, duckLibrary, choice, rows);
    benchRefresh(cache, choice, rows);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("watchfloor-bench"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHFLOOR_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Measures the engine on a synthetic year and compares with its goals."));
    parser.addHelpOption();
    parser.addVersionOption();
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
    parser.process(app);
    if (parser.isSet(first)) {
        return printFirstReport(parser.value(first), parser.value(kind) == QLatin1String("facts")
                                                         ? FirstReport::Facts
                                                         : FirstReport::Breakdown);
    }
    bool isNumber = false;
    const qint64 conversations = parser.value(count).toLongLong(&isNumber);
    const bool json = parser.value(format) == QLatin1String("json");
    if (!isNumber || conversations < 1000 || conversations > 100'000'000 ||
        (!json && parser.value(format) != QLatin1String("table")) ||
        !parser.positionalArguments().isEmpty()) {
        std::fputs("watchfloor-bench: --conversations takes 1000 to 100000000, --format table or "
                   "json, and nothing else is expected.\n",
                   stderr);
        return 2;
    }

    std::vector<BenchRow> rows;
    try {
        measureAll(conversations, parser.value(keep), parser.value(duck),
                   Choice{parser.values(only)}, rows);
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
