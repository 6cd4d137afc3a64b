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

void paintStates(QPainter &painter, const TimelineView &view, const TimelineAgent &agent,
                 const QRect &row)
{
    const TimelineGeometry &geometry = view.geometry();
    const Palette &colours = tokens();
    if (agent.states.empty()) {
        painter.setPen(colours.faint);
        const QString text = TimelineView::tr("Availability was not recorded");
        if (painter.fontMetrics().horizontalAdvance(text) + 16 <= row.width())
            painter.drawText(row.adjusted(gridStep, 0, -gridStep, 0), int(timelineLeading(view)),
                             text);
        return;
    }
    for (const AgentState &state : agent.states) {
        const double left = std::max(0.0, geometry.mapTimeToX(state.from));
        const double right = std::min(double(row.width()),
                                      geometry.mapTimeToX(state.to.value_or(view.waitingUntil())));
        if (right <= left)
            continue;
        const int height = stripHeight(state.state);
        const QColor colour = state.state == QLatin1String("offline")
                                  ? blended(colours.surface, colours.faint, 0.6)
                                  : blended(colours.surface, stateColour(state.state), 0.55);
        painter.fillRect(QRectF(row.left() + left, row.center().y() - height / 2.0,
                                std::max(1.0, right - left), height),
                         colour);
    }
}

} // namespace

void paintTimelineWait(QPainter &painter, const TimelineView &view)
{
    const auto since = view.scene().report().waitingSince;
    if (!since)
        return;
    const Palette &colours = tokens();
    const TimelineGeometry &geometry = view.geometry();
    const QRect row = view.waitingRect();
    const TimeMs until = view.waitingUntil();
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
    const QRect inside = bar.intersected(view.trackRect()).adjusted(7, 0, -4, 0);
    const QString text = view.formatter().age(until - *since);
    if (painter.fontMetrics().horizontalAdvance(text) > inside.width())
        return;
    painter.setPen(colours.text);
    const Qt::LayoutDirection direction = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.drawText(inside, int(Qt::AlignRight | Qt::AlignVCenter), text);
    painter.setLayoutDirection(direction);
}

void paintTimelineAgents(QPainter &painter, const TimelineView &view)
{
    const Palette &colours = tokens();
    const TimelineScene &scene = view.scene();
    const bool rtl = view.layoutDirection() == Qt::RightToLeft;
    for (int i = 0; i < int(scene.agents().size()); ++i) {
        const TimelineAgent &agent = scene.agents()[size_t(i)];
        const QRect row = view.agentRect(i);
        const QRect name = view.nameRect(row);
        if (!row.intersects(view.trackRect()))
            continue;
        const int swatchLeft =
            rtl ? name.right() - gridStep - agentSwatch + 1 : name.left() + gridStep;
        const QRectF swatch(swatchLeft, name.center().y() - agentSwatch / 2.0 + 0.5, agentSwatch,
                            agentSwatch);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.series[size_t(scene.agentColour(i)) % colours.series.size()]);
        painter.drawRoundedRect(swatch, 2, 2);
        painter.setRenderHint(QPainter::Antialiasing, false);
        const int taken = gridStep + agentSwatch + 6;
        const QRect text =
            rtl ? name.adjusted(gridStep, 0, -taken, 0) : name.adjusted(taken, 0, -gridStep, 0);
        painter.setFont(bodyFont());
        painter.setPen(colours.muted);
        painter.drawText(
            text, int(timelineLeading(view)),
            painter.fontMetrics().elidedText(oneLine(agent.name), Qt::ElideRight, text.width()));
        painter.setFont(smallFont());
        paintStates(painter, view, agent, row);
    }
}

} // namespace watchfloor
