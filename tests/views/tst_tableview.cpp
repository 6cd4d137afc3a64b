// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationlistmodel.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "support/fakereports.h"
#include "views/palette.h"
#include "views/tableheader.h"
#include "views/tableview.h"

#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// A table of conversations, too narrow for its columns.
struct Desk {
    ConversationListModel model;
    SortedRows rows;
    TableView table;

    explicit Desk(Qt::LayoutDirection direction = Qt::LeftToRight)
    {
        model.setNow(fakeNow);
        rows.setSourceModel(&model);
        model.setReport(fakeConversations(200), false);
        table.setLayoutDirection(direction);
        table.setRows(&rows);
        table.resize(700, 500);
        table.show();
        for (int column = 0; column < model.columnCount(); ++column)
            table.setColumnShown(model.column(column).key, true);
        if (!QTest::qWaitForWindowExposed(&table))
            qFatal("no window");
    }

    void click(int column, Qt::KeyboardModifiers modifiers = {})
    {
        table.horizontalScrollBar()->setValue(0);
        const QPoint at(table.header()->shownPosition(column) + 20, 10);
        QTest::mouseClick(table.header()->viewport(), Qt::LeftButton, modifiers, at);
    }
};

using Model = ConversationListModel;

} // namespace

class TestTableView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void shiftAndAClickAddAColumn()
    {
        Desk desk;
        desk.click(Model::Status);
        QCOMPARE(desk.rows.sortKeys(), (std::vector<RowSort>{{Model::Status, {}}}));
        desk.click(Model::Waiting, Qt::ShiftModifier);
        desk.click(Model::Agent, Qt::ShiftModifier);
        const std::vector<RowSort> three{{Model::Status, Qt::AscendingOrder},
                                         {Model::Waiting, Qt::DescendingOrder},
                                         {Model::Agent, Qt::AscendingOrder}};
        QCOMPARE(desk.rows.sortKeys(), three);
        for (int row = 1; row < desk.rows.rowCount(); ++row) {
            const auto value = [&desk](int at, int column) {
                return desk.rows.index(at, column).data(SortRole);
            };
            QVERIFY(value(row - 1, Model::Status).toInt() <= value(row, Model::Status).toInt());
            if (value(row - 1, Model::Status) == value(row, Model::Status) &&
                value(row, Model::Waiting).isValid())
                QVERIFY(value(row - 1, Model::Waiting).toLongLong() >=
                        value(row, Model::Waiting).toLongLong());
        }
        desk.click(Model::Waiting, Qt::ShiftModifier); // once more: the other way round
        QCOMPARE(desk.rows.sortKeys()[1].order, Qt::AscendingOrder);

        // They come back with the layout.
        Desk other;
        other.table.restoreLayout(desk.table.saveLayout());
        QCOMPARE(other.rows.sortKeys(), desk.rows.sortKeys());
        QCOMPARE(other.table.header()->sortIndicatorSection(), int(Model::Status));
        other.click(Model::Agent); // a plain click starts anew
        QCOMPARE(other.rows.sortKeys().size(), std::size_t(1));
    }

    void theHeaderShowsTheirRank()
    {
        Desk desk;
        desk.click(Model::Status);
        const auto picture = [&desk] { return desk.table.header()->grab().toImage(); };
        const QImage one = picture();
        desk.click(Model::Agent, Qt::ShiftModifier);
        const QImage two = picture();
        const int left = desk.table.header()->shownPosition(Model::Status);
        const QRect status(left, 0, desk.table.columnWidth(Model::Status), one.height());
        QVERIFY(one.copy(status) != two.copy(status)); // "1" beside its arrow
    }

    void pinnedColumnsStay_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

    void pinnedColumnsStay()
    {
        QFETCH(Qt::LayoutDirection, direction);
        Desk desk(direction);
        TableView &table = desk.table;
        QSignalSpy edited(&table, &TableView::layoutEdited);
        table.setColumnPinned(QStringLiteral("agent"), true);
        table.setColumnPinned(QStringLiteral("id"), true);
        QCOMPARE(edited.size() > 0, true);
        QCOMPARE(table.visibleColumns().front(), int(Model::Agent)); // moved to the front
        QCOMPARE(table.visibleColumns().at(1), int(Model::Id));
        QVERIFY(table.horizontalScrollBar()->maximum() > 0);
        const QRect before = table.visualRect(desk.rows.index(0, Model::Agent));
        const QRect place(before.left(), 0, before.width(), 200);
        const QImage shown = table.viewport()->grab(place).toImage();
        table.horizontalScrollBar()->setValue(table.horizontalScrollBar()->maximum());
        QCOMPARE(table.visualRect(desk.rows.index(0, Model::Agent)), before);
        // What is under the mouse is what is seen there.
        QCOMPARE(table.indexAt(before.center()).column(), int(Model::Agent));
        QCOMPARE(table.indexAt(before.center()).row(), 0);
        // Up to the edge that it now has, the picture is the same.
        const QImage still = table.viewport()->grab(place).toImage();
        QVERIFY(shown.copy(8, 0, place.width() - 16, 200) ==
                still.copy(8, 0, place.width() - 16, 200));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, before.center());
        QCOMPARE(table.selectedKeys().size(), 1);
        const QPoint title(table.header()->shownPosition(Model::Agent) + 30, 10);
        QTest::mouseClick(table.header()->viewport(), Qt::LeftButton, {}, title);
        QCOMPARE(desk.rows.sortColumn(), int(Model::Agent));

        Desk other(direction);
        other.table.restoreLayout(table.saveLayout());
        QCOMPARE(other.table.pinnedColumns(), table.pinnedColumns());
        other.table.resetColumns();
        QVERIFY(other.table.pinnedColumns().isEmpty());
        table.setColumnPinned(QStringLiteral("agent"), false);
        QCOMPARE(table.pinnedColumns(), QStringList{QStringLiteral("id")});
    }

    void thePagesPinsGiveWayToTheUsers()
    {
        Desk desk;
        desk.table.pinColumns({QStringLiteral("id"), QStringLiteral("nothing like it")});
        QCOMPARE(desk.table.pinnedColumns(), QStringList{QStringLiteral("id")});
        desk.table.setColumnPinned(QStringLiteral("id"), false);
        desk.table.pinColumns({QStringLiteral("status")});
        QVERIFY(desk.table.pinnedColumns().isEmpty());
        desk.table.resetColumns();
        QCOMPARE(desk.table.pinnedColumns(), QStringList{QStringLiteral("status")});
    }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
