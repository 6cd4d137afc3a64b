// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;
class QRect;

namespace watchfloor {

class TimelineLayout;
class TimelineScene;

/// What the signs of a printed timeline mean: only those that are on it. Lines of 16 pixels, as
/// many as it needs at most.
int paperTimelineKeyLines(const TimelineScene &scene, int mostAgents);
void paintPaperTimelineKey(QPainter &painter, const TimelineLayout &layout, const QRect &area);

inline constexpr int paperKeyLine = 16;

} // namespace watchfloor
