// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/metricpanel.h"

#include "models/roles.h"
#include "models/rowtree.h"
#include "views/cellcursor.h"
#include "views/celldelegate.h"
#include "views/changefade.h"
#include "views/columnchooser.h"
#include "views/tableheader.h"
#include "views/typography.h"

#include <QHeaderView>
#include <QMenu>
#include <QTimer>

namespace watchfloor {

MetricPanel::MetricPanel(QAbstractItemModel *source, const QString &what, QWidget *parent)
    : TablePanel(source, what, parent)
    , m_totals(new TotalsRow(table(), this))
    , m_cursor(new CellCursor(table()))
    , m_fade(new ChangeFade(table()))
{
    setFooter(m_totals);
    if (auto *delegate = qobject_cast<CellDelegate *>(table()->itemDelegate()))
        delegate->setFade(m_fade);
    table()->pinColumns({source->headerData(0, Qt::Horizontal, KeyRole).toString()});
    table()->setColumnChooser([this] {
        const QHeaderView *header = table()->horizontalHeader();
        const QRect all = header->rect();
        openColumnChooser({header->mapToGlobal(all.topLeft()), all.size()});
    });
    connect(m_cursor, &CellCursor::numberOpened, this,
            [this](const QModelIndex &index) { Q_EMIT numberOpened(toSource(index)); });
    connect(m_cursor, &CellCursor::beforeOpened, this,
            [this](const QModelIndex &index) { Q_EMIT beforeOpened(toSource(index)); });
    connect(m_cursor, &CellCursor::stepOpened, this, [this](const QModelIndex &index, int step) {
        Q_EMIT stepOpened(toSource(index), step);
    });
    connect(m_cursor, &CellCursor::rowOpened, this,
            [this](const QModelIndex &index) { Q_EMIT rowOpened(toSource(index)); });
    connect(m_cursor, &CellCursor::explainRequested, this,
            [this](const QModelIndex &index, const QRect &at) {
                Q_EMIT explainRequested(toSource(index), at);
            });
    connect(m_cursor, &CellCursor::levelsRequested, this,
            [this](const QModelIndex &index, const QRect &at) {
                const QModelIndex own = toSource(index);
                Q_EMIT levelsRequested(own.column(), own.row(), at);
            });
    connect(table(), &TableView::headerMenuOpening, this, [this](QMenu *menu, int column) {
        if (!hasLevels(column))
            return;
        connect(menu->addAction(tr("Levels…")), &QAction::triggered, this,
                [this, column] { Q_EMIT levelsRequested(column, -1, titleRect(column)); });
        menu->addSeparator();
    });
    connect(m_cursor, &CellCursor::branchToggled, this,
            [this](const QModelIndex &index, bool open) {
                if (!m_tree.setOpen)
                    return;
                m_tree.setOpen(toSource(index).row(), open);
                rows()->rearrange();
                Q_EMIT branchToggled();
            });
    connect(m_totals, &TotalsRow::opened, this,
            [this](const TotalsRow::Cell &cell) { Q_EMIT totalOpened(cell.column, cell.rest); });
    connect(m_totals, &TotalsRow::beforeOpened, this, [this](const TotalsRow::Cell &cell) {
        Q_EMIT totalBeforeOpened(cell.column, cell.rest);
    });
    connect(m_totals, &TotalsRow::explainRequested, this,
            [this](const TotalsRow::Cell &cell, const QRect &at) {
                Q_EMIT totalExplainRequested(cell.column, cell.rest, at);
            });
    connect(table(), &TableView::layoutEdited, this, &MetricPanel::noteColumns);
}

bool MetricPanel::hasLevels(int column) const
{
    const auto told = [this, column](int role) {
        return !rows()->headerData(column, Qt::Horizontal, role).toString().isEmpty();
    };
    return told(MetricRole) || told(LevelsRole);
}

QRect MetricPanel::titleRect(int column) const
{
    const TableHeader *header = table()->header();
    const QRect title(header->shownPosition(column), 0, header->sectionSize(column),
                      header->height());
    return {header->mapToGlobal(title.topLeft()), title.size()};
}

void MetricPanel::requestLevels()
{
    const QModelIndex at = table()->currentIndex();
    if (at.isValid() && hasLevels(at.column())) {
        const QRect cell = table()->visualRect(at);
        const QModelIndex own = toSource(at);
        Q_EMIT levelsRequested(own.column(), own.row(),
                               {table()->viewport()->mapToGlobal(cell.topLeft()), cell.size()});
        return;
    }
    for (const int column : table()->visibleColumns()) {
        if (!hasLevels(column))
            continue;
        Q_EMIT levelsRequested(column, -1, titleRect(column));
        return;
    }
}

void MetricPanel::noteColumns()
{
    QStringList shown = shownMetrics();
    shown.sort();
    if (shown == m_columnsBefore)
        return;
    m_columnsBefore = shown;
    Q_EMIT columnsChosen();
}

void MetricPanel::resizeEvent(QResizeEvent *event)
{
    TablePanel::resizeEvent(event);
    // A wider window shows more columns, once the table has got its own new size.
    QTimer::singleShot(0, this, &MetricPanel::noteColumns);
}

QModelIndex MetricPanel::toSource(const QModelIndex &index) const
{
    return index.model() == rows() ? rows()->mapToSource(index) : index;
}

void MetricPanel::setTree(Tree tree)
{
    m_tree = std::move(tree);
    if (!m_tree.parents) {
        rows()->setArrangement({});
        return;
    }
    rows()->setArrangement(
        {[this](int row) { return m_tree.isHead(row); },
         [this](std::vector<int> &sorted) {
             const bool searching = !rows()->needle().isEmpty();
             arrangeAsTree(
                 sorted, m_tree.parents(),
                 [this, searching](int row) { return searching || m_tree.isOpen(row); },
                 [this](int row) { return !m_tree.isHead(row) || rows()->passes(row); });
         }});
}

QStringList MetricPanel::shownMetrics() const
{
    QStringList keys;
    for (const int column : table()->visibleColumns()) {
        const QString metric = rows()->headerData(column, Qt::Horizontal, MetricRole).toString();
        if (!metric.isEmpty())
            keys << metric;
    }
    return keys;
}

void MetricPanel::openColumnChooser(const QRect &anchor)
{
    auto *chooser = new ColumnChooser(table()); // deletes itself when closed
    chooser->openAt(anchor);
}

void MetricPanel::setDensity(RowDensity density)
{
    m_density = density;
    const int height = density == RowDensity::Compact       ? 24
                       : density == RowDensity::Comfortable ? 34
                                                            : tableRowHeight;
    table()->verticalHeader()->setMinimumSectionSize(height);
    table()->verticalHeader()->setDefaultSectionSize(height);
}

QString densityKey(RowDensity density)
{
    switch (density) {
    case RowDensity::Compact:
        return QStringLiteral("compact");
    case RowDensity::Comfortable:
        return QStringLiteral("comfortable");
    case RowDensity::Usual:
        break;
    }
    return QStringLiteral("usual");
}

RowDensity densityOf(const QString &key)
{
    for (const RowDensity density : {RowDensity::Compact, RowDensity::Comfortable}) {
        if (key == densityKey(density))
            return density;
    }
    return RowDensity::Usual;
}

QString densityTitle(RowDensity density)
{
    switch (density) {
    case RowDensity::Compact:
        return MetricPanel::tr("Compact rows");
    case RowDensity::Comfortable:
        return MetricPanel::tr("Comfortable rows");
    case RowDensity::Usual:
        break;
    }
    return MetricPanel::tr("Usual rows");
}

} // namespace watchfloor
