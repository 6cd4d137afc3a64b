// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/totalsrow.h"

#include "models/metricformatter.h"
#include "models/plaintext.h"
#include "models/roles.h"
#include "models/totalroles.h"
#include "views/figurepainter.h"
#include "views/palette.h"
#include "views/tableheader.h"
#include "views/tableview.h"
#include "views/typography.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {

TotalsRow::TotalsRow(TableView *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
{
    installPaintedItems();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    const auto repaint = [this] { update(); };
    QHeaderView *header = table->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, repaint);
    connect(header, &QHeaderView::sectionMoved, this, repaint);
    connect(header, &QHeaderView::geometriesChanged, this, repaint);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
    const auto reread = [this] { refresh(); };
    connect(table->model(), &QAbstractItemModel::headerDataChanged, this, reread);
    connect(table->model(), &QAbstractItemModel::modelReset, this, reread);
    refresh();
}

QSize TotalsRow::sizeHint() const
{
    return {100, 2 * tableRowHeight + 1};
}

QSize TotalsRow::minimumSizeHint() const
{
    return sizeHint();
}

void TotalsRow::refresh()
{
    setAccessibleName(tr("Totals"));
    setAccessibleDescription(summary());
    paintedItemsChanged(this);
    update();
}

QVariant TotalsRow::ask(const Cell &cell, int restRole, int totalRole) const
{
    return m_table ? m_table->model()->headerData(cell.column, Qt::Horizontal,
                                                  cell.rest ? restRole : totalRole)
                   : QVariant();
}

QString TotalsRow::cellText(const Cell &cell) const
{
    return ask(cell, RestRole, TotalRole).toString();
}

QString TotalsRow::cellToolTip(const Cell &cell) const
{
    return ask(cell, RestToolTipRole, TotalToolTipRole).toString();
}

bool TotalsRow::isNumber(const Cell &cell) const
{
    return cell.column >= 0 && !ask(cell, MetricRole, MetricRole).toString().isEmpty() &&
           cellText(cell) != MetricFormatter::none() && !cellText(cell).isEmpty();
}

QString TotalsRow::cellName(const Cell &cell) const
{
    const std::vector<Cell> all = cells();
    const auto first = std::find_if(all.begin(), all.end(),
                                    [&cell](const Cell &c) { return c.rest == cell.rest; });
    const QString row = first == all.end() ? QString() : cellText(*first);
    if (first != all.end() && *first == cell)
        return row;
    const QString column = m_table->model()->headerData(cell.column, Qt::Horizontal).toString();
    const QString spoken =
        ask(cell, restFigure(Qt::AccessibleTextRole), totalFigure(Qt::AccessibleTextRole))
            .toString(); // with n, the change and what else is painted
    return tr("%1, %2: %3", "row, column: value")
        .arg(row, column, spoken.isEmpty() ? cellText(cell) : spoken);
}

QRect TotalsRow::cellRect(const Cell &cell) const
{
    if (!m_table || cell.column < 0)
        return {};
    const TableHeader *header = m_table->header();
    const int x = m_table->viewport()->x() + header->shownPosition(cell.column);
    return {x, cell.rest ? 1 : tableRowHeight + 1, header->sectionSize(cell.column),
            tableRowHeight};
}

std::vector<TotalsRow::Cell> TotalsRow::cells() const
{
    std::vector<Cell> cells;
    if (!m_table || !m_table->rows())
        return cells;
    const std::vector<int> columns = m_table->visibleColumns();
    for (const bool rest : {true, false}) {
        for (const int column : columns) {
            if (!cellText({column, rest}).isEmpty())
                cells.push_back({column, rest});
        }
    }
    return cells;
}

