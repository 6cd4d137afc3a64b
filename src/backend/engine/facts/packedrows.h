// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factrow.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace watchfloor {

/// Stands for "no business value" among values of this width.
template<typename Value>
inline constexpr Value kAbsentAs = std::numeric_limits<Value>::min();
template<>
inline constexpr quint16 kAbsentAs<quint16> = std::numeric_limits<quint16>::max();

/// Rows as the quick loops take them: 2-byte cells (0: removed), 2- or 4-byte values.
struct NarrowRows {
    static constexpr qint32 kAbsent = kAbsentAs<qint32>;

    const quint16 *cells = nullptr;
    const qint32 *values = nullptr;       ///< in steps of `unit` ms, none negative
    const qint32 *business = nullptr;     ///< the same, or kAbsent; null: no row has one
    const quint16 *shortValues = nullptr; ///< instead of the former two where it is not null
    const quint16 *shortBusiness = nullptr;
    qint64 unit = 1;
    quint32 usedBits = 0; ///< all values or-ed together
    std::size_t size = 0;
};

/// Rows as a segment holds them, sorted by time, each column in one piece of unaligned bytes.
struct PackedSlice {
    TimeMs base = 0;
    std::size_t size = 0;
    std::size_t cellBytes = 2;
    std::size_t valueBytes = 0;  ///< 0: all values are 0, none has a business value
    qint64 unit = 1;             ///< ms a step of 4-byte values
    const char *times = nullptr; ///< quint32, ms from base
    const char *cells = nullptr;
    const char *values = nullptr;
    const char *business = nullptr; ///< null: none has one

    template<typename T>
    static T readAt(const char *column, std::size_t i)
    {
        T value;
        std::memcpy(&value, column + i * sizeof(T), sizeof(T));
        return value;
    }
    TimeMs time(std::size_t i) const { return base + readAt<quint32>(times, i); }
    CellCode cell(std::size_t i) const
    {
        return cellBytes == 2 ? readAt<quint16>(cells, i) : readAt<quint32>(cells, i);
    }
    FactRow row(std::size_t i) const
    {
        FactRow row{time(i), cell(i), 0, std::nullopt};
        if (valueBytes == 4) {
            row.value = readAt<qint32>(values, i) * unit;
            if (business && readAt<qint32>(business, i) != NarrowRows::kAbsent) {
                row.business = readAt<qint32>(business, i) * unit;
            }
        } else if (valueBytes == 8) {
            row.value = readAt<qint64>(values, i);
            if (business && readAt<qint64>(business, i) != kReservedValue) {
                row.business = readAt<qint64>(business, i);
            }
        }
        return row;
    }
};

/// Rows of one week in as few bytes as hold them exactly: 3- or 4-byte distance from the week's
/// start, 2- or 4-byte cell, no, 2-, 4- or 8-byte value and business value; 2- and 4-byte ones
/// count whole seconds as long as all are whole. Each shape is proved by every row that comes in;
/// the first that does not fit changes it for all; 3-byte distances and 2-byte values are made by
/// shrink() alone and last until the next row comes. Sorted by time, ties in any order. Row 0 of a
/// cell column (CellCode 0) marks a removed row.
class PackedRows {
public:
    explicit PackedRows(TimeMs base)
        : m_base(base)
    {
    }

    std::size_t size() const { return m_lowTimes.empty() ? m_times.size() : m_lowTimes.size(); }
    TimeMs time(std::size_t i) const
    {
        return m_base + (m_lowTimes.empty() ? m_times[i] : shortTime(i));
    }
    CellCode cell(std::size_t i) const { return m_wideCells ? m_cells32[i] : m_cells16[i]; }
    FactRow row(std::size_t i) const;
    /// First row at `time` or later.
    std::size_t lowerBound(TimeMs time) const;

    void reserve(std::size_t rows);
    /// Nothing moves for one more row like those that are here.
    bool hasRoom() const { return m_times.size() < m_times.capacity(); }
    /// Keeps the order when the caller's position does.
    void insert(std::size_t at, const FactRow &row);
    void append(const FactRow &row);
    /// All at once. False, and nothing done: they lie among the rows that are here, or have another
    /// shape than these.
    bool insert(const PackedSlice &slice);
    void set(std::size_t at, const FactRow &row); ///< same time as the row there
    void setRemoved(std::size_t at);
    void shrink();

    std::size_t memoryUse() const;

