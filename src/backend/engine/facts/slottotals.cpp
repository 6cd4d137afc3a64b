// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/slottotals.h"

#include "backend/engine/facts/grouptrack.h"
#include "backend/engine/facts/valuebins.h"

#include <algorithm>

namespace watchfloor {

namespace {

template<bool WithHits, bool HitsOfBusiness>
void scanRows(const WeekChunk &week, TimeRange window, const quint32 *slots, const qint64 *targets,
              SumKernel &kernel, SlotTotals *out)
{
    const auto one = [=](CellCode cell, qint64 value, bool has, qint64 business) {
        SlotTotals &slot = out[slots[cell]];
        // No branches: what is filtered out goes to slot 0.
        const qint64 mask = -qint64{has};
        slot.n += 1;
        slot.sum += value;
        slot.businessN -= mask;
        slot.businessSum += business & mask;
        if constexpr (WithHits && HitsOfBusiness) {
            slot.hits += has & (business <= targets[cell]);
        } else if constexpr (WithHits) {
            slot.hits += value <= targets[cell];
        }
    };
    if (kernel.pays(week.countIn(window.from, window.to))) {
        week.forPieces(
            window.from, window.to,
            [&kernel, out](const NarrowRows &rows) { kernel.add(rows, out); }, one);
    } else {
        week.forEach(window.from, window.to, one);
    }
}

/// Answers for one column and one choice of cells.
class TotalsRun {
public:
    TotalsRun(const FactColumn &column, const CellChoice &choice, bool business)
        : m_column(column)
        , m_choice(choice)
        , m_slots(choice.slots().data())
        , m_business(business)
        , m_added(choice.groups() + 1)
        , m_taken(choice.groups() + 1)
        , m_scan(column, choice, business)
    {
    }

    void scan(const WeekChunk &week, TimeRange window, bool take)
    {
        m_scan.add(week, window, take ? m_taken.data() : m_added.data());
    }

    void addSummary(const PeriodSummary &summary, bool take)
    {
        SlotTotals *out = take ? m_taken.data() : m_added.data();
        const quint32 *const slots = m_slots;
        summary.forTotals(
            [=](const CellTotals &entry) { addEntry(out[slots[entry.cell]], entry); });
        for (std::size_t i = 0; i < summary.hits().size(); ++i) {
            out[m_slots[summary.cell(i)]].hits +=
                m_business ? summary.hits()[i].business : summary.hits()[i].value;
        }
    }

    /// A part of four weeks: from the rows inside, or from the whole less the rows outside,
    /// whichever reads less.
    void addMonthPart(TimeMs start, const PeriodSummary &month, TimeRange window)
    {
        const TimeRange before{start, window.from};
        const TimeRange after{window.to, start + FactColumn::kMonth};
        if (month.size() + cost(before) + cost(after) < cost(window)) {
            addSummary(month, false);
            addWeeks(before, true);
            addWeeks(after, true);
        } else {
            addWeeks(window, false);
        }
    }

    std::vector<SlotTotals> byTrack(const GroupTrack &track, const GroupTrack::Stretch &stretch,
                                    TimeRange window)
    {
        track.addTotals(m_column, m_choice, stretch, m_added.data());
        forRagged(window, stretch.time,
                  [this](TimeRange rows, bool take) { addWeeks(rows, take); });
        return result();
    }

    std::vector<SlotTotals> result()
    {
        for (std::size_t i = 0; i < m_added.size(); ++i) {
            m_added[i].subtract(m_taken[i]);
        }
        return std::move(m_added);
    }

private:
    struct WeekCost {
        std::size_t scanning = 0;
        std::size_t bySummary = std::numeric_limits<std::size_t>::max();
    };
    static WeekCost costOf(const FactWeek &week, TimeRange window)
    {
        WeekCost cost;
        cost.scanning = week.rows.countIn(window.from, window.to);
        if (week.summary) {
            cost.bySummary = week.summary->size() + week.rows.size() - cost.scanning;
        }
        return cost;
    }
    /// Rows and summary entries to be read; either costs about the same.
    std::size_t cost(TimeRange window) const
    {
        std::size_t sum = 0;
        m_column.forWeeks(window, [&](const FactWeek &week) {
            const WeekCost cost = costOf(week, window);
            sum += std::min(cost.scanning, cost.bySummary);
        });
        return sum;
    }
    void addWeeks(TimeRange window, bool take)
    {
        m_column.forWeeks(window, [&](const FactWeek &week) {
            const WeekCost cost = costOf(week, window);
            if (cost.bySummary < cost.scanning) {
                addSummary(*week.summary, take);
                scan(week.rows, {week.rows.start(), window.from}, !take);
                scan(week.rows, {window.to, week.rows.end()}, !take);
            } else {
                scan(week.rows, window, take);
            }
        });
    }

