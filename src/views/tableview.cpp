// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tableview.h"

#include "models/columnspec.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "models/tsv.h"
#include "views/celldelegate.h"
#include "views/rowcopy.h"
#include "views/tableaccessible.h"
#include "views/tableheader.h"
#include "views/taskcell.h"
#include "views/typography.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <optional>
#include <utility>

namespace watchfloor {

TableView::TableView(QWidget *parent)
    : QTableView(parent)
    , m_header(new TableHeader(this))
    , m_delegate(new CellDelegate(this))
{
    installTableAccessibility();
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(tableRowHeight);
    verticalHeader()->setMinimumSectionSize(tableRowHeight);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, &TableView::showHeaderMenu);
    connect(m_header, &QHeaderView::sectionResized, this, [this] {
        if (m_fitting || !isVisible())
            return;
        m_widthsAreUsers = true;
        Q_EMIT layoutEdited();
    });
    connect(m_header, &QHeaderView::sectionMoved, this, &TableView::layoutEdited);
    connect(m_header, &TableHeader::sortAdded, this, &TableView::addSortOf);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT opened(index.data(KeyRole).toString()); });
}

void TableView::setRows(SortedRows *rows)
{
    m_rows = rows;
    setModel(rows);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, [this] {
        // The base class moves the cursor off a removed row without selecting where it went.
        const QModelIndex now = currentIndex();
        if (now.isValid() && !selectionModel()->hasSelection())
            selectionModel()->select(now, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    });
    connect(rows, &QAbstractItemModel::modelReset, this, [this] { m_order = m_rows->sortKeys(); });
    connect(rows, &QAbstractItemModel::layoutAboutToBeChanged, this, &TableView::dropAnchor);
    connect(rows, &QAbstractItemModel::layoutChanged, this, &TableView::weighAnchor);
    connect(rows, &SortedRows::choosing, this, [this] {
        m_keyBefore = currentIndex().data(KeyRole).toString();
        m_choosing = true;
    });
    connect(rows, &SortedRows::chosen, this, &TableView::settleCurrent);
    connect(rows, &SortedRows::sortKeysChanged, this, &TableView::onSortsChanged);
    setSortingEnabled(true);
    setPins(m_ownPins);
    fitColumns();
}

int TableView::columnOf(const QString &key) const
{
    for (int i = 0; m_rows && i < m_rows->columnCount(); ++i) {
        if (columnKey(i) == key)
            return i;
    }
    return -1;
}

QString TableView::columnKey(int column) const
{
    return m_rows->headerData(column, Qt::Horizontal, KeyRole).toString();
}

QStringList TableView::selectedKeys() const
{
    QModelIndexList selected =
        selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    std::sort(selected.begin(), selected.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList keys;
    for (const QModelIndex &index : selected)
        keys.append(index.data(KeyRole).toString());
    return keys;
}

void TableView::copySelection()
{
    const QItemSelection selection = selectionModel()->selection();
    qint64 count = 0;
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    const QPointer<TaskCell> task = window()->findChild<TaskCell *>();
    const auto tell = [task](bool failed, const QString &text) {
        if (task)
            task->setOutcome(text, failed);
    };
    const QLocale locale;
    if (m_copy) {
        m_copy->cancel();
        m_copy.clear();
    }
    if (count > RowCopy::mostRows)
        return tell(true, tr("%1 rows are too many to copy, %2 are the most: export them (Ctrl+E)")
                              .arg(locale.toString(count), locale.toString(RowCopy::mostRows)));
    std::vector<int> selected;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            selected.push_back(row);
    }
    std::sort(selected.begin(), selected.end());
    selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
    if (selected.empty())
        return;
    if (count <= RowCopy::atOnce) {
        QGuiApplication::clipboard()->setText(toTsv(*m_rows, selected, visibleColumns()));
        return;
    }
    m_copy = new RowCopy(m_rows, std::move(selected), visibleColumns(), this);
    const QString rows = locale.toString(count);
    if (task) {
        connect(m_copy, &RowCopy::progressed, task.data(), [task, rows](double share) {
            task->setProgress(tr("Copying %1 rows").arg(rows), share);
        });
        connect(task.data(), &TaskCell::cancelRequested, m_copy, &RowCopy::cancel);
    }
    connect(m_copy, &RowCopy::finished, this, [tell, rows](bool copied, const QString &why) {
        tell(!copied, copied ? tr("%1 rows copied").arg(rows) : why);
    });
    m_copy->start();
}

