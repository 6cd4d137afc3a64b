// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tableaccessible.h"

#include "views/stateview.h"
#include "views/tableheader.h"
#include "views/tableview.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace watchfloor {
namespace {

/// Lists of everything chosen end here: a screen reader that asks for a million cells would wait.
constexpr int mostCellsAtOnce = 10'000;

/// Cells and titles; they may outlive their table.
class TablePart : public QAccessibleInterface {
public:
    explicit TablePart(TableView *table)
        : m_table(table)
    {
    }
    QObject *object() const final { return nullptr; }
    QAccessibleInterface *parent() const final
    {
        return QAccessible::queryAccessibleInterface(m_table.data());
    }
    QAccessibleInterface *child(int) const final { return nullptr; }
    QAccessibleInterface *childAt(int, int) const final { return nullptr; }
    int childCount() const final { return 0; }
    int indexOfChild(const QAccessibleInterface *) const final { return -1; }
    void setText(QAccessible::Text, const QString &) final {}
    QString text(QAccessible::Text kind) const final
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Description)
            return tells(Qt::AccessibleDescriptionRole).toString();
        if (kind != QAccessible::Name)
            return {};
        const QString spoken = tells(Qt::AccessibleTextRole).toString();
        return spoken.isEmpty() ? tells(Qt::DisplayRole).toString() : spoken;
    }

    /// Where it stands; -1: a title.
    virtual int row() const = 0;
    virtual int column() const = 0;
    TableView *view() const { return m_table; }

protected:
    virtual QVariant tells(int role) const = 0;
    QRect onScreen(const QWidget *of, const QRect &area) const
    {
        const QRect seen = area.intersected(of->rect());
        return {of->mapToGlobal(seen.topLeft()), seen.size()};
    }

private:
    QPointer<TableView> m_table;
};

class TitlePart final : public TablePart {
public:
    TitlePart(TableView *table, int row, int column)
        : TablePart(table)
        , m_row(row)
        , m_column(column)
    {
    }
    bool isValid() const override
    {
        return view() && view()->model() && m_column < view()->model()->columnCount() &&
               m_row < view()->model()->rowCount();
    }
    int row() const override { return m_row; }
    int column() const override { return m_column; }
    QAccessible::Role role() const override
    {
        return m_column >= 0 ? QAccessible::ColumnHeader : QAccessible::RowHeader;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.invisible = rect().isEmpty(); // rows have titles for the base class alone
        return state;
    }
    QRect rect() const override
    {
        if (!isValid() || m_column < 0 || view()->isColumnHidden(m_column))
            return {};
        const TableHeader *header = view()->header();
        return onScreen(header->viewport(), {header->shownPosition(m_column), 0,
                                             header->sectionSize(m_column), header->height()});
    }

protected:
    QVariant tells(int role) const override
    {
        return m_column < 0 ? QVariant()
                            : view()->model()->headerData(m_column, Qt::Horizontal, role);
    }

private:
    int m_row;
    int m_column;
};

class CellPart final : public TablePart,
                       public QAccessibleTableCellInterface,
                       public QAccessibleActionInterface {
public:
    CellPart(TableView *table, const QModelIndex &index)
        : TablePart(table)
        , m_index(index)
    {
    }
    bool isValid() const override { return view() && m_index.isValid() && !view()->isCovered(); }
    int row() const override { return m_index.row(); }
    int column() const override { return m_index.column(); }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        if (!isValid())
            return state;
        state.focusable = true;
        state.selectable = true;
        state.extSelectable = true;
        state.selected = isSelected();
        state.focused = view()->hasFocus() && view()->currentIndex() == m_index;
        state.invisible = !view()->isVisible() || rect().isEmpty();
        return state;
    }
    QRect rect() const override
    {
        return isValid() ? onScreen(view()->viewport(), view()->visualRect(m_index)) : QRect();
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableCellInterface)
            return static_cast<QAccessibleTableCellInterface *>(this);
        if (type == QAccessible::ActionInterface)
            return static_cast<QAccessibleActionInterface *>(this);
        return nullptr;
    }

    bool isSelected() const override
    {
        return isValid() && view()->selectionModel()->isSelected(m_index);
    }
    QList<QAccessibleInterface *> columnHeaderCells() const override
    {
        QAccessibleInterface *whole = isValid() ? parent() : nullptr;
        // A title is a child like others; the first one belongs to the titles of rows.
        return whole ? QList{whole->child(m_index.column() + 1)} : QList<QAccessibleInterface *>();
    }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return column(); }
    int rowIndex() const override { return row(); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        const QModelIndex cell = m_index; // what it opens may take the rows, and this object, away
        if (name == pressAction())
            view()->pressCell(cell);
        else if (name == setFocusAction())
            view()->focusCell(cell);
    }
    QStringList keyBindingsForAction(const QString &name) const override
    {
        return name == pressAction() ? QStringList{QStringLiteral("Return")} : QStringList();
    }

protected:
    QVariant tells(int role) const override { return m_index.data(role); }

private:
    QPersistentModelIndex m_index;
};

