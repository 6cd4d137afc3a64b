// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinepainter.h"

#include "views/palette.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

QColor barColour(const TimelineScene &scene, int event)
{
    const int colour = scene.colourOf(event);
    const Palette &colours = tokens();
    return colour < 0 ? colours.faint : colours.series[size_t(colour) % colours.series.size()];
}

Qt::Alignment leading(const TimelineView &view)
{
    return QStyle::visualAlignment(view.layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
}

void paintGround(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect track = view.trackRect();
    const TimelineReport &report = view.scene().report();
    painter.fillRect(track, report.businessHoursKnown
                                ? blended(colours.surface, colours.text, 0.045)
                                : colours.surface);
    for (const TimeRange &open : report.businessHours) {
        const double left = std::max(0.0, view.geometry().mapTimeToX(open.from));
        const double right = std::min(double(track.width()), view.geometry().mapTimeToX(open.to));
        if (right > left)
            painter.fillRect(QRectF(track.left() + left, track.top(), right - left, track.height()),
                             colours.surface);
    }
}

void paintAxis(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect track = view.trackRect();
    const QRect axis = view.axisRect();
    painter.setFont(smallFont());
    const int spacing = painter.fontMetrics().horizontalAdvance(QStringLiteral("Wed 30 Sep")) + 24;
    const auto ticks = timeTicks(view.geometry().visible(), track.width(), view.formatter().zone(),
                                 view.formatter().locale(), spacing);
    for (const TimeTick &tick : ticks) {
        const int x = track.left() + int(std::lround(view.geometry().mapTimeToX(tick.time)));
        painter.setPen(tick.dayStart ? blended(colours.line, colours.text, 0.25) : colours.line);
        painter.drawLine(x, axis.bottom() - 4, x, track.bottom());
        painter.setPen(tick.dayStart ? colours.text : colours.muted);
        const QRect label(x - spacing / 2, axis.top(), spacing, axis.height() - 6);
        if (label.left() >= track.left() - spacing / 2 + 8 &&
            label.right() <= track.right() + spacing / 2)
            painter.drawText(label, Qt::AlignHCenter | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(colours.line);
    painter.drawLine(track.left(), axis.bottom(), track.right(), axis.bottom());
}

void paintNames(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    painter.setFont(bodyFont());
    const auto &lanes = view.scene().lanes();
    for (int i = 0; i < int(lanes.size()); ++i) {
        const QRect name = view.nameRect(i);
        painter.setPen(colours.text);
        painter.drawText(name.adjusted(8, 0, -8, 0), int(leading(view)),
                         painter.fontMetrics().elidedText(lanes[size_t(i)].title, Qt::ElideRight,
                                                          name.width() - 16));
        painter.setPen(colours.line);
        painter.drawLine(0, name.bottom(), view.width(), name.bottom());
    }
}

void paintBar(QPainter &painter, const TimelineView &view, const TimelineScene::Bar &bar)
{
    const Palette &colours = tokens();
    const TimelineEvent &event = view.scene().event(bar.event);
    const QColor colour = barColour(view.scene(), bar.event);
    const bool reported = event.event.origin == EventOrigin::Server;
    const bool hovered = bar.event == view.hoveredEvent();
    const QRect rect = view.eventRect(bar.event);
    const QRect track = view.trackRect();

    QPen border(colour, 1);
    if (!reported)
        border.setStyle(Qt::DashLine);
    painter.setPen(border);
    const double share = hovered ? 0.42 : 0.24;
    painter.setBrush(reported  ? QBrush(blended(colours.surface, colour, share))
                     : hovered ? QBrush(blended(colours.surface, colour, 0.12))
                               : QBrush(colours.surface));
    if (bar.isInstant()) {
        painter.setRenderHint(QPainter::Antialiasing);
        if (reported)
            painter.setBrush(colour);
        const QPointF middle = QRectF(rect).center();
        const QPointF diamond[] = {middle + QPointF(0, -5.5), middle + QPointF(5.5, 0),
                                   middle + QPointF(0, 5.5), middle + QPointF(-5.5, 0)};
        painter.drawConvexPolygon(diamond, 4);
        painter.setRenderHint(QPainter::Antialiasing, false);
    } else {
        // Huge coordinates of a deeply zoomed bar would overflow the rasteriser.
        const QRect seen = rect.intersected(track.adjusted(-8, 0, 8, 0));
        painter.drawRect(seen.adjusted(0, 0, -1, -1));
        painter.fillRect(QRect(seen.left(), seen.top(), std::min(3, seen.width()), seen.height()),
                         colour);
        const QRect inside = seen.intersected(track).adjusted(7, 0, -4, 0);
        const QString text = view.formatter().duration(event.event.value);
        if (painter.fontMetrics().horizontalAdvance(text) <= inside.width()) {
            painter.setPen(colours.text);
            // At the end, where the value was reached: bars that share a start keep their labels
            // apart.
            const Qt::LayoutDirection direction = painter.layoutDirection();
            painter.setLayoutDirection(Qt::LeftToRight); // "1 h 5 m" begins with its hours
            painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight, text);
            painter.setLayoutDirection(direction);
        }
    }
    if (bar.event == view.currentEvent()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF(rect.intersected(track.adjusted(-8, 0, 8, 0))).adjusted(-1, -1, 1, 1), 3, 3);
    }
}

void paintLane(QPainter &painter, const TimelineView &view, int lane)
{
    const TimelineGeometry &geometry = view.geometry();
    const auto &bars = view.scene().lanes()[size_t(lane)].bars;
    const auto [first, last] = view.scene().candidates(lane, geometry.visible());
    int paintedTo = -1; // right edge of what already stands in this lane
    const TimelineScene::Bar *onTop = nullptr;
    for (size_t i = first; i < last; ++i) {
        const TimelineScene::Bar &bar = bars[i];
        if (bar.event == view.currentEvent() || bar.event == view.hoveredEvent()) {
            onTop = !onTop || bar.event == view.currentEvent() ? &bar : onTop;
            continue;
        }
        const int right = int(std::clamp(geometry.mapTimeToX(bar.end), -1.0, 1e6));
        const int left = int(std::clamp(geometry.mapTimeToX(bar.start), -1.0, 1e6));
        if (right <= paintedTo && right - left <= 2)
            continue; // would cover a pixel column that is already drawn
        paintBar(painter, view, bar);
        paintedTo = std::max(paintedTo, right);
    }
    if (onTop)
        paintBar(painter, view, *onTop);
}

void paintVerticals(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect track = view.trackRect();
    for (int i = 0; i < view.scene().eventCount(); ++i) {
        const TimelineEvent &event = view.scene().event(i);
        if (event.event.name != QLatin1String("transferred") ||
            !view.geometry().visible().contains(event.span.from))
            continue;
        const int x = track.left() + int(view.geometry().mapTimeToX(event.span.from));
        painter.setPen(QPen(colours.muted, 1, Qt::DotLine));
        painter.drawLine(x, track.top(), x, track.bottom());
    }
    if (view.now() && view.geometry().visible().contains(view.now())) {
        const int x = track.left() + int(view.geometry().mapTimeToX(view.now()));
        painter.setPen(QPen(colours.accent, 1));
        painter.drawLine(x, track.top(), x, track.bottom());
    }
}

void paintOverview(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect strip = view.overviewRect();
    painter.setFont(smallFont());
    if (!view.geometry().isZoomed()) {
        painter.setPen(colours.faint);
        const QRect line(gridStep, strip.top(), view.width() - 2 * gridStep, strip.height());
        const QString hint =
            TimelineView::tr("Scroll to zoom, drag to move, arrows to walk the events");
        painter.drawText(line, int(leading(view)),
                         painter.fontMetrics().elidedText(hint, Qt::ElideRight, line.width()));
        return;
    }
    painter.fillRect(strip, blended(colours.surface, colours.text, 0.045));
    const auto &lanes = view.scene().lanes();
    const double step =
        std::max(1.0, double(strip.height() - 4) / double(std::max<size_t>(1, lanes.size())));
    for (size_t lane = 0; lane < lanes.size(); ++lane) {
        const int y = strip.top() + 2 + int(double(lane) * step);
        int paintedTo = -1;
        for (const TimelineScene::Bar &bar : lanes[lane].bars) {
            const int left = int(view.geometry().overviewX(bar.start));
            const int right = std::max(left + 1, int(view.geometry().overviewX(bar.end)));
            if (right <= paintedTo)
                continue;
            painter.fillRect(strip.left() + left, y, right - left, std::max(1, int(step) - 1),
                             barColour(view.scene(), bar.event));
            paintedTo = right;
        }
    }
    const TimeRange visible = view.geometry().visible();
    const QRectF window(strip.left() + view.geometry().overviewX(visible.from), strip.top() + 0.5,
                        std::max(4.0, view.geometry().overviewX(visible.to) -
                                          view.geometry().overviewX(visible.from)),
                        strip.height() - 1);
    painter.setPen(QPen(colours.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(window);
}

} // namespace

void paintTimeline(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    painter.fillRect(view.rect(), colours.surface);
    if (view.scene().isEmpty()) {
        painter.setFont(bodyFont());
        painter.setPen(colours.muted);
        painter.drawText(view.rect().adjusted(pageMargin, 0, -pageMargin, 0),
                         int(Qt::AlignCenter) | int(Qt::TextWordWrap), view.emptyText());
        return;
    }
    paintGround(painter, view);
    paintAxis(painter, view);
    paintNames(painter, view);
    painter.setFont(smallFont());
    painter.save();
    painter.setClipRect(view.trackRect().adjusted(-6, 0, 6, 0));
    paintVerticals(painter, view);
    for (int lane = 0; lane < int(view.scene().lanes().size()); ++lane)
        paintLane(painter, view, lane);
    painter.restore();
    paintOverview(painter, view);
    if (view.hasFocus() && view.currentEvent() < 0) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(view.rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace watchfloor