void TableView::sortBy(const QString &key, Qt::SortOrder order)
{
    const int column = columnOf(key);
    if (column >= 0)
        sortByColumn(column, order);
}

void TableView::requireColumn(const QString &key, bool shown)
{
    if (m_required.value(key, !shown) == shown)
        return;
    m_required.insert(key, shown);
    fitColumns();
}

bool TableView::isNumeric(int column) const
{
    const auto kind =
        static_cast<ColumnKind>(m_rows->headerData(column, Qt::Horizontal, KindRole).toInt());
    return kind == ColumnKind::Number || kind == ColumnKind::Duration;
}

int TableView::columnRoom() const
{
    // The scroll bar's place is kept free: columns must not move when rows come or go.
    return contentsRect().width() - verticalScrollBar()->sizeHint().width();
}

int TableView::usualWidth(int column) const
{
    // What its values need, and its title: only here the font is known. A title longer than that
    // is a sentence, and the tooltip has it.
    constexpr int longestTitle = 208;
    const int values = m_rows->headerData(column, Qt::Horizontal, WidthRole).toInt();
    return std::max(values, std::min(longestTitle, m_header->titleWidth(column)));
}

void TableView::chooseColumns()
{
    if (m_columnsAreUsers)
        return;
    // As many columns as there is room for, in their order of weight; more appear on wide screens.
    const auto required = [this](int column) {
        const auto wish = m_required.constFind(columnKey(column));
        return wish != m_required.cend() ? std::optional(*wish) : std::nullopt;
    };
    int room = columnRoom();
    for (int i = 0; i < m_rows->columnCount(); ++i)
        room -= required(i).value_or(false) ? usualWidth(i) : 0;
    bool full = false;
    for (int i = 0; i < m_rows->columnCount(); ++i) {
        const std::optional<bool> wish = required(i);
        bool shown = wish.value_or(!m_rows->headerData(i, Qt::Horizontal, HiddenRole).toBool());
        if (shown && !wish) {
            room -= usualWidth(i);
            full = full || (room < 0 && i > 2);
            shown = !full;
        }
        setColumnHidden(i, !shown);
    }
}

std::vector<int> TableView::visibleColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!isColumnHidden(logical))
            columns.push_back(logical);
    }
    return columns;
}

void TableView::setColumnShown(const QString &key, bool shown)
{
    const int column = columnOf(key);
    if (column < 0 || isColumnHidden(column) != shown)
        return;
    m_columnsAreUsers = true;
    m_fitting = true; // what hides is told as resized too
    setColumnHidden(column, !shown);
    if (shown && m_header->sectionSize(column) < m_header->minimumSectionSize())
        m_header->resizeSection(column, usualWidth(column));
    m_fitting = false;
    fitColumns();
    Q_EMIT layoutEdited();
}

void TableView::resetColumns()
{
    m_widthsAreUsers = false;
    m_columnsAreUsers = false;
    m_pinsAreUsers = false;
    m_header->setPinned({});
    for (int column = 0; column < m_header->count(); ++column)
        m_header->moveSection(m_header->visualIndex(column), column);
    setPins(m_ownPins);
    fitColumns();
    Q_EMIT layoutEdited();
}

QVariantMap TableView::saveLayout() const
{
    QStringList order;
    QStringList hidden;
    QVariantMap widths;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        const QString key = columnKey(logical);
        order.append(key);
        if (isColumnHidden(logical))
            hidden.append(key);
        else if (m_widthsAreUsers)
            widths.insert(key, m_header->sectionSize(logical));
    }
    QVariantMap layout{{QStringLiteral("order"), order}, {QStringLiteral("widths"), widths}};
    if (m_columnsAreUsers)
        layout.insert(QStringLiteral("hidden"), hidden);
    if (m_pinsAreUsers)
        layout.insert(QStringLiteral("pinned"), pinnedColumns());
    QStringList further; // "-created": descending
    for (const RowSort &sort : m_rows->sortKeys()) {
        const bool descends = sort.order == Qt::DescendingOrder;
        if (layout.contains(QStringLiteral("sort"))) {
            further.append((descends ? QStringLiteral("-") : QString()) + columnKey(sort.column));
            continue;
        }
        layout.insert(QStringLiteral("sort"), columnKey(sort.column));
        layout.insert(QStringLiteral("descending"), descends);
    }
    if (!further.isEmpty())
        layout.insert(QStringLiteral("sortThen"), further);
    return layout;
}

