// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationlistmodel.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "support/fakereports.h"
#include "views/cellcursor.h"
#include "views/columnchooser.h"
#include "views/palette.h"
#include "views/rowcopy.h"
#include "views/tableheader.h"
#include "views/tableview.h"
#include "views/taskcell.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <QVBoxLayout>

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

/// As many rows as wanted, of which nothing is kept.
class ManyRows : public QAbstractTableModel {
public:
    explicit ManyRows(int rows)
        : m_count(rows)
    {
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_count;
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 2;
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool text = role == Qt::DisplayRole || role == CopyRole || role == KeyRole;
        return text || role == SortRole
                   ? QVariant(QString::number(index.row() * 2 + index.column()))
                   : QVariant();
    }
    void lose() // what a refresh of other rows does
    {
        beginResetModel();
        m_count = 3;
        endResetModel();
    }

private:
    int m_count;
};

/// A window with such a table and a status line that tells of tasks.
struct Copier {
    explicit Copier(int count)
        : model(count)
    {
        rows.setSourceModel(&model);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(table = new TableView);
        layout->addWidget(task = new TaskCell);
        table->setRows(&rows);
        window.show();
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        table->selectAll();
    }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    ManyRows model;
    SortedRows rows;
    QWidget window;
    TableView *table = nullptr;
    TaskCell *task = nullptr;
};

} // namespace

