// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;

namespace watchfloor {

class TimelineView;

/// Paints what is visible of a TimelineView: one pass over the candidates of each lane, at most
/// one bar per pixel column and lane.
void paintTimeline(QPainter &painter, const TimelineView &view);

} // namespace watchfloor
