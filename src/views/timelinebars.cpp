// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bars of one lane. Bars thinner than three pixels share columns, and of very many wide ones
// only the ground that they cover is drawn: the cost is that of the pixels, not of the events.
#include "views/timelinepainter.h"

#include "models/plaintext.h"
#include "models/timelinewords.h"
#include "views/timelinelayout.h"

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
    int together = 0;                               // events that are not drawn by themselves
};

LanePicture pictureOf(const TimelineLayout &layout, int lane)
{
    const TimelineGeometry &geometry = layout.geometry;
    const TimelineScene &scene = layout.scene();
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
        const bool marked = bar.event == layout.current || bar.event == layout.hovered;
        if (marked)
            picture.marked.push_back(&bar);
        const int left = int(
            std::clamp(geometry.mapTimeToX(bar.start), -1.0 * overhang, width + 1.0 * overhang));
        if (bar.isInstant()) {
            if (crowded && left - instantBefore < crowdedInstant) {
                ++picture.together;
                continue;
            }
            instantBefore = left;
            picture.instants.push_back(&bar);
            continue;
        }
        const int right =
            int(std::clamp(geometry.mapTimeToX(bar.end), -1.0 * overhang, width + 1.0 * overhang));
        if (marked) {
            picture.wide.push_back({&bar, left, std::max(right, left + sliver)});
        } else if (right - left < sliver && crowded) {
            ++picture.together;
            if (picture.columns.empty())
                picture.columns.assign(size_t(width) + 1, noColumn);
            for (int x = std::max(left, 0); x <= std::min(std::max(right - 1, left), width); ++x)
                picture.columns[size_t(x)] = scene.colourOf(bar.event);
        } else if (!picture.wide.empty() && picture.wide.back().left == left &&
                   picture.wide.back().right == right) {
            ++picture.together; // the same pixels
        } else if (picture.wide.size() < mostWide && room > 0) {
            room -= right - left;
            picture.wide.push_back({&bar, left, std::max(right, left + sliver)});
        } else {
            if (picture.covered.empty())
                picture.covered.assign(size_t(width) + 2, 0);
            ++picture.together;
            ++picture.covered[size_t(std::clamp(left, 0, width))];
            --picture.covered[size_t(std::clamp(right, 0, width) + 1)];
        }
    }
    return picture;
}

