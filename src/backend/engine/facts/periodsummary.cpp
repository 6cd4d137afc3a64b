// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/periodsummary.h"

#include "backend/engine/facts/weekchunk.h"

#include <algorithm>
#include <numeric>

namespace watchfloor {

namespace {

constexpr std::size_t kShortTail = 64;
// So that the first new cells in a shrunk month do not move all of it.
constexpr std::size_t kSpare = 32;

bool isNarrow(qint64 value)
{
    return value >= std::numeric_limits<qint32>::min() &&
           value <= std::numeric_limits<qint32>::max();
}

} // namespace

/// Where all fit: many cells have but a few rows in a month.
void PeriodSummary::pack()
{
    constexpr qint64 second = 1000;
    constexpr qint64 mostSteps = std::numeric_limits<quint32>::max();
    constexpr quint32 mostRows = std::numeric_limits<quint16>::max();
    bool seconds = true;
    for (const CellTotals &totals : m_totals) {
        seconds = seconds && totals.sum % second == 0 && totals.businessSum % second == 0;
    }
    const qint64 unit = seconds ? second : 1;
    const auto fits = [=](const CellTotals &totals) {
        return totals.cell <= mostRows && totals.n <= mostRows && totals.businessN <= mostRows &&
               totals.sum >= 0 && totals.sum / unit <= mostSteps && totals.businessSum >= 0 &&
               totals.businessSum / unit <= mostSteps;
    };
    if (!std::all_of(m_totals.begin(), m_totals.end(), fits)) {
        return;
    }
    m_unit = unit;
    m_small.reserve(m_totals.size());
    for (const CellTotals &totals : m_totals) {
        m_small.push_back({static_cast<quint32>(totals.sum / unit),
                           static_cast<quint32>(totals.businessSum / unit),
                           static_cast<quint16>(totals.n), static_cast<quint16>(totals.businessN),
                           static_cast<quint16>(totals.cell)});
    }
    m_totals = std::vector<CellTotals>(); // "= {}" would keep the room
}

void PeriodSummary::unpack()
{
    if (m_small.empty()) {
        return;
    }
    m_totals.reserve(m_small.size() + kSpare);
    for (const SmallTotals &small : m_small) {
        m_totals.push_back(totalsOf(small));
    }
    m_small = std::vector<SmallTotals>();
}

void PeriodSummary::makeIndex()
{
    CellCode last = 0;
    for (const CellTotals &entry : m_totals) {
        last = std::max(last, entry.cell);
    }
    m_index.assign(last + 1, 0);
    for (std::size_t i = 0; i < m_totals.size(); ++i) {
        m_index[m_totals[i].cell] = static_cast<quint32>(i + 1);
    }
}

std::size_t PeriodSummary::findOrMake(CellCode cell)
{
    unpack();
    if (m_index.empty()) {
        const auto sorted = m_totals.begin() + static_cast<std::ptrdiff_t>(m_sorted);
        const auto isBefore = [](const CellTotals &entry, CellCode code) {
            return entry.cell < code;
        };
        auto found = std::lower_bound(m_totals.begin(), sorted, cell, isBefore);
        if (found == sorted || found->cell != cell) {
            found = std::find_if(sorted, m_totals.end(),
                                 [=](const CellTotals &entry) { return entry.cell == cell; });
        }
        if (found != m_totals.end()) {
            return static_cast<std::size_t>(found - m_totals.begin());
        }
        if (m_totals.size() - m_sorted >= kShortTail) {
            makeIndex();
        }
    }
    if (m_totals.size() == m_totals.capacity()) {
        // A full month hardly grows: doubling it would double the checkpoints' memory.
        reserve(m_totals.size() + m_totals.size() / 8 + kShortTail);
    }
    return makeEntry(cell);
}

std::size_t PeriodSummary::makeEntry(CellCode cell)
{
    CellTotals fresh;
    fresh.cell = cell;
    m_totals.push_back(fresh);
    if (!m_hits.empty()) {
        m_hits.push_back({});
    }
    if (m_isWide) {
        m_wide.push_back({});
    } else if (m_keepsExtremes) {
        m_narrow.push_back({});
    }
    if (!m_index.empty()) {
        m_index.resize(std::max<std::size_t>(m_index.size(), cell + 1), 0);
        m_index[cell] = static_cast<quint32>(m_totals.size());
    }
    return m_totals.size() - 1;
}

void PeriodSummary::reserve(std::size_t cells)
{
    unpack();
    m_totals.reserve(cells);
    m_hits.reserve(m_hits.empty() ? 0 : cells);
    m_wide.reserve(m_isWide ? cells : 0);
    m_narrow.reserve(m_keepsExtremes && !m_isWide ? cells : 0);
}

CellExtremes PeriodSummary::extremes(std::size_t i) const
{
    if (m_isWide) {
        const auto &e = m_wide[i];
        return {e.min, e.max, e.businessMin, e.businessMax};
    }
    const auto &e = m_narrow[i];
    return {e.min, e.max, e.businessMin, e.businessMax};
}

void PeriodSummary::toWide()
{
    m_wide.reserve(m_narrow.size());
    for (const auto &n : m_narrow) {
        m_wide.push_back({n.min, n.max, n.businessMin, n.businessMax});
    }
    m_narrow = {};
    m_isWide = true;
}

void PeriodSummary::note(std::size_t i, const FactRow &row, bool first, bool firstBusiness)
{
    if (!m_keepsExtremes) {
        return;
    }
    if (!m_isWide && !(isNarrow(row.value) && isNarrow(row.business.value_or(0)))) {
        toWide();
    }
    const auto noteIn = [&](auto &e) {
        using Value = std::decay_t<decltype(e.min)>;
        const auto value = static_cast<Value>(row.value);
        e.min = first || value < e.min ? value : e.min;
        e.max = first || value > e.max ? value : e.max;
        if (row.business) {
            const auto business = static_cast<Value>(*row.business);
            e.businessMin = firstBusiness || business < e.businessMin ? business : e.businessMin;
            e.businessMax = firstBusiness || business > e.businessMax ? business : e.businessMax;
        }
    };
    if (m_isWide) {
        noteIn(m_wide[i]);
    } else {
        noteIn(m_narrow[i]);
    }
}

void PeriodSummary::add(const FactRow &row, qint64 target)
{
    const std::size_t i = indexOf(row.cell);
    CellTotals &totals = m_totals[i];
    // A stale cell stays stale: what is noted here is read anew then.
    note(i, row, totals.n == 0, totals.businessN == 0);
    totals.n += 1;
    totals.sum += row.value;
    m_bounds[0].include(row.value);
    if (row.business) {
        m_bounds[1].include(*row.business);
        totals.businessN += 1;
        totals.businessSum += *row.business;
    }
    if (target != kReservedValue) {
        countHits(i, row.value <= target, row.business && *row.business <= target);
    }
}

void PeriodSummary::subtract(const FactRow &row, qint64 target)
{
    const std::size_t i = indexOf(row.cell);
    CellTotals &totals = m_totals[i];
    totals.n -= 1;
    totals.sum -= row.value;
    if (row.business) {
        totals.businessN -= 1;
        totals.businessSum -= *row.business;
    }
    if (target != kReservedValue && !m_hits.empty()) {
        m_hits[i].value -= row.value <= target ? 1U : 0U;
        m_hits[i].business -= row.business && *row.business <= target ? 1U : 0U;
    }
    if (!m_keepsExtremes) {
        return;
    }
    const CellExtremes e = extremes(i);
    const bool wasExtreme =
        row.value == e.min || row.value == e.max ||
        (row.business && (*row.business == e.businessMin || *row.business == e.businessMax));
    if (totals.n == 0 && totals.staleExtremes) {
        totals.staleExtremes = false;
        --m_stale;
    } else if (totals.n > 0 && wasExtreme && !totals.staleExtremes) {
        totals.staleExtremes = true;
        ++m_stale;
    }
}

void PeriodSummary::addHits(CellCode cell, bool value, bool business)
{
    const auto found =
        std::lower_bound(m_small.begin(), m_small.end(), cell,
                         [](const SmallTotals &entry, CellCode code) { return entry.cell < code; });
    if (found != m_small.end() && found->cell == cell) {
        countHits(static_cast<std::size_t>(found - m_small.begin()), value, business);
    } else {
        countHits(indexOf(cell), value, business);
    }
}

void PeriodSummary::countHits(std::size_t i, bool value, bool business)
{
    if (m_hits.empty()) {
        m_hits.resize(size());
    }
    m_hits[i].value += value ? 1 : 0;
    m_hits[i].business += business ? 1 : 0;
}

void PeriodSummary::refreshExtremes(const std::vector<const WeekChunk *> &weeks)
{
    if (m_withExtremes && !m_keepsExtremes) {
        unpack();
        m_keepsExtremes = true;
        m_narrow.resize(m_totals.size());
        for (CellTotals &totals : m_totals) {
            totals.staleExtremes = totals.n > 0;
            m_stale += totals.n > 0 ? 1 : 0;
        }
    }
    if (m_stale == 0) {
        return;
    }
    enum : quint8 { Fresh = 0, Stale = 1, SeenValue = 2, SeenBusiness = 4 };
    std::vector<quint8> state;
    std::vector<quint32> entryOf;
    for (std::size_t i = 0; i < m_totals.size(); ++i) {
        CellTotals &totals = m_totals[i];
        if (totals.staleExtremes) {
            totals.staleExtremes = false;
            if (totals.cell >= state.size()) {
                state.resize(totals.cell + 1, Fresh);
                entryOf.resize(totals.cell + 1, 0);
            }
            state[totals.cell] = Stale;
            entryOf[totals.cell] = static_cast<quint32>(i);
        }
    }
    const auto read = [&](CellCode cell, qint64 value, bool hasBusiness, qint64 business) {
        if (cell >= state.size() || state[cell] == Fresh) {
            return;
        }
        quint8 &seen = state[cell];
        FactRow row{0, cell, value, std::nullopt};
        if (hasBusiness) {
            row.business = business;
        }
        note(entryOf[cell], row, !(seen & SeenValue), !(seen & SeenBusiness));
        seen = static_cast<quint8>(seen | SeenValue | (hasBusiness ? SeenBusiness : 0));
    };
    for (const WeekChunk *week : weeks) {
        week->forEach(week->start(), week->end(), read);
    }
    m_stale = 0;
}

void PeriodSummary::shrink()
{
    if (!m_small.empty()) {
        return; // nothing has changed
    }
    for (CellTotals &totals : m_totals) {
        totals.staleExtremes = false;
    }
    m_stale = 0;
    m_keepsExtremes = false;
    m_isWide = false;
    m_narrow = std::vector<Extremes<qint32>>(); // "= {}" would keep the room
    m_wide = std::vector<Extremes<qint64>>();
    if (m_sorted != m_totals.size()) {
        std::vector<quint32> order(m_totals.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(),
                  [this](quint32 a, quint32 b) { return m_totals[a].cell < m_totals[b].cell; });
        const auto sort = [&order](auto &entries) {
            if (!entries.empty()) {
                std::decay_t<decltype(entries)> sorted;
                sorted.reserve(order.size() + kSpare);
                for (const quint32 i : order) {
                    sorted.push_back(entries[i]);
                }
                entries = std::move(sorted);
            }
        };
        sort(m_totals);
        sort(m_hits);
        m_sorted = m_totals.size();
    }
    m_index = std::vector<quint32>();
    pack();
}

std::size_t PeriodSummary::memoryUse() const
{
    return m_totals.capacity() * sizeof(CellTotals) + m_small.capacity() * sizeof(SmallTotals) +
           m_hits.capacity() * sizeof(CellHits) + m_narrow.capacity() * sizeof(Extremes<qint32>) +
           m_wide.capacity() * sizeof(Extremes<qint64>) + m_index.capacity() * sizeof(quint32);
}

} // namespace watchfloor