    /// [begin, end), when they are narrow and no value is negative.
    std::optional<NarrowRows> narrow(std::size_t begin, std::size_t end) const;

    /// row(cell, value, hasBusiness, business) for each of [begin, end), removed ones with cell 0.
    /// Inlined once per shape: hasBusiness is a constant where no row has one.
    template<typename Row>
    void forEach(std::size_t begin, std::size_t end, Row &&row) const
    {
        if (m_wideCells) {
            forEachOf(m_cells32.data(), begin, end, row);
        } else {
            forEachOf(m_cells16.data(), begin, end, row);
        }
    }

private:
    static constexpr qint32 kAbsent32 = NarrowRows::kAbsent;

    template<typename Cell, typename Row>
    void forEachOf(const Cell *cells, std::size_t begin, std::size_t end, Row &row) const
    {
        if (m_valueWidth == 0) {
            for (std::size_t i = begin; i < end; ++i) {
                row(CellCode{cells[i]}, qint64{0}, false, qint64{0});
            }
        } else if (m_valueWidth == 2) {
            forEachIn(cells, m_values16, m_business16, m_unit, begin, end, row);
        } else if (m_valueWidth == 4) {
            forEachIn(cells, m_values32, m_business32, m_unit, begin, end, row);
        } else {
            forEachIn(cells, m_values64, m_business64, 1, begin, end, row);
        }
    }
    template<typename Cell, typename Value, typename Row>
    void forEachIn(const Cell *cells, const std::vector<Value> &valueColumn,
                   const std::vector<Value> &businessColumn, qint64 unit, std::size_t begin,
                   std::size_t end, Row &row) const
    {
        const Value *values = valueColumn.data();
        if (!m_hasBusiness) {
            for (std::size_t i = begin; i < end; ++i) {
                row(CellCode{cells[i]}, values[i] * unit, false, qint64{0});
            }
            return;
        }
        const Value *business = businessColumn.data();
        for (std::size_t i = begin; i < end; ++i) {
            const Value b = business[i];
            row(CellCode{cells[i]}, values[i] * unit, b != kAbsentAs<Value>, b * unit);
        }
    }
    void widenFor(const FactRow &row);
    static bool isNarrow(qint64 value)
    {
        // The least is taken: it marks "absent".
        return value > kAbsent32 && value <= std::numeric_limits<qint32>::max();
    }
    /// Into 4 bytes, in the present unit. The divisor is written out: dividing by a variable
    /// costs more than all the rest.
    bool fits(qint64 value) const
    {
        return m_unit == 1 ? isNarrow(value) : value % 1000 == 0 && isNarrow(value / 1000);
    }
    qint32 inUnits(qint64 value) const
    {
        return static_cast<qint32>(m_unit == 1 ? value : value / 1000);
    }
    qint32 noted(qint32 steps)
    {
        m_usedBits |= static_cast<quint32>(steps);
        return steps;
    }
    qint32 notedBusiness(const FactRow &row)
    {
        return row.business ? noted(inUnits(*row.business)) : kAbsent32;
    }
    /// The last three bytes of a distance.
    quint32 lowTime(std::size_t i) const { return quint32{m_midTimes[i]} << 16 | m_lowTimes[i]; }
    quint32 shortTime(std::size_t i) const;
    /// Rows that are here, or more for which there is room.
    std::size_t room() const { return std::max(size(), m_times.capacity()); }
    void toShortTimes();
    void toUsualTimes();
    void toShortValues();
    void toUsualValues();
    void toMilliseconds();
    void toWideValues();

    TimeMs m_base;
    std::vector<quint32> m_times;
    // Instead, once shrunk: two bytes, the third, and by the fourth the first row that has it.
    std::vector<quint16> m_lowTimes;
    std::vector<quint8> m_midTimes;
    std::vector<quint32> m_timeStarts;
    std::vector<quint16> m_cells16;
    std::vector<quint32> m_cells32;
    std::vector<quint16> m_values16;
    std::vector<quint16> m_business16;
    std::vector<qint32> m_values32;
    std::vector<qint32> m_business32;
    std::vector<qint64> m_values64;
    std::vector<qint64> m_business64;
    int m_valueWidth = 0;
    qint64 m_unit = 1000;       ///< ms a step of the 2- and 4-byte values
    bool m_hasBusiness = false; ///< never with width 0
    bool m_wideCells = false;
    quint32 m_usedBits = 0; ///< of all 2- and 4-byte values there ever were
};

} // namespace watchfloor
