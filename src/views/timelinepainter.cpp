// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinepainter.h"

#include "views/linetext.h"
#include "views/palette.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

int timelineX(const TimelineLayout &layout, TimeMs time)
{
    return layout.trackRect().left() + int(std::lround(layout.geometry.mapTimeToX(time)));
}

/// The part of the track that the range takes; null when it is out of sight.
QRectF stretchOf(const TimelineLayout &layout, const TimeRange &range)
{
    const QRect track = layout.trackRect();
    const double left = std::max(0.0, layout.geometry.mapTimeToX(range.from));
    const double right = std::min(double(track.width()), layout.geometry.mapTimeToX(range.to));
    return right > left ? QRectF(track.left() + left, track.top(), right - left, track.height())
                        : QRectF();
}

void paintGround(QPainter &painter, const TimelineLayout &layout)
{
    const Palette &colours = layout.colours();
    const QRect track = layout.trackRect();
    const TimelineReport &report = layout.scene().report();
    painter.fillRect(track,
                     report.businessHoursKnown ? timelineClosedGround(layout) : colours.surface);
    for (const TimeRange &open : report.businessHours)
        painter.fillRect(stretchOf(layout, open), colours.surface);
    for (const TimeRange &gap : report.gaps)
        paintTimelineGap(painter, layout, stretchOf(layout, gap));
}

void paintAxis(QPainter &painter, const TimelineLayout &layout)
{
    const Palette &colours = layout.colours();
    const QRect track = layout.trackRect();
    const QRect axis = layout.axisRect();
    painter.setFont(smallFont());
    const int spacing = painter.fontMetrics().horizontalAdvance(QStringLiteral("Wed 30 Sep")) + 24;
    const auto ticks = timeTicks(layout.geometry.visible(), track.width(),
                                 layout.formatter().zone(), layout.formatter().locale(), spacing);
    for (const TimeTick &tick : ticks) {
        const int x = timelineX(layout, tick.time);
        painter.setPen(tick.dayStart ? blended(colours.line, colours.text, 0.25) : colours.line);
        painter.drawLine(x, axis.bottom() - 4, x, track.bottom());
        painter.setPen(tick.dayStart ? colours.text : colours.muted);
        QRect label(x - spacing / 2, axis.top(), spacing, axis.height() - 6);
        if (label.left() < track.left() - spacing / 2 + 8)
            continue;
        if (layout.onPaper) { // nothing cuts what stands out
            const int half = painter.fontMetrics().horizontalAdvance(tick.label) / 2 + 1;
            label.translate(std::max(0, half - x) - std::max(0, x + half - layout.size.width()), 0);
        }
        drawLine(painter, label, Qt::AlignHCenter, tick.label, layout.rightToLeft);
    }
    painter.setPen(colours.line);
    painter.drawLine(track.left(), axis.bottom(), track.right(), axis.bottom());
}

void paintNames(QPainter &painter, const TimelineLayout &layout)
{
    const Palette &colours = layout.colours();
    painter.setFont(bodyFont());
    const auto row = [&](const QRect &name, const QString &title, const QColor &colour) {
        painter.setPen(colour);
        paintTimelineName(painter, layout, layout.nameText(name), title);
        painter.setPen(colours.line);
        painter.drawLine(0, name.bottom(), layout.size.width(), name.bottom());
    };
    const auto &lanes = layout.scene().lanes();
    for (int i = 0; i < int(lanes.size()); ++i)
        row(layout.nameRect(i), lanes[size_t(i)].title, colours.text);
    if (layout.scene().report().waitingSince)
        row(layout.nameRect(layout.waitingRect()), TimelineView::tr("Waiting now"), colours.warn);
}

/// Across all lanes: nobody else's bar explains why the colours change here.
void paintTransfers(QPainter &painter, const TimelineLayout &layout)
{
    const Palette &colours = layout.colours();
    const QRect track = layout.trackRect();
    int before = -10;
    for (const TimelineTransfer &transfer : layout.scene().report().transfers) {
        if (!layout.geometry.visible().contains(transfer.at))
            continue;
        const int x = timelineX(layout, transfer.at);
        if (x == before)
            continue;
        before = x;
        painter.setPen(QPen(colours.muted, 1, Qt::DashLine));
        painter.drawLine(x, track.top(), x, track.bottom());
    }
}

