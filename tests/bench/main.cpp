// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"

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
    parser.addOptions({count, only, format, check});
    parser.process(app);
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

    const SyntheticYear year(conversations);
    BenchCache cache{year, watchfloor::FactTable(), conversations >= 5'000'000};
    const Choice choice{parser.values(only)};
    std::vector<BenchRow> rows;
    fillCache(cache, choice, rows);
    benchTotals(cache, choice, rows);
    benchQuantiles(cache, choice, rows);
    benchHeatMap(cache, choice, rows);
    benchRefresh(cache, choice, rows);

    const QByteArray text = json ? QJsonDocument(asJson(rows)).toJson() : asTable(rows).toUtf8();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    const bool missed =
        std::any_of(rows.begin(), rows.end(), [](const BenchRow &row) { return row.met == false; });
    return parser.isSet(check) && missed ? 1 : 0;
}
