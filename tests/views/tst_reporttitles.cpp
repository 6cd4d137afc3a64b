// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakecharts.h"
#include "support/fakereports.h"
#include "support/paperreports.h"
#include "views/reporttables.h"
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
        // The cover claims no range and no filters that nothing of it goes by.
        QStringList labels;
        for (const auto &[label, value] : made.cover)
            labels << label;
        using S = ReportSection;
        const bool ranged = title.contains(QStringLiteral(" · "));
        const S first = sections.front();
        QCOMPARE(labels.contains(QStringLiteral("Range")), ranged);
        QCOMPARE(labels.contains(QStringLiteral("Filters")),
                 first != S::Timelines && first != S::SyncState);
        plan.title = QStringLiteral("Monday");
        QCOMPARE(reportContent(plan, answers, {}).title, QStringLiteral("Monday"));
    }

    /// Values of events as everywhere else: what was told, not how long the bar is.
    void eventsHaveTheirValuesInTheTable()
    {
        TimelineReport timeline = fakeTimeline(fakeRows(1).front());
        timeline.lanes.push_back(QStringLiteral("csat_answer"));
        TimelineEvent rating = timeline.events.back();
        rating.event.name = QStringLiteral("csat_answer");
        rating.event.value = 4;
        rating.event.valueInBusinessHours.reset();
        rating.span.from = rating.span.to;
        rating.lane = 3;
        timeline.events.push_back(rating);
        timeline.events.front().event.value = 0; // though its bar has a length
        const ReportAnswers answers = paperAnswers(1);
        const Pseudonyms none;
        const ReportWords words(planOfSections({}), answers, none);
        const PaperTable table = timelineTable(timeline, words);
        QCOMPARE(table.rows.size(), timeline.events.size());
        const qsizetype value = static_cast<qsizetype>(table.columns.size()) - 2;
        QStringList values;
        for (const PaperTable::Row &row : table.rows)
            values << row.cells[value];
        QVERIFY2(values.contains(QStringLiteral("4 of 5")), qPrintable(values.join(u';')));
        QVERIFY2(values.contains(QStringLiteral("0 s")), qPrintable(values.join(u';')));
        QVERIFY(!values.contains(words.format().duration(4 * fakeMinute)));
    }

    /// One person is one name in every section; two of one name are two.
    void namesakesHaveOneNameEverywhere()
    {
        ReportAnswers answers = paperAnswers(4);
        addQueueAndFeeds(answers, 2);
        AgentReport &agents = *answers.agents;
        const auto jane = [&](Agent &agent, const char *id) {
            agent.account = 1;
            agent.name = QStringLiteral("Jane Kim");
            agent.remoteId = QLatin1String(id);
        };
        jane(agents.rows[0].agent, "39");
        jane(agents.rows[1].agent, "40");
        agents.rows[0].account = agents.rows[1].account = 1;
        agents.rows[2].agent.name.clear();
        QueueRow &waiting = answers.queue->rows[0];
        waiting.account = 1;
        waiting.agentName = QStringLiteral("Jane Kim");
        waiting.conversation.agentRemoteId = QStringLiteral("40");
        const Pseudonyms none;
        const ReportWords words(planOfSections({}), answers, none);
        const QString second = QStringLiteral("Jane Kim #40");
        const PaperTable table = agentTable(agents, words, true);
        QCOMPARE(table.rows[0].cells.front(), QStringLiteral("Jane Kim #39"));
        QCOMPARE(table.rows[1].cells.front(), second);
        QCOMPARE(table.rows[2].cells.front(), QStringLiteral("#") + agents.rows[2].agent.remoteId);
        QVERIFY(queueTable(*answers.queue, words, true).rows[0].cells.contains(second));
        waiting.agentName.clear(); // back in the queue, whomever the vendor goes on naming
        QVERIFY(!queueTable(*answers.queue, words, true).rows[0].cells.contains(second));

        TrendReport trend = fakeGroupedTrend(3, 3, 24 * fakeHour);
        trend.groupBy = MetricDimension::Agent;
        for (std::size_t i = 0; i < 3; ++i) {
            trend.rows[i].account = 1;
            trend.rows[i].remoteId = agents.rows[i].agent.remoteId;
            trend.rows[i].name = agents.rows[i].agent.name;
        }
        QStringList drawn;
        for (const BreakdownRow &row : shownTrend(trend, words).rows)
            drawn << row.name;
        QCOMPARE(drawn.mid(0, 2), QStringList({table.rows[0].cells[0], second}));
        const PaperTable times = groupedTrendTables(trend, words).front();
        for (const QString &name : std::as_const(drawn))
            QVERIFY2(std::any_of(times.columns.begin(), times.columns.end(),
                                 [&](const auto &column) { return column.title == name; }),
                     qPrintable(name));
    }

    /// Agents and what is nobody's make the total; what is not known is not 0.
    void agentsAndNobodyMakeTheTotal()
    {
        ReportAnswers answers = paperAnswers(3);
        AgentReport &agents = *answers.agents;
        agents.unassignedUnattended = 2;
        agents.unattended += 2;
        agents.nobody.resize(agents.columns.size());
        agents.nobody.front().value = 5;
        const Pseudonyms none;
        const ReportWords words(planOfSections({}), answers, none);
        const PaperTable table = agentTable(agents, words, false);
        QCOMPARE(table.rows.size(), std::size_t{5});
        const PaperTable::Row &nobodys = table.rows[3];
        QCOMPARE(nobodys.cells.mid(0, 5).join(u'|'), QStringLiteral("Unassigned|9|2|12|5"));
        QCOMPARE(nobodys.cells[5], MetricFormatter::none());
        QVERIFY(nobodys.muted && !nobodys.total && table.rows[4].total);
        for (const int column : {1, 2, 3}) {
            int sum = 0;
            for (std::size_t row = 0; row < 4; ++row)
                sum += table.rows[row].cells[column].toInt();
            QCOMPARE(QString::number(sum), table.rows[4].cells[column]);
        }
        agents.unassignedKnown = agents.conversationsKnown = false;
        agents.unassignedUnattended.reset();
        const QString unknown = MetricFormatter::none();
        QCOMPARE(agentTable(agents, words, false).rows[3].cells.mid(1, 3),
                 QStringList({unknown, unknown, unknown}));
    }

    /// Five minutes of business hours are others than five of any.
    void chartsOfBusinessHoursSaySo()
    {
        ReportAnswers answers = paperAnswers(0);
        addHeatAndSpread(answers);
        answers.distribution->column.business = true;
        const Pseudonyms none;
        const ReportPlan plan = planOfSections({ReportSection::Distribution});
        const QString name = QStringLiteral("First response, business hours");
        QCOMPARE(reportContent(plan, answers, none).title.section(QStringLiteral(" · "), 0, 0),
                 name + QStringLiteral(": distribution"));
        const ReportWords words(plan, answers, none);
        QCOMPARE(distributionTable(*answers.distribution, words).columns.front().title, name);
        answers.heat->column = answers.distribution->column;
        QVERIFY(reportContent(planOfSections({ReportSection::WeekHours}), answers, none)
                    .title.startsWith(name + QStringLiteral(": week by hour, mean")));
        answers.distribution->column.business = false;
        QVERIFY(!distributionTable(*answers.distribution, words)
                     .columns.front()
                     .title.contains(QStringLiteral("business")));
    }

    /// A locale turns numbers and dates, not the words: they are not to be read aloud as German.
    void theLanguageIsThatOfTheWords()
    {
        const ReportAnswers answers = paperAnswers(0);
        ReportPlan plan = planOfSections({ReportSection::Summary});
        plan.locale = QStringLiteral("de_DE");
        const PaperContent content = reportContent(plan, answers, {});
        QVERIFY(content.cover.front().second.contains(QStringLiteral("Okt")));
        QCOMPARE(std::get<PaperHeading>(content.blocks.front()).text, QStringLiteral("Summary"));
        QCOMPARE(content.language, QStringLiteral("en"));
    }

    /// As on Accounts & sync; what is still being fetched is not complete.
    void syncStateSaysHowFarItIs()
    {
        const ReportAnswers answers = paperAnswers(0);
        const Pseudonyms none;
        const ReportWords words(planOfSections({}), answers, none);
        const auto told = [&](FeedLine::State state, bool filling = false, bool covered = true) {
            ReportFeed feed;
            feed.state = state;
            feed.filling = filling;
            feed.backTo = answers.range.from;
            feed.problem = QStringLiteral("The server answered 503.");
            if (covered)
                feed.coverage = {answers.range};
            return syncTable({feed}, words).rows.front().cells.back();
        };
        using State = FeedLine::State;
        QCOMPARE(told(State::Fresh), QStringLiteral("up to date"));
        QCOMPARE(told(State::Fresh, true), QStringLiteral("in part"));
        QCOMPARE(told(State::Late), QStringLiteral("late"));
        QCOMPARE(told(State::Complete),
                 QStringLiteral("complete back to %1").arg(words.format().day(answers.range.from)));
        QCOMPARE(told(State::Never), QStringLiteral("in part"));
        QCOMPARE(told(State::Never, false, false), QStringLiteral("never fetched"));
        QCOMPARE(told(State::Off), QStringLiteral("off: The server answered 503."));
        QCOMPARE(told(State::Failed), QStringLiteral("The server answered 503."));
    }

    /// Hours were asked of a range with too many of them: the paper says why it has days.
    void coarserStepsAreExplained()
    {
        ReportAnswers answers = paperAnswers(0);
        answers.trend = fakeTrend({"conversations"}, 60, 24 * fakeHour);
        ReportPlan plan = planOfSections({ReportSection::Trend});
        const auto told = [&] {
            QStringList notes;
            for (const PaperBlock &block : reportContent(plan, answers, {}).blocks) {
                if (const auto *some = std::get_if<PaperNotes>(&block))
                    notes << some->sentences;
            }
            return notes.filter(QStringLiteral("35 days"));
        };
        QVERIFY(told().isEmpty());
        plan.view.step = ChartQuestion::Step::Hour;
        QCOMPARE(told(), QStringList{QStringLiteral(
                             "Drawn by day: hours are for ranges of up to 35 days.")});
        answers.trend = fakeTrend({"conversations"}, 60, fakeHour);
        QVERIFY(told().isEmpty());
    }

    /// One account is whole, another is not: the paper tells which.
    void gapsSayWhoseTheyAre()
    {
        ReportAnswers answers = paperAnswers(2);
        ReportBasis &basis = answers.summary->basis;
        const TimeRange gap{fakeMidnight - 48 * fakeHour, fakeMidnight - 24 * fakeHour};
        basis.gaps = {gap};
        basis.gapsBy = {{QStringLiteral("Northwind"), {gap}}};
        const ReportPlan plan = planOfSections({ReportSection::Summary, ReportSection::Coverage});
        const Pseudonyms none;
        const QString days = ReportWords(plan, answers, none).range(gap);
        QStringList told;
        const auto tell = [&] {
            told.clear();
            for (const PaperBlock &block : reportContent(plan, answers, {}).blocks) {
                if (const auto *notes = std::get_if<PaperNotes>(&block))
                    told << notes->sentences;
                if (const auto *table = std::get_if<PaperTable>(&block)) {
                    for (const PaperTable::Row &row : table->rows)
                        told << row.cells;
                }
            }
            return told.filter(days).join(QLatin1Char('|'));
        };
        QCOMPARE(tell(), QStringLiteral("Not in the cache, so not counted: %1 (Northwind)|"
                                        "%1 (Northwind)")
                             .arg(days));
        basis.gapsBy.insert(basis.gapsBy.begin(), {QStringLiteral("Acme support"), {gap}});
        QCOMPARE(tell().section(QLatin1Char('|'), 1),
                 days + QStringLiteral(" (Acme support, Northwind)"));
        answers.accounts.resize(1); // whose else
        QCOMPARE(tell().section(QLatin1Char('|'), 1), days);
    }
};

QTEST_APPLESS_MAIN(TestReportTitles)
#include "tst_reporttitles.moc"