void TableView::restoreLayout(const QVariantMap &layout)
{
    if (layout.isEmpty())
        return;
    setPins({}); // they would keep their places
    int visual = 0;
    for (const QString &key : layout.value(QStringLiteral("order")).toStringList()) {
        const int column = columnOf(key);
        if (column >= 0) // columns of another version are passed over
            m_header->moveSection(m_header->visualIndex(column), visual++);
    }
    const QStringList hidden = layout.value(QStringLiteral("hidden")).toStringList();
    const QStringList known = layout.value(QStringLiteral("order")).toStringList();
    m_columnsAreUsers = layout.contains(QStringLiteral("hidden"));
    for (int i = 0; m_columnsAreUsers && i < m_rows->columnCount(); ++i) {
        if (known.contains(columnKey(i)))
            setColumnHidden(i, hidden.contains(columnKey(i)));
    }
    const QVariantMap widths = layout.value(QStringLiteral("widths")).toMap();
    m_widthsAreUsers = !widths.isEmpty();
    fitColumns();
    m_fitting = true;
    for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
        const int column = columnOf(it.key());
        if (column >= 0)
            m_header->resizeSection(column, std::clamp(it.value().toInt(), 40, 2000));
    }
    m_fitting = false;
    m_pinsAreUsers = layout.contains(QStringLiteral("pinned"));
    setPins(m_pinsAreUsers ? layout.value(QStringLiteral("pinned")).toStringList() : m_ownPins);
    const auto orderOf = [](bool descends) {
        return descends ? Qt::DescendingOrder : Qt::AscendingOrder;
    };
    std::vector<RowSort> sorts;
    const int first = columnOf(layout.value(QStringLiteral("sort")).toString());
    if (first >= 0)
        sorts.push_back({first, orderOf(layout.value(QStringLiteral("descending")).toBool())});
    for (const QString &key : layout.value(QStringLiteral("sortThen")).toStringList()) {
        const bool descends = key.startsWith(u'-');
        const int column = columnOf(descends ? key.mid(1) : key);
        if (column >= 0)
            sorts.push_back({column, orderOf(descends)});
    }
    if (!sorts.empty())
        m_rows->setSortKeys(std::move(sorts));
}

void TableView::fitColumns()
{
    if (!m_rows || m_fitting)
        return;
    m_fitting = true;
    chooseColumns();
    m_fitting = false;
    if (m_widthsAreUsers)
        return;
    int fixed = 0;
    int weights = 0;
    const auto weight = [this](int column) {
        return m_rows->headerData(column, Qt::Horizontal, GrowRole).toInt();
    };
    const std::vector<int> columns = visibleColumns();
    for (const int column : columns) {
        fixed += usualWidth(column);
        weights += weight(column);
    }
    const int spare = std::max(0, columnRoom() - fixed);
    m_fitting = true;
    for (const int column : columns) {
        // Text grows up to the double, so that a wide screen does not pull rows apart.
        const int base = usualWidth(column);
        const int extra = weights > 0 ? spare * weight(column) / weights : 0;
        m_header->resizeSection(column, base + std::min(extra, base));
    }
    int left = columnRoom();
    for (const int column : columns)
        left -= m_header->sectionSize(column);
    const auto widen = [this, left](int column, int most) {
        const int size = m_header->sectionSize(column);
        m_header->resizeSection(column, std::clamp(size + left, size, std::max(size, most)));
    };
    const auto name = std::find_if(columns.begin(), columns.end(),
                                   [&weight](int column) { return weight(column) > 0; });
    // Text at the end takes what is left: the lines of the rows run as far as the totals'. Behind
    // numbers nothing would stand there: names take some of it before they are cut.
    if (!columns.empty() && !isNumeric(columns.back()))
        widen(columns.back(), QWIDGETSIZE_MAX);
    else if (name != columns.end())
        widen(*name, 3 * usualWidth(*name));
    m_fitting = false;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::hoverRow(int row)
{
    if (row == m_delegate->hoveredRow())
        return;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    hoverRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent *event)
{
    hoverRow(-1);
    QTableView::leaveEvent(event);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

} // namespace watchfloor
