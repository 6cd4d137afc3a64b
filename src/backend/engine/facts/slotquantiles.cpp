// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/slotquantiles.h"

#include "backend/engine/facts/slottotals.h"
#include "backend/engine/facts/valuebins.h"

#include <algorithm>
#include <numeric>

namespace watchfloor {

namespace {

/// row(slot, value) for each measured row; slot 0 = filtered out.
template<typename Row>
void forMeasured(FactColumn &column, TimeRange window, const CellChoice &choice, bool business,
                 Row &&row)
{
    const quint32 *slots = choice.slots().data();
    column.forWeeks(window, [&](const FactWeek &week) {
        if (business) {
            week.rows.forEach(window.from, window.to,
                              [&](CellCode cell, qint64, bool has, qint64 measured) {
                                  if (has) {
                                      row(slots[cell], measured);
                                  }
                              });
        } else {
            week.rows.forEach(
                window.from, window.to,
                [&](CellCode cell, qint64 value, bool, qint64) { row(slots[cell], value); });
        }
    });
}

std::vector<std::size_t> ascendingOrder(const std::vector<int> &permille)
{
    std::vector<std::size_t> order(permille.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return permille[a] < permille[b]; });
    return order;
}

void selectFrom(qint64 *values, qint64 n, const QuantileRequest &request,
                std::vector<std::optional<qint64>> &out)
{
    qint64 done = 0;
    for (const std::size_t which : ascendingOrder(request.permille)) {
        const qint64 at = nearestRank(request.permille[which], n) - 1;
        if (n == 0) {
            return;
        }
        if (at >= done) {
            std::nth_element(values + done, values + at, values + n);
            done = at + 1;
        }
        out[which] = values[at];
    }
}

SlotQuantiles byScatter(FactColumn &column, const QuantileRequest &request,
                        const CellChoice &choice, const std::vector<qint64> &measured,
                        SlotQuantiles result)
{
    // Slot 0 gets no room: its rows are not written.
    std::vector<qint64> next(measured.size() + 1, 0);
    for (std::size_t slot = 1; slot < measured.size(); ++slot) {
        next[slot + 1] = next[slot] + measured[slot];
    }
    const qint64 all = next.back();
    std::vector<qint64> values(static_cast<std::size_t>(all));
    const std::vector<qint64> begins = next;
    qint64 *out = values.data();
    forMeasured(column, request.window, choice, request.business, [&](quint32 slot, qint64 value) {
        if (slot != 0) {
            out[next[slot]++] = value;
        }
    });
    for (std::size_t slot = 1; slot < measured.size(); ++slot) {
        selectFrom(out + begins[slot], measured[slot], request, result.ofSlot[slot]);
    }
    selectFrom(out, all, request, result.ofAll);
    return result;
}

/// Where a quantile is: a bin, and the rank among that bin's rows.
struct BinRank {
    std::size_t bin = 0;
    qint64 rank = 0; ///< from 1; 0 = nothing measured
};

std::vector<BinRank> binRanks(const quint32 *counts, std::size_t bins, qint64 n,
                              const std::vector<int> &permille)
{
    std::vector<BinRank> found(permille.size());
    if (n == 0) {
        return found;
    }
    std::size_t bin = 0;
    qint64 below = 0;
    for (const std::size_t which : ascendingOrder(permille)) {
        const qint64 rank = nearestRank(permille[which], n);
        while (bin < bins && below + counts[bin] < rank) {
            below += counts[bin];
            ++bin;
        }
        found[which] = {bin, rank - below};
    }
    return found;
}

class HistogramPass {
public:
    HistogramPass(FactColumn &column, const QuantileRequest &request, const CellChoice &choice)
        : m_column(column)
        , m_request(request)
        , m_choice(choice)
        , m_slots(choice.groups() + 1)
    {
        if (request.track) {
            m_stretch = request.track->stretchFor(request.window);
        }
        const ValueBounds bounds = column.boundsIn(
            m_stretch ? TimeRange{kEarliestFact, kLatestFact} : request.window, request.business);
        if (!bounds.isEmpty()) {
            m_low = valuebins::bin(bounds.low);
            m_bins = static_cast<std::size_t>(valuebins::bin(bounds.high) - m_low + 1);
        }
        m_counts.resize(m_slots * m_bins);
        m_base = binBases(choice, m_low, m_bins);
    }

    void count()
    {
        quint32 *counts = m_counts.data();
        if (m_stretch) {
            m_request.track->addCounts(m_column, m_choice, *m_stretch, m_low, m_bins, counts);
            forRagged(m_request.window, m_stretch->time, [this](TimeRange rows, bool take) {
                countRows(rows, take ? static_cast<quint32>(-1) : 1);
            });
        } else {
            countRows(m_request.window, 1);
        }
        // The row of slot 0, what was filtered out, becomes that of all.
        std::fill(counts, counts + m_bins, 0);
        for (std::size_t slot = 1; slot < m_slots; ++slot) {
            addCounts(counts, counts + slot * m_bins, m_bins);
        }
    }