class TestTableView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    /// What dragging a title does, by keyboard: in the chooser, and from the menu of a cell.
    void columnsMoveAndResizeWithoutAMouse()
    {
        Desk desk;
        QSignalSpy edited(&desk.table, &TableView::layoutEdited);
        const std::vector<int> before = desk.table.visibleColumns();
        const QString third = desk.model.column(before[2]).key;
        auto *chooser = new ColumnChooser(&desk.table);
        chooser->openAt(QRect(0, 0, 100, 20));
        auto *tree = chooser->findChild<QTreeWidget *>();
        for (QTreeWidgetItemIterator it(tree); *it; ++it) {
            if ((*it)->data(0, Qt::UserRole).toString() == third)
                tree->setCurrentItem(*it);
        }
        QTest::keyClick(tree, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(desk.table.visibleColumns()[3], before[2]);
        QVERIFY(chooser->findChild<QLabel *>()->text().contains(QStringLiteral("column 4 of")));
        QTest::keyClick(tree, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.table.visibleColumns(), before);
        const int width = desk.table.header()->sectionSize(before[2]);
        QTest::keyClick(tree, Qt::Key_Right, Qt::AltModifier);
        QVERIFY(desk.table.header()->sectionSize(before[2]) > width);
        QTest::keyClick(tree, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desk.table.header()->sectionSize(before[2]), width);
        QVERIFY(edited.size() >= 4);
        QCOMPARE(desk.table.saveLayout().value(QStringLiteral("widths")).toMap().value(third),
                 QVariant(width));
        chooser->close();

        QMenu menu;
        desk.table.fillPlaceMenu(&menu, before[2]);
        const QList<QAction *> actions = menu.actions();
        actions[1]->trigger(); // right
        QCOMPARE(desk.table.visibleColumns()[3], before[2]);
        actions[0]->trigger();
        QCOMPARE(desk.table.visibleColumns(), before);
        actions[4]->trigger();
        QVERIFY(desk.table.header()->sectionSize(before[2]) >= 40);
        // Among pins nothing is moved.
        desk.table.setColumnPinned(desk.model.column(before[0]).key, true);
        QVERIFY(!desk.table.moveColumn(desk.model.column(before[0]).key, 1));
        QVERIFY(!desk.table.moveColumn(desk.model.column(before[1]).key, -1));
    }

    /// No name is cut beside an empty place, and a wide window does not pull rows apart.
    void namesTakeRoomThatNumbersLeave()
    {
        ConversationListModel model;
        SortedRows rows;
        rows.setSourceModel(&model);
        model.setReport(fakeConversations(20), false);
        TableView table;
        table.setRows(&rows);
        const auto show = [&](const QStringList &keys) {
            for (int column = 0; column < model.columnCount(); ++column)
                table.requireColumn(model.column(column).key,
                                    keys.contains(model.column(column).key));
        };
        const int agent = model.columnOf(QStringLiteral("agent"));
        const int usual = model.column(agent).width;
        const auto width = [&](int of) {
            table.resize(of, 400);
            table.refit();
            return table.header()->sectionSize(agent);
        };
        const QStringList numbers{QStringLiteral("agent"), QStringLiteral("waiting")};
        show(numbers);
        QCOMPARE(width(100), usual);
        QVERIFY(width(2 * usual + 160) > 2 * usual);
        QVERIFY(table.header()->length() <= table.width());
        QCOMPARE(width(1'600), 3 * usual);
        show(numbers + QStringList{QStringLiteral("group")});
        QCOMPARE(width(1'600), 2 * usual); // text at the end takes the rest
    }

    /// Whoever hides a column has chosen no widths: the others take its room.
    void hidingAColumnChoosesNoWidths()
    {
        Desk desk;
        const auto keys = desk.table.visibleColumns();
        for (std::size_t i = 4; i < keys.size(); ++i)
            desk.table.setColumnShown(desk.model.column(keys[i]).key, false);
        QVERIFY(desk.table.saveLayout().value(QStringLiteral("widths")).toMap().isEmpty());
        desk.table.resize(1'400, 500);
        desk.table.refit();
        const int wide = desk.table.header()->length();
        desk.table.resize(900, 500);
        desk.table.refit();
        QVERIFY(desk.table.header()->length() < wide);
        desk.table.header()->resizeSection(keys[0], 77);
        QVERIFY(!desk.table.saveLayout().value(QStringLiteral("widths")).toMap().isEmpty());
    }

    /// The keyboard is not blocked while much is copied, and the end is told.
    void longSelectionsAreCopiedBesides()
    {
        Copier desk(5'000);
        desk.table->copySelection();
        QCOMPARE(Copier::clipboard(), QStringLiteral("before")); // later, in turns
        QTRY_VERIFY(Copier::clipboard() != QLatin1String("before"));
        const QStringList lines = Copier::clipboard().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 5'002);            // with the header and the last end of a line
        for (const int row : {0, 2'500, 4'999}) { // in the order on screen
            const QString first = desk.rows.index(row, 0).data().toString();
            const QString second = desk.rows.index(row, 1).data().toString();
            QCOMPARE(lines[row + 1], first + QLatin1Char('\t') + second);
        }
        QVERIFY(lines[1] != lines[2'501]);
        QVERIFY2(desk.task->text().contains(QStringLiteral("rows copied")),
                 qPrintable(desk.task->text()));
        QVERIFY(!desk.task->isRunning());
    }

    void hugeSelectionsAreRefusedInWords()
    {
        Copier desk(RowCopy::mostRows + 1);
        desk.table->copySelection();
        const QString told = desk.task->text();
        QVERIFY2(told.contains(QStringLiteral("too many")), qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("export")), qPrintable(told));
        QCoreApplication::processEvents();
        QCOMPARE(Copier::clipboard(), QStringLiteral("before"));
    }

    /// Cancelled or overtaken by other rows, the clipboard keeps what it had.
    void halfACopyIsNone_data()
    {
        QTest::addColumn<bool>("cancelled");
        QTest::newRow("cancelled") << true;
        QTest::newRow("other rows") << false;
    }
    void halfACopyIsNone()
    {
        QFETCH(bool, cancelled);
        Copier desk(50'000);
        desk.table->copySelection();
        QPointer<RowCopy> copy = desk.table->findChild<RowCopy *>();
        QVERIFY(copy);
        if (cancelled)
            Q_EMIT desk.task->cancelRequested();
        else
            desk.model.lose();
        QVERIFY2(desk.task->text().startsWith(QStringLiteral("Nothing was copied")),
                 qPrintable(desk.task->text()));
        QTRY_VERIFY(!copy);
        QCOMPARE(Copier::clipboard(), QStringLiteral("before"));
    }

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
        const QVariantMap usual = desk.table.saveLayout();
        desk.table.setColumnPinned(QStringLiteral("agent"), true);
        desk.table.restoreLayout(usual); // a view saved before
        QCOMPARE(desk.table.pinnedColumns(), QStringList{QStringLiteral("id")});
        QCOMPARE(desk.table.saveLayout(), usual);
        desk.table.setColumnPinned(QStringLiteral("id"), false);
        desk.table.pinColumns({QStringLiteral("status")});
        QVERIFY(desk.table.pinnedColumns().isEmpty());
        desk.table.resetColumns();
        QCOMPARE(desk.table.pinnedColumns(), QStringList{QStringLiteral("status")});
    }

    void aCellIsPressedAsByEnter()
    {
        Desk desk;
        CellCursor cursor(&desk.table);
        QSignalSpy pressed(&cursor, &CellCursor::rowOpened);
        QSignalSpy opened(&desk.table, &TableView::opened);
        QAccessibleInterface *whole = QAccessible::queryAccessibleInterface(&desk.table);
        QVERIFY(whole && whole->role() == QAccessible::Table && whole->tableInterface());
        QAccessibleInterface *cell = whole->tableInterface()->cellAt(3, Model::Agent);
        QVERIFY(cell && cell->actionInterface());
        const QString press = QAccessibleActionInterface::pressAction();
        QVERIFY(cell->actionInterface()->actionNames().contains(press));
        cell->actionInterface()->doAction(press);
        const QString key = desk.rows.index(3, 0).data(KeyRole).toString();
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(pressed.front().front().toModelIndex(), desk.rows.index(3, Model::Agent));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().front().toString(), key);
        QCOMPARE(desk.table.selectedKeys(), QStringList{key});
        QVERIFY(cell->state().selected);
    }

    void aReaderStaysOnItsRow()
    {
        Desk desk;
        desk.table.sortBy(QStringLiteral("id"), Qt::AscendingOrder);
        QAccessibleInterface *whole = QAccessible::queryAccessibleInterface(&desk.table);
        const QString key = desk.rows.index(0, 0).data(KeyRole).toString();
        QAccessibleInterface *cell = whole->tableInterface()->cellAt(0, Model::Agent);
        const QString said = cell->text(QAccessible::Name);
        QAccessibleInterface *title = cell->tableCellInterface()->columnHeaderCells().value(0);
        QVERIFY(title && title->role() == QAccessible::ColumnHeader);
        QCOMPARE(title->text(QAccessible::Name),
                 desk.model.headerData(Model::Agent, Qt::Horizontal).toString());

        desk.table.sortBy(QStringLiteral("id"), Qt::DescendingOrder);
        QAccessibleTableModelChangeEvent sorted( // as the view tells while somebody reads
            &desk.table, QAccessibleTableModelChangeEvent::ModelReset);
        whole->tableInterface()->modelChange(&sorted);
        const int now = desk.rows.rowWithKey(key);
        QVERIFY(now > 0);
        QCOMPARE(cell->tableCellInterface()->rowIndex(), now);
        QVERIFY(whole->tableInterface()->cellAt(now, Model::Agent) == cell);
        QVERIFY(whole->tableInterface()->cellAt(0, Model::Agent) != cell);
        QCOMPARE(cell->text(QAccessible::Name), said);

        QSignalSpy told(&desk.table, &TableView::currentKeyChanged);
        cell->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
        QCOMPARE(told.size(), 1);
        QVERIFY(whole->focusChild() == cell);
    }

    void amongManyRowsOneIsRead()
    {
        ManyRows model(20'000);
        SortedRows rows;
        rows.setSourceModel(&model);
        TableView table;
        table.setRows(&rows);
        QAccessibleInterface *whole = QAccessible::queryAccessibleInterface(&table);
        QAccessibleTableInterface *cells = whole->tableInterface();
        QCOMPARE(cells->rowCount(), 20'000);
        const QAccessibleInterface *last = cells->cellAt(19'999, 1);
        QCOMPARE(last->text(QAccessible::Name), rows.index(19'999, 1).data().toString());
        QVERIFY(whole->child(whole->indexOfChild(last)) == last);
        QVERIFY(!cells->cellAt(20'000, 1));
        model.lose();
        QCOMPARE(cells->rowCount(), 3);
        QVERIFY(!cells->cellAt(3, 0));
        QCOMPARE(cells->cellAt(2, 1)->text(QAccessible::Name), rows.index(2, 1).data().toString());
    }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
