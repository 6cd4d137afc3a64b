// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

class MarkedView;

/// Screen readers see a chart as a list with an item for each bar, point, cell or bin: its name and
/// its value. Installs the factory once.
void installChartAccessibility();
/// The marks are other ones: old items go away.
void chartMarksChanged(MarkedView *view);
void chartFocusMoved(MarkedView *view);

} // namespace watchfloor
