// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/livewindow.h"

#include "backend/engine/facts/slotquantiles.h"
#include "backend/engine/facts/valuebins.h"

#include <algorithm>

namespace watchfloor {

namespace {

// Asking anew costs some 10 ns a row: about as much as carrying a window of this size forward.
constexpr std::size_t kPlainRows = 1024;

} // namespace

void LiveWindow::ensureStarted(FactTable &table)
{
    if (m_state == State::Cold || m_revision != table.column(m_query.column).revision() ||
        m_state != wantedState(table)) {
        start(table);
    }
}

LiveWindow::State LiveWindow::wantedState(FactTable &table) const
{
    const std::size_t rows = table.column(m_query.column).countIn(m_query.window);
    if (rows <= kPlainRows) {
        return State::Plain;
    }
    // The same rule as FactTable::query.
    const bool exact = m_query.percentiles == Percentiles::Exact ||
                       static_cast<qint64>(rows) < m_query.exactRows ||
                       (!m_totals.empty() && measuredIn(0) <= QuantileRequest().scatterRows);
    return exact ? State::Exact : State::Histogram;
}

void LiveWindow::start(FactTable &table)
{
    FactColumn &column = table.column(m_query.column);
    m_composed = false;
    m_revision = column.revision();
    m_choice.emplace(table.cells(), m_query.filter, m_query.groupBy);
    m_totals = slotTotals(column, m_query.window, *m_choice, m_query.business);
    m_totals[0] = {};
    for (std::size_t slot = 1; slot < m_totals.size(); ++slot) {
        m_totals[0].add(m_totals[slot]);
    }
    m_state = wantedState(table);
    m_brackets.clear();
    m_counts.clear();
    if (m_state == State::Plain) {
        return;
    }
    m_extremes.assign(m_totals.size(), {});
    m_staleExtremes = true;
    m_changed.assign(m_totals.size(), 1);
    m_quantiles.assign(m_totals.size(),
                       std::vector<std::optional<qint64>>(m_query.quantiles.size()));
    if (m_query.quantiles.empty()) {
        return;
    }
    if (m_state == State::Exact) {
        m_brackets.assign(m_totals.size(), std::vector<RankBracket>(m_query.quantiles.size()));
        fillBrackets(table, std::vector<quint8>(m_totals.size(), 1));
    } else {
        startHistogram(table);
    }
}

void LiveWindow::extend(FactTable &table)
{
    m_choice->extend(table.cells());
    const std::size_t slots = m_choice->groups() + 1;
    m_totals.resize(slots);
    m_extremes.resize(slots);
    m_changed.resize(slots, 1);
    m_quantiles.resize(slots, std::vector<std::optional<qint64>>(m_query.quantiles.size()));
    if (m_state == State::Exact && !m_query.quantiles.empty()) {
        m_brackets.resize(slots, std::vector<RankBracket>(m_query.quantiles.size()));
    }
    m_counts.resize(m_counts.empty() ? 0 : slots * m_bins);
    m_places.resize(m_counts.empty() ? 0 : slots * m_query.quantiles.size());
}

qint64 LiveWindow::measuredIn(std::size_t slot) const
{
    return m_query.business ? m_totals[slot].businessN : m_totals[slot].n;
}

void LiveWindow::applied(FactTable &table, const FactChanges &changes)
{
    const FactColumn &column = table.column(m_query.column);
    m_composed = false;
    if (m_state == State::Cold || m_state == State::Plain || m_revision != column.revision()) {
        return; // asked anew or started over
    }
    extend(table);
    for (const FactChange &change : changes) {
        if (change.column != m_query.column) {
            continue;
        }
        for (const bool after : {false, true}) {
            const std::optional<FactRow> &row = after ? change.after : change.before;
            if (row && m_query.window.contains(row->time) && row->time >= column.loadedFrom()) {
                count(column, *row, after ? 1 : -1);
            }
        }
    }
}

void LiveWindow::moveTo(FactTable &table, TimeRange window)
{
    const TimeRange old = m_query.window;
    if (window == old) {
        return;
    }
    m_query.window = window;
    m_composed = false;
    const FactColumn &column = table.column(m_query.column);
    if (m_state == State::Cold || m_state == State::Plain || m_revision != column.revision()) {
        return;
    }
    const TimeRange left{old.from, window.from};
    const TimeRange entered{old.to, window.to};
    const bool slides = window.from >= old.from && window.to >= old.to && window.from < old.to;
    if (!slides || (column.countIn(left) + column.countIn(entered)) * 4 > column.countIn(window)) {
        m_state = State::Cold;
        return;
    }
    extend(table);
    countRows(table, left, -1);
    countRows(table, entered, 1);
}

void LiveWindow::countRows(FactTable &table, TimeRange window, int sign)
{
    const FactColumn &column = table.column(m_query.column);
    FactRow row;
    column.forWeeks(window, [&](const FactWeek &week) {
        week.rows.forEach(window.from, window.to,
                          [&](CellCode cell, qint64 value, bool has, qint64 business) {
                              row.cell = cell;
                              row.value = value;
                              row.business.reset();
                              if (has) {
                                  row.business = business;
                              }
                              count(column, row, sign);
                          });
    });
}

void LiveWindow::count(const FactColumn &column, const FactRow &row, int sign)
{
    const std::size_t slot = m_choice->slot(row.cell);
    if (slot == 0 || m_state == State::Cold) {
        return;
    }
    const bool isMeasured = !m_query.business || row.business;
    const qint64 value = m_query.business ? row.business.value_or(0) : row.value;
    const bool hit = isMeasured && value <= column.targets().of(row.cell);
    for (const std::size_t at : {slot, std::size_t{0}}) {
        SlotTotals &totals = m_totals[at];
        totals.n += sign;
        totals.sum += sign * row.value;
        totals.businessN += row.business ? sign : 0;
        totals.businessSum += sign * row.business.value_or(0);
        totals.hits += hit ? sign : 0;
    }
    if (isMeasured) {
        countMeasured(slot, value, sign);
    }
}

void LiveWindow::countMeasured(std::size_t slot, qint64 value, int sign)
{
    ValueBounds &bounds = m_extremes[slot];
    if (sign > 0) {
        bounds.include(value);
    } else if (value == bounds.low || value == bounds.high) {
        m_staleExtremes = true;
    }
    for (const std::size_t at : {slot, std::size_t{0}}) {
        m_changed[at] = 1;
        if (m_state == State::Exact) {
            for (std::size_t q = 0; q < m_query.quantiles.size(); ++q) {
                if (sign > 0) {
                    m_brackets[at][q].add(value);
                } else {
                    m_brackets[at][q].remove(value);
                }
            }
        } else if (!m_counts.empty()) {
            const auto bin = static_cast<qint64>(valuebins::bin(value)) - m_lowBin;
            if (bin < 0 || bin >= static_cast<qint64>(m_bins)) {
                m_state = State::Cold; // outside of all values so far
                return;
            }
            m_counts[at * m_bins + static_cast<std::size_t>(bin)] += static_cast<quint32>(sign);
            const std::size_t quantiles = m_query.quantiles.size();
            for (std::size_t q = at * quantiles; q < (at + 1) * quantiles; ++q) {
                m_places[q].below += static_cast<std::size_t>(bin) < m_places[q].bin ? sign : 0;
            }
        }
    }
}

void LiveWindow::fillBrackets(FactTable &table, const std::vector<quint8> &wanted)
{
    std::vector<std::vector<qint64>> values(m_totals.size());
    for (std::size_t slot = 0; slot < values.size(); ++slot) {
        values[slot].reserve(wanted[slot] ? static_cast<std::size_t>(measuredIn(slot)) : 0);
    }
    const bool all = wanted[0] != 0;
    const quint32 *slots = m_choice->slots().data();
    const bool business = m_query.business;
    table.column(m_query.column).forWeeks(m_query.window, [&](const FactWeek &week) {
        week.rows.forEach(m_query.window.from, m_query.window.to,
                          [&](CellCode cell, qint64 value, bool has, qint64 measured) {
                              const quint32 slot = slots[cell];
                              if (slot == 0 || (business && !has)) {
                                  return;
                              }
                              const qint64 taken = business ? measured : value;
                              if (wanted[slot]) {
                                  values[slot].push_back(taken);
                              }
                              if (all) {
                                  values[0].push_back(taken);
                              }
                          });
    });
    for (std::size_t slot = 0; slot < values.size(); ++slot) {
        for (std::size_t q = 0; wanted[slot] && q < m_query.quantiles.size(); ++q) {
            m_brackets[slot][q].fill(
                values[slot],
                nearestRank(m_query.quantiles[q], static_cast<qint64>(values[slot].size())));
        }
    }
}

void LiveWindow::startHistogram(FactTable &table)
{
    // Room for every value the column has ever had: an outlier from elsewhere is no new start.
    const FactColumn &column = table.column(m_query.column);
    const ValueBounds bounds = column.boundsIn({kEarliestFact, kLatestFact}, m_query.business);
    m_lowBin = bounds.isEmpty() ? 0 : valuebins::bin(bounds.low);
    m_bins =
        bounds.isEmpty() ? 1 : static_cast<std::size_t>(valuebins::bin(bounds.high) - m_lowBin + 1);
    m_counts.assign(m_totals.size() * m_bins, 0);
    m_places.assign(m_totals.size() * m_query.quantiles.size(), {});
    const std::vector<quint32> base = binBases(*m_choice, m_lowBin, m_bins);
    quint32 *counts = m_counts.data();
    column.forWeeks(m_query.window, [&](const FactWeek &week) {
        countRowBins(week.rows, m_query.window, m_query.business, base.data(), 1, counts);
    });
    std::fill(counts, counts + m_bins, 0);
    for (std::size_t slot = 1; slot < m_totals.size(); ++slot) {
        addCounts(counts, counts + slot * m_bins, m_bins);
    }
}

void LiveWindow::quantilesFromBrackets(FactTable &table)
{
    for (const bool refilled : {false, true}) {
        std::vector<quint8> lost(m_totals.size(), 0);
        bool any = false;
        for (std::size_t slot = 0; slot < m_totals.size(); ++slot) {
            const qint64 n = measuredIn(slot);
            for (std::size_t q = 0; m_changed[slot] && q < m_query.quantiles.size(); ++q) {
                std::optional<qint64> &out = m_quantiles[slot][q];
                out.reset();
                if (n > 0) {
                    out = m_brackets[slot][q].at(nearestRank(m_query.quantiles[q], n));
                    lost[slot] = lost[slot] || !out ? 1 : 0;
                }
            }
            any = any || lost[slot];
        }
        if (!any || refilled) {
            break;
        }
        fillBrackets(table, lost);
    }
}

void LiveWindow::quantilesFromHistogram()
{
    for (std::size_t slot = 0; slot < m_totals.size(); ++slot) {
        if (!m_changed[slot]) {
            continue;
        }
        const quint32 *counts = m_counts.data() + slot * m_bins;
        const qint64 n = measuredIn(slot);
        for (std::size_t q = 0; q < m_query.quantiles.size(); ++q) {
            m_quantiles[slot][q].reset();
            if (n == 0) {
                continue;
            }
            const qint64 rank = nearestRank(m_query.quantiles[q], n);
            Place &place = m_places[slot * m_query.quantiles.size() + q];
            while (place.below >= rank) {
                place.below -= counts[--place.bin];
            }
            while (place.below + counts[place.bin] < rank) {
                place.below += counts[place.bin++];
            }
            m_quantiles[slot][q] = valuebins::middle(m_lowBin + static_cast<qint32>(place.bin));
        }
    }
}

const FactResult &LiveWindow::result(FactTable &table)
{
    ensureStarted(table);
    if (m_composed) {
        return m_result;
    }
    m_composed = true;
    if (m_state == State::Plain) {
        m_result = table.query(m_query);
        return m_result;
    }
    if (m_query.extremes && m_staleExtremes) {
        m_extremes =
            slotExtremes(table.column(m_query.column), m_query.window, *m_choice, m_query.business);
        m_staleExtremes = false;
    }
    if (m_state == State::Exact && !m_query.quantiles.empty()) {
        quantilesFromBrackets(table);
    } else if (!m_query.quantiles.empty()) {
        quantilesFromHistogram();
    }
    std::fill(m_changed.begin(), m_changed.end(), 0);
    m_result = composedResult(table.column(m_query.column), m_query, *m_choice, m_totals,
                              m_query.extremes ? m_extremes : std::vector<ValueBounds>(),
                              m_quantiles, m_state == State::Exact || m_query.quantiles.empty());
    return m_result;
}

std::size_t LiveWindow::memoryUse() const
{
    std::size_t bytes = sizeof(*this) + m_counts.capacity() * sizeof(quint32) +
                        m_totals.capacity() * sizeof(SlotTotals) +
                        m_places.capacity() * sizeof(Place);
    for (const auto &brackets : m_brackets) {
        for (const RankBracket &bracket : brackets) {
            bytes += bracket.memoryUse();
        }
    }
    return bytes;
}

} // namespace watchfloor
