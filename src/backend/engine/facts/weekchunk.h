// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/packedrows.h"

#include <algorithm>

namespace watchfloor {

/// The rows of one column in one UTC week. New rows at or near the end go
/// straight into the packed rows; late ones wait in a short list until they are folded in; a
/// removed row is blanked where it stands. Every read sees all of it.
class WeekChunk {
public:
    static constexpr TimeMs kWeek = 7LL * 24 * 3600 * 1000;
    /// Monday 00:00 UTC of the week that holds `time`.
    static TimeMs weekOf(TimeMs time);

    explicit WeekChunk(TimeMs start)
        : m_start(start)
        , m_rows(start)
    {
    }

    TimeMs start() const { return m_start; }
    TimeMs end() const { return m_start + kWeek; }
    /// Rows a reader meets, removed ones left out.
    std::size_t size() const { return m_rows.size() - m_removed + m_late.size(); }
    std::size_t lateRows() const { return m_late.size(); }
    bool isFolded() const { return m_late.empty() && m_removed == 0; }

    void add(const FactRow &row);
    /// False: no such row.
    bool remove(const FactRow &row);
    /// Same week, before and after. False: no such row, nothing is changed.
    bool replace(const FactRow &before, const FactRow &after);
    /// Many rows at once, sorted by time.
    void merge(const FactRow *first, const FactRow *last);
    /// The same from a segment's bytes.
    void merge(const PackedSlice &slice);
    void reserve(std::size_t rows) { m_rows.reserve(m_rows.size() + rows); }
    /// To be called after a batch of changes, before the next read.
    void settle();
    /// Makes one sorted run of everything. Answers are the same before and after.
    void fold();
    void shrink();
    /// row(cell, value, hasBusiness, business) for rows in [from, to), in no promised order.
    /// Cell 0 is no row: count it nowhere (CellChoice gives it slot 0).
    template<typename Row>
    void forEach(TimeMs from, TimeMs to, Row &&row) const
    {
        const auto [first, last] = packedRange(from, to);
        m_rows.forEach(first, last, row);
        forLate(from, to, row);
    }
    /// The same in one piece where the quick loops can take it: narrow(NarrowRows), the rest by
    /// row().
    template<typename Narrow, typename Row>
    void forPieces(TimeMs from, TimeMs to, Narrow &&narrow, Row &&row) const
    {
        const auto [first, last] = packedRange(from, to);
        if (const std::optional<NarrowRows> rows = m_rows.narrow(first, last)) {
            narrow(*rows);
        } else {
            m_rows.forEach(first, last, row);
        }
        forLate(from, to, row);
    }
    /// The rows in [from, to) themselves, by time.
    std::vector<FactRow> rowsIn(TimeMs from, TimeMs to) const;
    /// How many rows lie in [from, to), without reading them.
    std::size_t countIn(TimeMs from, TimeMs to) const;
    /// Makes countIn() of whole hours a look-up until the next change.
    void indexHours();

    std::size_t memoryUse() const;

private:
    enum class Where { Nowhere, Packed, Late };
    std::pair<Where, std::size_t> find(const FactRow &row) const;
    std::size_t lateLowerBound(TimeMs time) const;
    std::pair<std::size_t, std::size_t> packedRange(TimeMs from, TimeMs to) const
    {
        if (from <= start() && to >= end()) {
            return {0, m_rows.size()};
        }
        const std::size_t first = m_rows.lowerBound(from);
        return {first, std::max(first, m_rows.lowerBound(to))};
    }
    template<typename Row>
    void forLate(TimeMs from, TimeMs to, Row &&row) const
    {
        if (m_late.empty()) {
            return;
        }
        for (std::size_t i = lateLowerBound(from); i < m_late.size() && m_late[i].time < to; ++i) {
            const FactRow &late = m_late[i];
            row(late.cell, late.value, late.business.has_value(), late.business.value_or(0));
        }
    }

    TimeMs m_start;
    PackedRows m_rows;
    std::vector<FactRow> m_late; ///< [0, m_settled) by time
    std::size_t m_settled = 0;
    std::vector<quint32> m_hours;          ///< rows before each hour and in all; empty: not known
    std::vector<quint32> m_removedOffsets; ///< ms from the week's start, one per removed row
    std::size_t m_removed = 0;
};

} // namespace watchfloor
