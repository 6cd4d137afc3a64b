// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/windowstart.h"

#include "app/application.h"
#include "bench/gui/processfigures.h"
#include "bench/gui/windowloop.h"
#include "bench/plainsqlite.h"
#include "views/mainwindow.h"

#include <QMainWindow>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace watchfloor::bench {
namespace {

constexpr double goalOfBare = 1.6; // times what a bare main window takes

qint64 steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

double msSince(qint64 began)
{
    return static_cast<double>(steadyNow() - began) / 1e6;
}

struct Start {
    double painted = 0;
    double there = 0;
    double memory = 0;
};

Start started(const QString &profile, const QString &page)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QString began = QString::number(steadyNow());
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--first-paint"), began, QStringLiteral("--first-page"), page,
                 QStringLiteral("--first-profile"), profile});
    if (!child.waitForFinished(600'000) || child.exitCode() != 0)
        throw BenchError{QStringLiteral("the window does not start")};
    const QList<QByteArray> words = child.readAllStandardOutput().simplified().split(' ');
    if (words.size() != 3)
        throw BenchError{QStringLiteral("the window's start tells nothing")};
    return {words[0].toDouble(), words[1].toDouble(), words[2].toDouble()};
}

} // namespace

int printFirstPaint(const QString &profile, const QString &page, qint64 began)
{
    const QSize size(1440, 900);
    Start start;
    if (profile.isEmpty()) {
        QMainWindow window;
        window.resize(size);
        FirstPaint first(window);
        window.show();
        spinUntil([&first] { return first.isOver(); });
        start.painted = start.there = msSince(began);
        start.memory = memoryNow().residentMb;
    } else {
        GuiOptions options;
        options.profileDir = profile;
        options.offline = true;
        options.size = size;
        options.page = page;
        Application application(options, {});
        FirstPaint first(application.window());
        application.start();
        spinUntil([&first] { return first.isOver(); });
        start.painted = msSince(began);
        spinUntil([&application] { return application.isSettled(); });
        spinUntilQuiet();
        start.there = msSince(began);
        start.memory = memoryNow().residentMb;
    }
    std::printf("%.3f %.3f %.1f\n", start.painted, start.there, start.memory);
    std::fflush(stdout);
    return 0;
}

void addStartRows(const QString &profile, int rounds, std::vector<BenchRow> *rows)
{
    std::vector<double> bare;
    started({}, {}); // not counted
    for (const char *page : {"now", "agents", "conversations"}) {
        std::vector<double> painted, there;
        started(profile, QLatin1String(page)); // not counted
        for (int round = 0; round < rounds; ++round) {
            bare.push_back(started({}, {}).painted);
            const Start start = started(profile, QLatin1String(page));
            painted.push_back(start.painted);
            there.push_back(start.there);
        }
        const QString name = QStringLiteral("start on %1").arg(QLatin1String(page));
        const double bareMedian = measured({}, bare, {}).median;
        BenchRow first = measured(name + QStringLiteral(": painted"), painted, goalOfBare);
        first.peer = QStringLiteral("a bare main window");
        first.peerMedian = bareMedian;
        first.ratio = first.median / bareMedian;
        first.met = *first.ratio <= goalOfBare;
        rows->push_back(first);
        rows->push_back(measured(name + QStringLiteral(": the cache shown"), there, {}));
    }
}

} // namespace watchfloor::bench
