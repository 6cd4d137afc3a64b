// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/benchrow.h"
#include "bench/syntheticyear.h"

#include <QStringList>

namespace watchfloor::bench {

/// A filled table and what was measured while filling it.
struct BenchCache {
    const SyntheticYear &year;
    FactTable table;
    bool large = false; ///< the goals are those of 10 M conversations
};

/// Lines named in `only` (a part of the name suffices; empty: all).
struct Choice {
    QStringList only;
    bool wants(const QString &name) const;
};

void fillCache(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);
void benchTotals(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);
void benchQuantiles(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);
void benchHeatMap(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);

/// Last: it changes the table.
void benchRefresh(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);

} // namespace watchfloor::bench
