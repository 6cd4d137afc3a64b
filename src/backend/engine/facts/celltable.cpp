// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/celltable.h"

namespace watchfloor {

CellTable::CellTable()
    : m_known(1, false)
{
    for (Column &column : m_columns) {
        column.numberOfCell.resize(1, 0);
    }
}

bool CellTable::set(CellCode code, const CellValues &given)
{
    if (code == 0 || code > kMaxCode) {
        return false;
    }
    if (contains(code)) {
        return values(code) == given;
    }
    if (code >= m_known.size()) {
        m_known.resize(code + 1, false);
        for (Column &column : m_columns) {
            column.numberOfCell.resize(code + 1, 0);
        }
    }
    m_known[code] = true;
    m_order.push_back(code);
    write(code, given);
    return true;
}

void CellTable::reassign(CellCode code, const CellValues &given)
{
    if (contains(code) && values(code) != given) {
        ++m_reassigned;
        write(code, given);
    }
}

void CellTable::write(CellCode code, const CellValues &given)
{
    for (std::size_t i = 0; i < kCellDimensions; ++i) {
        Column &column = m_columns[i];
        const auto next = static_cast<quint32>(column.keys.size());
        const auto [found, fresh] = column.numbers.try_emplace(given.keys[i], next);
        if (fresh) {
            column.keys.push_back(given.keys[i]);
        }
        column.numberOfCell[code] = found->second;
    }
}

CellValues CellTable::values(CellCode code) const
{
    CellValues values;
    for (std::size_t i = 0; i < kCellDimensions; ++i) {
        values.keys[i] = m_columns[i].keys[m_columns[i].numberOfCell[code]];
    }
    return values;
}

qint64 CellTable::numberOf(Dimension dimension, qint64 key) const
{
    const Column &column = m_columns[cellIndex(dimension)];
    const auto found = column.numbers.find(key);
    return found == column.numbers.end() ? -1 : qint64{found->second};
}

std::size_t CellTable::memoryUse() const
{
    std::size_t bytes = m_known.capacity() / 8 + m_order.capacity() * sizeof(CellCode);
    for (const Column &column : m_columns) {
        bytes += column.numberOfCell.capacity() * sizeof(quint32) +
                 column.keys.capacity() * sizeof(qint64) + column.numbers.size() * 32;
    }
    return bytes;
}

} // namespace watchfloor
