// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/feed.h"
#include "screens/screens.h"

#include "support/fakenow.h"
#include "views/countertile.h"
#include "views/filterbar.h"
#include "views/levelseditor.h"
#include "views/nowpage.h"

namespace watchfloor::test {
namespace {

NowReport floorNow()
{
    NowReport report = fakeNowReport(40, 128);
    report.gaps = {{fakeMidnight + 9 * fakeHour, fakeMidnight + 9 * fakeHour + 45 * fakeMinute}};
    return report;
}

Screen now(const char *name, std::function<void(Stage &, NowPage &)> arrange,
           QSize size = usualSize)
{
    return {QLatin1String(name), size, [arrange = std::move(arrange)](Stage &stage) {
                stage.window.showPage(QStringLiteral("now"));
                arrange(stage, stage.the<NowPage>());
            }};
}

} // namespace

void addNowScreens(std::vector<Screen> &all)
{
    const auto filled = [](Stage &, NowPage &page) { page.setReport(floorNow(), false); };
    all.push_back(now("now", filled));
    all.push_back(now("now-wide", filled, QSize(2560, 1440)));
    all.push_back(now("now-narrow", filled, QSize(880, 560)));
    all.push_back(now(
        "now-5000",
        [](Stage &, NowPage &page) { page.setReport(fakeNowReport(5000, 5000), false); },
        QSize(1920, 1080)));
    all.push_back(now("now-levels", [](Stage &, NowPage &page) {
        Thresholds levels;
        levels.set(metricOf(NowCounterKind::Open), {}, {100, 200});
        levels.set(metricOf(NowCounterKind::Unattended), {}, {10, 20});
        levels.set(metricOf(NowCounterKind::Load), {}, {std::nullopt, 0.4});
        page.setThresholds(levels);
        page.setReport(floorNow(), false);
        page.tile(NowCounterKind::Unattended)->setFocus();
    }));
    all.push_back(now("now-calm", [](Stage &, NowPage &page) {
        NowReport report = fakeNowReport(12, 0);
        page.setReport(report, false);
    }));
    all.push_back(now("now-partial", [](Stage &, NowPage &page) {
        NowReport report = floorNow();
        for (const auto kind : {NowCounterKind::Unattended, NowCounterKind::Unassigned}) {
            NowCounter &counter = report.counters[static_cast<std::size_t>(kind)];
            counter.value.reset();
            counter.why = WhyAbsent::NotCached;
            counter.reason = QStringLiteral("Acme: this login may not list conversations");
        }
        NowCounter &load = report.counters[static_cast<std::size_t>(NowCounterKind::Load)];
        load.value.reset();
        load.why = WhyAbsent::VendorCannot;
        report.counters[static_cast<std::size_t>(NowCounterKind::Overdue)].without = {
            QStringLiteral("Bots")};
        page.setReport(report, false);
    }));
    all.push_back(now("now-offline", [](Stage &stage, NowPage &page) {
        NowReport report = floorNow();
        fakeAge(report, fakeNow - 3'000'000, fakeNow - 3'000'000 + lateAfter(60'000));
        page.setReport(report, false);
        offline(stage);
    }));
    all.push_back(now("now-first-start", [](Stage &stage, NowPage &page) {
        stage.window.setAccounts({});
        stage.window.setFreshness({}, fakeNow);
        page.setFirstStart(true);
    }));
    all.push_back(now("now-loading", [](Stage &, NowPage &page) { page.setLoading(); }));
    all.push_back(now("now-error", [](Stage &, NowPage &page) { page.setError(cacheError()); }));
    const auto wall = [](Stage &stage, NowPage &page) {
        page.setReport(floorNow(), false);
        stage.window.setWallboard(true);
    };
    all.push_back(now("now-wallboard", wall, QSize(1920, 1080)));
    all.push_back(now("now-wallboard-small", wall));
}

} // namespace watchfloor::test
