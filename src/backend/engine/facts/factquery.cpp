// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/facttable.h"

#include "backend/engine/facts/slotquantiles.h"
#include "backend/engine/facts/valuebins.h"

#include <algorithm>

namespace watchfloor {

namespace {

constexpr TimeMs kHour = 3600 * 1000;

void fill(FactTotals &out, const SlotTotals &in)
{
    out.n = in.n;
    out.sum = in.sum;
    out.businessN = in.businessN;
    out.businessSum = in.businessSum;
    out.hits = in.hits;
}

void fill(FactTotals &out, const ValueBounds &in)
{
    if (!in.isEmpty()) {
        out.min = in.low;
        out.max = in.high;
    }
}

TimeMs floorTo(TimeMs time, TimeMs unit)
{
    const TimeMs rest = time % unit;
    return time - (rest < 0 ? rest + unit : rest);
}

} // namespace

FactResult FactTable::answer(FactColumn &column, const FactQuery &query, const CellChoice &choice)
{
    const std::vector<SlotTotals> totals = slotTotals(column, query.window, choice, query.business);
    const std::size_t slots = totals.size();
    std::vector<ValueBounds> extremes(slots);
    if (query.extremes) {
        extremes = slotExtremes(column, query.window, choice, query.business);
    }
    SlotQuantiles quantiles;
    quantiles.ofSlot.resize(slots);
    if (!query.quantiles.empty()) {
        std::vector<qint64> measured(slots, 0);
        for (std::size_t slot = 1; slot < slots; ++slot) {
            measured[slot] = query.business ? totals[slot].businessN : totals[slot].n;
        }
        const bool exact = query.percentiles == Percentiles::Exact ||
                           static_cast<qint64>(column.countIn(query.window)) < query.exactRows;
        quantiles = slotQuantiles(
            column,
            {query.window, query.business, query.quantiles, exact, QuantileRequest().scatterRows},
            choice, measured);
    }

    FactResult result;
    SlotTotals all;
    ValueBounds allExtremes;
    for (std::size_t slot = 1; slot < slots; ++slot) {
        all.add(totals[slot]);
        allExtremes.include(extremes[slot]);
        if (query.groupBy != Dimension::None && totals[slot].n > 0) {
            FactGroup &group = result.groups.emplace_back();
            group.key = choice.keys()[slot - 1];
            fill(group.totals, totals[slot]);
            fill(group.totals, extremes[slot]);
            group.totals.quantiles = std::move(quantiles.ofSlot[slot]);
        }
    }
    fill(result.total, all);
    fill(result.total, allExtremes);
    result.total.quantiles = std::move(quantiles.ofAll);
    std::sort(result.groups.begin(), result.groups.end(),
              [](const FactGroup &a, const FactGroup &b) { return a.key < b.key; });
    result.exactQuantiles = quantiles.exact;
    result.loadedFrom = column.loadedFrom();
    result.complete = query.window.isEmpty() || query.window.from >= column.loadedFrom();
    return result;
}

FactResult FactTable::query(const FactQuery &query)
{
    const CellChoice choice(m_cells, query.filter, query.groupBy);
    return answer(column(query.column), query, choice);
}

std::vector<FactResult> FactTable::trend(const FactQuery &query,
                                         const std::vector<TimeMs> &boundaries)
{
    const CellChoice choice(m_cells, query.filter, query.groupBy);
    FactColumn &target = column(query.column);
    FactQuery part = query;
    std::vector<FactResult> results;
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i) {
        part.window = {boundaries[i], boundaries[i + 1]};
        results.push_back(answer(target, part, choice));
    }
    return results;
}

HeatMap FactTable::heatMap(const FactQuery &query, const std::vector<OffsetSpan> &spans)
{
    HeatMap map;
    const CellChoice choice(m_cells, query.filter, Dimension::None);
    FactColumn &target = column(query.column);
    for (const OffsetSpan &span : spans) {
        const TimeRange local = span.local();
        // Hours of the wall clock, which need not be hours of UTC.
        for (TimeMs hour = floorTo(local.from, kHour); hour < local.to; hour += kHour) {
            const TimeRange utc{std::max(hour - span.offset, span.utc.from),
                                std::min(hour + kHour - span.offset, span.utc.to)};
            const TimeMs intoWeek = hour - WeekChunk::weekOf(hour);
            const std::size_t at = static_cast<std::size_t>(intoWeek / kHour);
            map[at].add(scannedTotals(target, utc, choice, query.business)[1]);
        }
    }
    return map;
}

std::vector<qint64> FactTable::distribution(const FactQuery &query,
                                            const std::vector<qint64> &edges)
{
    std::vector<qint64> counts(edges.size() + 1, 0);
    const CellChoice choice(m_cells, query.filter, Dimension::None);
    const quint32 *slots = choice.slots().data();
    FactColumn &target = column(query.column);
    target.forWeeks(query.window, [&](const FactWeek &week) {
        week.rows.forEach(query.window.from, query.window.to,
                          [&](CellCode cell, qint64 value, bool has, qint64 business) {
                              if (slots[cell] == 0 || (query.business && !has)) {
                                  return;
                              }
                              const qint64 measured = query.business ? business : value;
                              const auto at =
                                  std::upper_bound(edges.begin(), edges.end(), measured);
                              ++counts[static_cast<std::size_t>(at - edges.begin())];
                          });
    });
    return counts;
}

} // namespace watchfloor
