// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roles.h"
#include "support/shownow.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/palette.h"
#include "views/tablepanel.h"
#include "views/typography.h"

#include <QFontMetrics>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

using Kind = NowCounterKind;

/// What opens behind the numbers of the Now page.
class TestNowDrill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        qRegisterMetaType<Drill>();
        qRegisterMetaType<ExplainTarget>();
        applyTheme(Theme::Light);
    }

    void countersOpenWhatTheyCount()
    {
        NowPage page;
        ViewScope scope;
        scope.accounts = {3};
        scope.filter.groups = {8};
        page.setScope(scope);
        present(page);
        QSignalSpy drills(&page, &Page::drillRequested);
        QTest::mouseClick(page.tile(Kind::Unattended), Qt::LeftButton);
        QCOMPARE(drills.size(), 1);
        QCOMPARE(drillOf(drills).metric, QStringLiteral("unattended_conversations"));
        QVERIFY(drillOf(drills).now);
        QCOMPARE(drillOf(drills).queue, std::optional(QueuePart::Unattended));
        QCOMPARE(drillOf(drills).accounts, scope.accounts);
        QCOMPARE(drillOf(drills).filter, scope.filter);
        page.tile(Kind::SoonOverdue)->setFocus();
        QTest::keyClick(page.tile(Kind::SoonOverdue), Qt::Key_Return);
        QCOMPARE(drillOf(drills).queue, std::optional(QueuePart::SoonDue));
        QCOMPARE(drillOf(drills).soon, soonByDefault);
        QSignalSpy pages(&page, &Page::pageRequested);
        QTest::mouseClick(page.tile(Kind::Online), Qt::LeftButton);
        QCOMPARE(pages.size(), 1);
        QCOMPARE(pages.first().first().toString(), QStringLiteral("agents"));
        QCOMPARE(pages.first().at(1).toMap(),
                 (QVariantMap{{QStringLiteral("state"), QStringLiteral("online")}}));
    }

    /// Of accounts whose vendor cannot tell it none are opened or explained.
    void countersOpenNoneOfWhomTheyLeaveOut()
    {
        NowPage page;
        NowReport report = fakeNowReport(40, 128);
        for (const Kind kind : {Kind::LongestWait, Kind::Overdue}) {
            NowCounter &counter = report.counters[static_cast<std::size_t>(kind)];
            counter.without = QStringList{QStringLiteral("Bots")};
            counter.accounts = {1, 2};
        }
        const std::vector<RowId> counted{1, 2};
        present(page, report);
        QSignalSpy drills(&page, &Page::drillRequested);
        QTest::mouseClick(page.tile(Kind::LongestWait), Qt::LeftButton);
        QCOMPARE(drillOf(drills).accounts, counted);
        QTest::mouseClick(page.tile(Kind::Unassigned), Qt::LeftButton);
        QVERIFY(drillOf(drills).accounts.empty()); // all
        QSignalSpy explained(&page, &Page::explainRequested);
        QTest::keyClick(page.tile(Kind::Overdue), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explained.takeLast().first().value<ExplainTarget>().accounts, counted);
    }

    /// A step of a counter's course is of the past: nothing of now opens in its stead.
    void pastStepsSayWhy()
    {
        NowPage page;
        present(page);
        CounterTile *tile = page.tile(Kind::Open);
        const auto &history = tile->card().history;
        const auto known = std::find_if(history.begin(), history.end(),
                                        [](const auto &value) { return value.has_value(); });
        QVERIFY(known != history.end() && !tile->historyRect().isEmpty());
        QSignalSpy drills(&page, &Page::drillRequested);
        const QRect line = tile->historyRect();
        QPoint at(-1, -1);
        for (int x = line.left(); x <= line.right() && at.x() < 0; ++x) {
            if (tile->historyAt({x, line.center().y()}) >= 0)
                at = {x, line.center().y()};
        }
        QVERIFY(at.x() >= 0);
        QTest::mouseClick(tile, Qt::LeftButton, {}, at);
        QVERIFY(drills.isEmpty());
        QVERIFY2(QToolTip::text().contains(QStringLiteral("is not kept")),
                 qPrintable(QToolTip::text()));
        QVERIFY(tile->accessibleDescription().contains(QStringLiteral("is not kept")));
        // By keyboard the same: from the newest backwards, and not past the end.
        QSignalSpy steps(tile, &CounterTile::historyWanted);
        tile->setFocus();
        QTest::keyClick(tile, Qt::Key_Left);
        QTest::keyClick(tile, Qt::Key_Left);
        QCOMPARE(steps.size(), 2);
        QVERIFY(steps.at(1).first().toInt() < steps.at(0).first().toInt());
        for (std::size_t i = 0; i < history.size(); ++i)
            QTest::keyClick(tile, Qt::Key_Left);
        QCOMPARE(steps.last().first().toInt(), static_cast<int>(known - history.begin()));
        QVERIFY(drills.isEmpty());
        QTest::mouseClick(tile, Qt::LeftButton, {}, {line.center().x(), line.top() / 2});
        QCOMPARE(drills.size(), 1);
    }

    /// What is explained is the number of the tile, by the rule of the tile.
    void countersExplainThemselves()
    {
        NowPage page;
        present(page);
        QSignalSpy explained(&page, &Page::explainRequested);
        for (const Kind kind : {Kind::Open, Kind::Unattended, Kind::Unassigned, Kind::LongestWait,
                                Kind::Online, Kind::Load}) {
            QTest::keyClick(page.tile(kind), Qt::Key_I, Qt::ControlModifier);
            const auto target = explained.takeLast().first().value<ExplainTarget>();
            QVERIFY(target.shown && target.shown->ownRule && !target.shown->rules.isEmpty());
            QVERIFY(target.shown->text.startsWith(page.tile(kind)->card().figure));
            QVERIFY(target.shown->drill.has_value() == target.shown->noDrill.isEmpty());
            QCOMPARE(target.shown->drill.has_value(),
                     kind != Kind::Online && !page.tile(kind)->card().absent);
        }
    }

    /// What stands above the slots: the open conversations of online agents who have slots.
    void loadOpensWhatItWeighs()
    {
        NowPage page;
        NowReport report = fakeNowReport(40, 128);
        std::vector<RowId> weighed;
        for (AgentReportRow &row : report.agents) {
            if (row.agent.availability == QLatin1String("online"))
                weighed.push_back(row.agent.id);
        }
        QVERIFY(weighed.size() > 2 && weighed.size() < report.agents.size());
        for (AgentReportRow &row : report.agents) {
            row.agent.capacity = 16;
            if (row.agent.id == weighed.back())
                row.agent.capacity.reset();
        }
        weighed.pop_back();
        present(page, report);
        QSignalSpy drills(&page, &Page::drillRequested);
        QSignalSpy pages(&page, &Page::pageRequested);
        QTest::mouseClick(page.tile(Kind::Load), Qt::LeftButton);
        QCOMPARE(drillOf(drills).metric, QStringLiteral("open_conversations"));
        QVERIFY(drillOf(drills).now);
        QCOMPARE(drillOf(drills).filter.agents, weighed);
        QVERIFY(pages.isEmpty());
        for (AgentReportRow &row : report.agents)
            row.agent.capacity.reset();
        page.setReport(report, true);
        QTest::mouseClick(page.tile(Kind::Load), Qt::LeftButton);
        QCOMPARE(drills.size(), 1); // nobody has slots: no load, and not everybody's conversations
    }

    /// Each cell of the agents' table opens its own number, and explains it.
    void agentsCellsOpenTheirOwn()
    {
        NowPage page;
        present(page);
        QSignalSpy drills(&page, &Page::drillRequested);
        QSignalSpy explained(&page, &Page::explainRequested);
        TableView *agents = page.agentPanel()->table();
        agents->setFocus();
        const QModelIndex name = agents->model()->index(1, NowAgentModel::Name);
        agents->setCurrentIndex(name);
        QTest::keyClick(agents, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(explained.isEmpty()); // a name is no number
        QTest::keyClick(agents, Qt::Key_Right);
        QTest::keyClick(agents, Qt::Key_Right);
        QTest::keyClick(agents, Qt::Key_Right);
        QCOMPARE(agents->currentIndex().column(), static_cast<int>(NowAgentModel::Unattended));
        QTest::keyClick(agents, Qt::Key_Return);
        QCOMPARE(drillOf(drills).metric, QStringLiteral("unattended_conversations"));
        QVERIFY(drillOf(drills).now);
        QTest::keyClick(agents, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explained.size(), 1);
        const auto target = explained.first().first().value<ExplainTarget>();
        QCOMPARE(target.metric, QStringLiteral("unattended_conversations"));
        QCOMPARE(drillOf(drills).filter.agents, std::vector<RowId>{target.key.value_or(0)});
        QCOMPARE(target.title, name.data(SortRole).toString());
        const QRect open = agents->visualRect(name.siblingAtColumn(NowAgentModel::Open));
        QTest::mouseClick(agents->viewport(), Qt::LeftButton, {}, open.center());
        QTest::mouseDClick(agents->viewport(), Qt::LeftButton, {}, open.center());
        QCOMPARE(drillOf(drills).metric, QStringLiteral("open_conversations"));
        QCOMPARE(drillOf(drills).filter.agents, std::vector<RowId>{target.key.value_or(0)});
    }

    /// Yesterday's line and the sums of both days are numbers of their own.
    void coursesOpenYesterdayToo()
    {
        NowPage page;
        const NowReport report = fakeNowReport(40, 128);
        present(page, report);
        QSignalSpy drills(&page, &Page::drillRequested);
        QSignalSpy explained(&page, &Page::explainRequested);
        CourseChart *chart = page.course(0);
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Return);
        const TimeMs midnightBefore = report.stepsBefore.front().from;
        QCOMPARE(drillOf(drills).range, (TimeRange{fakeMidnight, fakeNow}));
        QTest::keyClick(chart, Qt::Key_Up);
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(drillOf(drills).range, (TimeRange{midnightBefore, report.sameTime}));
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Right);
        QVERIFY(
            accessible(chart, QAccessible::Value).startsWith(QLatin1String("yesterday, 00:15")));
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(drillOf(drills).range, report.stepsBefore[1]);
        QTest::keyClick(chart, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explained.size(), 1);
        QCOMPARE(explained.first().first().value<ExplainTarget>().range, report.stepsBefore[1]);
        // The running step counts until now.
        const auto running = static_cast<int>((fakeNow - fakeMidnight) / courseStep);
        QVERIFY(running > 0 && running < 95);
        QTest::keyClick(chart, Qt::Key_Down);
        for (int step = 1; step < running; ++step)
            QTest::keyClick(chart, Qt::Key_Right);
        QVERIFY(chart->value({running, false}));
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(drillOf(drills).range, (TimeRange{fakeMidnight + running * courseStep, fakeNow}));
        // By mouse: what has not begun today is yesterday's, the words name both sums.
        const int evening = chart->width() * 90 / 100;
        const auto late = chart->markAt({evening, chart->height() / 2});
        QVERIFY(late && late->yesterday && late->step > running);
        const auto first = chart->markAt({gridStep + 2, 26});
        QVERIFY(first && *first == (CourseMark{-1, false}));
        const QFontMetrics words(smallFont());
        const auto second =
            chart->markAt({gridStep + words.horizontalAdvance(chart->totalText()) - 4, 26});
        QVERIFY(second && *second == (CourseMark{-1, true}));
        const int before = static_cast<int>(drills.size());
        QTest::mouseClick(chart, Qt::LeftButton, {}, {evening, chart->height() / 2});
        QCOMPARE(drills.size(), before + 1);
        QCOMPARE(drillOf(drills).range, report.stepsBefore[static_cast<std::size_t>(late->step)]);
    }

    /// What is asked about is told: a number of first responses, not how long they took.
    void countsOfTimesExplainThemselves()
    {
        NowPage page;
        present(page);
        QSignalSpy explained(&page, &Page::explainRequested);
        const auto target = [&](int course) {
            CourseChart *chart = page.course(course);
            chart->setFocus();
            QTest::keyClick(chart, Qt::Key_I, Qt::ControlModifier);
            return explained.last().first().value<ExplainTarget>();
        };
        const ExplainTarget times = target(1);
        QCOMPARE(times.metric, QStringLiteral("first_response_time"));
        const auto count = page.course(1)->value({-1, false});
        QVERIFY(count && *count > 0 && times.shown);
        QCOMPARE(times.shown->text, QLocale().toString(*count));
        QCOMPARE(times.shown->drill->metric, times.metric);
        QCOMPARE(times.shown->drill->range, times.range);
        QVERIFY(!target(0).shown); // arrivals are counted by their metric itself
    }

    void queueAgentsAndStepsOpen()
    {
        NowPage page;
        const NowReport report = fakeNowReport(40, 128);
        present(page, report);
        QSignalSpy conversations(&page, &Page::conversationRequested);
        TableView *queue = page.queuePanel()->table();
        queue->setFocus();
        queue->setCurrentIndex(queue->model()->index(0, 0));
        QTest::keyClick(queue, Qt::Key_Return);
        QCOMPARE(conversations.size(), 1);
        QCOMPARE(report.queue.rows.front().urgency, Urgency::Overdue);
        QCOMPARE(conversations.first().at(1).toString(),
                 report.queue.rows.front().conversation.remoteId);
        QSignalSpy drills(&page, &Page::drillRequested);
        TableView *agents = page.agentPanel()->table();
        agents->setCurrentIndex(agents->model()->index(0, 0));
        QTest::keyClick(agents, Qt::Key_Return);
        QCOMPARE(drillOf(drills).filter.agents.size(), std::size_t(1));
        CourseChart *chart = page.course(0);
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(drillOf(drills).metric, QStringLiteral("conversations"));
        QCOMPARE(drillOf(drills).range,
                 (TimeRange{fakeMidnight + courseStep, fakeMidnight + 2 * courseStep}));
        QVERIFY(!drillOf(drills).now);
    }
};

QTEST_MAIN(TestNowDrill)
#include "tst_nowdrill.moc"
