// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

class TimelineView;

/// Screen readers see the timeline as a list with one item per event, in the order of the table.
/// Installs the factory once.
void installTimelineAccessibility();
/// The events are other ones: the tree is told and old items go away.
void timelineChanged(TimelineView *view);
void timelineFocusMoved(TimelineView *view, int event);

} // namespace watchfloor
