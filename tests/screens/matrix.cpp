// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in every state it can be in.
#include "backend/domain/feed.h"
#include "screens/screens.h"

#include "support/accountsample.h"
#include "support/fakecharts.h"
#include "support/fakefigures.h"
#include "support/fakenow.h"
#include "support/fakereports.h"
#include "support/filtersample.h"
#include "support/paperreports.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/groupspage.h"
#include "views/nowpage.h"
#include "views/reportspage.h"

namespace watchfloor::test {
namespace {

/// What a page is given: how many rows, as of when, and whether part of it may not be read.
struct Filling {
    int rows = 40;
    bool old = false;
    bool partial = false;
};

QStringList rightMissing(const Filling &filling)
{
    return filling.partial
               ? QStringList{QStringLiteral("Acme support: this login may not read reports; first "
                                            "response and CSAT need the right “report_manage”")}
               : QStringList();
}

/// Figures a login without the right for reports does not get.
void takeAway(std::vector<ReportFigure> &figures)
{
    for (std::size_t i = 1; i < figures.size(); i += 2)
        figures[i] = fakeAbsence(WhyAbsent::NotCached);
}

TimeMs asOf(const Filling &filling)
{
    return filling.old ? fakeNow - 3'000'000 : fakeNow - 20'000;
}

void fillNow(Stage &stage, const Filling &filling)
{
    NowReport report = fakeNowReport(filling.rows, filling.rows == 0 ? 0 : 128);
    fakeAge(report, asOf(filling), asOf(filling) + lateAfter(60'000));
    report.notes = rightMissing(filling);
    if (filling.rows == 0)
        report.queue.rows.clear();
    for (const auto kind : {NowCounterKind::Unattended, NowCounterKind::Load}) {
        NowCounter &counter = report.counters[static_cast<std::size_t>(kind)];
        if (!filling.partial)
            continue;
        counter.value.reset();
        counter.why = WhyAbsent::NotCached;
        counter.reason = rightMissing(filling).front();
    }
    stage.the<NowPage>().setReport(report, false);
}

void fillAgents(Stage &stage, const Filling &filling)
{
    AgentReport report = fakeAgentFigures(filling.rows);
    report.asOf = asOf(filling);
    report.lateAt = asOf(filling) + lateAfter(60'000);
    report.notes = rightMissing(filling);
    for (AgentReportRow &row : report.rows) {
        if (filling.partial)
            takeAway(row.figures);
    }
    stage.the<AgentsPage>().setReport(report, false);
    stage.the<AgentsPage>().setSparks(fakeSparks(filling.rows));
}

void fillConversations(Stage &stage, const Filling &filling)
{
    ConversationListReport report = fakeConversations(filling.rows * 8);
    report.asOf = asOf(filling);
    report.lateAt = asOf(filling) + lateAfter(60'000);
    if (filling.partial)
        report.gaps = {{fakeMidnight, fakeMidnight + 3 * fakeHour}};
    stage.the<ConversationsPage>().setReport(report, false);
}

void fillGroups(Stage &stage, const Filling &filling)
{
    GroupsPage &page = stage.the<GroupsPage>();
    BreakdownReport report =
        fakeBreakdown(filling.rows / 3, MetricDimension::Group, page.metrics());
    report.basis.asOf = asOf(filling);
    report.basis.lateAt = asOf(filling) + lateAfter(60'000);
    report.basis.notes = rightMissing(filling);
    for (BreakdownRow &row : report.rows) {
        if (filling.partial)
            takeAway(row.figures);
    }
    page.setReport(report, false);
}

void fillCharts(Stage &stage, const Filling &filling)
{
    VolumeReport report = fakeVolume(filling.rows, filling.rows == 0 ? 0 : 23);
    report.basis.asOf = asOf(filling);
    report.basis.lateAt = asOf(filling) + lateAfter(60'000);
    report.basis.notes = rightMissing(filling);
    stage.the<ChartsPage>().setVolume({report, std::nullopt}, false);
}

void fillAccounts(Stage &stage, const Filling &filling)
{
    AccountsPage &page = stage.the<AccountsPage>();
    AccountCardInput input = sampleInput();
    input.account.name = QStringLiteral("Acme support");
    if (!filling.partial)
        input.provider.feeds.back().capability.clear();
    page.setCards(filling.rows == 0 ? std::vector<AccountCard>()
                                    : std::vector<AccountCard>{accountCard(input)});
    page.setSyncState(false, !filling.old);
}

void fillReports(Stage &stage, const Filling &filling)
{
    ReportAnswers answers = paperAnswers(filling.rows);
    ReportPlan plan;
    plan.locale = QStringLiteral("en_GB");
    if (filling.rows == 0) { // a range without anything
        answers.volume->unspecified = answers.volume->total = 0;
        answers.summary->rows.clear();
        answers.groups->rows.clear();
        for (auto *figures : {&answers.summary->total, &answers.groups->total})
            figures->assign(figures->size(), fakeAbsence(WhyAbsent::NoValues));
        answers.trend->points.clear();
    }
    for (ReportBasis *basis : {&answers.summary->basis, &answers.volume->basis,
                               &answers.groups->basis, &answers.trend->basis}) {
        basis->asOf = asOf(filling);
        basis->notes = rightMissing(filling);
    }
    answers.agents->asOf = asOf(filling);
    answers.agents->notes = rightMissing(filling);
    if (filling.partial) {
        takeAway(answers.summary->total);
        for (AgentReportRow &row : answers.agents->rows)
            takeAway(row.figures);
        answers.groups.reset();
        answers.failed = {{ReportSection::Groups, QStringLiteral("The cache cannot be read.")}};
    }
    stage.the<ReportsPage>().setPages(
        std::make_shared<PaperLayout>(
            layOut(reportContent(plan, answers, Pseudonyms()), FontMeasure(PaperFonts()))),
        false);
}

struct MatrixPage {
    const char *key;
    void (*fill)(Stage &, const Filling &);
};

constexpr MatrixPage matrixPages[] = {
    {"now", fillNow},          {"agents", fillAgents}, {"conversations", fillConversations},
    {"groups", fillGroups},    {"charts", fillCharts}, {"reports", fillReports},
    {"accounts", fillAccounts}};

/// A filter that the sample's catalogue can name.
void narrow(Stage &stage)
{
    stage.window.setAccounts(sampleCatalogue()->accounts());
    stage.window.setCatalogue(sampleCatalogue());
    ViewScope scope = stage.window.scope();
    scope.accounts = {1};
    scope.filter.groups = {31};
    scope.filter.channels = {QStringLiteral("chat")};
    stage.window.changeScope(scope);
}

using Arrange = std::function<void(Stage &, const MatrixPage &, Page &)>;

} // namespace

void addMatrixScreens(std::vector<Screen> &all)
{
    const std::pair<const char *, Arrange> states[] = {
        {"first-start",
         [](Stage &stage, const MatrixPage &, Page &page) {
             stage.window.setAccounts({});
             stage.window.setFreshness({}, fakeNow);
             stage.window.setActivities({});
             page.setFirstStart(true);
         }},
        {"loading", [](Stage &, const MatrixPage &, Page &page) { page.setLoading(); }},
        {"empty",
         [](Stage &stage, const MatrixPage &entry, Page &page) {
             entry.fill(stage, {0, false, false});
             page.setNearestRange(
                 RangeChoice{RangePreset::Custom, QDate(2023, 11, 6), QDate(2023, 11, 6)});
         }},
        {"filtered",
         [](Stage &stage, const MatrixPage &entry, Page &) {
             narrow(stage);
             entry.fill(stage, {0, false, false});
         }},
        {"offline",
         [](Stage &stage, const MatrixPage &entry, Page &) {
             entry.fill(stage, {40, true, false});
             offline(stage);
         }},
        {"error", [](Stage &, const MatrixPage &, Page &page) { page.setError(cacheError()); }},
        {"old-error",
         [](Stage &stage, const MatrixPage &entry, Page &page) {
             entry.fill(stage, {40, true, false});
             page.setError(cacheError());
         }},
        {"partial",
         [](Stage &stage, const MatrixPage &entry, Page &) {
             entry.fill(stage, {40, false, true});
         }},
        {"full",
         [](Stage &stage, const MatrixPage &entry, Page &) {
             entry.fill(stage, {40, false, false});
         }},
        {"wallboard", [](Stage &stage, const MatrixPage &entry, Page &) {
             narrow(stage);
             entry.fill(stage, {40, false, false});
             stage.window.setWallboard(true);
         }}};
    for (const MatrixPage &entry : matrixPages) {
        for (const auto &[state, arrange] : states) {
            all.push_back(
                {QStringLiteral("state-%1-%2").arg(QLatin1String(entry.key), QLatin1String(state)),
                 usualSize, [entry, arrange = arrange](Stage &stage) {
                     stage.window.showPage(QLatin1String(entry.key));
                     arrange(stage, entry, *stage.window.currentPage());
                 }});
        }
    }
}

} // namespace watchfloor::test
