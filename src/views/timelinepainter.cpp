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

int timelineX(const TimelineView &view, TimeMs time)
{
    return view.trackRect().left() + int(std::lround(view.geometry().mapTimeToX(time)));
}

/// The part of the track that the range takes; null when it is out of sight.
QRectF stretchOf(const TimelineView &view, const TimeRange &range)
{
    const QRect track = view.trackRect();
    const double left = std::max(0.0, view.geometry().mapTimeToX(range.from));
    const double right = std::min(double(track.width()), view.geometry().mapTimeToX(range.to));
    return right > left ? QRectF(track.left() + left, track.top(), right - left, track.height())
                        : QRectF();
}

void paintGround(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect track = view.trackRect();
    const TimelineReport &report = view.scene().report();
    painter.fillRect(track, report.businessHoursKnown
                                ? blended(colours.surface, colours.text, 0.055)
                                : colours.surface);
    for (const TimeRange &open : report.businessHours)
        painter.fillRect(stretchOf(view, open), colours.surface);
    for (const TimeRange &gap : report.gaps)
        paintTimelineGap(painter, stretchOf(view, gap));
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
        const int x = timelineX(view, tick.time);
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
    const auto row = [&](const QRect &name, const QString &title, const QColor &colour) {
        painter.setPen(colour);
        painter.drawText(
            name.adjusted(gridStep, 0, -gridStep, 0), int(timelineLeading(view)),
            painter.fontMetrics().elidedText(title, Qt::ElideRight, name.width() - 2 * gridStep));
        painter.setPen(colours.line);
        painter.drawLine(0, name.bottom(), view.width(), name.bottom());
    };
    const auto &lanes = view.scene().lanes();
    for (int i = 0; i < int(lanes.size()); ++i)
        row(view.nameRect(i), lanes[size_t(i)].title, colours.text);
    if (view.scene().report().waitingSince)
        row(view.nameRect(view.waitingRect()), TimelineView::tr("Waiting now"), colours.warn);
}

/// Across all lanes: nobody else's bar explains why the colours change here.
void paintTransfers(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const QRect track = view.trackRect();
    int before = -10;
    for (const TimelineTransfer &transfer : view.scene().report().transfers) {
        if (!view.geometry().visible().contains(transfer.at))
            continue;
        const int x = timelineX(view, transfer.at);
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
    const int x = timelineX(view, view.now());
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

QColor timelineBarColour(const TimelineScene &scene, int event)
{
    const int colour = scene.colourOf(event);
    const Palette &colours = tokens();
    return colour < 0 ? colours.faint : colours.series[size_t(colour) % colours.series.size()];
}

Qt::Alignment timelineLeading(const TimelineView &view)
{
    return QStyle::visualAlignment(view.layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
}

void paintTimelineGap(QPainter &painter, const QRectF &rect)
{
    if (rect.isEmpty())
        return;
    painter.setPen(Qt::NoPen);
    painter.fillRect(rect, tokens().surface);
    painter.fillRect(rect, QBrush(blended(tokens().line, tokens().text, 0.18), Qt::BDiagPattern));
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
        return;
    }
    const QRect track = view.trackRect();
    paintGround(painter, view);
    paintAxis(painter, view);
    painter.save();
    painter.setClipRect(QRect(0, track.top(), view.width(), track.height()));
    paintNames(painter, view);
    paintTimelineAgents(painter, view);
    painter.setClipRect(track);
    painter.setFont(smallFont());
    paintTransfers(painter, view);
    for (int lane = 0; lane < int(view.scene().lanes().size()); ++lane) {
        if (view.laneRect(lane).intersects(track))
            paintTimelineBars(painter, view, lane);
    }
    paintTimelineWait(painter, view);
    painter.restore();
    paintNow(painter, view);
    paintTimelineOverview(painter, view);
    paintCursor(painter, view);
    if (view.hasFocus() && view.currentEvent() < 0) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(view.rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace watchfloor
