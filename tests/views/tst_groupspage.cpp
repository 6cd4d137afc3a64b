// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roles.h"
#include "models/totalroles.h"
#include "support/fakefigures.h"
#include "views/groupspage.h"
#include "views/levelseditor.h"
#include "views/metricpanel.h"
#include "views/palette.h"
#include "views/segments.h"
#include "views/tableheader.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct Shown {
    explicit Shown(MetricDimension dimension, int count)
    {
        page.setFormatter(
            MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
        page.setNow(fakeNow);
        page.resize(1280, 640);
        page.show();
        QVERIFY2(QTest::qWaitForWindowExposed(&page), "not exposed");
        page.restoreState({{QStringLiteral("rowsBy"), QLatin1String(wordOf(dimension))}});
        page.setReport(fakeBreakdown(count, dimension, page.metrics()), false);
    }
    TableView &table() { return *page.panel()->table(); }
    QModelIndex at(int row, int column) { return table().model()->index(row, column); }
    int column(const char *key) { return page.model().columnOf(QLatin1String(key)); }
    void stand(const QModelIndex &index)
    {
        table().setFocus();
        table().selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                             QItemSelectionModel::Rows);
    }
    QStringList names()
    {
        QStringList names;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            names << at(row, 0).data().toString();
        return names;
    }

    GroupsPage page;
};

/// Pixels side by side that are rather this colour than the ground.
int longestLine(const QImage &picture, const QColor &colour)
{
    const auto distance = [](const QColor &a, const QColor &b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
               std::abs(a.blue() - b.blue());
    };
    int longest = 0;
    for (int y = 0; y < picture.height(); ++y) {
        int line = 0;
        for (int x = 0; x < picture.width(); ++x) {
            const QColor seen = picture.pixelColor(x, y);
            line = distance(seen, colour) < distance(seen, tokens().surface) ? line + 1 : 0;
            longest = std::max(longest, line);
        }
    }
    return longest;
}

Drill lastDrill(const QSignalSpy &spy)
{
    return spy.isEmpty() ? Drill() : spy.last().front().value<Drill>();
}

} // namespace

class TestGroupsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// For the row's group, its account or all; for several groups at once where several are
    /// selected.
    void levelsForOneOrSeveralGroups()
    {
        Shown on(MetricDimension::Group, 9);
        const int csat = on.column("csat");
        QVERIFY(csat > 0);
        on.table().setFocus();
        on.table().selectionModel()->clear();
        for (const int row : {0, 1})
            on.table().selectionModel()->select(on.at(row, 0), QItemSelectionModel::Select |
                                                                   QItemSelectionModel::Rows);
        on.table().selectionModel()->setCurrentIndex(on.at(0, csat), QItemSelectionModel::NoUpdate);
        QSignalSpy edited(&on.page, &GroupsPage::thresholdsEdited);
        QVERIFY(on.page.editLevels());
        const auto choices = on.page.levels()->choices();
        QCOMPARE(choices.front().scopes, (std::vector<ThresholdScope>{{}}));
        QCOMPARE(choices.back().scopes.size(), std::size_t(2));
        LevelsEditor *editor = on.page.levels()->editor();
        QVERIFY(editor->scopeBox()->isVisible());
        QCOMPARE(editor->scopeBox()->currentIndex(), static_cast<int>(choices.size()) - 1);
        editor->lowField()->setText(QStringLiteral("70 %"));
        editor->highField()->setText(QStringLiteral("80 %"));
        QTest::keyClick(editor->highField(), Qt::Key_Return);
        QCOMPARE(edited.size(), 1);
        const MetricSpec &metric = *on.page.model().metricOf(csat);
        for (const ThresholdScope &scope : choices.back().scopes)
            QVERIFY(on.page.thresholds().own(metric, scope));
        QVERIFY(!on.page.thresholds().own(metric, {}));
    }

    void initTestCase() { applyTheme(Theme::Light); }

    void branchesOpenByKeyboardAndSayWhatTheyInclude()
    {
        Shown on(MetricDimension::Group, 6);
        on.table().sortBy(QStringLiteral("name"), Qt::AscendingOrder);
        QCOMPARE(on.names(), QStringList({QStringLiteral("Billing"), QStringLiteral("VIP")}));
        on.stand(on.at(0, 0));
        QTest::keyClick(&on.table(), Qt::Key_Right);
        QCOMPARE(on.names(),
                 QStringList({QStringLiteral("Billing"), QStringLiteral("Onboarding"),
                              QStringLiteral("Technical support"), QStringLiteral("VIP")}));
        QCOMPARE(on.at(1, 0).data(DepthRole).toInt(), 1);
        QVERIFY(on.at(0, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("own figures")));
        QTest::keyClick(&on.table(), Qt::Key_Right); // open already: on to the next cell
        QVERIFY(on.table().currentIndex().column() > 0);
    }

    void aNumberOpensWhatItCounts()
    {
        Shown on(MetricDimension::Group, 6);
        QSignalSpy drills(&on.page, &Page::drillRequested);
        on.table().sortBy(QStringLiteral("name"), Qt::AscendingOrder);
        on.stand(on.at(0, on.column("closed_conversations")));
        QTest::keyClick(&on.table(), Qt::Key_Return);
        QCOMPARE(lastDrill(drills).filter.groups, std::vector<RowId>{1});
        QVERIFY(lastDrill(drills).subGroups);
        on.stand(on.at(0, 0));
        QTest::keyClick(&on.table(), Qt::Key_Right);
        on.stand(on.at(0, on.column("closed_conversations")));
        QTest::keyClick(&on.table(), Qt::Key_Return);
        QVERIFY(!lastDrill(drills).subGroups); // its own alone, as shown
        QSignalSpy explains(&on.page, &Page::explainRequested);
        QTest::keyClick(&on.table(), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explains.size(), 1);
        QCOMPARE(explains.front().at(0).value<ExplainTarget>().dimension, MetricDimension::Group);
    }

    void segmentsChooseTheRows()
    {
        Shown on(MetricDimension::Group, 6);
        QSignalSpy asked(&on.page, &Page::questionChanged);
        auto *skill = on.page.segments()->findChild<QAbstractButton *>(QStringLiteral("skill"));
        QVERIFY(skill);
        QTest::mouseClick(skill, Qt::LeftButton);
        QVERIFY(!asked.isEmpty());
        QCOMPARE(on.page.dimension(), MetricDimension::Skill);
        // By keyboard: one tab stop, arrows move.
        skill->setFocus();
        QTest::keyClick(skill, Qt::Key_Right);
        QCOMPARE(on.page.dimension(), MetricDimension::Inbox);
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(skill);
        QCOMPARE(seen->role(), QAccessible::RadioButton);
        // A late answer about skills does not show up among the inboxes.
        on.page.setReport(fakeBreakdown(4, MetricDimension::Skill, {QStringLiteral("csat")}),
                          false);
        QCOMPARE(on.page.model().dimension(), MetricDimension::Inbox);
        QCOMPARE(on.page.model().rowCount(), 0);
    }

    void titlesAreWhole()
    {
        Shown on(MetricDimension::Group, 6);
        on.page.resize(1104, 640); // a window of 1280
        for (const char *key : {"unattended_conversations", "first_response_time"}) {
            on.table().sortBy(QLatin1String(key), Qt::DescendingOrder);
            for (const int column : on.table().visibleColumns())
                QVERIFY2(on.table().columnWidth(column) >= on.table().header()->titleWidth(column),
                         qPrintable(on.page.model().column(column).title));
        }
        QVERIFY(on.table().visibleColumns().size() >= 9);
    }

    /// However narrow the column: colour alone says nothing to many.
    void aLevelKeepsItsSign_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }
    void aLevelKeepsItsSign()
    {
        QFETCH(Qt::LayoutDirection, direction);
        Shown on(MetricDimension::Skill, 6);
        on.page.setLayoutDirection(direction);
        Thresholds bad;
        const MetricSpec &metric = *metricSpec("first_response_time");
        bad.set(metric, {}, {1.0, 2.0});
        on.page.setThresholds(bad);
        on.table().sortBy(QStringLiteral("first_response_time"), Qt::DescendingOrder);
        const int column = on.column("first_response_time");
        const QModelIndex index = on.at(0, column);
        QCOMPARE(index.data(ThresholdRole).toInt(), int(ThresholdState::Bad));
        on.stand(on.at(3, 0));
        for (const int width : {160, 100, 84, 64, 48}) {
            on.table().setColumnWidth(column, width);
            on.table().horizontalScrollBar()->setValue(0);
            const QRect cell = on.table().visualRect(index);
            QCOMPARE(cell.width(), width);
            const QImage seen = on.table().viewport()->grab(cell).toImage();
            QVERIFY2(longestLine(seen, tokens().bad) >= 9, // the foot of the sign, no digit's
                     qPrintable(QStringLiteral("%1 px").arg(width)));
        }
    }

    void eachKindOfRowsKeepsItsColumns()
    {
        QVariantMap state;
        {
            Shown on(MetricDimension::Skill, 6);
            on.table().setColumnShown(QStringLiteral("transfers"), true);
            state = on.page.saveState();
        }
        Shown on(MetricDimension::Group, 6);
        QVERIFY(!on.page.metrics().contains(QStringLiteral("transfers")));
        on.page.restoreState(state);
        QCOMPARE(on.page.dimension(), MetricDimension::Skill);
        QVERIFY(on.page.metrics().contains(QStringLiteral("transfers")));
    }

    void channelsDrillByTheirWord()
    {
        Shown on(MetricDimension::Channel, 3);
        QSignalSpy drills(&on.page, &Page::drillRequested);
        on.table().sortBy(QStringLiteral("name"), Qt::AscendingOrder);
        on.stand(on.at(0, on.column("conversations")));
        QTest::keyClick(&on.table(), Qt::Key_Return);
        QCOMPARE(lastDrill(drills).filter.channels, QStringList{QStringLiteral("email")});
        TotalsRow *totals = on.page.panel()->totals();
        QVERIFY(totals->summary().startsWith(QStringLiteral("No channel")));
        const auto unassigned = on.column("conversations");
        const QRect cell = totals->cellRect({unassigned, true});
        QTest::mouseDClick(totals, Qt::LeftButton, {}, cell.center());
        QCOMPARE(lastDrill(drills).filter.channels.size(), 1);
        QVERIFY(lastDrill(drills).filter.channels.front().isEmpty());
    }

    void totalsHaveTheirN()
    {
        Shown on(MetricDimension::Group, 6);
        const int column = on.column("csat");
        const auto told = [&](int role) {
            return on.table().model()->headerData(column, Qt::Horizontal, role);
        };
        const qint64 n = told(totalFigure(SampleRole)).toLongLong();
        QVERIFY(n > 0);
        const QString count = told(totalFigure(CountRole)).toString();
        QVERIFY2(count.contains(QString::number(n)), qPrintable(count));
        TotalsRow *totals = on.page.panel()->totals();
        QVERIFY(totals->cellName({column, false}).contains(QStringLiteral(", n ")));
    }

    void aSearchOpensBranches()
    {
        Shown on(MetricDimension::Group, 6);
        on.page.setSearch(QStringLiteral("fraud"));
        QCOMPARE(on.names(), QStringList({QStringLiteral("VIP"), QStringLiteral("Fraud")}));
        on.page.setSearch(QString());
        QCOMPARE(on.names().size(), 2);
    }
};

QTEST_MAIN(TestGroupsPage)
#include "tst_groupspage.moc"
