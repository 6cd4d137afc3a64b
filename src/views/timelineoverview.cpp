// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole life under the track while a part of it is shown.
#include "views/timelinepainter.h"

#include "views/palette.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QPainter>

#include <algorithm>

namespace watchfloor {
namespace {

void paintHint(QPainter &painter, const TimelineLayout &layout, const QRect &strip)
{
    painter.setFont(smallFont());
    painter.setPen(layout.colours().faint);
    const QRect line(gridStep, strip.top(), layout.size.width() - 2 * gridStep, strip.height());
    const QString hint =
        TimelineView::tr("Scroll to zoom, drag to move, arrows to walk the events");
    painter.drawText(line, int(layout.leading()),
                     painter.fontMetrics().elidedText(hint, Qt::ElideRight, line.width()));
}

void paintLanes(QPainter &painter, const TimelineLayout &layout, const QRect &strip)
{
    const auto &lanes = layout.scene().lanes();
    const double step =
        std::max(1.0, double(strip.height() - 4) / double(std::max<size_t>(1, lanes.size())));
    for (size_t lane = 0; lane < lanes.size(); ++lane) {
        const int y = strip.top() + 2 + int(double(lane) * step);
        int paintedTo = -1;
        for (const TimelineScene::Bar &bar : lanes[lane].bars) {
            const int left = int(layout.geometry.overviewX(bar.start));
            const int right = std::max(left + 1, int(layout.geometry.overviewX(bar.end)));
            if (right <= paintedTo)
                continue;
            painter.fillRect(strip.left() + left, y, right - left, std::max(1, int(step) - 1),
                             timelineBarColour(layout, bar.event));
            paintedTo = right;
        }
    }
}

} // namespace

void paintTimelineOverview(QPainter &painter, const TimelineLayout &layout)
{
    const QRect strip = layout.overviewRect();
    if (!layout.geometry.isZoomed()) {
        paintHint(painter, layout, strip);
        return;
    }
    const Palette &colours = layout.colours();
    painter.fillRect(strip, blended(colours.surface, colours.text, 0.03));
    for (const TimeRange &gap : layout.scene().report().gaps) {
        const double left = layout.geometry.overviewX(gap.from);
        const double right = layout.geometry.overviewX(gap.to);
        paintTimelineGap(
            painter, layout,
            QRectF(strip.left() + left, strip.top(), std::max(1.0, right - left), strip.height())
                .intersected(strip));
    }
    paintLanes(painter, layout, strip);
    const QRect window = layout.overviewWindow();
    // What is out of sight steps back.
    QColor veil = colours.surface;
    veil.setAlpha(150);
    painter.fillRect(QRect(strip.topLeft(), QPoint(window.left() - 1, strip.bottom())), veil);
    painter.fillRect(QRect(QPoint(window.right() + 1, strip.top()), strip.bottomRight()), veil);
    painter.setPen(QPen(colours.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(window.adjusted(0, 0, -1, -1));
    // Handles, where there is room for them.
    if (window.width() >= 20) {
        for (const int x : {window.left(), window.right() - 2})
            painter.fillRect(QRect(x, strip.top() + 6, 3, strip.height() - 12), colours.accent);
    }
}

} // namespace watchfloor
