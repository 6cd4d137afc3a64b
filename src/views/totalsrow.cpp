// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/totalsrow.h"

#include "models/roles.h"
#include "views/palette.h"
#include "views/tableheader.h"
#include "views/typography.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>
#include <QToolTip>

namespace watchfloor {

TotalsRow::TotalsRow(QTableView *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
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
    update();
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

void TotalsRow::paintLine(QPainter &painter, int top, int role) const
{
    const auto *header = qobject_cast<const TableHeader *>(m_table->horizontalHeader());
    const int pinned = header ? header->pinnedWidth() : 0;
    for (const bool pins : {false, true}) { // pinned columns stand over the others, as in the table
        painter.save();
        const int left =
            layoutDirection() == Qt::RightToLeft ? 0 : m_table->viewport()->x() + pinned;
        if (!pins && pinned > 0)
            painter.setClipRect(left, top, m_table->viewport()->width() - pinned, tableRowHeight);
        for (int section = 0; section < m_table->horizontalHeader()->count(); ++section) {
            if (pins == (header && header->isPinned(section)))
                paintCell(painter, section, top, role);
        }
        painter.restore();
    }
}

void TotalsRow::paintCell(QPainter &painter, int section, int top, int role) const
{
    const QHeaderView *header = m_table->horizontalHeader();
    const QAbstractItemModel *model = m_table->model();
    const QString text = model->headerData(section, Qt::Horizontal, role).toString();
    if (header->isSectionHidden(section) || text.isEmpty())
        return;
    const auto *own = qobject_cast<const TableHeader *>(header);
    const int x = m_table->viewport()->x() +
                  (own ? own->shownPosition(section) : header->sectionViewportPosition(section));
    const QRect cell(x + gridStep, top, header->sectionSize(section) - 2 * gridStep,
                     tableRowHeight);
    const auto logical =
        model->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    drawFigures(painter, cell, text, QStyle::visualAlignment(layoutDirection(), logical));
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
    paintLine(painter, 1, RestRole);
    painter.setFont(strongFont());
    painter.setPen(p.text);
    paintLine(painter, tableRowHeight + 1, TotalRole);
}

bool TotalsRow::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(
            help->globalPos(),
            help->y() <= tableRowHeight
                ? tr("Conversations that no agent is assigned to")
                : tr("Counted over all conversations of the range and accounts, whatever "
                     "the search hides; never a sum of the rows above."),
            this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace watchfloor