    const FactColumn &m_column;
    const CellChoice &m_choice;
    const quint32 *m_slots;
    bool m_business;
    std::vector<SlotTotals> m_added;
    std::vector<SlotTotals> m_taken;
    SlotScan m_scan;
};

TimeRange within(TimeRange window, TimeMs month)
{
    return {std::max(window.from, month), std::min(window.to, month + FactColumn::kMonth)};
}

} // namespace

void SlotScan::add(TimeRange window, SlotTotals *out)
{
    m_column.forWeeks(window, [&](const FactWeek &week) { add(week.rows, window, out); });
}

void SlotScan::add(const WeekChunk &week, TimeRange window, SlotTotals *out)
{
    const TimeRange part{std::max(window.from, week.start()), std::min(window.to, week.end())};
    if (part.isEmpty()) {
        return;
    }
    const qint64 *targets = m_column.targets().ofCell.data();
    if (!m_column.targets().any()) {
        scanRows<false, false>(week, part, m_slots, targets, m_kernel, out);
    } else if (m_business) {
        scanRows<true, true>(week, part, m_slots, targets, m_kernel, out);
    } else {
        scanRows<true, false>(week, part, m_slots, targets, m_kernel, out);
    }
}

void countRowBins(const WeekChunk &week, TimeRange window, bool business, const quint32 *base,
                  quint32 by, quint32 *counts)
{
    week.forPieces(
        window.from, window.to,
        [=](const NarrowRows &rows) { countBins(rows, business, base, by, counts); },
        [=](CellCode cell, qint64 value, bool has, qint64 measured) {
            if (has || !business) {
                const qint32 bin = valuebins::bin(business ? measured : value);
                counts[base[cell] + static_cast<quint32>(bin)] += by;
            }
        });
}

std::vector<SlotTotals> scannedTotals(const FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business)
{
    std::vector<SlotTotals> totals(choice.groups() + 1);
    SlotScan(column, choice, business).add(window, totals.data());
    return totals;
}

std::vector<SlotTotals> slotTotals(const FactColumn &column, TimeRange window,
                                   const CellChoice &choice, bool business, const GroupTrack *track)
{
    TotalsRun run(column, choice, business);
    if (const auto stretch = track ? track->stretchFor(window) : std::nullopt) {
        return run.byTrack(*track, *stretch, window);
    }
    column.forMonths(window, [&](TimeMs start, const PeriodSummary &month) {
        run.addMonthPart(start, month, within(window, start));
    });
    return run.result();
}

std::vector<ValueBounds> slotExtremes(FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business)
{
    std::vector<ValueBounds> bounds(choice.groups() + 1);
    const quint32 *slots = choice.slots().data();
    ValueBounds *out = bounds.data();
    column.forMonths(window, [&](TimeMs start, const PeriodSummary &month) {
        const TimeRange part = within(window, start);
        if (part.to - part.from == FactColumn::kMonth) {
            column.refreshExtremes(start);
            std::size_t next = 0;
            month.forTotals([&](const CellTotals &entry) {
                const std::size_t i = next++;
                const quint32 slot = slots[entry.cell];
                if (slot == 0 || (business ? entry.businessN : entry.n) == 0) {
                    return;
                }
                const CellExtremes extremes = month.extremes(i);
                out[slot].include(business ? extremes.businessMin : extremes.min);
                out[slot].include(business ? extremes.businessMax : extremes.max);
            });
            return;
        }
        column.forWeeks(part, [&](const FactWeek &week) {
            if (business) {
                week.rows.forEach(part.from, part.to,
                                  [=](CellCode cell, qint64, bool has, qint64 measured) {
                                      if (has) {
                                          out[slots[cell]].include(measured);
                                      }
                                  });
            } else {
                week.rows.forEach(part.from, part.to,
                                  [=](CellCode cell, qint64 value, bool, qint64) {
                                      out[slots[cell]].include(value);
                                  });
            }
        });
    });
    return bounds;
}

} // namespace watchfloor
