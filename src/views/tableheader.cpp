// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tableheader.h"

#include "views/palette.h"
#include "views/typography.h"

#include <QPainter>
#include <QPaintEvent>

namespace watchfloor {
namespace {

constexpr int arrowSpace = 12;

void paintArrow(QPainter &painter, const QRectF &rect, Qt::SortOrder order)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().text, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double x = rect.center().x();
    const double y = rect.center().y();
    const double tip = order == Qt::AscendingOrder ? -2.0 : 2.0;
    const QPointF points[] = {{x - 3.5, y - tip}, {x, y + tip}, {x + 3.5, y - tip}};
    painter.drawPolyline(points, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setSectionResizeMode(QHeaderView::Interactive);
    setMinimumSectionSize(40);
    setStretchLastSection(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    viewport()->setMouseTracking(true);
}

QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), tableRowHeight};
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    const QString title = model()->headerData(section, orientation()).toString();
    return {QFontMetrics(smallFont()).horizontalAdvance(title) + 2 * gridStep + arrowSpace,
            tableRowHeight};
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens().surface);
    painter.setPen(QPen(tokens().line, 0));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    painter.end();
    QHeaderView::paintEvent(event);
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Palette &p = tokens();
    painter->save();
    painter->fillRect(rect, p.surface);
    painter->setPen(QPen(p.line, 0));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const auto logical =
        model()->headerData(section, orientation(), Qt::TextAlignmentRole).value<Qt::Alignment>();
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), logical);
    QFont font = smallFont();
    if (sorted)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    QRect text = rect.adjusted(gridStep, 0, -gridStep, -1);
    const QString title = model()->headerData(section, orientation()).toString();
    const QFontMetrics metrics(font);
    if (sorted) {
        const int width = qMin(metrics.horizontalAdvance(title), text.width() - arrowSpace);
        // The arrow stands on the inner side, so that the title keeps the line of its column.
        if (alignment.testFlag(Qt::AlignRight)) {
            paintArrow(*painter,
                       QRectF(text.right() + 1 - width - arrowSpace, text.top(), 8, text.height()),
                       sortIndicatorOrder());
            text.setLeft(text.left() + arrowSpace);
        } else {
            paintArrow(*painter, QRectF(text.left() + width + 4, text.top(), 8, text.height()),
                       sortIndicatorOrder());
            text.setRight(text.right() - arrowSpace);
        }
    }
    painter->setPen(sorted ? p.text : p.muted);
    painter->drawText(text, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                      metrics.elidedText(title, Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace watchfloor
