// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a large cache with four live accounts: how soon it is there, and how long it
// keeps people waiting while they work and it syncs.
#include "app/application.h"
#include "bench/gui/busylead.h"
#include "bench/gui/livecache.h"
#include "bench/gui/pagetimes.h"
#include "bench/gui/processfigures.h"
#include "bench/gui/windowloop.h"
#include "bench/gui/windowstart.h"
#include "bench/plainsqlite.h"
#include "views/mainwindow.h"
#include "views/palette.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr int actEveryMs = 120;
constexpr double goalP999 = 16.7;
constexpr double goalWorst = 50;
constexpr double goalMemoryMb = 250;
constexpr double goalIdlePercent = 1;

struct Wanted {
    int seconds = 60;
    int idleSeconds = 120;
    int rounds = 5;
    QStringList parts; ///< none = all

    bool has(const char *part) const
    {
        return parts.isEmpty() || parts.contains(QLatin1String(part));
    }
};

double percentile(const std::vector<double> &sorted, double share)
{
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void addLatencyRows(Application &application, TimedApplication &timed, int seconds,
                    std::vector<BenchRow> *rows)
{
    LatencyProbe probe;
    BusyLead lead(application.window(), application.viewExport(), timed);
    timed.begin();
    probe.start();
    lead.start(actEveryMs);
    spinFor(seconds * 1'000);
    lead.stop();
    probe.stop();
    QCoreApplication::processEvents();
    timed.end();
    std::vector<double> sorted = probe.latencies();
    std::sort(sorted.begin(), sorted.end());
    const QString ms = QStringLiteral("ms");
    rows->push_back(
        figure(QStringLiteral("event latency: median"), ms, percentile(sorted, 0.5), {}));
    rows->push_back(figure(QStringLiteral("event latency: p99"), ms, percentile(sorted, 0.99), {}));
    rows->push_back(
        figure(QStringLiteral("event latency: p99.9"), ms, percentile(sorted, 0.999), goalP999));
    rows->push_back(figure(QStringLiteral("event latency: worst"), ms, sorted.back(), goalWorst));
    rows->push_back(
        figure(QStringLiteral("most computed for one event"), ms, timed.longest(), goalWorst));
    for (const TimedApplication::Handler &handler : timed.slowest(25))
        std::fprintf(stderr, "  %7.1f ms, %7.1f by the clock: %s\n", handler.busyMs, handler.wallMs,
                     qPrintable(handler.what));
    for (auto it = lead.actions().cbegin(); it != lead.actions().cend(); ++it)
        std::fprintf(stderr, "  %4d times %s\n", it.value(), qPrintable(it.key()));
    std::fprintf(stderr, "  %zu probes, load %.1f\n", sorted.size(), loadAverage());
}

void addIdleRow(const QString &what, int seconds, std::vector<BenchRow> *rows)
{
    spinFor(5'000); // what was begun ends
    const double before = processBusySeconds();
    const QMap<QString, double> threads = busySecondsByThread();
    spinFor(seconds * 1'000);
    const double percent = (processBusySeconds() - before) / seconds * 100;
    rows->push_back(figure(what, QStringLiteral("% core"), percent, goalIdlePercent));
    const QMap<QString, double> now = busySecondsByThread();
    for (auto it = now.cbegin(); it != now.cend(); ++it)
        std::fprintf(stderr, "  %5.2f s of %d s: thread %s\n", it.value() - threads.value(it.key()),
                     seconds, qPrintable(it.key()));
}

void addMemoryRow(const QString &what, std::vector<BenchRow> *rows)
{
    const Memory memory = memoryNow();
    rows->push_back(figure(what, QStringLiteral("MB"), memory.residentMb, goalMemoryMb));
    std::fprintf(stderr, "  %s: %.0f MB, %.0f MB of them its own\n", qPrintable(what),
                 memory.residentMb, memory.ownMb);
}

void choose(Application &application, const char *page, const RangeChoice &range)
{
    MainWindow &window = application.window();
    window.clearSearch();
    window.showPage(QLatin1String(page));
    ViewScope scope = window.scope();
    scope.range = range;
    window.changeScope(scope);
    spinUntil([&application] { return application.isSettled(); });
    spinFor(3'000); // spare memory is given back two seconds after
}

std::vector<BenchRow> measure(TimedApplication &timed, const QString &data, qint64 conversations,
                              const Wanted &wanted)
{
    std::vector<BenchRow> rows;
    if (wanted.has("agents"))
        addManyAgentsRows(wanted.rounds, &rows);
    if (!wanted.has("start") && !wanted.has("pages") && !wanted.has("latency") &&
        !wanted.has("idle"))
        return rows;
    const LiveCache cache(data, conversations);
    if (wanted.has("start"))
        addStartRows(cache.profile(), wanted.rounds, &rows);
    GuiOptions options;
    options.profileDir = cache.profile();
    options.size = QSize(1440, 900);
    Application application(options, {});
    application.start();
    timed.setDoing(QStringLiteral("starting"));
    spinUntil([&application] { return application.isSettled(); });
    spinFor(8'000); // all columns are loaded, the first pass is over
    addMemoryRow(QStringLiteral("memory, today's Now page"), &rows);
    if (wanted.has("idle"))
        addIdleRow(QStringLiteral("idle on Now"), wanted.idleSeconds, &rows);
    if (wanted.has("pages"))
        addPageRows(application, timed, wanted.rounds, &rows);
    if (wanted.has("latency"))
        addLatencyRows(application, timed, wanted.seconds, &rows);
    choose(application, "conversations", rangeOf(YearSpan::All));
    addMemoryRow(QStringLiteral("memory, the list of all"), &rows);
    if (wanted.has("idle"))
        addIdleRow(QStringLiteral("idle on the list of all"), wanted.idleSeconds, &rows);
    return rows;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Drives the window over a large cache with four live accounts and tells how "
                       "long it keeps people waiting."));
    parser.addHelpOption();
    const auto option = [&parser](const char *name, const char *what, const char *value,
                                  const char *usual = "") {
        parser.addOption(
            {QLatin1String(name), QLatin1String(what), QLatin1String(value), QLatin1String(usual)});
    };
    option("conversations", "Size of the cache", "N", "1000000");
    option("data", "Folder of kept caches", "DIR");
    option("seconds", "How long to drive it", "N", "60");
    option("idle", "How long to leave it alone, twice", "SECONDS", "120");
    option("rounds", "How often each thing is measured", "N", "5");
    option("only", "agents, start, pages, latency or idle; may be repeated", "PART");
    option("format", "table or json", "FORMAT", "table");
    // Its own children.
    option("add-accounts", "Accounts on standard input into this profile", "DIR");
    option("first-paint", "Starts once and tells when it was painted", "NS");
    option("first-page", "The page it starts with", "PAGE");
    option("first-profile", "The profile it starts with; none: a bare window", "DIR");
    parser.process(app);
    const auto value = [&parser](const char *name) { return parser.value(QLatin1String(name)); };
    applyTheme(Theme::Light);
    if (parser.isSet(QStringLiteral("add-accounts")))
        return LiveCache::addAccounts(value("add-accounts"));
    if (parser.isSet(QStringLiteral("first-paint")))
        return printFirstPaint(value("first-profile"), value("first-page"),
                               value("first-paint").toLongLong());
    try {
        const std::vector<BenchRow> rows =
            measure(app, value("data"), value("conversations").toLongLong(),
                    {value("seconds").toInt(), value("idle").toInt(), value("rounds").toInt(),
                     parser.values(QStringLiteral("only"))});
        const bool json = value("format") == QLatin1String("json");
        const QByteArray text =
            json ? QJsonDocument(asJson(rows)).toJson() : asTable(rows).toUtf8();
        std::fputs(text.constData(), stdout);
        return 0;
    } catch (const BenchError &error) {
        std::fprintf(stderr, "watchfloor-guibench: %s\n", qPrintable(error.sentence));
        return 1;
    }
}
