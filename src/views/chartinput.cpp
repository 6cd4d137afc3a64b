// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartview.h"

#include <QEvent>
#include <QScrollBar>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace watchfloor {

QRect ChartView::chartArea() const
{
    const int bar = m_scroll->isHidden() ? 0 : m_scroll->sizeHint().width() + 4;
    return isReversed() ? rect().adjusted(bar, 0, 0, 0) : rect().adjusted(0, 0, -bar, 0);
}

ChartGeometry ChartView::geometryNow() const
{
    return {scene(), chartArea().size(), isReversed(), static_cast<double>(m_scroll->value())};
}

void ChartView::placeScrollBar()
{
    const ChartGeometry bare(scene(), size(), isReversed());
    const double hidden = bare.isBars() ? bare.contentHeight() - bare.plot().height() : 0;
    m_scroll->setVisible(hidden > 0.5);
    const int width = m_scroll->sizeHint().width();
    m_scroll->setGeometry(isReversed() ? 0 : this->width() - width,
                          static_cast<int>(bare.plot().top()), width,
                          static_cast<int>(bare.plot().height()));
    m_scroll->setRange(0, std::max(0, static_cast<int>(std::ceil(hidden))));
    m_scroll->setSingleStep(static_cast<int>(bare.rowHeight()));
    m_scroll->setPageStep(std::max(1, static_cast<int>(bare.plot().height())));
    m_picture = QPixmap();
}

void ChartView::sceneChanged(bool same)
{
    m_filled = {-1, -1};
    placeScrollBar();
    if (!same)
        m_scroll->setValue(0);
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    MarkedView::resizeEvent(event);
    placeScrollBar();
}

void ChartView::changeEvent(QEvent *event)
{
    MarkedView::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_filled = {-1, -1};
        placeScrollBar();
    }
}

void ChartView::wheelEvent(QWheelEvent *event)
{
    if (m_scroll->isHidden()) {
        event->ignore();
        return;
    }
    const int pixels = event->pixelDelta().y();
    const int step = pixels != 0 ? pixels : event->angleDelta().y() * m_scroll->singleStep() / 40;
    m_scroll->setValue(m_scroll->value() - step);
    event->accept();
}

QRect ChartView::markRect(ChartMark mark) const
{
    if (!mark.isValid() || mark.category >= scene().categoryCount())
        return {};
    const ChartGeometry geometry = geometryNow();
    if (mark.line() >= 0) {
        const auto places = chartLinePlaces(scene(), geometry);
        const auto line = static_cast<std::size_t>(mark.line());
        return line < places.size()
                   ? places[line].words.translated(chartArea().topLeft()).toAlignedRect()
                   : QRect();
    }
    QRectF at = geometry.mark(scene(), mark.category, mark.series);
    if (at.isNull()) // no data: where it would be
        at = geometry.band(mark.category);
    return at.translated(chartArea().topLeft()).toAlignedRect();
}

ChartMark ChartView::markAt(QPoint pos) const
{
    const ChartGeometry geometry = geometryNow();
    const QPointF at = pos - chartArea().topLeft();
    if (scene().lineCount() > 0) {
        constexpr double reach = 4; // px beside a line of one
        const auto places = chartLinePlaces(scene(), geometry);
        for (int line = 0; line < scene().lineCount(); ++line) {
            const auto &[words, x] = places[static_cast<std::size_t>(line)];
            if (words.contains(at) ||
                (std::abs(at.x() - x) <= reach && geometry.plot().contains(at)))
                return lineMark(line);
        }
    }
    return geometry.markAt(scene(), at);
}

bool ChartView::isOnLabel(QPoint pos) const
{
    const ChartGeometry geometry = geometryNow();
    const ChartMark mark = markAt(pos);
    return geometry.isBars() && mark.isValid() &&
           geometry.label(mark.category).contains(pos - chartArea().topLeft());
}

