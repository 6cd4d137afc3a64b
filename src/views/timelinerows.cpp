// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that are no events: the wait that lasts, and who took part.
#include "views/timelinepainter.h"

#include "models/plaintext.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QPainter>

#include <algorithm>

namespace watchfloor {
namespace {

/// Height tells the state as well as the colour does: who can answer stands tall.
int stripHeight(const QString &state)
{
    if (state == QLatin1String("online"))
        return 10;
    return state == QLatin1String("offline") ? 2 : 6;
}

void paintStates(QPainter &painter, const TimelineLayout &layout, const TimelineAgent &agent,
                 const QRect &row)
{
    const TimelineGeometry &geometry = layout.geometry;
    const Palette &colours = layout.colours();
    if (agent.states.empty()) {
        painter.setPen(colours.faint);
        const QString text = TimelineView::tr("Availability was not recorded");
        if (painter.fontMetrics().horizontalAdvance(text) + 16 <= row.width())
            painter.drawText(row.adjusted(gridStep, 0, -gridStep, 0), int(layout.leading()), text);
        return;
    }
    for (const AgentState &state : agent.states) {
        const double left = std::max(0.0, geometry.mapTimeToX(state.from));
        const double right = std::min(
            double(row.width()), geometry.mapTimeToX(state.to.value_or(layout.waitingUntil())));
        if (right <= left)
            continue;
        const int height = stripHeight(state.state);
        const QColor colour =
            state.state == QLatin1String("offline")
                ? blended(colours.surface, colours.faint, 0.6)
                : blended(colours.surface, stateColour(state.state, colours), 0.55);
        painter.fillRect(QRectF(row.left() + left, row.center().y() - height / 2.0,
                                std::max(1.0, right - left), height),
                         colour);
    }
}

} // namespace

void paintTimelineWait(QPainter &painter, const TimelineLayout &layout)
{
    const auto since = layout.scene().report().waitingSince;
    if (!since)
        return;
    const Palette &colours = layout.colours();
    const TimelineGeometry &geometry = layout.geometry;
    const QRect row = layout.waitingRect();
    const TimeMs until = layout.waitingUntil();
    const double width = double(row.width());
    const int left = int(std::clamp(geometry.mapTimeToX(*since), -8.0, width + 8));
    const int right = int(std::clamp(geometry.mapTimeToX(until), -8.0, width + 8));
    if (right <= left)
        return;
    const QRect bar(row.left() + left, row.top() + 5, std::max(3, right - left), row.height() - 10);
    painter.fillRect(bar, blended(colours.surface, colours.warn, 0.18));
    painter.setPen(colours.warn);
    painter.drawLine(bar.topLeft(), bar.topRight());
    painter.drawLine(bar.bottomLeft(), bar.bottomRight());
    painter.fillRect(QRect(bar.left(), bar.top(), std::min(3, bar.width()), bar.height()),
                     colours.warn);
    const QRect inside = bar.intersected(layout.trackRect()).adjusted(7, 0, -4, 0);
    const QString text = layout.formatter().age(until - *since);
    if (painter.fontMetrics().horizontalAdvance(text) > inside.width())
        return;
    painter.setPen(colours.text);
    const Qt::LayoutDirection direction = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.drawText(inside, int(Qt::AlignRight | Qt::AlignVCenter), text);
    painter.setLayoutDirection(direction);
}

void paintTimelineAgents(QPainter &painter, const TimelineLayout &layout)
{
    const Palette &colours = layout.colours();
    const TimelineScene &scene = layout.scene();
    const int width = swatchWidth(layout.onPaper);
    const int height = layout.onPaper ? 14 : width;
    for (int i = 0; i < layout.agentRows(); ++i) {
        const TimelineAgent &agent = scene.agents()[size_t(i)];
        const QRect row = layout.agentRect(i);
        const QRect name = layout.nameRect(row);
        if (!row.intersects(layout.trackRect()))
            continue;
        const int swatchLeft = layout.rightToLeft ? name.right() - layout.inset() - width + 1
                                                  : name.left() + layout.inset();
        const QRectF swatch(swatchLeft, name.center().y() - height / 2.0 + 0.5, width, height);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.series[size_t(scene.agentColour(i)) % colours.series.size()]);
        painter.drawRoundedRect(swatch, 2, 2);
        painter.setRenderHint(QPainter::Antialiasing, false);
        if (layout.onPaper) {
            painter.setFont(smallFont());
            painter.setPen(colours.surface);
            painter.drawText(swatch, int(Qt::AlignCenter), layout.formatter().count(qint64{i} + 1));
        }
        const QRect text = layout.nameText(name, width + 6);
        painter.setFont(bodyFont());
        painter.setPen(layout.onPaper ? colours.text : colours.muted);
        paintTimelineName(painter, layout, text, oneLine(agent.name));
        painter.setFont(smallFont());
        paintStates(painter, layout, agent, row);
    }
}

} // namespace watchfloor
