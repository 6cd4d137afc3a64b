// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/demosession.h"
#include "bench/gui/busylead.h"
#include "bench/gui/latencyprobe.h"
#include "bench/plainsqlite.h"
#include "bench/yearfile.h"
#include "backend/store/cachefile.h"
#include "views/mainwindow.h"
#include "views/palette.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

#include <sys/resource.h>

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr int actEveryMs = 120;
constexpr double goalP999 = 16.7;
constexpr double goalWorst = 50;

double percentile(const std::vector<double> &sorted, double share)
{
    const auto at = static_cast<size_t>(share * static_cast<double>(sorted.size() - 1));
    return sorted[at];
}

double cpuSeconds()
{
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

double megabytesNow()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    }
    return 0;
}

/// The accounts of a live sandbox beside the synthetic year.
void addLiveAccounts(QProcess &sandbox, const QString &profile)
{
    sandbox.start(QCoreApplication::applicationDirPath() + QStringLiteral("/watchfloor-sandbox"),
                  {QStringLiteral("--days"), QStringLiteral("2"), QStringLiteral("--agents"),
                   QStringLiteral("20"), QStringLiteral("--rocketchat"),
                   QStringLiteral("limit=0")});
    if (!sandbox.waitForReadyRead(120'000))
        throw BenchError{QStringLiteral("watchfloor-sandbox does not answer")};
    const auto accounts = DemoSession::accountsFrom(sandbox.readLine());
    if (!accounts)
        throw BenchError{accounts.error().sentence()};
    SystemClock clock;
    StoreThread store(profile);
    SyncService sync(profile, store, clock);
    for (const NewAccount &account : *accounts) {
        const auto adding = sync.addAccount(account, {});
        while (!adding.isReady())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    sync.close();
}

void report(const char *name, double value, std::optional<double> goal, QJsonArray &rows)
{
    std::fprintf(stderr, "%-28s %10.3f%s\n", name, value,
                 goal ? qPrintable(QStringLiteral("  goal %1 %2")
                                       .arg(*goal)
                                       .arg(value <= *goal ? QStringLiteral("met")
                                                           : QStringLiteral("missed")))
                      : "");
    QJsonObject row{{QStringLiteral("name"), QLatin1String(name)},
                    {QStringLiteral("median"), value}};
    if (goal)
        row.insert(QStringLiteral("goal"), *goal);
    rows.append(row);
}

int run(TimedApplication &app, const QString &data, qint64 conversations, int seconds)
{
    const SyntheticYear year(conversations);
    YearFile file(year, data);
    const QString made = file.profile();
    const QTemporaryDir profile(data.isEmpty() ? QString() : data + QStringLiteral("/gui-XXXXXX"));
    if (!QFile::copy(cachefile::path(made), cachefile::path(profile.path())))
        throw BenchError{QStringLiteral("the cache cannot be copied")};
    QProcess sandbox;
    addLiveAccounts(sandbox, profile.path());

    GuiOptions options;
    options.profileDir = profile.path();
    options.size = QSize(1440, 900);
    QElapsedTimer sinceStart;
    sinceStart.start();
    Application application(options, {});
    LatencyProbe probe;
    BusyLead lead(application.window(), app);
    application.start();
    const auto pass = [](int ms) {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < ms)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    };
    QJsonArray rows;
    app.setDoing(QStringLiteral("starting"));
    pass(8'000); // columns are loaded, the first pass is under way
    probe.start();
    lead.start(actEveryMs);
    pass(seconds * 1'000);
    lead.stop();
    probe.stop();
    QCoreApplication::processEvents();
    std::vector<double> sorted = probe.latencies();
    std::sort(sorted.begin(), sorted.end());
    report("latency median, ms", percentile(sorted, 0.5), {}, rows);
    report("latency p99, ms", percentile(sorted, 0.99), {}, rows);
    report("latency p99.9, ms", percentile(sorted, 0.999), goalP999, rows);
    report("latency worst, ms", sorted.back(), goalWorst, rows);
    report("memory, MB", megabytesNow(), 250, rows);
    for (const auto &[ms, what] : app.slowest(12))
        std::fprintf(stderr, "  %8.1f ms  %s\n", ms, qPrintable(what));
    std::fprintf(stderr, "  %d actions, %zu probes\n", lead.actions(), sorted.size());

    // Left alone on a quiet page with four live accounts.
    pass(5'000);
    const double before = cpuSeconds();
    pass(20'000);
    report("idle, % of a core", (cpuSeconds() - before) / 20 * 100, 1, rows);
    std::printf("%s\n", QJsonDocument(rows).toJson(QJsonDocument::Compact).constData());
    sandbox.terminate();
    sandbox.waitForFinished();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Drives the window over a large cache with four live accounts and tells how long it kept "
        "people waiting."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("conversations"), QStringLiteral("Size of the cache"), QStringLiteral("N"),
          QStringLiteral("1000000")},
         {QStringLiteral("data"), QStringLiteral("Folder of kept caches"), QStringLiteral("DIR")},
         {QStringLiteral("seconds"), QStringLiteral("How long to drive it"), QStringLiteral("N"),
          QStringLiteral("60")}});
    parser.process(app);
    applyTheme(Theme::Light);
    try {
        return run(app, parser.value(QStringLiteral("data")),
                   parser.value(QStringLiteral("conversations")).toLongLong(),
                   parser.value(QStringLiteral("seconds")).toInt());
    } catch (const BenchError &error) {
        std::fprintf(stderr, "watchfloor-guibench: %s\n", qPrintable(error.sentence));
        return 1;
    }
}
