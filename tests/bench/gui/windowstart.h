// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/benchrow.h"

namespace watchfloor::bench {

/// The child's side: a window over the profile at that page, or a bare main window without one.
/// Prints the milliseconds since `began` (of the steady clock, ns) until it was painted and until
/// what it asked the cache was painted, and its memory. Returns the exit code.
int printFirstPaint(const QString &profile, const QString &page, qint64 began);

/// Starts of this program for that, in turns with a bare main window. Throws BenchError.
void addStartRows(const QString &profile, int rounds, std::vector<BenchRow> *rows);

} // namespace watchfloor::bench
