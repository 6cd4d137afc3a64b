// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/facts/factrow.h"

#include <map>
#include <optional>
#include <vector>

namespace watchfloor {

/// Multi-select per dimension: a row passes when, in every dimension named here, its key is in
/// the list. kNoKey selects "none". An empty list passes nothing.
using FactFilter = std::map<Dimension, std::vector<qint64>>;

/// When percentiles are exact (nearest rank) and when they may come from a log-histogram.
enum class Percentiles {
    Auto,  ///< exact while the window holds fewer than FactQuery::exactRows rows of the column
    Exact, ///< whatever it costs
};

/// One question to one column.
struct FactQuery {
    FactColumnId column = 0;
    TimeRange window; ///< half-open, UTC
    Dimension groupBy = Dimension::None;
    FactFilter filter;
    /// min, max, percentiles and SLA hits are of the business value instead of the value; rows
    /// without one are left out of those. n, sum, businessN, businessSum are told always.
    bool business = false;
    bool countsOnly = false;    ///< heat map: n alone, the rest stays 0; quick without a filter
    bool extremes = false;      ///< fill min and max
    std::vector<int> quantiles; ///< per mille, 1 to 1000, e.g. {500, 900} for p50 and p90
    Percentiles percentiles = Percentiles::Auto;
    qint64 exactRows = 2'000'000;

    bool operator==(const FactQuery &) const = default;
};

/// Exact 64-bit integers throughout. Durations in ms.
struct FactTotals {
    qint64 n = 0;
    qint64 sum = 0;
    qint64 businessN = 0;
    qint64 businessSum = 0;
    qint64 hits = 0; ///< rows with measured value <= the SLA target of their account
    std::optional<qint64> min;
    std::optional<qint64> max;
    /// One per quantile asked for, in that order: the value at rank ceil(q*n/1000), ascending;
    /// none where nothing was measured.
    std::vector<std::optional<qint64>> quantiles;

    bool operator==(const FactTotals &) const = default;
};

struct FactGroup {
    qint64 key = kNoKey; ///< of FactQuery::groupBy; kNoKey = none
    FactTotals totals;

    bool operator==(const FactGroup &) const = default;
};

struct FactResult {
    std::vector<FactGroup> groups; ///< those with n > 0, by key ascending; empty for None
    FactTotals total;              ///< of all rows that pass, never made from group percentiles
    /// Quantiles are exact; otherwise each is off by at most kHistogramBound of its value.
    bool exactQuantiles = true;
    /// Rows before `loadedFrom` are not here yet and part of the window lies there: the numbers
    /// are those of the rest.
    bool complete = true;
    TimeMs loadedFrom = kEarliestFact;

    bool operator==(const FactResult &) const = default;
};

/// Relative error of an estimated quantile (of values from 128 ms on; smaller ones are exact).
inline constexpr double kHistogramBound = 1.0 / 128;

} // namespace watchfloor