    void locate(const std::vector<qint64> &measured)
    {
        m_ranks.resize(m_slots);
        qint64 all = 0;
        for (std::size_t slot = 1; slot < m_slots; ++slot) {
            all += measured[slot];
            m_ranks[slot] = ranksOf(slot, measured[slot]);
        }
        m_ranks[0] = ranksOf(0, all);
    }

    void estimate(SlotQuantiles &result) const
    {
        result.exact = false;
        for (std::size_t slot = 0; slot < m_slots; ++slot) {
            auto &out = slot == 0 ? result.ofAll : result.ofSlot[slot];
            for (std::size_t q = 0; q < out.size(); ++q) {
                const BinRank &at = m_ranks[slot][q];
                if (at.rank > 0) {
                    out[q] = valuebins::middle(m_low + static_cast<qint32>(at.bin));
                }
            }
        }
    }

    /// Second pass: the values of just the bins the quantiles lie in.
    void select(SlotQuantiles &result) const
    {
        // 0 = not wanted, else list + 1. Row 0 stays empty for the look-up; ofAll stands apart.
        std::vector<quint32> listOf(m_slots * m_bins, 0);
        std::vector<quint32> listOfAll(m_bins, 0);
        std::vector<std::vector<qint64>> lists;
        const auto listAt = [&](std::size_t slot, std::size_t bin) -> quint32 & {
            return slot == 0 ? listOfAll[bin] : listOf[slot * m_bins + bin];
        };
        for (std::size_t slot = 0; slot < m_slots; ++slot) {
            for (const BinRank &at : m_ranks[slot]) {
                quint32 &list = listAt(slot, at.bin);
                if (at.rank > 0 && list == 0) {
                    lists.emplace_back().reserve(m_counts[slot * m_bins + at.bin]);
                    list = static_cast<quint32>(lists.size());
                }
            }
        }
        const quint32 *wanted = listOf.data();
        const quint32 *wantedOfAll = listOfAll.data();
        const qint32 low = m_low;
        const std::size_t bins = m_bins;
        forMeasured(m_column, m_request.window, m_choice, m_request.business,
                    [&lists, wanted, wantedOfAll, low, bins](quint32 slot, qint64 value) {
                        const auto bin = static_cast<std::size_t>(valuebins::bin(value) - low);
                        if (const quint32 list = wanted[slot * bins + bin]) {
                            lists[list - 1].push_back(value);
                        }
                        if (wantedOfAll[bin] != 0 && slot != 0) {
                            lists[wantedOfAll[bin] - 1].push_back(value);
                        }
                    });
        for (std::size_t slot = 0; slot < m_slots; ++slot) {
            auto &out = slot == 0 ? result.ofAll : result.ofSlot[slot];
            for (std::size_t q = 0; q < out.size(); ++q) {
                const BinRank &at = m_ranks[slot][q];
                if (at.rank > 0) {
                    std::vector<qint64> &list = lists[listAt(slot, at.bin) - 1];
                    const auto nth = list.begin() + static_cast<std::ptrdiff_t>(at.rank - 1);
                    std::nth_element(list.begin(), nth, list.end());
                    out[q] = *nth;
                }
            }
        }
    }

private:
    /// By one each; modulo 2^32, so that -1 takes away. What is filtered out is counted in slot 0
    /// and forgotten.
    void countRows(TimeRange window, quint32 by)
    {
        m_column.forWeeks(window, [&](const FactWeek &week) {
            countRowBins(week.rows, window, m_request.business, m_base.data(), by, m_counts.data());
        });
    }

    std::vector<BinRank> ranksOf(std::size_t slot, qint64 n) const
    {
        return binRanks(m_counts.data() + slot * m_bins, m_bins, n, m_request.permille);
    }

    FactColumn &m_column;
    const QuantileRequest &m_request;
    const CellChoice &m_choice;
    std::size_t m_slots;
    std::size_t m_bins = 0;
    qint32 m_low = 0;
    std::optional<GroupTrack::Stretch> m_stretch;
    std::vector<quint32> m_counts; ///< by slot and bin; slot 0: all
    std::vector<quint32> m_base;   ///< by cell: where bin 0 of its slot would be, modulo 2^32
    std::vector<std::vector<BinRank>> m_ranks;
};

} // namespace

SlotQuantiles slotQuantiles(FactColumn &column, const QuantileRequest &request,
                            const CellChoice &choice, const std::vector<qint64> &measured)
{
    SlotQuantiles result;
    result.ofSlot.assign(measured.size(),
                         std::vector<std::optional<qint64>>(request.permille.size()));
    result.ofAll.resize(request.permille.size());
    const qint64 all = std::accumulate(measured.begin() + 1, measured.end(), qint64{0});
    if (all == 0) {
        return result;
    }
    if (all <= request.scatterRows) {
        return byScatter(column, request, choice, measured, std::move(result));
    }
    HistogramPass pass(column, request, choice);
    pass.count();
    pass.locate(measured);
    if (request.exact) {
        pass.select(result);
    } else {
        pass.estimate(result);
    }
    return result;
}

} // namespace watchfloor
