// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/dimension.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace watchfloor {

/// The store's row number in `cell`. 0 is no cell: rows are never given it.
using CellCode = quint32;

/// All cells, by code. Each dimension's keys are numbered densely so that a filter or a grouping
/// is an array look-up. Grows at any time; what a code means changes by reassign() alone.
class CellTable {
public:
    CellTable();

    /// Repeating a code with the same values is harmless. False: the code is 0, beyond kMaxCode,
    /// or already means something else (nothing is changed).
    bool set(CellCode code, const CellValues &values);
    /// What is known of its agent has changed. Standing questions begin again.
    void reassign(CellCode code, const CellValues &values);
    bool contains(CellCode code) const { return code < m_known.size() && m_known[code]; }
    CellValues values(CellCode code) const;

    /// One more than the highest code ever set.
    std::size_t codeEnd() const { return m_known.size(); }

    /// By cell code: the number of the cell's key in that dimension (0 = kNoKey).
    const std::vector<quint32> &keyNumbers(Dimension dimension) const
    {
        return m_columns[cellIndex(dimension)].numberOfCell;
    }
    /// By number: the key. Index 0 is kNoKey.
    const std::vector<qint64> &keys(Dimension dimension) const
    {
        return m_columns[cellIndex(dimension)].keys;
    }
    /// The number of a key, or -1 when no cell has it.
    qint64 numberOf(Dimension dimension, qint64 key) const;

    /// How many cells are set: changes with each new one.
    std::size_t size() const { return m_order.size(); }
    /// Their codes, in the order in which they came.
    const std::vector<CellCode> &order() const { return m_order; }
    /// Changes with each new cell and each that is reassigned.
    quint64 revision() const { return m_order.size() + m_reassigned; }
    /// Changes with each that is reassigned.
    quint64 reassigned() const { return m_reassigned; }
    std::size_t memoryUse() const; ///< bytes

    /// Row numbers are handed out one by one: far beyond means garbage, not growth.
    static constexpr CellCode kMaxCode = 16'000'000;

private:
    struct Column {
        std::vector<quint32> numberOfCell;
        std::vector<qint64> keys{kNoKey};
        std::unordered_map<qint64, quint32> numbers{{kNoKey, 0}};
    };
    void write(CellCode code, const CellValues &values);

    std::array<Column, kCellDimensions> m_columns;
    std::vector<bool> m_known;
    std::vector<CellCode> m_order;
    quint64 m_reassigned = 0;
};

} // namespace watchfloor