int TotalsRow::paintedCurrent() const
{
    const std::vector<Cell> all = cells();
    const auto found = std::find(all.begin(), all.end(), m_current);
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

QString TotalsRow::summary() const
{
    QStringList lines;
    for (const int role : {static_cast<int>(RestRole), static_cast<int>(TotalRole)}) {
        QStringList parts;
        for (int i = 0; i < m_table->model()->columnCount(); ++i) {
            const QString value = m_table->model()->headerData(i, Qt::Horizontal, role).toString();
            if (value.isEmpty())
                continue;
            const QString title = m_table->model()->headerData(i, Qt::Horizontal).toString();
            parts << (parts.isEmpty() ? value : title + QLatin1Char(' ') + value);
        }
        lines << parts.join(QStringLiteral(", "));
    }
    return lines.join(QStringLiteral("; "));
}

void TotalsRow::paintCell(QPainter &painter, const Cell &cell) const
{
    const QString text = cellText(cell);
    if (text.isEmpty())
        return;
    const auto logical = m_table->model()
                             ->headerData(cell.column, Qt::Horizontal, Qt::TextAlignmentRole)
                             .value<Qt::Alignment>();
    QRect rect = cellRect(cell).adjusted(gridStep, 0, -gridStep, 0);
    const auto figure = [&](int role) { return ask(cell, restFigure(role), totalFigure(role)); };
    // Under the numbers, not under their n.
    const int beside = besideSpace(ask(cell, BesideRole, BesideRole).toInt());
    if (logical.testFlag(Qt::AlignRight) && beside > 0) {
        QRect notes = rect;
        painter.save();
        paintBeside(painter, notes, figure, layoutDirection());
        painter.restore();
        layoutDirection() == Qt::RightToLeft ? rect.setLeft(rect.left() + beside)
                                             : rect.setRight(rect.right() - beside);
    }
    painter.save();
    if (text == MetricFormatter::none() || figure(StaleRole).toBool())
        painter.setPen(tokens().faint);
    else if (figure(MutedRole).toBool())
        painter.setPen(tokens().muted);
    drawFigures(painter, rect, text, QStyle::visualAlignment(layoutDirection(), logical));
    painter.restore();
    if (hasFocus() && cell == m_current) {
        painter.save();
        painter.setPen(QPen(tokens().accent, 2));
        painter.drawRect(cellRect(cell).adjusted(1, 1, -1, -1));
        painter.restore();
    }
}

void TotalsRow::paintLine(QPainter &painter, bool rest) const
{
    const TableHeader *header = m_table->header();
    const int pinned = header->pinnedWidth();
    const QRect viewport = m_table->viewport()->geometry();
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    for (const bool pins : {false, true}) { // pinned columns stand over the others, as in the table
        painter.save();
        if (!pins && pinned > 0)
            painter.setClipRect(viewport.x() + (rtl ? 0 : pinned), 0, viewport.width() - pinned,
                                height());
        for (const Cell &cell : cells()) {
            if (cell.rest == rest && header->isPinned(cell.column) == pins)
                paintCell(painter, cell);
        }
        painter.restore();
    }
}

void TotalsRow::paintEvent(QPaintEvent *)
{
    if (!m_table)
        return;
    const Palette &p = tokens();
    QPainter painter(this);
    painter.fillRect(rect(), p.surface);
    painter.setPen(QPen(p.faint, 0));
    painter.drawLine(0, 0, width(), 0);
    painter.setPen(QPen(p.line, 0));
    painter.drawLine(0, tableRowHeight, width(), tableRowHeight);
    painter.setFont(bodyFont());
    painter.setPen(p.muted);
    paintLine(painter, true);
    painter.setFont(strongFont());
    painter.setPen(p.text);
    paintLine(painter, false);
}

TotalsRow::Cell TotalsRow::cellAt(const QPoint &at) const
{
    Cell found;
    for (const Cell &cell : cells()) {
        if (cellRect(cell).contains(at) &&
            (found.column < 0 || m_table->header()->isPinned(cell.column)))
            found = cell; // pinned columns lie over the others
    }
    return found;
}

void TotalsRow::setCurrent(const Cell &cell)
{
    m_current = cell;
    paintedFocusMoved(this);
    update();
    if (cell.column < 0 || !hasFocus())
        return;
    const QString about = cellToolTip(cell); // why there is no total is told there
    QToolTip::showText(mapToGlobal(cellRect(cell).bottomLeft()),
                       about.isEmpty() ? QString() : asHtml(about), this, cellRect(cell));
}

bool TotalsRow::isCompared(const Cell &cell) const
{
    constexpr int change = 2;
    return isNumber(cell) && (ask(cell, BesideRole, BesideRole).toInt() & change) != 0;
}

void TotalsRow::openBy(Qt::KeyboardModifiers modifiers)
{
    if (!modifiers.testFlag(Qt::ShiftModifier))
        Q_EMIT opened(m_current);
    else if (isCompared(m_current))
        Q_EMIT beforeOpened(m_current);
}

void TotalsRow::explain(const Cell &cell)
{
    const QRect rect = cellRect(cell);
    if (isNumber(cell))
        Q_EMIT explainRequested(cell, {mapToGlobal(rect.topLeft()), rect.size()});
}

void TotalsRow::keyPressEvent(QKeyEvent *event)
{
    const std::vector<Cell> all = cells();
    const auto here = std::find(all.begin(), all.end(), m_current);
    if (here == all.end()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const auto sameRow = [&](std::ptrdiff_t step) {
        const auto to = here - all.begin() + step;
        if (to >= 0 && to < static_cast<std::ptrdiff_t>(all.size()) &&
            all[static_cast<std::size_t>(to)].rest == m_current.rest)
            setCurrent(all[static_cast<std::size_t>(to)]);
    };
    const auto otherRow = [&](bool rest) {
        const Cell to{m_current.column, rest};
        if (std::find(all.begin(), all.end(), to) != all.end())
            setCurrent(to);
    };
    if (event->key() == Qt::Key_Left)
        sameRow(rtl ? 1 : -1);
    else if (event->key() == Qt::Key_Right)
        sameRow(rtl ? -1 : 1);
    else if (event->key() == Qt::Key_Up)
        otherRow(true);
    else if (event->key() == Qt::Key_Down)
        otherRow(false);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
             isNumber(m_current))
        openBy(event->modifiers());
    else if (event->key() == Qt::Key_I && event->modifiers() == Qt::ControlModifier)
        explain(m_current);
    else
        QWidget::keyPressEvent(event);
}

void TotalsRow::mousePressEvent(QMouseEvent *event)
{
    if (const Cell cell = cellAt(event->position().toPoint()); cell.column >= 0)
        setCurrent(cell);
}

void TotalsRow::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Cell cell = cellAt(event->position().toPoint());
    if (isNumber(cell))
        Q_EMIT opened(cell);
}

