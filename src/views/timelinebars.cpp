// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bars of one lane. Bars thinner than three pixels share columns, and of very many wide ones
// only the ground that they cover is drawn: the cost is that of the pixels, not of the events.
#include "views/timelinepainter.h"

#include "models/plaintext.h"
#include "models/timelinewords.h"
#include "views/palette.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QPainter>

#include <algorithm>
#include <vector>

namespace watchfloor {
namespace {

constexpr int sliver = 3;         // px: thinner ones have no inside
constexpr size_t mostWide = 400;  // shapes a lane draws one by one,
constexpr int deepest = 24;       // and how often they may fill it
constexpr int crowdedInstant = 5; // px between the marks of many instants
constexpr int drowning = 16;      // px: a marked one so thin is painted above its neighbours
constexpr int noColumn = -2;

struct WideBar {
    const TimelineScene::Bar *bar = nullptr;
    int left = 0; // of the track
    int right = 0;
};

/// What a lane shows, sorted by how it is drawn.
struct LanePicture {
    std::vector<WideBar> wide;
    std::vector<const TimelineScene::Bar *> instants;
    std::vector<int> columns; // series colour + 1 of slivers, 0 = nobody's
    std::vector<int> covered; // differences: how many more wide bars cover this column
    std::vector<const TimelineScene::Bar *> marked; // hovered, current
};

LanePicture pictureOf(const TimelineView &view, int lane)
{
    const TimelineGeometry &geometry = view.geometry();
    const TimelineScene &scene = view.scene();
    const auto &bars = scene.lanes()[size_t(lane)].bars;
    const auto [first, last] = scene.candidates(lane, geometry.visible());
    const TimeMs from = geometry.visible().from;
    const int width = geometry.width();
    const bool crowded = last - first > mostWide;
    const int overhang = 8; // the edges of what goes on stay out of sight
    LanePicture picture;
    int instantBefore = -100;
    int room = deepest * width;
    for (size_t i = first; i < last; ++i) {
        const TimelineScene::Bar &bar = bars[i];
        if (std::max(bar.start, bar.end) < from)
            continue;
        const bool marked = bar.event == view.currentEvent() || bar.event == view.hoveredEvent();
        if (marked)
            picture.marked.push_back(&bar);
        const int left = int(
            std::clamp(geometry.mapTimeToX(bar.start), -1.0 * overhang, width + 1.0 * overhang));
        if (bar.isInstant()) {
            if (crowded && left - instantBefore < crowdedInstant)
                continue;
            instantBefore = left;
            picture.instants.push_back(&bar);
            continue;
        }
        const int right =
            int(std::clamp(geometry.mapTimeToX(bar.end), -1.0 * overhang, width + 1.0 * overhang));
        if (marked) {
            picture.wide.push_back({&bar, left, std::max(right, left + sliver)});
        } else if (right - left < sliver && crowded) {
            if (picture.columns.empty())
                picture.columns.assign(size_t(width) + 1, noColumn);
            for (int x = std::max(left, 0); x <= std::min(std::max(right - 1, left), width); ++x)
                picture.columns[size_t(x)] = scene.colourOf(bar.event);
        } else if (!picture.wide.empty() && picture.wide.back().left == left &&
                   picture.wide.back().right == right) {
            continue; // the same pixels
        } else if (picture.wide.size() < mostWide && room > 0) {
            room -= right - left;
            picture.wide.push_back({&bar, left, std::max(right, left + sliver)});
        } else {
            if (picture.covered.empty())
                picture.covered.assign(size_t(width) + 2, 0);
            ++picture.covered[size_t(std::clamp(left, 0, width))];
            --picture.covered[size_t(std::clamp(right, 0, width) + 1)];
        }
    }
    return picture;
}

void paintCovered(QPainter &painter, const QRect &lane, const std::vector<int> &covered)
{
    const QColor ground = blended(tokens().surface, tokens().text, 0.2);
    int depth = 0;
    int start = -1;
    for (int x = 0; x < int(covered.size()); ++x) {
        depth += covered[size_t(x)];
        if (depth > 0 && start < 0)
            start = x;
        if (depth == 0 && start >= 0) {
            painter.fillRect(lane.left() + start, lane.top() + 5, x - start, lane.height() - 10,
                             ground);
            start = -1;
        }
    }
}

void paintColumns(QPainter &painter, const QRect &lane, const std::vector<int> &columns)
{
    const Palette &colours = tokens();
    for (int x = 0; x < int(columns.size());) {
        int end = x + 1;
        while (end < int(columns.size()) && columns[size_t(end)] == columns[size_t(x)])
            ++end;
        const int colour = columns[size_t(x)];
        if (colour != noColumn)
            painter.fillRect(lane.left() + x, lane.top() + 5, end - x, lane.height() - 10,
                             colour < 0 ? colours.faint
                                        : colours.series[size_t(colour) % colours.series.size()]);
        x = end;
    }
}

bool anyColumn(const std::vector<int> &columns, int from, int to)
{
    const int size = int(columns.size());
    return std::any_of(columns.begin() + std::clamp(from, 0, size),
                       columns.begin() + std::clamp(std::max(from, to), 0, size),
                       [](int column) { return column != noColumn; });
}

void paintText(QPainter &painter, const QRect &inside, const QString &text, Qt::Alignment side)
{
    painter.setPen(tokens().text);
    const Qt::LayoutDirection direction = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LeftToRight); // "1 h 5 m" begins with its hours
    painter.drawText(inside, int(side | Qt::AlignVCenter), text);
    painter.setLayoutDirection(direction);
}

QBrush fillOf(EventOrigin origin, const QColor &colour, bool hovered)
{
    const double share = origin == EventOrigin::Server    ? 0.24
                         : origin == EventOrigin::Derived ? 0.14
                                                          : 0.0;
    return blended(tokens().surface, colour, share + (hovered ? 0.16 : 0.0));
}

/// Huge coordinates of a deeply zoomed bar would overflow the rasteriser.
QRect seenOf(const TimelineView &view, const QRect &bar)
{
    return bar.intersected(view.trackRect().adjusted(-8, -99, 8, 99));
}

void paintFrame(QPainter &painter, const TimelineView &view, int event, const QRect &rect)
{
    if (event != view.currentEvent())
        return;
    painter.setPen(QPen(tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 3, 3);
}

/// `free`: the part of it that no later bar covers; its value goes there when it fits.
void paintWide(QPainter &painter, const TimelineView &view, int index, const QRect &free)
{
    const TimelineEvent &event = view.scene().event(index);
    const EventOrigin origin = event.event.origin;
    const QColor colour = timelineBarColour(view.scene(), index);
    const QRect seen = seenOf(view, view.eventRect(index));
    if (seen.isEmpty())
        return;
    painter.setPen(
        QPen(colour, 1, origin == EventOrigin::Estimated ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(fillOf(origin, colour, index == view.hoveredEvent()));
    painter.drawRect(seen.adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(seen.left(), seen.top(), std::min(3, seen.width()), seen.height()),
                     colour);
    const QRect inside = free.intersected(seen).intersected(view.trackRect()).adjusted(7, 0, -4, 0);
    if (inside.width() >= 12) {
        QString text = eventValueText(event.event, view.formatter());
        if (origin == EventOrigin::Estimated)
            text.prepend(QStringLiteral("≈ "));
        // At the end, where the value was reached: bars that share a start keep their labels apart.
        if (painter.fontMetrics().horizontalAdvance(text) <= inside.width())
            paintText(painter, inside, text, Qt::AlignRight);
    }
    paintFrame(painter, view, index, seen);
}

void paintInstant(QPainter &painter, const TimelineView &view, int index)
{
    const EventOrigin origin = view.scene().event(index).event.origin;
    const QColor colour = timelineBarColour(view.scene(), index);
    const QRect rect = view.eventRect(index);
    const bool hovered = index == view.hoveredEvent();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(origin == EventOrigin::Estimated ? tokens().surface : colour);
    const double half = hovered ? 6.5 : 5;
    const QPointF middle(rect.left() + rect.width() / 2.0 + 0.5, rect.center().y() + 0.5);
    const QPointF diamond[] = {middle + QPointF(0, -half), middle + QPointF(half, 0),
                               middle + QPointF(0, half), middle + QPointF(-half, 0)};
    painter.drawConvexPolygon(diamond, 4);
    paintFrame(painter, view, index, rect);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QString instantLabel(const TimelineView &view, int index)
{
    if (const TimelineTransfer *transfer = view.scene().transferOf(index))
        return transfer->to.isEmpty() ? QString() : QStringLiteral("→ ") + oneLine(transfer->to);
    const ReportingEvent &event = view.scene().event(index).event;
    return eventValueKind(event.name) == EventValue::Rating
               ? eventValueText(event, view.formatter())
               : QString();
}

/// Beside each mark as far as the next one: to whom it was passed, what the customer answered.
void paintInstants(QPainter &painter, const TimelineView &view,
                   const std::vector<const TimelineScene::Bar *> &instants)
{
    const QRect track = view.trackRect();
    for (const TimelineScene::Bar *bar : instants)
        paintInstant(painter, view, bar->event);
    if (instants.size() > 64)
        return;
    for (size_t i = 0; i < instants.size(); ++i) {
        const QRect rect = view.eventRect(instants[i]->event);
        const int end =
            i + 1 < instants.size() ? view.eventRect(instants[i + 1]->event).left() : track.right();
        const int room = end - rect.right() - 8;
        if (room < 16)
            continue;
        const QString text = instantLabel(view, instants[i]->event);
        if (!text.isEmpty() && painter.fontMetrics().horizontalAdvance(text) <= room)
            paintText(painter, QRect(rect.right() + 4, rect.top(), room, rect.height()), text,
                      Qt::AlignLeft);
    }
}

} // namespace

void paintTimelineBars(QPainter &painter, const TimelineView &view, int lane)
{
    const LanePicture picture = pictureOf(view, lane);
    const QRect row = view.laneRect(lane);
    paintCovered(painter, row, picture.covered);
    for (size_t i = 0; i < picture.wide.size(); ++i) {
        const WideBar &bar = picture.wide[i];
        // Later ones stand on top of it: behind the last of them, or before the first.
        int covered = bar.left;
        int head = bar.right;
        for (size_t j = i + 1; j < picture.wide.size() && picture.wide[j].left < bar.right; ++j) {
            head = std::min(head, picture.wide[j].left);
            covered = std::max(covered, picture.wide[j].right);
        }
        const bool tail = bar.right - covered >= head - bar.left;
        const int from = tail ? covered : bar.left;
        int to = tail ? bar.right : head;
        if (anyColumn(picture.columns, from, to))
            to = from; // slivers would run through the label
        paintWide(painter, view, bar.bar->event,
                  QRect(row.left() + from, row.top(), to - from, row.height()));
    }
    paintColumns(painter, row, picture.columns);
    paintInstants(painter, view, picture.instants);
    // A long one keeps its place under those that lie within it; only what would drown comes up.
    for (const TimelineScene::Bar *bar : picture.marked) {
        const QRect rect = view.eventRect(bar->event);
        if (bar->isInstant())
            paintInstant(painter, view, bar->event);
        else if (rect.width() < drowning)
            paintWide(painter, view, bar->event, QRect());
        else
            paintFrame(painter, view, bar->event, seenOf(view, rect));
    }
}

} // namespace watchfloor
