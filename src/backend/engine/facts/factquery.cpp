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

FactResult composedResult(const FactColumn &column, const FactQuery &query,
                          const CellChoice &choice, const std::vector<SlotTotals> &totals,
                          const std::vector<ValueBounds> &extremes,
                          const std::vector<std::vector<std::optional<qint64>>> &quantiles,
                          bool exactQuantiles)
{
    FactResult result;
    SlotTotals all;
    ValueBounds allExtremes;
    for (std::size_t slot = 1; slot < totals.size(); ++slot) {
        all.add(totals[slot]);
        if (totals[slot].n == 0) {
            continue;
        }
        const ValueBounds bounds = extremes.empty() ? ValueBounds() : extremes[slot];
        allExtremes.include(bounds);
        if (query.groupBy != Dimension::None) {
            FactGroup &group = result.groups.emplace_back();
            group.key = choice.keys()[slot - 1];
            fill(group.totals, totals[slot]);
            fill(group.totals, bounds);
            group.totals.quantiles = quantiles[slot];
        }
    }
    fill(result.total, all);
    fill(result.total, allExtremes);
    result.total.quantiles = quantiles[0];
    std::sort(result.groups.begin(), result.groups.end(),
              [](const FactGroup &a, const FactGroup &b) { return a.key < b.key; });
    result.exactQuantiles = exactQuantiles;
    result.loadedFrom = column.loadedFrom();
    result.complete = query.window.isEmpty() || query.window.from >= column.loadedFrom();
    return result;
}

FactResult FactTable::answer(FactColumn &column, const FactQuery &query, const CellChoice &choice)
{
    const bool exact = query.percentiles == Percentiles::Exact ||
                       static_cast<qint64>(column.countIn(query.window)) < query.exactRows;
    const GroupTrack *track = nullptr;
    if (choice.passesAll() && !query.quantiles.empty() && !exact &&
        column.size() >= std::min<std::size_t>(m_denseWeek * 32, 2'000'000)) {
        const std::size_t room =
            std::max<std::size_t>(static_cast<std::size_t>(rowCount()), std::size_t{8} << 20);
        track = m_tracks.of(query.column, column, choice, query.business, room);
    } else if (choice.passesAll()) {
        track = m_tracks.find(query.column, column, choice, query.business);
    }
    const std::vector<SlotTotals> totals =
        slotTotals(column, query.window, choice, query.business, track);
    const std::size_t slots = totals.size();
    std::vector<ValueBounds> extremes;
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
        quantiles = slotQuantiles(column,
                                  {query.window, query.business, query.quantiles, exact,
                                   QuantileRequest().scatterRows, track},
                                  choice, measured);
    }

    quantiles.ofSlot[0] = std::move(quantiles.ofAll);
    return composedResult(column, query, choice, totals, extremes, quantiles.ofSlot,
                          quantiles.exact);
}

FactResult FactTable::query(const FactQuery &query)
{
    return answer(column(query.column), query, choice(query.filter, query.groupBy));
}

std::vector<FactResult> FactTable::trend(const FactQuery &query,
                                         const std::vector<TimeMs> &boundaries)
{
    const CellChoice &choice = this->choice(query.filter, query.groupBy);
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
    const CellChoice &choice = this->choice(query.filter, Dimension::None);
    FactColumn &target = column(query.column);
    const bool byPosition = query.countsOnly && choice.passesAll();
    if (byPosition && !spans.empty()) {
        target.indexHours({spans.front().utc.from, spans.back().utc.to});
    }
    SlotScan scan(target, choice, query.business);
    std::array<SlotTotals, 2> hourTotals;
    for (const OffsetSpan &span : spans) {
        const TimeRange local = span.local();
        // Hours of the wall clock, which need not be hours of UTC.
        for (TimeMs hour = floorTo(local.from, kHour); hour < local.to; hour += kHour) {
            const TimeRange utc{std::max(hour - span.offset, span.utc.from),
                                std::min(hour + kHour - span.offset, span.utc.to)};
            const auto at = static_cast<std::size_t>((hour - WeekChunk::weekOf(hour)) / kHour);
            if (byPosition) {
                map[at].n += static_cast<qint64>(target.countIn(utc));
            } else {
                hourTotals = {};
                scan.add(utc, hourTotals.data());
                map[at].add(hourTotals[1]);
            }
        }
    }
    if (query.countsOnly) {
        for (SlotTotals &totals : map) {
            totals = {totals.n, 0, 0, 0, 0};
        }
    }
    return map;
}

std::vector<qint64> FactTable::distribution(const FactQuery &query,
                                            const std::vector<qint64> &edges)
{
    std::vector<qint64> counts(edges.size() + 1, 0);
    const CellChoice &choice = this->choice(query.filter, Dimension::None);
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