void TotalsRow::contextMenuEvent(QContextMenuEvent *event)
{
    const Cell cell =
        event->reason() == QContextMenuEvent::Mouse ? cellAt(event->pos()) : m_current;
    if (!isNumber(cell))
        return;
    QMenu menu(this);
    connect(menu.addAction(tr("Show its conversations")), &QAction::triggered, this,
            [this, cell] { Q_EMIT opened(cell); });
    if (isCompared(cell))
        connect(menu.addAction(tr("Show those of the period before")), &QAction::triggered, this,
                [this, cell] { Q_EMIT beforeOpened(cell); });
    connect(menu.addAction(tr("Explain this number")), &QAction::triggered, this,
            [this, cell] { explain(cell); });
    menu.exec(event->globalPos());
}

void TotalsRow::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const std::vector<Cell> all = cells();
    if (std::find(all.begin(), all.end(), m_current) == all.end() && !all.empty())
        m_current = *std::find_if(all.begin(), all.end(),
                                  [&all](const Cell &c) { return !c.rest || all.back().rest; });
    setCurrent(m_current);
}

void TotalsRow::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool TotalsRow::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Cell cell = cellAt(help->pos());
        const QString text = cell.column < 0 ? QString() : cellToolTip(cell);
        QToolTip::showText(help->globalPos(), text.isEmpty() ? QString() : asHtml(text), this,
                           cellRect(cell));
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *press = static_cast<QKeyEvent *>(event);
        if (press->key() == Qt::Key_I && press->modifiers() == Qt::ControlModifier)
            event->accept();
    }
    return QWidget::event(event);
}

} // namespace watchfloor
