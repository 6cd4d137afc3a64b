// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tableheader.h"

#include "views/palette.h"
#include "views/typography.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

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
    // Nothing may be dragged in among the pins.
    connect(this, &QHeaderView::sectionMoved, this, &TableHeader::gatherPins);
}

QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), tableRowHeight};
}

void TableHeader::setSorts(std::vector<RowSort> sorts)
{
    m_sorts = std::move(sorts);
    if (!m_sorts.empty() && (sortIndicatorSection() != m_sorts.front().column ||
                             sortIndicatorOrder() != m_sorts.front().order)) {
        const QSignalBlocker nobodySorts(this);
        setSortIndicator(m_sorts.front().column, m_sorts.front().order);
    }
    viewport()->update();
}

void TableHeader::setPinned(std::vector<int> sections)
{
    m_pinned = std::move(sections);
    gatherPins();
    viewport()->update();
}

void TableHeader::gatherPins()
{
    int visual = 0;
    for (const int section : m_pinned) {
        if (section < count() && visualIndex(section) != visual)
            moveSection(visualIndex(section), visual);
        ++visual;
    }
}

bool TableHeader::isPinned(int section) const
{
    return std::find(m_pinned.begin(), m_pinned.end(), section) != m_pinned.end();
}

int TableHeader::pinnedWidth() const
{
    int width = 0;
    for (const int section : m_pinned)
        width += section < count() ? sectionSize(section) : 0; // hidden: 0
    return width;
}

int TableHeader::shownPosition(int section) const
{
    if (!isPinned(section))
        return sectionViewportPosition(section);
    int before = 0;
    for (const int pin : m_pinned) {
        if (pin == section)
            break;
        before += sectionSize(pin);
    }
    return layoutDirection() == Qt::RightToLeft
               ? viewport()->width() - before - sectionSize(section)
               : before;
}

bool TableHeader::isInPins(int x) const
{
    const int width = pinnedWidth();
    return layoutDirection() == Qt::RightToLeft ? x >= viewport()->width() - width : x < width;
}

int TableHeader::shownAt(int x) const
{
    if (!isInPins(x))
        return logicalIndexAt(x);
    for (const int pin : m_pinned) {
        const int left = shownPosition(pin);
        if (x >= left && x < left + sectionSize(pin))
            return pin;
    }
    return -1;
}

template<typename Handle>
void TableHeader::atItsPlace(QMouseEvent *event, Handle handle)
{
    const int x = event->position().toPoint().x();
    const int pin = isInPins(x) ? shownAt(x) : -1;
    if (pin < 0) {
        handle(event);
        return;
    }
    const QPointF off(sectionViewportPosition(pin) - shownPosition(pin), 0);
    QMouseEvent there(event->type(), event->position() + off, event->globalPosition(),
                      event->button(), event->buttons(), event->modifiers(),
                      event->pointingDevice());
    handle(&there);
}

void TableHeader::mouseMoveEvent(QMouseEvent *event)
{
    atItsPlace(event, [this](QMouseEvent *there) { QHeaderView::mouseMoveEvent(there); });
}

void TableHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    atItsPlace(event, [this](QMouseEvent *there) { QHeaderView::mouseDoubleClickEvent(there); });
}

void TableHeader::mousePressEvent(QMouseEvent *event)
{
    // On an edge the cursor says that pressing resizes.
    m_adding = event->button() == Qt::LeftButton && event->modifiers() == Qt::ShiftModifier &&
                       cursor().shape() != Qt::SplitHCursor
                   ? shownAt(event->position().toPoint().x())
                   : -1;
    if (m_adding < 0)
        atItsPlace(event, [this](QMouseEvent *there) { QHeaderView::mousePressEvent(there); });
}

void TableHeader::mouseReleaseEvent(QMouseEvent *event)
{
    const int adding = std::exchange(m_adding, -1);
    if (adding < 0)
        atItsPlace(event, [this](QMouseEvent *there) { QHeaderView::mouseReleaseEvent(there); });
    else if (shownAt(event->position().toPoint().x()) == adding)
        Q_EMIT sortAdded(adding);
}

int TableHeader::titleWidth(int section) const
{
    QFont font = smallFont();
    font.setWeight(QFont::DemiBold);
    const QString title = model()->headerData(section, orientation()).toString();
    return QFontMetrics(font).horizontalAdvance(title) + 2 * gridStep + arrowSpace;
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    return {titleWidth(section), tableRowHeight};
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens().surface);
    painter.setPen(QPen(tokens().line, 0));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    painter.end();
    QHeaderView::paintEvent(event);
    if (m_pinned.empty() || offset() == 0)
        return;
    QPainter over(viewport());
    for (const int section : m_pinned) {
        if (!isSectionHidden(section))
            paintSection(&over, QRect(shownPosition(section), 0, sectionSize(section), height()),
                         section);
    }
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Palette &p = tokens();
    painter->save();
    painter->fillRect(rect, p.surface);
    painter->setPen(QPen(p.line, 0));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const auto sort = std::find_if(m_sorts.begin(), m_sorts.end(),
                                   [section](const RowSort &by) { return by.column == section; });
    const bool sorted = isSortIndicatorShown() && sort != m_sorts.end();
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
        // One of several carries its rank.
        const QString rank =
            m_sorts.size() > 1 ? locale().toString(sort - m_sorts.begin() + 1) : QString();
        const int rankWidth = rank.isEmpty() ? 0 : metrics.horizontalAdvance(rank) + 2;
        const int space = arrowSpace + rankWidth;
        const int width = qMin(metrics.horizontalAdvance(title), text.width() - space);
        // The arrow stands on the inner side, so that the title keeps the line of its column.
        const bool right = alignment.testFlag(Qt::AlignRight);
        const int left = right ? text.right() + 1 - width - space : text.left() + width + 4;
        paintArrow(*painter, QRectF(left, text.top(), 8, text.height()), sort->order);
        painter->setPen(p.muted);
        painter->drawText(QRect(left + 10, text.top(), rankWidth, text.height()),
                          static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), rank);
        if (right)
            text.setLeft(text.left() + space);
        else
            text.setRight(text.right() - space);
    }
    painter->setPen(sorted ? p.text : p.muted);
    painter->drawText(text, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                      metrics.elidedText(title, Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace watchfloor
