// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace watchfloor::testing {

/// The same questions answered by plain loops over a list of rows, without the engine's code.
class PlainFacts {
public:
    std::map<CellCode, CellValues> cells;
    std::map<FactColumnId, std::vector<FactRow>> rows;
    std::map<FactColumnId, std::map<RowId, DurationMs>> targets;

    /// Quantiles exact, always.
    FactResult query(const FactQuery &query) const;
    HeatMap heatMap(const FactQuery &query, const QTimeZone &zone) const;
    std::vector<qint64> distribution(const FactQuery &query,
                                     const std::vector<qint64> &edges) const;
    void apply(const FactChanges &changes);

private:
    std::vector<FactRow> passing(const FactQuery &query) const;
    FactTotals totals(const FactQuery &query, const std::vector<FactRow> &rows) const;
};

inline std::vector<FactRow> PlainFacts::passing(const FactQuery &query) const
{
    std::vector<FactRow> found;
    const auto column = rows.find(query.column);
    if (column == rows.end()) {
        return found;
    }
    for (const FactRow &row : column->second) {
        bool passes = query.window.from <= row.time && row.time < query.window.to;
        for (const auto &[dimension, keys] : query.filter) {
            const qint64 key = cells.at(row.cell).keys[static_cast<std::size_t>(dimension) - 1];
            passes = passes && std::count(keys.begin(), keys.end(), key) > 0;
        }
        if (passes) {
            found.push_back(row);
        }
    }
    return found;
}

inline FactTotals PlainFacts::totals(const FactQuery &query, const std::vector<FactRow> &list) const
{
    FactTotals totals;
    std::vector<qint64> measured;
    const auto targetsOfColumn = targets.find(query.column);
    for (const FactRow &row : list) {
        totals.n += 1;
        totals.sum += row.value;
        totals.businessN += row.business ? 1 : 0;
        totals.businessSum += row.business.value_or(0);
        if (query.business && !row.business) {
            continue;
        }
        measured.push_back(query.business ? *row.business : row.value);
        if (targetsOfColumn != targets.end()) {
            const auto target = targetsOfColumn->second.find(cells.at(row.cell).keys[0]);
            if (target != targetsOfColumn->second.end() && measured.back() <= target->second) {
                totals.hits += 1;
            }
        }
    }
    std::sort(measured.begin(), measured.end());
    if (query.extremes && !measured.empty()) {
        totals.min = measured.front();
        totals.max = measured.back();
    }
    for (const int permille : query.quantiles) {
        if (measured.empty()) {
            totals.quantiles.push_back(std::nullopt);
            continue;
        }
        std::size_t rank = 0;
        while (rank * 1000 < static_cast<std::size_t>(permille) * measured.size()) {
            ++rank;
        }
        totals.quantiles.push_back(measured[rank - 1]);
    }
    return totals;
}

inline FactResult PlainFacts::query(const FactQuery &query) const
{
    const std::vector<FactRow> list = passing(query);
    FactResult result;
    result.total = totals(query, list);
    if (query.groupBy != Dimension::None) {
        std::map<qint64, std::vector<FactRow>> groups;
        for (const FactRow &row : list) {
            groups[cells.at(row.cell).keys[static_cast<std::size_t>(query.groupBy) - 1]].push_back(
                row);
        }
        for (const auto &[key, members] : groups) {
            result.groups.push_back({key, totals(query, members)});
        }
    }
    return result;
}

inline HeatMap PlainFacts::heatMap(const FactQuery &query, const QTimeZone &zone) const
{
    HeatMap map{};
    for (const FactRow &row : passing(query)) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(row.time, zone);
        const int hour = (local.date().dayOfWeek() - 1) * 24 + local.time().hour();
        SlotTotals &at = map[static_cast<std::size_t>(hour)];
        const FactTotals one = totals(query, {row});
        at.n += one.n;
        if (query.countsOnly) {
            continue;
        }
        at.sum += one.sum;
        at.businessN += one.businessN;
        at.businessSum += one.businessSum;
        at.hits += one.hits;
    }
    return map;
}

inline std::vector<qint64> PlainFacts::distribution(const FactQuery &query,
                                                    const std::vector<qint64> &edges) const
{
    std::vector<qint64> counts(edges.size() + 1, 0);
    for (const FactRow &row : passing(query)) {
        if (query.business && !row.business) {
            continue;
        }
        const qint64 value = query.business ? *row.business : row.value;
        std::size_t bin = 0;
        while (bin < edges.size() && value >= edges[bin]) {
            ++bin;
        }
        ++counts[bin];
    }
    return counts;
}

inline void PlainFacts::apply(const FactChanges &changes)
{
    for (const FactChange &change : changes) {
        std::vector<FactRow> &list = rows[change.column];
        if (change.before) {
            const auto at = std::find(list.begin(), list.end(), *change.before);
            if (at != list.end()) {
                list.erase(at);
            }
        }
        if (change.after) {
            list.push_back(*change.after);
        }
    }
}

} // namespace watchfloor::testing
