// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakecharts.h"
#include "support/fakefigures.h"
#include "support/fakenow.h"
#include "support/paperreports.h"
#include "support/timelinesample.h"
#include "views/agelabel.h"
#include "views/agentpanel.h"
#include "views/agentspage.h"
#include "views/chartpanel.h"
#include "views/chartspage.h"
#include "views/conversationdetail.h"
#include "views/conversationspage.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/filterbar.h"
#include "views/groupspage.h"
#include "views/markedview.h"
#include "views/metricpanel.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/reportspage.h"
#include "views/wallqueue.h"

#include <QAccessible>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs soonLate = fakeNow + 100'000;

MetricFormatter words()
{
    return MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
}

QString clockOf(TimeMs time)
{
    return QStringLiteral("as of ") + words().clock(time);
}

template<typename P>
void present(P &page)
{
    page.setFormatter(words());
    page.setNow(fakeNow);
    page.resize(1280, 720);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

/// What stands on screen, and what a screen reader hears.
void compare(const AgeLabel *age, const QString &text, bool late)
{
    QVERIFY(age->isVisible());
    QCOMPARE(age->text(), text);
    QCOMPARE(age->isLate(), late);
    QAccessibleInterface *spoken =
        QAccessible::queryAccessibleInterface(const_cast<AgeLabel *>(age));
    QCOMPARE(spoken->role(), QAccessible::StaticText);
    QVERIFY(spoken->text(QAccessible::Name).startsWith(text));
    QCOMPARE(spoken->text(QAccessible::Name).contains(QLatin1String("late")), late);
    QVERIFY(age->width() >= age->minimumSizeHint().width());
}

bool offersRetry(const QWidget &page)
{
    const auto buttons = page.findChildren<QPushButton *>(QStringLiteral("retry"));
    return std::any_of(buttons.begin(), buttons.end(),
                       [](const QPushButton *button) { return button->isVisible(); });
}

/// `answer` to the question and `isShown` of it, before and after another question.
template<typename P>
void compareLeaving(P &page, const std::function<void()> &answer,
                    const std::function<bool()> &isShown)
{
    const Error failure(Error::Kind::Storage, QStringLiteral("The cache cannot be read"));
    answer();
    QVERIFY(isShown());
    page.setError(failure); // of a refresh: what is there is its answer still
    QVERIFY(isShown());
    QVERIFY(!offersRetry(page));
    answer();
    page.setLoading();
    QVERIFY(isShown()); // a quick answer must not flicker
    answer();
    QVERIFY(isShown());
    page.setLoading();
    QTRY_VERIFY(!isShown());
    QVERIFY(!offersRetry(page));
    page.setError(failure);
    QVERIFY(!isShown());
    QVERIFY(offersRetry(page));
    answer();
    QVERIFY(isShown());
    QVERIFY(!offersRetry(page));
    page.setLoading();
    page.setError(failure); // at once
    QVERIFY(!isShown());
    QVERIFY(offersRetry(page));
    page.setLoading();
    QVERIFY(!offersRetry(page));
}

} // namespace

