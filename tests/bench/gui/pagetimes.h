// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/benchrow.h"
#include "bench/gui/latencyprobe.h"

namespace watchfloor {
class Application;
}

namespace watchfloor::bench {

/// Every page opened over a day, a month and all: until it shows its answer, and the longest the
/// window's thread computed in one go meanwhile; then opened again with nothing new to ask.
void addPageRows(Application &application, TimedApplication &timed, int rounds,
                 std::vector<BenchRow> *rows);

/// The Agents page with 5,000 rows: filled, refreshed, sorted, searched, scrolled.
void addManyAgentsRows(int rounds, std::vector<BenchRow> *rows);

} // namespace watchfloor::bench
