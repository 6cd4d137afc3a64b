// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "models/roles.h"
#include "models/words.h"
#include "support/fakefigures.h"
#include "views/agentpanel.h"
#include "views/agentspage.h"
#include "views/celldelegate.h"
#include "views/changefade.h"
#include "views/columnchooser.h"
#include "views/filterbar.h"
#include "views/levelseditor.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"
#include "views/palette.h"
#include "views/statestrip.h"
#include "views/totalsrow.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <QTreeWidget>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct Shown {
    explicit Shown(int count, QSize size = {1280, 640})
    {
        page.setFormatter(
            MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
        page.setNow(fakeNow);
        page.resize(size);
        page.show();
        QVERIFY2(QTest::qWaitForWindowExposed(&page), "not exposed");
        page.setReport(fakeAgentFigures(count), false);
    }
    TableView &table() const { return *page.panel()->table(); }
    QModelIndex at(int row, int column) const { return table().model()->index(row, column); }
    int column(const char *key) { return page.model().columnOf(QLatin1String(key)); }
    template<typename W>
    W *child(const char *name) const
    {
        return page.findChild<W *>(QLatin1String(name));
    }
    void stand(const QModelIndex &index) const
    {
        table().setFocus();
        table().selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                             QItemSelectionModel::Rows);
    }

    AgentsPage page;
};

Drill lastDrill(const QSignalSpy &spy)
{
    return spy.isEmpty() ? Drill() : spy.last().front().value<Drill>();
}

} // namespace

class TestAgentsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    /// Levels of each agent's own numbers, set where they stand; the floor's are no agent's.
    void levelsAreSetInTheTable()
    {
        Shown on(12);
        Thresholds floor;
        floor.set(*metricSpec(QStringLiteral("open_conversations")), {}, {1, 2});
        on.page.setThresholds(floor);
        const int open = on.column("open_conversations");
        const QModelIndex cell = on.at(0, open);
        QVERIFY(cell.data().toString().toInt() > 1);
        QCOMPARE(cell.data(ThresholdRole).toInt(), static_cast<int>(ThresholdState::None));
        QSignalSpy edited(&on.page, &AgentsPage::thresholdsEdited);
        on.stand(cell);
        QTest::keyClick(&on.table(), Qt::Key_L, Qt::ControlModifier);
        LevelsEditor *editor = on.page.levels()->editor();
        QVERIFY(editor->isVisible());
        editor->lowField()->setText(QStringLiteral("1"));
        editor->highField()->setText(QStringLiteral("2"));
        QTest::keyClick(editor->highField(), Qt::Key_Return);
        QVERIFY(!editor->isVisible());
        QCOMPARE(edited.size(), 1);
        const QModelIndex now = on.at(0, open);
        QCOMPARE(now.data(ThresholdRole).toInt(), static_cast<int>(ThresholdState::Bad));
        QVERIFY(now.data(Qt::ToolTipRole).toString().contains(QStringLiteral("at or above 2")));
        QVERIFY(now.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("Bad")));
        // They come back as they were written.
        const Thresholds kept = Thresholds::fromJson(on.page.thresholds().toJson());
        QVERIFY(kept == on.page.thresholds());
        QVERIFY(kept.groups().empty());
    }

    /// The title's menu and the palette lead to the same editor; load has the levels of its metric.
    void levelsOfColumns_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("metric");
        QTest::newRow("csat") << QStringLiteral("csat") << QStringLiteral("csat");
        QTest::newRow("load") << QStringLiteral("load") << QStringLiteral("agent_load");
        QTest::newRow("first response")
            << QStringLiteral("first_response_time") << QStringLiteral("first_response_time");
    }
    void levelsOfColumns()
    {
        QFETCH(QString, column);
        QFETCH(QString, metric);
        Shown on(12);
        QMenu menu;
        Q_EMIT on.table().headerMenuOpening(&menu, on.page.model().columnOf(column));
        QCOMPARE(menu.actions().size(), 2); // and a line below it
        menu.actions().front()->trigger();
        LevelsEditor *editor = on.page.levels()->editor();
        QVERIFY(editor->isVisible());
        QVERIFY2(editor->accessibleName().contains(metricTitle(*metricSpec(metric))),
                 qPrintable(editor->accessibleName()));
        editor->close();
        QVERIFY(on.page.editLevels());
        QVERIFY(editor->isVisible());
        editor->close();
        QMenu none;
        Q_EMIT on.table().headerMenuOpening(&none, AgentTableModel::Name);
        QVERIFY(none.isEmpty());
    }

    void everyNumberOpensItsConversations()
    {
        Shown on(12);
        ViewScope scope;
        scope.accounts = {1};
        on.page.setScope(scope);
        QSignalSpy drills(&on.page, &Page::drillRequested);
        const int first = on.column("first_response_time");
        on.stand(on.at(2, first));
        QTest::keyClick(&on.table(), Qt::Key_Return);
        QCOMPARE(drills.size(), 1);
        const Drill drill = lastDrill(drills);
        const int source = on.page.panel()->rows()->mapToSource(on.at(2, first)).row();
        QCOMPARE(drill.metric, QStringLiteral("first_response_time"));
        QCOMPARE(drill.filter.agents, std::vector<RowId>{on.page.model().row(source).agent.id});
        QCOMPARE(drill.range, on.page.model().report().range);
        // The name opens what they were given.
        on.stand(on.at(2, 0));
        QTest::keyClick(&on.table(), Qt::Key_Return);
        QCOMPARE(lastDrill(drills).metric, QString());
        // By mouse, on the counters of now.
        const QRect open = on.table().visualRect(on.at(1, AgentTableModel::Open));
        QTest::mouseClick(on.table().viewport(), Qt::LeftButton, {}, open.center());
        QTest::mouseDClick(on.table().viewport(), Qt::LeftButton, {}, open.center());
        QCOMPARE(lastDrill(drills).metric, QStringLiteral("open_conversations"));
        QVERIFY(lastDrill(drills).now);
    }

    void arrowsMoveOverCells()
    {
        Shown on(12);
        on.stand(on.at(3, 0));
        const std::vector<int> columns = on.table().visibleColumns();
        QTest::keyClick(&on.table(), Qt::Key_Right);
        QCOMPARE(on.table().currentIndex(), on.at(3, columns[1]));
        QTest::keyClick(&on.table(), Qt::Key_Down);
        QCOMPARE(on.table().currentIndex(), on.at(4, columns[1]));
        QTest::keyClick(&on.table(), Qt::Key_Left);
        QTest::keyClick(&on.table(), Qt::Key_Left);
        QCOMPARE(on.table().currentIndex(), on.at(4, 0));
        on.page.setLayoutDirection(Qt::RightToLeft);
        QTest::keyClick(&on.table(), Qt::Key_Left);
        QCOMPARE(on.table().currentIndex(), on.at(4, columns[1]));
    }

    void ctrlIExplains()
    {
        Shown on(12);
        QSignalSpy explains(&on.page, &Page::explainRequested);
        on.stand(on.at(0, on.column("csat")));
        QTest::keyClick(&on.table(), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explains.size(), 1);
        const auto target = explains.front().at(0).value<ExplainTarget>();
        QCOMPARE(target.metric, QStringLiteral("csat"));
        QCOMPARE(target.dimension, MetricDimension::Agent);
        QVERIFY(target.key && *target.key > 0);
        on.stand(on.at(0, 0)); // a name is no number
        QTest::keyClick(&on.table(), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explains.size(), 1);
    }

    void totalsOpenAndSayWhy()
    {
        Shown on(12);
        QSignalSpy drills(&on.page, &Page::drillRequested);
        TotalsRow *totals = on.page.panel()->totals();
        totals->setFocus();
        QCOMPARE(totals->cellText(totals->current()), QStringLiteral("Total"));
        for (int i = 0; i < 30 && totals->current().column != AgentTableModel::Open; ++i)
            QTest::keyClick(totals, Qt::Key_Right);
        QCOMPARE(totals->current(), (TotalsRow::Cell{AgentTableModel::Open, false}));
        QTest::keyClick(totals, Qt::Key_Return);
        QCOMPARE(lastDrill(drills).metric, QStringLiteral("open_conversations"));
        QVERIFY(lastDrill(drills).filter.agents.empty());
        QTest::keyClick(totals, Qt::Key_Up);
        QTest::keyClick(totals, Qt::Key_Return);
        QCOMPARE(lastDrill(drills).filter.agents, std::vector<RowId>{0}); // nobody's
        QVERIFY(totals->cellToolTip({AgentTableModel::Load, false})
                    .contains(QStringLiteral("do not add up")));
        QTest::keyClick(totals, Qt::Key_Down);
        for (int i = 0; i < 30 && totals->current().column != AgentTableModel::Load; ++i)
            QTest::keyClick(totals, Qt::Key_Right);
        QVERIFY(QToolTip::text().contains(QStringLiteral("do not add up")));

        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(totals);
        QVERIFY(list);
        QCOMPARE(list->childCount(), static_cast<int>(totals->cells().size()));
        bool found = false;
        for (int i = 0; i < list->childCount(); ++i)
            found = found || list->child(i)->text(QAccessible::Name) ==
                                 QStringLiteral("Total, Open: ") +
                                     totals->cellText({AgentTableModel::Open, false});
        QVERIFY(found);
    }

    void cellsAreSpokenWithAllThereIsToSay()
    {
        Shown on(12);
        int row = 0;
        while (!on.at(row, on.column("csat")).data(SortRole).isValid())
            ++row;
        const QModelIndex cell = on.at(row, on.column("csat"));
        const QString spoken = cell.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(QStringLiteral("%")), qPrintable(spoken));
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&on.table());
        QVERIFY(table && table->tableInterface());
        QAccessibleInterface *seen = table->tableInterface()->cellAt(row, cell.column());
        QVERIFY(seen);
        QCOMPARE(seen->text(QAccessible::Name), spoken);
    }

    void onlyShownColumnsAreAsked()
    {
        Shown on(12);
        QVERIFY(!on.page.metrics().contains(QStringLiteral("transfers")));
        QVERIFY(!on.page.metrics().contains(QStringLiteral("open_conversations"))); // rows have it
        QTest::qWait(0); // the window's size has chosen columns
        QSignalSpy asked(&on.page, &Page::questionChanged);
        on.child<QToolButton>("columns")->click();
        auto *chooser = on.page.findChild<ColumnChooser *>();
        QVERIFY(chooser && chooser->isVisible());
        const int all = chooser->shownCount();
        QVERIFY(all > 60);
        auto *search = chooser->findChild<QLineEdit *>();
        QTest::keyClicks(search, QStringLiteral("transfers"));
        QVERIFY(chooser->shownCount() > 0 && chooser->shownCount() < 8);
        QTest::keyClick(search, Qt::Key_Down);
        auto *tree = chooser->findChild<QTreeWidget *>();
        QVERIFY(tree->hasFocus());
        for (int i = 0; i < 8 && tree->currentItem()->text(0) != QStringLiteral("Transfers"); ++i)
            QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(tree->currentItem()->text(0), QStringLiteral("Transfers"));
        QTest::keyClick(tree, Qt::Key_Space);
        QVERIFY(on.page.metrics().contains(QStringLiteral("transfers")));
        QCOMPARE(asked.size(), 1);
        // Not asked yet: an empty cell, no claim.
        QCOMPARE(on.at(0, on.column("transfers")).data().toString(), QString());
        chooser->close();
    }

    void oneSwitchForAllTimes()
    {
        Shown on(12);
        const int first = on.column("first_response_time");
        const QString before = on.at(0, first).data().toString();
        QVERIFY(on.table()
                    .model()
                    ->headerData(first, Qt::Horizontal)
                    .toString()
                    .contains(QStringLiteral("median")));
        on.page.restoreState({{QStringLiteral("times"), QStringLiteral("max")}});
        QVERIFY(on.table()
                    .model()
                    ->headerData(first, Qt::Horizontal)
                    .toString()
                    .contains(QStringLiteral("max")));
        QVERIFY(on.at(0, first).data().toString() != before);
        QCOMPARE(on.page.saveState().value(QStringLiteral("times")).toString(),
                 QStringLiteral("max"));
    }

    void teamsCloseAndOpen()
    {
        Shown on(40);
        QTest::qWait(0);
        QSignalSpy asked(&on.page, &Page::questionChanged);
        on.child<QToolButton>("byTeam")->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(on.page.byTeam());
        QVERIFY(
            on.page.model().row(on.page.panel()->rows()->mapToSource(on.at(0, 0)).row()).isTeam);
        const int all = on.table().model()->rowCount();
        const int members =
            on.page.model().row(on.page.panel()->rows()->mapToSource(on.at(0, 0)).row()).members;
        on.stand(on.at(0, 0));
        QTest::keyClick(&on.table(), Qt::Key_Left);
        QCOMPARE(on.table().model()->rowCount(), all - members);
        QCOMPARE(on.table().currentIndex().row(), 0); // one stays where one is
        QTest::keyClick(&on.table(), Qt::Key_Right);
        QCOMPARE(on.table().model()->rowCount(), all);
        // By the arrow, by mouse.
        const QRect arrow =
            CellDelegate::branchRect(on.table().visualRect(on.at(0, 0)), 0, Qt::LeftToRight);
        QTest::mouseClick(on.table().viewport(), Qt::LeftButton, {}, arrow.center());
        QCOMPARE(on.table().model()->rowCount(), all - members);
        // A team's number opens what its agents have.
        QSignalSpy drills(&on.page, &Page::drillRequested);
        on.stand(on.at(0, AgentTableModel::Open));
        QTest::keyClick(&on.table(), Qt::Key_Return);
        QCOMPARE(static_cast<int>(lastDrill(drills).filter.agents.size()), members);
        // A filter leaves the heads of whoever passes.
        on.page.filterBar()->choose(QStringLiteral("nobody is so"));
        QCOMPARE(on.table().model()->rowCount(), 0);
    }

    void botsLeaveAndComeBack()
    {
        Shown on(40);
        on.child<QAction>("bots")->setChecked(false);
        QCOMPARE(on.table().model()->rowCount(), 38); // 17 and 34 are bots
        on.child<QAction>("bots")->setChecked(true);
        QCOMPARE(on.table().model()->rowCount(), 40);
    }

    /// Two states of a vendor's own are two, not one under the name of the last.
    void aVendorsOwnStatesAreToldApart()
    {
        AgentTimelineReport report = fakeAgentTimeline(Agent());
        const TimeMs from = fakeMidnight;
        report.gaps.clear();
        report.states = {
            {QStringLiteral("training"), {}, {from, from + fakeHour}, true, false},
            {QStringLiteral("coaching"), {}, {from + fakeHour, from + 3 * fakeHour}, true, false},
            {QStringLiteral("online"), {}, {from + 3 * fakeHour, from + 7 * fakeHour}, true, false},
            {QStringLiteral("training"),
             {},
             {from + 7 * fakeHour, from + 7 * fakeHour + fakeHour / 2},
             true,
             false}};
        const MetricFormatter format(QLocale(QLocale::English, QLocale::UnitedKingdom),
                                     QTimeZone::utc());
        StateStrip strip;
        strip.setFormatter(format);
        strip.setTimeline(report);
        const auto part = [&format](const char *state, DurationMs length) {
            return availabilityTitle(QLatin1String(state)) + u' ' + format.duration(length);
        };
        const QStringList parts = strip.summary().split(QStringLiteral(" · "));
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts[0], part("online", 4 * fakeHour));
        QVERIFY2(parts.contains(part("coaching", 2 * fakeHour)), qPrintable(strip.summary()));
        QVERIFY2(parts.contains(part("training", 3 * fakeHour / 2)), qPrintable(strip.summary()));
    }

    void theSelectedAgentsDay()
    {
        Shown on(12);
        QSignalSpy selected(&on.page, &AgentsPage::agentSelected);
        on.table().selectKey(QStringLiteral("1/4"));
        QCOMPARE(selected.size(), 0); // nobody looks
        on.child<QToolButton>("side")->click();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(on.page.selectedAgent(), RowId{4});
        const Agent agent = on.page.model().row(3).agent;
        on.page.setTimeline(fakeAgentTimeline(agent));
        StateStrip *strip = on.page.agentPanel()->strip();
        QVERIFY(strip->isVisible());
        QVERIFY2(strip->summary().contains(QStringLiteral("not known 2 h 30 m")),
                 qPrintable(strip->summary()));
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(strip);
        QCOMPARE(list->childCount(), 8);
        QCOMPARE(list->child(0)->text(QAccessible::Name), QStringLiteral("Not known"));
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Home);
        QTest::keyClick(strip, Qt::Key_Right);
        QCOMPARE(strip->paintedCurrent(), 1);
        QVERIFY(strip->paintedAbout(1).contains(QStringLiteral("As observed")));
        QVERIFY(strip->paintedAbout(3).startsWith(QStringLiteral("Break\n")));
        QSignalSpy wanted(&on.page, &Page::conversationRequested);
        TableView *list2 = on.page.agentPanel()->conversations()->table();
        list2->setFocus();
        list2->selectionModel()->setCurrentIndex(list2->model()->index(0, 0),
                                                 QItemSelectionModel::SelectCurrent);
        QTest::keyClick(list2, Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.front().at(0).value<RowId>(), on.page.selectedAccount());
        QVERIFY(!wanted.front().at(1).toString().isEmpty());
        on.child<QToolButton>("side")->click();
        QCOMPARE(on.page.selectedAgent(), RowId{0});
    }

    void aRefreshLightsUpWhatChanged()
    {
        Shown on(12);
        auto *fade = on.table().findChild<ChangeFade *>();
        QVERIFY(fade);
        if (!ChangeFade::isWanted(&on.table()))
            on.table().setStyleSheet(
                QStringLiteral("QTableView { widget-animation-duration: 200; }"));
        QVERIFY(ChangeFade::isWanted(&on.table()));
        QTest::qWait(50);
        on.table().sortBy(QStringLiteral("agent"), Qt::AscendingOrder);
        QTest::qWait(50);
        QCOMPARE(fade->count(), 0); // another order is no news
        AgentReport next = fakeAgentFigures(12);
        next.rows[4].open = *next.rows[4].open == 1 ? 2 : 1; // nobody becomes the busiest
        on.page.setReport(next, true);
        QTRY_VERIFY(fade->count() > 0);
        QVERIFY(fade->count() <= 2); // its counter and its load
        QTRY_COMPARE(fade->count(), 0);
    }

    void selectionAndScrollSurvive()
    {
        Shown on(400);
        on.table().sortBy(QStringLiteral("agent"), Qt::AscendingOrder);
        on.table().selectKey(QStringLiteral("1/200"));
        const int y = on.table().visualRect(on.table().currentIndex()).top();
        AgentReport next = fakeAgentFigures(400);
        for (AgentReportRow &row : next.rows)
            row.open = row.open.value_or(0) + 1;
        on.page.setReport(next, true);
        QCOMPARE(on.table().selectedKeys(), QStringList{QStringLiteral("1/200")});
        QCOMPARE(on.table().visualRect(on.table().currentIndex()).top(), y);
    }

    void fiveThousandAgentsStaySmooth()
    {
        Shown on(5000, {1920, 1000});
        on.page.setSparks(fakeSparks(5000));
        QElapsedTimer clock;
        clock.start();
        on.page.setReport(fakeAgentFigures(5000), true);
        const qint64 refresh = clock.restart();
        on.table().sortBy(QStringLiteral("first_response_time"), Qt::DescendingOrder);
        const qint64 sort = clock.restart();
        qint64 worst = 0;
        for (int step = 0; step < 20; ++step) {
            on.table().verticalScrollBar()->setValue(step * 4000);
            clock.restart();
            on.table().viewport()->repaint();
            worst = std::max(worst, clock.elapsed());
        }
        qInfo("refresh %lld ms with making it, sort %lld ms, frame at most %lld ms", refresh, sort,
              worst);
        QCOMPARE(on.table().model()->rowCount(), 5000);
    }

    void layoutAndSwitchesComeBack()
    {
        QVariantMap state;
        {
            Shown on(12);
            on.table().setColumnShown(QStringLiteral("transfers"), true);
            on.child<QToolButton>("byTeam")->setChecked(true);
            on.child<QToolButton>("side")->setChecked(true);
            on.child<QAction>("bots")->setChecked(false);
            state = on.page.saveState();
        }
        Shown on(12);
        on.page.restoreState(state);
        QVERIFY(!on.table().isColumnHidden(on.column("transfers")));
        QVERIFY(on.page.byTeam());
        QVERIFY(on.page.agentPanel()->isVisible());
        QVERIFY(!on.child<QAction>("bots")->isChecked());
        QVERIFY(on.page.metrics().contains(QStringLiteral("transfers")));
    }
};

QTEST_MAIN(TestAgentsPage)
#include "tst_agentspage.moc"
