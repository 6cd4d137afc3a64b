// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakefigures.h"
#include "views/groupspage.h"
#include "views/metricpanel.h"

namespace watchfloor::test {
namespace {

Screen groups(const char *name, MetricDimension dimension, int count, QSize size = usualSize,
              const std::function<void(GroupsPage &)> &then = {})
{
    return {QLatin1String(name), size, [dimension, count, then](Stage &stage) {
                auto &page = stage.the<GroupsPage>();
                stage.window.showPage(page.key());
                page.restoreState({{QStringLiteral("rowsBy"), QLatin1String(wordOf(dimension))}});
                page.setReport(fakeBreakdown(count, dimension, page.metrics()), false);
                if (then)
                    then(page);
            }};
}

} // namespace

void addGroupScreens(std::vector<Screen> &all)
{
    using D = MetricDimension;
    all.push_back(groups("groups", D::Group, 14));
    all.push_back(groups("groups-open", D::Group, 14, usualSize, [](GroupsPage &page) {
        page.model().setOpen(0, true);
        page.panel()->rows()->rearrange();
        page.panel()->table()->setFocus();
        page.panel()->table()->selectKey(QStringLiteral("2"));
    }));
    all.push_back(groups("groups-wide", D::Group, 40, QSize(2560, 1440)));
    all.push_back(groups("groups-skills-1000", D::Skill, 1000, QSize(1920, 1080)));
    all.push_back(groups("groups-channels", D::Channel, 3));
    all.push_back(groups("groups-narrow", D::Inbox, 20, QSize(880, 560)));
    all.push_back(groups("groups-empty", D::Skill, 0));
    all.push_back({QStringLiteral("groups-loading"), usualSize, [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("groups"));
                       stage.the<GroupsPage>().setLoading();
                   }});
    all.push_back({QStringLiteral("groups-error"), usualSize, [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("groups"));
                       stage.the<GroupsPage>().setError(cacheError());
                   }});
}

} // namespace watchfloor::test
