// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paperreports.h"
#include "views/reportwords.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

ReportPlan planOfSections(std::vector<ReportSection> sections)
{
    ReportPlan plan;
    plan.sections = std::move(sections);
    plan.locale = QStringLiteral("en_GB");
    return plan;
}

} // namespace

class TestReportTitles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void titlesSayWhatItIs_data()
    {
        using S = ReportSection;
        QTest::addColumn<std::vector<ReportSection>>("sections");
        QTest::addColumn<bool>("now");
        QTest::addColumn<QString>("title");
        const ReportAnswers answers = paperAnswers(0);
        const Pseudonyms none;
        const QString range = QStringLiteral(" · ") +
                              ReportWords(planOfSections({}), answers, none).range(answers.range);
        const auto row = [](const char *name, std::vector<S> sections, bool now,
                            const QString &title) {
            QTest::newRow(name) << sections << now << title;
        };
        row("many", ReportPlan().sections, false, QStringLiteral("Support report") + range);
        row("agents", {S::ByAgent, S::Agents, S::Definitions, S::Coverage}, false,
            QStringLiteral("Agents") + range);
        row("a chart", {S::WeekHours, S::Coverage}, false,
            QStringLiteral("Conversations: week by hour") + range);
        row("groups", {S::Groups}, false, QStringLiteral("By group") + range);
        row("events", {S::Timelines, S::Definitions}, false,
            QStringLiteral("Conversation #") + QStringLiteral("48213"));
        row("now", {S::Queue, S::Agents, S::Definitions}, true,
            QStringLiteral("Queue and agents now"));
        row("sync", {S::SyncState}, false, QStringLiteral("Sync state"));
    }
    void titlesSayWhatItIs()
    {
        QFETCH(std::vector<ReportSection>, sections);
        QFETCH(bool, now);
        QFETCH(QString, title);
        ReportAnswers answers = paperAnswers(2);
        addHeatAndSpread(answers);
        addQueueAndFeeds(answers, 12);
        answers.timelines.front().conversation.conversation.remoteId = QStringLiteral("48213");
        ReportPlan plan = planOfSections(sections);
        plan.view.agentsNow = now;
        const PaperContent made = reportContent(plan, answers, {});
        QCOMPARE(made.title, title);
        QCOMPARE(made.runningTitle, title);
        plan.title = QStringLiteral("Monday");
        QCOMPARE(reportContent(plan, answers, {}).title, QStringLiteral("Monday"));
    }
};

QTEST_APPLESS_MAIN(TestReportTitles)
#include "tst_reporttitles.moc"
