// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/pagetimes.h"

#include "app/application.h"
#include "bench/gui/busylead.h"
#include "bench/gui/windowloop.h"
#include "views/mainwindow.h"

#include <QElapsedTimer>

#include <map>

namespace watchfloor::bench {
namespace {

constexpr double frameMs = 16.7;
constexpr double worstMs = 50;

struct Opened {
    std::vector<double> there;
    std::vector<double> longest;
};

} // namespace

void addPageRows(Application &application, TimedApplication &timed, int rounds,
                 std::vector<BenchRow> *rows)
{
    MainWindow &window = application.window();
    const std::pair<YearSpan, const char *> spans[] = {
        {YearSpan::Day, "a day"}, {YearSpan::Month, "30 days"}, {YearSpan::All, "all"}};
    std::map<QString, Opened> opened; // by page and span
    QStringList names;
    const auto open = [&](const QString &name, const QString &page) {
        timed.setDoing(name);
        timed.begin();
        QElapsedTimer timer;
        timer.start();
        window.showPage(page);
        spinUntilQuiet();
        spinUntil([&application] { return application.isSettled(); });
        spinUntilQuiet();
        if (!names.contains(name))
            names << name;
        opened[name].there.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        opened[name].longest.push_back(timed.longest());
        timed.end();
    };
    for (int round = 0; round <= rounds; ++round) {
        for (const auto &[span, title] : spans) {
            ViewScope scope = window.scope();
            scope.range = rangeOf(span);
            window.showPage(QStringLiteral("accounts")); // asks nothing
            window.changeScope(scope);
            spinUntilQuiet();
            for (const char *again : {"", ", again"}) {
                for (const QString &page : window.pageKeys())
                    open(QStringLiteral("%1, %2%3")
                             .arg(page, QLatin1String(title), QLatin1String(again)),
                         page);
            }
        }
    }
    for (const QString &name : names) {
        // The first round, in which pages are built, is not counted.
        const auto rest = [](std::vector<double> values) {
            values.erase(values.begin());
            return values;
        };
        const bool again = name.endsWith(QLatin1String("again"));
        rows->push_back(measured(name, rest(opened[name].there),
                                 again ? std::optional(frameMs) : std::nullopt));
        rows->push_back(measured(name + QStringLiteral(": longest in one go"),
                                 rest(opened[name].longest), worstMs));
    }
}

} // namespace watchfloor::bench
