// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/benchrow.h"
#include "bench/yearfile.h"

#include "backend/engine/facts/livewindow.h"

#include <QStringList>

namespace watchfloor::bench {

/// A filled table and what was measured while filling it.
struct BenchCache {
    const SyntheticYear &year;
    FactTable table;
    bool large = false; ///< the goals are those of 10 M conversations

    /// So few conversations are a test of the bench: once or twice is enough.
    int rounds(int usual) const { return year.conversations() < 20'000 ? 2 : usual; }
    /// Bytes per event.
    std::optional<double> memoryGoal() const
    {
        if (year.conversations() < 1'000'000) {
            return std::nullopt;
        }
        return large ? 18 : 28;
    }
};

/// Lines named in `only` (a part of the name suffices; empty: all).
struct Choice {
    QStringList only;
    bool wants(const QString &name) const;
};

inline constexpr FactColumnId kKeyMetrics[] = {kFirstResponse, kReplyTime, kResolution};

/// Counts, sums and hits by skill; filtered: by four inboxes and eleven groups.
FactQuery keyMetric(FactColumnId column, TimeRange window, bool filtered);
/// p50 and p90 by agent over days that end two hours before the year does; filtered: four inboxes.
FactQuery perAgent(FactColumnId column, TimeMs days, bool filtered);

/// Same numbers or BenchError: what is wrong is not worth timing.
void mustEqual(const QString &name, const QStringList &ours, const QStringList &others,
               const QString &peer);

void fillCache(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);
void benchTotals(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);
void benchQuantiles(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);
void benchHeatMap(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);

/// The year as a cache on disk.
void benchDisk(YearFile &file, const Choice &choice, std::vector<BenchRow> &rows);
void benchStart(BenchCache &cache, YearFile &file, const Choice &choice,
                std::vector<BenchRow> &rows);
void benchLoad(BenchCache &cache, YearFile &file, const Choice &choice,
               std::vector<BenchRow> &rows);

/// The same questions to plain SQL and, with a library, to DuckDB: compared, then timed.
void benchPeers(BenchCache &cache, YearFile &file, const QString &duckLibrary, const Choice &choice,
                std::vector<BenchRow> &rows);

/// Chatwoot's pages through its parser into a store, at first and again.
void benchStream(const Choice &choice, std::vector<BenchRow> &rows);

/// Agent, skill, group and a filtered agent view x hour, day, 30 days, year x 2 metrics.
std::vector<LiveWindow> openViews(TimeMs now);
/// From a commit of the store to every open view.
void benchCommit(BenchCache &cache, YearFile &file, const Choice &choice,
                 std::vector<BenchRow> &rows);

/// Last: it changes the table.
void benchRefresh(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows);

} // namespace watchfloor::bench
