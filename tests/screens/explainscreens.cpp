// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/explainsample.h"
#include "support/fakereports.h"
#include "views/agentspage.h"
#include "views/explainpopup.h"

namespace watchfloor::test {
namespace {

void openPopup(Stage &stage, bool withRows)
{
    stage.the<AgentsPage>().setReport(fakeAgents(40), false);
    auto *popup = new ExplainPopup(&stage.window);
    const QPoint corner = stage.window.mapToGlobal(QPoint(560, 180));
    popup->openAt(QRect(corner, QSize(64, 28)), QStringLiteral("First response"));
    ExplainReport report = sampleExplanation(fakeNow);
    if (!withRows) {
        report.metric = metricSpec("agent_load");
        report.figure = {};
        report.figure.value = 0.82;
        report.figure.why = WhyAbsent::Present;
        report.figure.origin = FigureOrigin::Reported;
        report.conversations.reset();
        report.why = WhyNoRows::VendorsOwn;
        report.accounts.clear();
        report.basis.gaps.clear();
    }
    popup->setExplanation(
        explanationOf(report, QStringLiteral("Jane Kim"), stage.window.formatter(), fakeNow));
}

} // namespace

void addExplainScreens(std::vector<Screen> &all)
{
    all.push_back(
        {QStringLiteral("explain"), usualSize, [](Stage &stage) { openPopup(stage, true); }});
    all.push_back({QStringLiteral("explain-vendors"), usualSize,
                   [](Stage &stage) { openPopup(stage, false); }});
}

} // namespace watchfloor::test