void paintNow(QPainter &painter, const TimelineView &view)
{
    if (!view.now() || !view.geometry().visible().contains(view.now()))
        return;
    const QRect track = view.trackRect();
    const QColor &accent = tokens().accent;
    const int x = timelineX(view.layoutNow(), view.now());
    painter.setPen(QPen(accent, 1));
    painter.drawLine(x, track.top() - 1, x, track.bottom());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    const QPointF tip[] = {QPointF(x + 0.5, track.top()), QPointF(x - 3.5, track.top() - 6),
                           QPointF(x + 4.5, track.top() - 6)};
    painter.drawConvexPolygon(tip, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// The line under the pointer with its exact time on the axis.
void paintCursor(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect track = view.trackRect();
    if (const auto band = view.band()) {
        painter.fillRect(
            *band, QColor(colours.accent.red(), colours.accent.green(), colours.accent.blue(), 36));
        painter.setPen(colours.accent);
        painter.drawLine(band->left(), band->top(), band->left(), band->bottom());
        painter.drawLine(band->right(), band->top(), band->right(), band->bottom());
    }
    const int x = view.cursorX();
    if (x < track.left() || x > track.right())
        return;
    painter.setPen(QPen(colours.faint, 1));
    painter.drawLine(x, track.top(), x, track.bottom());
    painter.setFont(smallFont());
    const TimeMs time = view.geometry().mapXToTime(x - track.left());
    const QString text = view.formatter().toTheSecond(time, view.now() ? view.now() : time);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 12;
    const int left = std::clamp(x - width / 2, 0, std::max(0, view.width() - width));
    const QRectF box(left + 0.5, 4.5, width - 1, view.axisRect().height() - 11);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line);
    painter.setBrush(colours.raised);
    painter.drawRoundedRect(box, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(colours.text);
    painter.drawText(box, int(Qt::AlignCenter), text);
}

} // namespace

QColor timelineBarColour(const TimelineLayout &layout, int event)
{
    const int colour = layout.scene().colourOf(event);
    const Palette &colours = layout.colours();
    return colour < 0 ? colours.faint : colours.series[size_t(colour) % colours.series.size()];
}

QColor timelineClosedGround(const TimelineLayout &layout)
{
    // Printers let go of the lightest greys.
    return blended(layout.colours().surface, layout.colours().text, layout.onPaper ? 0.09 : 0.055);
}

void paintTimelineGap(QPainter &painter, const TimelineLayout &layout, const QRectF &rect)
{
    if (rect.isEmpty())
        return;
    const Palette &colours = layout.colours();
    const QColor ink = blended(colours.line, colours.text, 0.18);
    painter.setPen(Qt::NoPen);
    painter.fillRect(rect, colours.surface);
    if (!layout.onPaper) {
        painter.fillRect(rect, QBrush(ink, Qt::BDiagPattern));
        return;
    }
    // A pattern's size would be that of the printer's dots.
    constexpr double step = 6;
    painter.setPen(QPen(ink, 0.8));
    for (double c = std::floor((rect.left() + rect.top()) / step) * step;
         c < rect.right() + rect.bottom(); c += step) {
        const double left = std::max(rect.left(), c - rect.bottom());
        const double right = std::min(rect.right(), c - rect.top());
        if (right > left)
            painter.drawLine(QPointF(left, c - left), QPointF(right, c - right));
    }
}

void paintTimelineName(QPainter &painter, const TimelineLayout &layout, const QRect &rect,
                       const QString &text)
{
    drawLine(painter, rect, layout.leading(),
             painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()),
             layout.rightToLeft);
}

int paintTimelineRows(QPainter &painter, const TimelineLayout &layout)
{
    const QRect track = layout.trackRect();
    paintGround(painter, layout);
    paintAxis(painter, layout);
    painter.save();
    painter.setClipRect(QRect(0, track.top(), layout.size.width(), track.height()),
                        Qt::IntersectClip);
    paintNames(painter, layout);
    paintTimelineAgents(painter, layout);
    painter.setClipRect(track, Qt::IntersectClip);
    painter.setFont(smallFont());
    paintTransfers(painter, layout);
    int together = 0;
    for (int lane = 0; lane < int(layout.scene().lanes().size()); ++lane) {
        if (layout.laneRect(lane).intersects(track))
            together += paintTimelineBars(painter, layout, lane);
    }
    paintTimelineWait(painter, layout);
    painter.restore();
    return together;
}

void paintTimeline(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    painter.fillRect(view.rect(), colours.surface);
    if (view.scene().isEmpty()) {
        painter.setFont(bodyFont());
        painter.setPen(colours.muted);
        painter.drawText(view.rect().adjusted(pageMargin, 0, -pageMargin, 0),
                         int(Qt::AlignCenter) | int(Qt::TextWordWrap), view.emptyText());
    } else {
        const TimelineLayout layout = view.layoutNow();
        paintTimelineRows(painter, layout);
        paintNow(painter, view);
        paintTimelineOverview(painter, layout);
        paintCursor(painter, view);
    }
    if (view.hasFocus()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(view.rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace watchfloor
