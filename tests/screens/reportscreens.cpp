// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/paperreports.h"
#include "views/paperpreview.h"
#include "views/reportspage.h"

namespace watchfloor::test {
namespace {

std::shared_ptr<const PaperLayout> pages(const ReportPlan &plan, int agents)
{
    return std::make_shared<PaperLayout>(
        layOut(reportContent(plan, paperAnswers(agents), Pseudonyms()), FontMeasure(PaperFonts())));
}

Screen report(const char *name, QSize size, bool landscape = false, int page = 0)
{
    return {QLatin1String(name), size, [landscape, page](Stage &stage) {
                stage.window.showPage(QStringLiteral("reports"));
                ReportsPage &shown = stage.the<ReportsPage>();
                ReportPlan plan;
                plan.landscape = landscape;
                plan.name = QStringLiteral("Monday meeting");
                ReportPlan other = plan;
                other.name = QStringLiteral("Handover of the night shift to the early one");
                const QVariantList saved{toJson(plan).toVariantMap(), toJson(other).toVariantMap()};
                shown.restoreState({{QStringLiteral("saved"), saved},
                                    {QStringLiteral("plan"), toJson(plan).toVariantMap()}});
                shown.setPages(pages(plan, 40), false);
                shown.preview()->goTo(page);
            }};
}

} // namespace

void addReportScreens(std::vector<Screen> &all)
{
    all.push_back(report("reports", usualSize));
    all.push_back(report("reports-landscape", QSize(1920, 1080), true));
    all.push_back(report("reports-wide", QSize(2560, 1440), false, 1));
    all.push_back(report("reports-narrow", QSize(880, 560)));
    all.push_back({QStringLiteral("reports-loading"), usualSize, [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("reports"));
                       stage.the<ReportsPage>().setLoading();
                   }});
    all.push_back({QStringLiteral("reports-first-start"), usualSize, [](Stage &stage) {
                       stage.window.setAccounts({});
                       stage.window.showPage(QStringLiteral("reports"));
                       stage.the<ReportsPage>().setFirstStart(true);
                   }});
    all.push_back({QStringLiteral("reports-error"), usualSize, [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("reports"));
                       stage.the<ReportsPage>().setError(cacheError());
                   }});
    all.push_back({QStringLiteral("reports-export"), usualSize, [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("reports"));
                       ReportsPage &page = stage.the<ReportsPage>();
                       page.setPages(pages({}, 200), false);
                       page.setExporting(7, page.preview()->pages()->pageCount());
                   }});
}

} // namespace watchfloor::test