/// Each panel says how old it is, by the feeds it rests on itself, and of what it is an answer.
class TestAges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        applyTheme(Theme::Light);
    }

    void theDateIsToldWhenNotToday()
    {
        AgeLabel age;
        age.setFormatter(words());
        age.setNow(fakeNow);
        QCOMPARE(age.text(), QString());
        const int before = age.sizeHint().width();
        age.setAge(fakeNow - 1'000, fakeNow);
        QCOMPARE(age.text(), clockOf(fakeNow - 1'000));
        QCOMPARE(age.sizeHint().width(), before); // its place was there
        age.setAge(fakeMidnight + 1'000, {});
        QCOMPARE(age.sizeHint().width(), before);
        age.setAge(fakeMidnight - 1'000, {});
        QCOMPARE(age.text(),
                 QStringLiteral("as of ") + words().toTheSecond(fakeMidnight - 1'000, fakeNow));
        QVERIFY(age.text() != clockOf(fakeMidnight - 1'000));
        age.setAge({}, {});
        QCOMPARE(age.text(), QStringLiteral("no data yet"));
        age.clearAge();
        QCOMPARE(age.text(), QString());
    }

    void inTheZoneOfTheView()
    {
        AgeLabel age;
        age.setNow(fakeNow);
        age.setAge(fakeNow, {});
        const MetricFormatter tokyo(words().locale(), QTimeZone("Asia/Tokyo"));
        age.setFormatter(tokyo);
        QCOMPARE(age.text(), QStringLiteral("as of ") + tokyo.clock(fakeNow));
    }

    void eachPanelOfNow()
    {
        NowPage page;
        present(page);
        NowReport report = fakeNowReport(40, 128);
        report.asOf = fakeNow - 50'000;
        report.lateAt = fakeNow + 10'000; // agents
        report.queue.basis.asOf = fakeNow - 20'000;
        report.queue.basis.lateAt = fakeNow + 20'000;
        report.courses[1].asOf = fakeNow - 400'000; // events come every five minutes
        report.courses[1].lateAt = fakeNow + 30'000;
        page.setReport(report, false);
        compare(page.counterAge(), clockOf(fakeNow - 50'000), false);
        compare(page.agentAge(), clockOf(fakeNow - 50'000), false);
        compare(page.queueAge(), clockOf(fakeNow - 20'000), false);
        compare(page.course(1)->age(), clockOf(fakeNow - 400'000), false);
        page.setNow(fakeNow + 11'000);
        compare(page.counterAge(), clockOf(fakeNow - 50'000), true);
        compare(page.agentAge(), clockOf(fakeNow - 50'000), true);
        compare(page.queueAge(), clockOf(fakeNow - 20'000), false);
        page.setNow(fakeNow + 21'000);
        compare(page.queueAge(), clockOf(fakeNow - 20'000), true);
        compare(page.course(1)->age(), clockOf(fakeNow - 400'000), false);
        page.setNow(fakeNow + 31'000);
        compare(page.course(1)->age(), clockOf(fakeNow - 400'000), true);
        compare(page.course(0)->age(), clockOf(fakeNow - 20'000), false);
    }

    void aChartWithoutNumbersHasNoAge()
    {
        NowPage page;
        present(page);
        NowReport report = fakeNowReport(40, 128);
        report.courses[2].why = WhyAbsent::VendorCannot;
        report.courses[2].asOf.reset();
        page.setReport(report, false);
        QCOMPARE(page.course(2)->age()->text(), QString());
        report.courses[0].asOf.reset();
        page.setReport(report, true);
        QCOMPARE(page.course(0)->age()->text(), QStringLiteral("no data yet"));
    }

    void agentsAndTheSelectedOne()
    {
        AgentsPage page;
        present(page);
        page.setReport(fakeAgentFigures(40), false);
        compare(page.age(), clockOf(fakeNow - 20'000), false);
        page.setNow(soonLate + 1);
        compare(page.age(), clockOf(fakeNow - 20'000), true);

        AgentPanel panel;
        present(panel);
        AgentTimelineReport day;
        day.agent.id = 5;
        day.asOf = fakeNow - 60'000;
        day.lateAt = soonLate;
        panel.setTimeline(day);
        compare(panel.age(), clockOf(fakeNow - 60'000), false);
        panel.setNow(soonLate + 1);
        compare(panel.age(), clockOf(fakeNow - 60'000), true);
        panel.setAgent(QStringLiteral("Jane"), {}); // of her nothing has come yet
        QCOMPARE(panel.age()->text(), QString());
    }

    void conversationsAndTheirTimeline()
    {
        ConversationsPage page;
        present(page);
        ConversationListReport list = fakeConversations(50);
        list.asOf = fakeNow - 20'000;
        list.lateAt = soonLate;
        page.setReport(list, false);
        compare(page.age(), clockOf(fakeNow - 20'000), false);
        page.setNow(soonLate + 1);
        compare(page.age(), clockOf(fakeNow - 20'000), true);

        TimelineReport timeline = timelineSample();
        timeline.asOf = fakeNow - 90'000;
        timeline.lateAt.reset(); // it has ended: nothing will come
        page.setTimeline(timeline);
        compare(page.detail()->age(), clockOf(fakeNow - 90'000), false);
        page.setTimelineError(Error(Error::Kind::Storage, QStringLiteral("gone")));
        QCOMPARE(page.detail()->age()->text(), QString());
    }

    void groupsByDimension()
    {
        GroupsPage page;
        present(page);
        BreakdownReport report = fakeBreakdown(5, MetricDimension::Group, page.metrics());
        page.setReport(report, false);
        compare(page.age(), clockOf(*report.basis.asOf), false);
        page.setNow(*report.basis.lateAt + 1);
        compare(page.age(), clockOf(*report.basis.asOf), true);
        page.restoreState({{QStringLiteral("rowsBy"), QStringLiteral("channel")}});
        QCOMPARE(page.age()->text(), QString()); // not asked yet
    }

    void chartAndItsTable()
    {
        ChartsPage page;
        present(page);
        VolumeReport report = fakeVolume(5);
        report.basis.lateAt = soonLate;
        page.setVolume({report, std::nullopt}, false);
        auto *panel = page.findChild<ChartPanel *>();
        compare(panel->age(), clockOf(fakeNow - 20'000), false);
        panel->setTableShown(true);
        compare(panel->age(), clockOf(fakeNow - 20'000), false);
        page.setNow(soonLate + 1);
        compare(panel->age(), clockOf(fakeNow - 20'000), true);
        panel->setTableShown(false);
        compare(panel->age(), clockOf(fakeNow - 20'000), true);
    }

    void pagesOfAReport()
    {
        ReportsPage page;
        present(page);
        page.setAge(fakeNow - 20'000, soonLate);
        compare(page.age(), clockOf(fakeNow - 20'000), false);
        page.setNow(soonLate + 1);
        compare(page.age(), clockOf(fakeNow - 20'000), true);
    }

    /// The answer to one question never stands for the answer to another.
    void anotherQuestionEndsTheAnswer()
    {
        AgentsPage agents;
        present(agents);
        const auto *skeleton = agents.panel()->findChild<SkeletonRows *>();
        compareLeaving(
            agents, [&] { agents.setReport(fakeAgents(3), false); },
            [&] { return agents.panel()->table()->isVisible() && !skeleton->isVisible(); });
        agents.setReport(fakeAgents(3), false);
        agents.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&agents));
        agents.focusMain();
        QVERIFY(agents.panel()->table()->hasFocus());
        agents.setLoading();
        QTRY_VERIFY(skeleton->isVisible());
        QVERIFY(!agents.panel()->table()->hasFocus()); // no key opens what nobody sees
        agents.setReport(fakeAgents(3), false);
        QVERIFY(agents.panel()->table()->hasFocus());

        ChartsPage charts;
        present(charts);
        const ChartPanel *panel = charts.panel();
        compareLeaving(
            charts,
            [&] {
                charts.setVolume({fakeVolume(5), std::nullopt}, false);
                charts.setFormatter(words());
            },
            [panel] { return !panel->views().empty() && panel->views().front()->isVisible(); });
        charts.setVolume({fakeVolume(5), std::nullopt}, false);
        charts.setLoading();
        charts.setFormatter(words()); // draws nothing anew
        QTRY_VERIFY(!panel->chart());

        NowPage now;
        present(now);
        const CounterTile *tile = now.tile(NowCounterKind::Open);
        compareLeaving(
            now, [&] { now.setReport(fakeNowReport(4, 40), false); },
            [tile] {
                return tile->isVisible() && tile->accessibleName() != QLatin1String("Loading");
            });
    }

    /// Beside and beneath a skeleton or a failure stands nothing of the answer there was.
    void noNumberOutlivesItsAnswer()
    {
        AgentsPage agents;
        present(agents);
        agents.setReport(fakeAgentFigures(12), false);
        agents.setSearch(QStringLiteral("a"));
        const auto *all = agents.filterBar()->findChild<QAbstractButton *>(QStringLiteral("all"));
        const QString counted = all->accessibleName();
        QVERIFY(counted.startsWith(QLatin1String("All ")));
        QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(agents.panel()->table());
        QVERIFY(rows->tableInterface()->rowCount() > 0);
        QPointer<QLabel> note;
        for (QLabel *label : agents.filterBar()->findChildren<QLabel *>())
            note = label->text().contains(QLatin1String("shown")) ? label : note.data();
        QVERIFY(note && note->isVisible());
        agents.setLoading();
        QCOMPARE(all->accessibleName(), counted); // a quick answer must not flicker
        QTRY_COMPARE(all->accessibleName(), QStringLiteral("All"));
        QVERIFY(!note->isVisible());
        QCOMPARE(agents.age()->text(), QString());
        QCOMPARE(rows->tableInterface()->rowCount(), 0);
        QVERIFY(!rows->tableInterface()->cellAt(0, 0));
        QVERIFY(rows->state().busy);
        agents.setError(Error(Error::Kind::Storage, QStringLiteral("gone")));
        QCOMPARE(all->accessibleName(), QStringLiteral("All"));
        QVERIFY(rows->state().invisible);
        agents.setReport(fakeAgentFigures(12), false);
        QCOMPARE(all->accessibleName(), counted);
        QVERIFY(note->isVisible());
        QVERIFY(!agents.age()->text().isEmpty());
        QVERIFY(rows->tableInterface()->rowCount() > 0);
        QVERIFY(!rows->state().busy);

        ConversationsPage conversations;
        present(conversations);
        conversations.setReport(fakeConversations(50), false);
        QVERIFY(!conversations.age()->text().isEmpty());
        conversations.setLoading();
        conversations.setError(Error(Error::Kind::Storage, QStringLiteral("gone"))); // at once
        QCOMPARE(conversations.age()->text(), QString());

        GroupsPage groups;
        present(groups);
        groups.setReport(fakeBreakdown(5, MetricDimension::Group, groups.metrics()), false);
        QVERIFY(!groups.age()->text().isEmpty());
        groups.setLoading();
        QTRY_COMPARE(groups.age()->text(), QString());
        groups.setNow(fakeNow + 1'000);
        QCOMPARE(groups.age()->text(), QString());

        NowPage now;
        present(now);
        now.setReport(fakeNowReport(40, 400), false);
        now.setWallboard(true);
        const auto *everyone =
            now.stateFilter()->findChild<QAbstractButton *>(QStringLiteral("all"));
        QVERIFY(everyone->accessibleName() != QLatin1String("All"));
        QAccessibleInterface *wall = QAccessible::queryAccessibleInterface(now.wallQueue());
        QVERIFY(wall->childCount() > 0);
        now.setLoading();
        QTRY_COMPARE(wall->childCount(), 0);
        QCOMPARE(wall->text(QAccessible::Description), QStringLiteral("Loading"));
        QCOMPARE(everyone->accessibleName(), QStringLiteral("All"));
        now.setReport(fakeNowReport(40, 400), false);
        QVERIFY(wall->childCount() > 0);
        QVERIFY(everyone->accessibleName() != QLatin1String("All"));
    }
};

QTEST_MAIN(TestAges)
#include "tst_ages.moc"
