// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/filtersample.h"
#include "support/shownow.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/filterbar.h"
#include "views/levelseditor.h"
#include "views/mainwindow.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/tablepanel.h"
#include "views/wallqueue.h"
#include "views/wallstrip.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Kind = NowCounterKind;

bool says(const QWidget &page, const QString &sentence)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(sentence))
            return true;
    }
    return false;
}

} // namespace

class TestNowPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        qRegisterMetaType<Drill>();
        applyTheme(Theme::Light);
    }

    void statesFilterTheAgents()
    {
        NowPage page;
        present(page);
        const int all = page.agentPanel()->rows()->rowCount();
        page.stateFilter()->choose(QStringLiteral("busy"));
        Q_EMIT page.stateFilter()->chosenChanged(QStringLiteral("busy"));
        const int busy = page.agentPanel()->rows()->rowCount();
        QVERIFY(busy > 0 && busy < all);
        NowPage other;
        other.restoreState(page.saveState());
        QCOMPARE(other.stateFilter()->chosen(), QStringLiteral("busy"));
    }

    void everyFaceIsDesigned()
    {
        NowPage page;
        page.resize(1104, 640);
        page.setLoading();
        page.show();
        QCOMPARE(page.tile(Kind::Open)->accessibleName(), QStringLiteral("Loading"));
        page.setError(Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read")));
        QVERIFY(says(page, QStringLiteral("The cache cannot be read")));
        QSignalSpy retry(&page, &Page::retryRequested);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("retry")), Qt::LeftButton);
        QCOMPARE(retry.size(), 1);
        page.setFirstStart(true);
        QSignalSpy add(&page, &Page::addAccountRequested);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("addAccount")),
                          Qt::LeftButton);
        QCOMPARE(add.size(), 1);
        page.setFirstStart(false);
        page.setReport(fakeNowReport(4, 0), false);
        QVERIFY(says(page, QStringLiteral("Nothing needs attention")));
        page.setReport(fakeNowReport(4, 40), true);
        QVERIFY(!says(page, QStringLiteral("Nothing needs attention")));
        // A failure later leaves what is known on screen, and is said: on the wall too, and while
        // nothing needs attention.
        page.setError(Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read")));
        QVERIFY(page.tile(Kind::Open)->isVisible());
        QVERIFY(says(page, QStringLiteral("Not refreshed: The cache cannot be read")));
        page.setWallboard(true);
        QVERIFY(says(page, QStringLiteral("Not refreshed: The cache cannot be read")));
        page.setWallboard(false);
        page.setReport(fakeNowReport(4, 0), true);
        QVERIFY(!says(page, QStringLiteral("Not refreshed")));
        page.setError(Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read")));
        QVERIFY(says(page, QStringLiteral("Not refreshed: The cache cannot be read")));
    }

    void calmIsSaidOfWhatPassesTheFilters()
    {
        NowPage page;
        page.resize(1104, 640);
        page.show();
        NowReport report = fakeNowReport(4, 0);
        report.queue.rows.clear();
        page.setReport(report, false);
        QVERIFY(says(page, QStringLiteral("No conversation is open.")));
        page.setFilterWords({QStringLiteral("Group: Billing"), QStringLiteral("Channel: chat")});
        QVERIFY(!says(page, QStringLiteral("No conversation is open.")));
        QVERIFY(says(page, QStringLiteral("No open conversation passes the filters.")));
        QVERIFY(says(page, QStringLiteral("Hidden by: Group: Billing · Channel: chat")));
        QSignalSpy cleared(&page, &Page::filtersClearRequested);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("filters")), Qt::LeftButton);
        QCOMPARE(cleared.size(), 1);
        page.setFilterWords({});
        report.queue.known = false;
        page.setReport(report, true);
        QVERIFY(!says(page, QStringLiteral("No conversation is open.")));
        QVERIFY(says(page, QStringLiteral("Not every open conversation is read yet")));
    }

    void oldNumbersTurnGrey()
    {
        NowPage page;
        present(page);
        QVERIFY(!page.tile(Kind::Open)->isStale());
        page.setNow(fakeNow + 3 * fakeMinute);
        QVERIFY(page.tile(Kind::Open)->isStale());
        NowReport fresh = fakeNowReport(40, 128);
        fresh.asOf = fakeNow + 3 * fakeMinute;
        fresh.lateAt = fakeNow + 13 * fakeMinute; // of a vendor asked every five minutes
        page.setReport(fresh, true);
        QVERIFY(!page.tile(Kind::Open)->isStale());
        page.setNow(fakeNow + 12 * fakeMinute);
        QVERIFY(!page.tile(Kind::Open)->isStale());
        page.setNow(fakeNow + 13 * fakeMinute + 1000);
        QVERIFY(page.tile(Kind::Open)->isStale());
    }

    /// By keyboard, by the mouse and by the menu; kept by the metrics' keys.
    void countersStandInTheUsersOrder()
    {
        NowPage page;
        present(page);
        QSignalSpy edited(&page, &Page::stateEdited);
        const auto line = [&page] {
            std::vector<std::pair<int, Kind>> places;
            for (std::size_t i = 0; i < NowCounterCount; ++i) {
                const CounterTile *tile = page.tile(static_cast<Kind>(i));
                if (tile->isVisible())
                    places.emplace_back(tile->x(), static_cast<Kind>(i));
            }
            std::sort(places.begin(), places.end());
            std::vector<Kind> kinds;
            for (const auto &[x, kind] : places)
                kinds.push_back(kind);
            return kinds;
        };
        QCOMPARE(line().front(), Kind::Open);
        page.tile(Kind::Overdue)->setFocus();
        for (int i = 0; i < 4; ++i) // once more than there is room
            QTest::keyClick(page.tile(Kind::Overdue), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(line().front(), Kind::Overdue);
        QCOMPARE(edited.count(), 3);
        QVERIFY(page.tile(Kind::Overdue)->hasFocus());
        QTest::keyClick(page.tile(Kind::Overdue), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(line()[1], Kind::Overdue);
        QTest::keyClick(page.tile(Kind::Overdue), Qt::Key_Left); // alone it moves nothing
        QCOMPARE(line()[1], Kind::Overdue);

        QSignalSpy opened(&page, &Page::drillRequested);
        CounterTile *last = page.tile(Kind::Load);
        QTest::mousePress(last, Qt::LeftButton, {}, last->rect().center());
        const QPoint target =
            page.tile(Kind::Open)->mapToGlobal(page.tile(Kind::Open)->rect().center());
        QTest::mouseMove(last, last->rect().center() - QPoint(30, 0));
        QTest::mouseMove(last, last->mapFromGlobal(target));
        QTest::mouseRelease(last, Qt::LeftButton, {}, last->mapFromGlobal(target));
        QCOMPARE(line().front(), Kind::Load);
        QVERIFY(opened.isEmpty()); // letting go is no click

        Q_EMIT page.tile(Kind::Online)->hideWanted();
        QVERIFY(!page.tile(Kind::Online)->isVisible());
        QCOMPARE(line().size(), NowCounterCount - 1);

        NowPage next;
        next.restoreState(page.saveState());
        present(next);
        QCOMPARE(next.counterOrder().shown(), page.counterOrder().shown());
        QVERIFY(!next.tile(Kind::Online)->isVisible());
        Q_EMIT page.tile(Kind::Open)->showWanted(QStringLiteral("online_agents"));
        QCOMPARE(line().back(), Kind::Online);
        Q_EMIT page.tile(Kind::Open)->resetWanted();
        QCOMPARE(line().front(), Kind::Open);
        QVERIFY(page.counterOrder().isUsual());
        QCOMPARE(line().size(), NowCounterCount);
    }

    void aKeptOrderIsReadWithCare()
    {
        const auto from = [](const QStringList &shown, const QStringList &hidden) {
            return CounterOrder::fromMap(
                {{QStringLiteral("shown"), shown}, {QStringLiteral("hidden"), hidden}});
        };
        QVERIFY(CounterOrder::fromMap({}).isUsual());
        const QString load = QStringLiteral("agent_load");
        // Twice, unknown, and one that the file knows nothing of: at the end.
        const CounterOrder order =
            from({load, load, QStringLiteral("of_tomorrow")}, {QStringLiteral("online_agents")});
        QCOMPARE(order.shown().front(), Kind::Load);
        QCOMPARE(order.shown().size(), NowCounterCount - 1);
        QCOMPARE(order.hidden(), std::vector<Kind>{Kind::Online});
        QCOMPARE(CounterOrder::fromMap(order.toMap()), order);
        CounterOrder one;
        for (std::size_t i = 0; i < NowCounterCount; ++i)
            one.hide(static_cast<Kind>(i));
        QCOMPARE(one.shown(), std::vector<Kind>{Kind::Load}); // the last one stays
    }

    void onlyChangesGlow()
    {
        NowPage page;
        present(page);
        NowReport next = fakeNowReport(40, 128);
        page.setReport(next, true);
        QCOMPARE(page.tile(Kind::Open)->glow(), 0.0);
        next.counters[0].value = 999;
        page.setReport(next, true);
        QVERIFY(page.tile(Kind::Open)->glow() > 0);
        QCOMPARE(page.tile(Kind::Unattended)->glow(), 0.0);
        QTRY_COMPARE(page.tile(Kind::Open)->glow(), 0.0);
        qputenv("WATCHFLOOR_REDUCED_MOTION", "1");
        next.counters[0].value = 5;
        page.setReport(next, true);
        QCOMPARE(page.tile(Kind::Open)->glow(), 0.0);
        qunsetenv("WATCHFLOOR_REDUCED_MOTION");
    }

    void levelsAreEditedByKeyboard()
    {
        NowPage page;
        present(page);
        QSignalSpy edited(&page, &NowPage::thresholdsEdited);
        page.tile(Kind::Unattended)->setFocus();
        QTest::keyClick(page.tile(Kind::Unattended), Qt::Key_L);
        LevelsEditor *editor = page.levelsEditor();
        QVERIFY(editor->isVisible());
        QTest::keyClicks(editor->lowField(), QStringLiteral("many"));
        QTest::keyClick(editor->lowField(), Qt::Key_Return);
        QVERIFY(editor->isVisible());
        QCOMPARE(editor->problem(), QStringLiteral("“many” is not a number."));
        QCOMPARE(edited.size(), 0);
        editor->lowField()->setText(QStringLiteral("5"));
        editor->highField()->setText(QStringLiteral("3"));
        QTest::keyClick(editor->highField(), Qt::Key_Return);
        QVERIFY(editor->problem().contains(QLatin1String("must be less than")));
        editor->highField()->setText(QStringLiteral("8"));
        QTest::keyClick(editor->highField(), Qt::Key_Return);
        QVERIFY(!editor->isVisible());
        QCOMPARE(edited.size(), 1);
        QCOMPARE(page.thresholds().levels(metricOf(Kind::Unattended)), (ThresholdLevels{5, 8}));
        QCOMPARE(page.tile(Kind::Unattended)->card().state, ThresholdState::Bad);
    }

    /// Of several accounts one group: its own levels hold, and are what is edited.
    void aGroupsLevelsAreItsAccounts()
    {
        NowPage page;
        present(page);
        page.setAccounts(sampleCatalogue()->accounts());
        page.setCatalogue(sampleCatalogue());
        const MetricSpec &metric = metricOf(Kind::Unattended);
        const ThresholdScope billing{1, 31, false};
        Thresholds thresholds;
        thresholds.set(metric, billing, {1, 2});
        page.setThresholds(thresholds);
        QCOMPARE(page.tile(Kind::Unattended)->card().state, ThresholdState::None);
        ViewScope scope;
        scope.filter.groups = {31};
        page.setScope(scope);
        QCOMPARE(page.tile(Kind::Unattended)->card().state, ThresholdState::Bad);
        Q_EMIT page.tile(Kind::Unattended)->levelsWanted();
        QVERIFY(says(*page.levelsEditor(), QStringLiteral("the chosen group of Acme support")));
        page.levelsEditor()->highField()->setText(QStringLiteral("900"));
        QTest::keyClick(page.levelsEditor()->highField(), Qt::Key_Return);
        QCOMPARE(page.thresholds().own(metric, billing), (ThresholdLevels{1, 900}));
        QVERIFY(!page.thresholds().own(metric, {}));
    }

    void soonAndNotificationAreSetWhereTheyCount()
    {
        NowPage page;
        present(page);
        QSignalSpy asked(&page, &Page::questionChanged);
        Q_EMIT page.tile(Kind::SoonOverdue)->levelsWanted();
        Q_EMIT page.levelsEditor()->soonChanged(12);
        QCOMPARE(page.soon(), 12 * fakeMinute);
        QCOMPARE(asked.size(), 1);
        NowPage other;
        other.restoreState(page.saveState());
        QCOMPARE(other.soon(), 12 * fakeMinute);
        page.levelsEditor()->close();
        page.setNotifiable(false);
        Q_EMIT page.tile(Kind::LongestWait)->levelsWanted();
        QVERIFY(!page.levelsEditor()->notifyBox()->isEnabled());
        page.levelsEditor()->close();
        page.setNotifiable(true);
        Q_EMIT page.tile(Kind::LongestWait)->levelsWanted();
        page.levelsEditor()->notifyBox()->setChecked(true);
        QTest::keyClick(page.levelsEditor()->highField(), Qt::Key_Return);
        QVERIFY(page.thresholds().notifies());
    }

    void wordsGiveWayBeforeStatesAreCut()
    {
        NowPage page;
        present(page);
        page.resize(1600, 700);
        const auto button = [&page](const char *state) {
            return page.findChild<QAbstractButton *>(QLatin1String(state));
        };
        const int wide = button("offline")->sizeHint().width();
        page.resize(1000, 700);
        QVERIFY(button("offline")->sizeHint().width() < wide);
        QVERIFY(!button("offline")->toolTip().isEmpty());
        QVERIFY(accessible(button("offline"), QAccessible::Name).startsWith(QLatin1String("Off")));
    }

    void whatNobodyFetchedIsAGap()
    {
        NowPage page;
        NowReport report = fakeNowReport(40, 60);
        DayCourse &course = report.courses[0];
        const auto running =
            static_cast<std::size_t>((fakeNow - fakeMidnight) / courseStep); // 15:00 to 15:15
        for (std::size_t i = running - 4; i <= running; ++i)
            course.today[i].reset(); // offline for an hour, up to now
        page.setNow(fakeNow);
        page.setReport(report, false);
        const CourseChart *chart = page.course(0);
        const auto step = static_cast<int>(running);
        QVERIFY(chart->isGap(step) && chart->isGap(step - 4));
        QVERIFY(!chart->isGap(step - 5) && !chart->isGap(step + 1)); // known; not yet
        QVERIFY(chart->stepText(step).contains(QStringLiteral("no data")));
    }

    void assistiveTechnologyReadsEverything()
    {
        NowPage page;
        present(page);
        CounterTile *tile = page.tile(Kind::Overdue);
        QVERIFY(accessible(tile, QAccessible::Name).startsWith(QLatin1String("Overdue: ")));
        QVERIFY(accessible(tile, QAccessible::Name).endsWith(QLatin1String("Bad")));
        QCOMPARE(accessible(tile, QAccessible::Value), tile->card().figure);
        QCOMPARE(QAccessible::queryAccessibleInterface(tile)->role(), QAccessible::Button);
        QSignalSpy drills(&page, &Page::drillRequested);
        QAccessible::queryAccessibleInterface(tile)->actionInterface()->doAction(
            QAccessibleActionInterface::pressAction());
        QCOMPARE(drills.size(), 1);
        CourseChart *chart = page.course(0);
        QCOMPARE(QAccessible::queryAccessibleInterface(chart)->role(), QAccessible::Chart);
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(accessible(chart, QAccessible::Value), chart->stepText(0));
        QVERIFY(chart->stepText(0).startsWith(QLatin1String("00:00 to 00:15")));
        QCOMPARE(accessible(page.queuePanel()->table(), QAccessible::Name),
                 QStringLiteral("Needs attention"));
    }

    void theWallboardIsLargeAndShort()
    {
        MainWindow window;
        auto *page = new NowPage;
        window.addPage(page);
        window.resize(1920, 1080);
        window.show();
        page->setNow(fakeNow);
        page->setReport(fakeNowReport(40, 400), false);
        Account acme;
        acme.id = 1;
        acme.name = QStringLiteral("Acme");
        Account other = acme;
        other.id = 2;
        other.name = QStringLiteral("Other");
        window.setAccounts({acme, other});
        ViewScope scope;
        scope.accounts = {1};
        window.setScope(scope);
        window.setFreshness(freshnessOf(fakeNow, {}, fakeNow - 60'000, fakeNow), fakeNow);
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_F11);
        QVERIFY(window.isWallboard());
        QVERIFY(page->wallQueue()->isVisible());
        QVERIFY(!page->queuePanel()->isVisible());
        QVERIFY(page->tile(Kind::Open)->figureHeight() >= 50);
        QCOMPARE(page->cursor().shape(), Qt::BlankCursor);
        const int rows = page->queuePanel()->rows()->rowCount();
        QVERIFY(page->wallQueue()->shownRows() < rows);
        QVERIFY(page->wallQueue()->restText().contains(
            QString::number(rows - page->wallQueue()->shownRows())));
        // A screen reader is told the rows, and everybody how old they are and what they are of.
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(page->wallQueue());
        QCOMPARE(list->childCount(), page->wallQueue()->shownRows() + 1);
        const QString first = list->child(0)->text(QAccessible::Name);
        const QModelIndex number =
            page->queuePanel()->rows()->index(0, static_cast<int>(NowQueueModel::Number));
        QVERIFY2(first.contains(number.data().toString()), qPrintable(first));
        QCOMPARE(list->child(list->childCount() - 1)->text(QAccessible::Name),
                 page->wallQueue()->restText());
        QVERIFY(window.wallStrip()->isVisible());
        const QString head = accessible(window.wallStrip(), QAccessible::Name);
        QVERIFY2(head.startsWith(QStringLiteral("Now · Account: Acme")), qPrintable(head));
        QVERIFY2(head.contains(QStringLiteral("offline since")), qPrintable(head));
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!window.isWallboard());
        QVERIFY(!window.wallStrip()->isVisible());
        QVERIFY(page->queuePanel()->isVisible());
        QCOMPARE(page->tile(Kind::Open)->cursor().shape(), Qt::PointingHandCursor);
    }

    /// Numbers of two accounts may be the same: each row tells whose it is, as there is room.
    void rowsOfSeveralAccountsSayWhose()
    {
        NowReport report = fakeNowReport(4, 40);
        for (std::size_t i = 0; i < report.queue.rows.size(); ++i) {
            QueueRow &row = report.queue.rows[i];
            row.account = i % 2 == 0 ? 1 : 2;
            row.accountName = i % 2 == 0 ? QStringLiteral("Acme sales") : QStringLiteral("Acme IT");
            row.conversation.remoteId = QString::number(1203 + i / 2);
        }
        NowPage page;
        present(page, report);
        const TableView *table = page.queuePanel()->table();
        const auto first = [&page](NowQueueModel::Column column) {
            return page.queuePanel()->rows()->sourceModel()->index(0, column).data().toString();
        };
        QCOMPARE(first(NowQueueModel::Number), QStringLiteral("#1203"));
        Account sales;
        sales.id = 1;
        sales.name = QStringLiteral("Acme sales");
        Account it;
        it.id = 2;
        it.name = QStringLiteral("Acme IT");
        page.setAccounts({sales, it});
        QVERIFY(table->isColumnHidden(NowQueueModel::AccountName));
        QCOMPARE(first(NowQueueModel::Number), QStringLiteral("#1203 · sales"));
        ViewScope one;
        one.accounts = {1};
        page.setScope(one);
        QCOMPARE(first(NowQueueModel::Number), QStringLiteral("#1203"));
        page.setScope({});
        page.setWallboard(true);
        const QString row = page.wallQueue()->paintedName(0);
        QVERIFY2(row.contains(QStringLiteral("Account: Acme sales")), qPrintable(row));
        QVERIFY2(!row.contains(QStringLiteral("· sales")), qPrintable(row));
        page.setWallboard(false);
        page.resize(1600, 640);
        QVERIFY(!table->isColumnHidden(NowQueueModel::AccountName));
        QCOMPARE(first(NowQueueModel::Number), QStringLiteral("#1203"));
        QCOMPARE(first(NowQueueModel::AccountName), QStringLiteral("Acme sales"));
    }

    void searchNarrowsBothLists()
    {
        NowPage page;
        present(page);
        const int before = page.queuePanel()->rows()->rowCount();
        page.setSearch(QStringLiteral("billing"));
        QVERIFY(page.queuePanel()->rows()->rowCount() < before);
        page.setSearch(QStringLiteral("no such thing"));
        QVERIFY(says(page, QStringLiteral("No conversations match")));
    }
};

QTEST_MAIN(TestNowPage)
#include "tst_nowpage.moc"
