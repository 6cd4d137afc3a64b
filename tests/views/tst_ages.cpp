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
#include "views/coursechart.h"
#include "views/groupspage.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/reportspage.h"

#include <QAccessible>
#include <QTest>

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

} // namespace

/// Each panel says how old it is, by the feeds it rests on itself.
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
};

QTEST_MAIN(TestAges)
#include "tst_ages.moc"