void ChartView::ensureVisible(ChartMark mark)
{
    const ChartGeometry geometry = geometryNow();
    if (!geometry.isBars())
        return;
    const QRectF row = geometry.band(mark.category);
    const QRectF &plot = geometry.plot();
    if (row.top() < plot.top())
        m_scroll->setValue(m_scroll->value() - static_cast<int>(std::ceil(plot.top() - row.top())));
    else if (row.bottom() > plot.bottom())
        m_scroll->setValue(m_scroll->value() +
                           static_cast<int>(std::ceil(row.bottom() - plot.bottom())));
}

ChartMark ChartView::neighbour(ChartMark from, int key) const
{
    if (scene().lineCount() > 0)
        return besideBin(from, key);
    return scene().kind == ChartScene::Kind::Bars ? besideBar(from, key) : besidePoint(from, key);
}

/// Along the bins; up to the next line across, along these, and down again.
ChartMark ChartView::besideBin(ChartMark from, int key) const
{
    const int at = from.line();
    if (at < 0) {
        if (key != Qt::Key_Up)
            return besidePoint(from, key);
        int line = 0;
        while (line + 1 < scene().lineCount() && lineMark(line).category < from.category)
            ++line;
        return lineMark(line);
    }
    switch (key) {
    case Qt::Key_Down:
        return {0, from.category, 0};
    case Qt::Key_Left:
    case Qt::Key_Home:
        return lineMark(key == Qt::Key_Home ? 0 : std::max(0, at - 1));
    case Qt::Key_Right:
    case Qt::Key_End:
        return lineMark(key == Qt::Key_End ? scene().lineCount() - 1
                                           : std::min(scene().lineCount() - 1, at + 1));
    default:
        return from;
    }
}

/// Up and down the bars; along a bar its parts, the whole before the first.
ChartMark ChartView::besideBar(ChartMark from, int key) const
{
    const int last = scene().categoryCount() - 1;
    const ChartGeometry geometry = geometryNow();
    const int page = std::max(1, static_cast<int>(geometry.plot().height() / geometry.rowHeight()));
    ChartMark to = from;
    switch (key) {
    case Qt::Key_Up:
        to.category -= 1;
        break;
    case Qt::Key_Down:
        to.category += 1;
        break;
    case Qt::Key_PageUp:
        to.category -= page;
        break;
    case Qt::Key_PageDown:
        to.category += page;
        break;
    case Qt::Key_Home:
        to.category = 0;
        break;
    case Qt::Key_End:
        to.category = last;
        break;
    default: {
        const bool on = (key == Qt::Key_Right) != isReversed();
        if (scene().seriesCount() > 1)
            to.series = std::clamp(to.series + (on ? 1 : -1), -1, scene().seriesCount() - 1);
        break;
    }
    }
    to.category = std::clamp(to.category, 0, last);
    return to;
}

/// Left and right in time, over gaps; up and down to the next line above or below.
ChartMark ChartView::besidePoint(ChartMark from, int key) const
{
    const int count = scene().categoryCount();
    const auto walk = [&](int begin, int step) {
        for (int c = begin; c >= 0 && c < count; c += step) {
            if (scene().value(c, from.series))
                return ChartMark{0, c, from.series};
        }
        return from;
    };
    switch (key) {
    case Qt::Key_Left:
        return walk(from.category - 1, -1);
    case Qt::Key_Right:
        return walk(from.category + 1, 1);
    case Qt::Key_Home:
        return walk(0, 1);
    case Qt::Key_End:
        return walk(count - 1, -1);
    case Qt::Key_PageUp:
        return walk(std::max(0, from.category - std::max(1, count / 10)), -1);
    case Qt::Key_PageDown:
        return walk(std::min(count - 1, from.category + std::max(1, count / 10)), 1);
    default:
        break;
    }
    const double here = scene().value(from.category, from.series).value_or(0);
    ChartMark best = from;
    double nearest = 1e300;
    for (int s = 0; s < scene().seriesCount(); ++s) {
        const auto value = scene().value(from.category, s);
        if (!value || s == from.series)
            continue;
        const double away = key == Qt::Key_Up ? *value - here : here - *value;
        const bool tie = std::abs(away) < 1e-12 && (key == Qt::Key_Up) == (s < from.series);
        if ((away > 1e-12 || tie) && away < nearest) {
            nearest = away;
            best.series = s;
        }
    }
    return best;
}

} // namespace watchfloor