void paintCovered(QPainter &painter, const Palette &colours, const QRect &lane,
                  const std::vector<int> &covered)
{
    const QColor ground = blended(colours.surface, colours.text, 0.2);
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

void paintColumns(QPainter &painter, const Palette &colours, const QRect &lane,
                  const std::vector<int> &columns)
{
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

void paintText(QPainter &painter, const TimelineLayout &layout, const QRect &inside,
               const QString &text, Qt::Alignment side)
{
    painter.setPen(layout.colours().text);
    const Qt::LayoutDirection direction = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LeftToRight); // "1 h 5 m" begins with its hours
    painter.drawText(inside, int(side | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    painter.setLayoutDirection(direction);
}

QBrush fillOf(const TimelineLayout &layout, EventOrigin origin, const QColor &colour, bool hovered)
{
    const double share = origin == EventOrigin::Server    ? 0.24
                         : origin == EventOrigin::Derived ? 0.14
                                                          : 0.0;
    return blended(layout.colours().surface, colour, share + (hovered ? 0.16 : 0.0));
}

/// Huge coordinates of a deeply zoomed bar would overflow the rasteriser.
QRect seenOf(const TimelineLayout &layout, const QRect &bar)
{
    return bar.intersected(layout.trackRect().adjusted(-8, -99, 8, 99));
}

void paintFrame(QPainter &painter, const TimelineLayout &layout, int event, const QRect &rect)
{
    if (event != layout.current)
        return;
    painter.setPen(QPen(layout.colours().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 3, 3);
}

/// Whose it is, where colours alone do not tell: the number before their name. Empty: not told.
QString numberOf(const TimelineLayout &layout, int event)
{
    const int agent = layout.scene().agentOf(event);
    return layout.onPaper && agent >= 0 ? layout.formatter().count(qint64{agent} + 1) : QString();
}

/// The number on the bar's beginning, in the bar's own colour; how much of the bar it takes.
int paintNumber(QPainter &painter, const TimelineLayout &layout, const QRect &bar,
                const QString &number, const QColor &colour)
{
    const int width = std::max(14, painter.fontMetrics().horizontalAdvance(number) + 6);
    if (number.isEmpty() || bar.width() < width)
        return 0;
    const QRect box(bar.left(), bar.top(), width, bar.height());
    painter.fillRect(box, colour);
    painter.setPen(layout.colours().surface);
    painter.drawText(box, int(Qt::AlignCenter), number);
    return width;
}

const QString labelDot = QStringLiteral(" · ");

/// "2 · 15 m", drawn piece by piece: digits of some languages would trade places.
struct BarLabel {
    QString number;
    QString value;

    int width(const QPainter &painter) const
    {
        const QFontMetrics metrics = painter.fontMetrics();
        int sum = metrics.horizontalAdvance(number) + metrics.horizontalAdvance(value);
        if (!number.isEmpty() && !value.isEmpty())
            sum += metrics.horizontalAdvance(labelDot);
        return sum;
    }
};

void paintLabel(QPainter &painter, const TimelineLayout &layout, const QRect &rect,
                const BarLabel &label, Qt::Alignment side)
{
    int left = side == Qt::AlignRight ? rect.right() + 1 - label.width(painter) : rect.left();
    const bool both = !label.number.isEmpty() && !label.value.isEmpty();
    for (const QString &piece : {label.number, both ? labelDot : QString(), label.value}) {
        const int width = painter.fontMetrics().horizontalAdvance(piece);
        // Two pixels of air: drawText() cuts what its rectangle does not hold.
        paintText(painter, layout, QRect(left, rect.top(), width + 2, rect.height()), piece,
                  Qt::AlignLeft);
        left += width;
    }
}

/// `free`: the part of it that no later bar covers; its value goes there when it fits. `beside`:
/// empty track behind it, where the value may stand instead.
void paintWide(QPainter &painter, const TimelineLayout &layout, int index, const QRect &free,
               const QRect &beside = {})
{
    const TimelineEvent &event = layout.scene().event(index);
    const EventOrigin origin = event.event.origin;
    const QColor colour = timelineBarColour(layout, index);
    const QRect seen = seenOf(layout, layout.eventRect(index));
    if (seen.isEmpty())
        return;
    painter.setPen(
        QPen(colour, 1, origin == EventOrigin::Estimated ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(fillOf(layout, origin, colour, index == layout.hovered));
    painter.drawRect(seen.adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(seen.left(), seen.top(), std::min(3, seen.width()), seen.height()),
                     colour);
    QString number = numberOf(layout, index);
    int taken = 3;
    if (free.left() <= seen.left()) {
        if (const int width =
                paintNumber(painter, layout, free.intersected(seen), number, colour)) {
            number.clear();
            taken = width;
        }
    }
    BarLabel label{number, eventValueText(event.event, layout.formatter())};
    if (origin == EventOrigin::Estimated)
        label.value.prepend(QStringLiteral("≈ "));
    QRect inside = free.intersected(seen).intersected(layout.trackRect());
    inside.setLeft(std::max(inside.left(), seen.left() + taken));
    inside.adjust(4, 0, -4, 0);
    const QRect behind = beside.adjusted(4, 0, -4, 0);
    // At the end, where the value was reached: bars that share a start keep their labels apart.
    if (inside.width() >= 12 && label.width(painter) <= inside.width()) {
        paintLabel(painter, layout, inside, label, Qt::AlignRight);
    } else if (label.width(painter) <= behind.width()) {
        paintLabel(painter, layout, behind, label, Qt::AlignLeft);
    } else if (!number.isEmpty()) { // who is more than how long, which the table tells
        label.value.clear();
        if (label.width(painter) <= behind.width())
            paintLabel(painter, layout, behind, label, Qt::AlignLeft);
    }
    paintFrame(painter, layout, index, seen);
}

void paintInstant(QPainter &painter, const TimelineLayout &layout, int index)
{
    const EventOrigin origin = layout.scene().event(index).event.origin;
    const QColor colour = timelineBarColour(layout, index);
    const QRect rect = layout.eventRect(index);
    const bool hovered = index == layout.hovered;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(origin == EventOrigin::Estimated ? layout.colours().surface : colour);
    const double half = hovered ? 6.5 : 5;
    const QPointF middle(rect.left() + rect.width() / 2.0 + 0.5, rect.center().y() + 0.5);
    const QPointF diamond[] = {middle + QPointF(0, -half), middle + QPointF(half, 0),
                               middle + QPointF(0, half), middle + QPointF(-half, 0)};
    painter.drawConvexPolygon(diamond, 4);
    paintFrame(painter, layout, index, rect);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QString instantLabel(const TimelineLayout &layout, int index)
{
    QStringList parts;
    if (const QString number = numberOf(layout, index); !number.isEmpty())
        parts << number;
    const ReportingEvent &event = layout.scene().event(index).event;
    if (const TimelineTransfer *transfer = layout.scene().transferOf(index)) {
        if (!transfer->to.isEmpty())
            parts << QStringLiteral("→ ") + oneLine(transfer->to);
    } else if (eventValueKind(event.name) == EventValue::Rating) {
        parts << eventValueText(event, layout.formatter());
    }
    return parts.join(QStringLiteral("  "));
}

/// The track from the end of this bar to the next thing; null where something else lies there.
QRect besideBar(const TimelineLayout &layout, const QRect &row, const LanePicture &picture,
                size_t index)
{
    if (picture.together > 0)
        return {};
    const int from = picture.wide[index].right;
    int to = layout.geometry.width();
    for (size_t i = 0; i < picture.wide.size(); ++i) {
        const WideBar &other = picture.wide[i];
        if (i == index || other.right <= from - sliver)
            continue;
        if (other.left < from)
            return {};
        to = std::min(to, other.left);
    }
    for (const TimelineScene::Bar *instant : picture.instants) {
        const int left = layout.eventRect(instant->event).left() - row.left();
        if (left + 12 > from)
            to = std::min(to, left);
    }
    return QRect(row.left() + from, row.top(), std::max(0, to - from), row.height());
}

/// Beside each mark as far as the next one: to whom it was passed, what the customer answered.
void paintInstants(QPainter &painter, const TimelineLayout &layout,
                   const std::vector<const TimelineScene::Bar *> &instants)
{
    const QRect track = layout.trackRect();
    for (const TimelineScene::Bar *bar : instants)
        paintInstant(painter, layout, bar->event);
    if (instants.size() > 64)
        return;
    for (size_t i = 0; i < instants.size(); ++i) {
        const QRect rect = layout.eventRect(instants[i]->event);
        const int end = i + 1 < instants.size() ? layout.eventRect(instants[i + 1]->event).left()
                                                : track.right();
        const int room = end - rect.right() - 8;
        if (room < 16)
            continue;
        const QString text = instantLabel(layout, instants[i]->event);
        if (!text.isEmpty() && painter.fontMetrics().horizontalAdvance(text) <= room)
            paintText(painter, layout, QRect(rect.right() + 4, rect.top(), room, rect.height()),
                      text, Qt::AlignLeft);
    }
}

} // namespace

int paintTimelineBars(QPainter &painter, const TimelineLayout &layout, int lane)
{
    const LanePicture picture = pictureOf(layout, lane);
    const QRect row = layout.laneRect(lane);
    paintCovered(painter, layout.colours(), row, picture.covered);
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
        paintWide(painter, layout, bar.bar->event,
                  QRect(row.left() + from, row.top(), to - from, row.height()),
                  layout.onPaper ? besideBar(layout, row, picture, i) : QRect());
    }
    paintColumns(painter, layout.colours(), row, picture.columns);
    paintInstants(painter, layout, picture.instants);
    // A long one keeps its place under those that lie within it; only what would drown comes up.
    for (const TimelineScene::Bar *bar : picture.marked) {
        const QRect rect = layout.eventRect(bar->event);
        if (bar->isInstant())
            paintInstant(painter, layout, bar->event);
        else if (rect.width() < drowning)
            paintWide(painter, layout, bar->event, QRect());
        else
            paintFrame(painter, layout, bar->event, seenOf(layout, rect));
    }
    return picture.together;
}

} // namespace watchfloor