class TableAccessible final : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit TableAccessible(TableView *table)
        : QAccessibleWidget(table, QAccessible::Table)
    {
    }
    ~TableAccessible() override
    {
        for (const auto &[at, id] : m_parts)
            QAccessible::deleteAccessibleInterface(id);
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.busy = view()->isCovered();
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Description && view()->isCovered()
                   ? SkeletonRows::tr("Loading")
                   : QAccessibleWidget::text(kind);
    }

    // The base class of our view tells of cells by these numbers: a row of titles first, and in
    // each row a title first.
    int childCount() const override { return (rowCount() + 1) * across(); }
    QAccessibleInterface *child(int at) const override
    {
        if (at < 0 || at >= childCount())
            return nullptr;
        QAccessibleInterface *known = knownPart(at);
        if (!known && m_parts.count(at) != 0) {
            settleParts(); // rows came or went
            known = knownPart(at);
        }
        if (known)
            return known;
        const int row = at / across() - 1;
        const int column = at % across() - 1;
        QAccessibleInterface *made = nullptr;
        if (row < 0 || column < 0)
            made = new TitlePart(view(), row, column);
        else
            made = new CellPart(view(), model()->index(row, column));
        m_parts.insert_or_assign(at, QAccessible::registerAccessibleInterface(made));
        return made;
    }
    int indexOfChild(const QAccessibleInterface *of) const override
    {
        const auto *part = dynamic_cast<const TablePart *>(of);
        return part && part->isValid() && part->view() == view()
                   ? (part->row() + 1) * across() + part->column() + 1
                   : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QWidget *cells = view()->viewport();
        const QPoint at = cells->mapFromGlobal(QPoint(x, y));
        if (cells->rect().contains(at))
            return cellOf(view()->indexAt(at));
        const TableHeader *titles = view()->header();
        const QPoint above = titles->viewport()->mapFromGlobal(QPoint(x, y));
        return titles->viewport()->rect().contains(above) ? child(titles->shownAt(above.x()) + 1)
                                                          : nullptr;
    }
    QAccessibleInterface *focusChild() const override { return cellOf(view()->currentIndex()); }

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override
    {
        return row < 0 || column < 0 || row >= rowCount() || column >= columnCount()
                   ? nullptr
                   : child((row + 1) * across() + column + 1);
    }
    int rowCount() const override
    {
        return model() && !view()->isCovered() ? model()->rowCount() : 0;
    }
    int columnCount() const override { return model() ? model()->columnCount() : 0; }
    QString columnDescription(int column) const override
    {
        return model() ? model()->headerData(column, Qt::Horizontal).toString() : QString();
    }
    QString rowDescription(int) const override { return {}; }

    int selectedRowCount() const override
    {
        int rows = 0;
        for (const QItemSelectionRange &range : selection())
            rows += range.height();
        return rows;
    }
    int selectedCellCount() const override { return selectedRowCount() * columnCount(); }
    int selectedColumnCount() const override { return 0; } // rows are what is chosen here
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override
    {
        QList<int> rows;
        for (const QItemSelectionRange &range : selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows << row;
        }
        return rows;
    }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        for (const QItemSelectionRange &range : selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row) {
                for (int column = 0; column < columnCount(); ++column) {
                    if (cells.size() == mostCellsAtOnce)
                        return cells;
                    cells << cellAt(row, column);
                }
            }
        }
        return cells;
    }
    bool isRowSelected(int row) const override
    {
        const QAccessibleInterface *cell = cellAt(row, 0);
        return cell && cell->state().selected;
    }
    bool isColumnSelected(int) const override { return false; }
    bool selectRow(int row) override { return select(row, QItemSelectionModel::Select); }
    bool unselectRow(int row) override { return select(row, QItemSelectionModel::Deselect); }
    bool selectColumn(int) override { return false; }
    bool unselectColumn(int) override { return false; }

    void modelChange(QAccessibleTableModelChangeEvent *) override { settleParts(); }

private:
    TableView *view() const { return static_cast<TableView *>(object()); }
    QAbstractItemModel *model() const { return view()->model(); }
    int across() const { return columnCount() + 1; }
    QItemSelection selection() const
    {
        return model() && !view()->isCovered() ? view()->selectionModel()->selection()
                                               : QItemSelection();
    }
    QAccessibleInterface *cellOf(const QModelIndex &index) const
    {
        return index.isValid() ? cellAt(index.row(), index.column()) : nullptr;
    }
    bool select(int row, QItemSelectionModel::SelectionFlags how)
    {
        if (row < 0 || row >= rowCount())
            return false;
        view()->selectionModel()->select(model()->index(row, 0), how | QItemSelectionModel::Rows);
        return true;
    }
    /// The part made for this place, while it still stands there.
    QAccessibleInterface *knownPart(int at) const
    {
        const auto found = m_parts.find(at);
        QAccessibleInterface *part =
            found == m_parts.end() ? nullptr : QAccessible::accessibleInterface(found->second);
        return part && indexOfChild(part) == at ? part : nullptr;
    }
    /// Each to where its row is now: what a reader stands on stays the same object.
    void settleParts() const
    {
        std::unordered_map<int, QAccessible::Id> settled;
        for (const auto &[at, id] : std::exchange(m_parts, {})) {
            const int now = indexOfChild(QAccessible::accessibleInterface(id));
            if (now < 0 || now >= childCount() || !settled.try_emplace(now, id).second)
                QAccessible::deleteAccessibleInterface(id);
        }
        m_parts = std::move(settled);
    }

    mutable std::unordered_map<int, QAccessible::Id> m_parts;
};

QAccessibleInterface *createTableInterface(const QString &, QObject *object)
{
    auto *table = qobject_cast<TableView *>(object);
    return table ? new TableAccessible(table) : nullptr;
}

} // namespace

void installTableAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(createTableInterface);
        return true;
    }();
    Q_UNUSED(once);
}

} // namespace watchfloor
