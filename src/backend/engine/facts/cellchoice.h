// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factquery.h"

#include <list>

namespace watchfloor {

/// What a query makes of each cell, looked up once per query: its group and its SLA target.
class CellChoice {
public:
    CellChoice(const CellTable &cells, const FactFilter &filter, Dimension groupBy);

    /// By cell code: 0 = filtered out, else the group's number + 1. Entry 0 (no cell, which marks
    /// removed rows) is always 0.
    const std::vector<quint32> &slots() const { return m_slots; }
    quint32 slot(CellCode cell) const { return m_slots[cell]; }
    std::size_t groups() const { return m_keys.size(); }
    /// By group number.
    const std::vector<qint64> &keys() const { return m_keys; }
    /// Every cell passes.
    bool passesAll() const { return m_passesAll; }
    Dimension groupBy() const { return m_groupBy; }

    bool isOf(const FactFilter &filter, Dimension groupBy) const
    {
        return m_groupBy == groupBy && m_filter == filter;
    }

    /// Takes in cells set since; group numbers stay. For standing queries.
    void extend(const CellTable &cells);
    std::size_t memoryUse() const;

private:
    void takeAll(const CellTable &cells);
    void takeKeys(const CellTable &cells);
    void take(const CellTable &cells, CellCode code, bool passes);
    bool passes(const CellTable &cells, CellCode code) const;

    FactFilter m_filter;
    Dimension m_groupBy;
    std::size_t m_cells = 0; ///< how many there were then
    quint64 m_reassigned = 0;
    std::vector<quint32> m_slots;
    std::vector<qint64> m_keys;
    bool m_passesAll = true;
};

/// The latest choices, since a report asks the same of many windows. One table's.
class CellChoices {
public:
    /// Valid until others have been asked for.
    const CellChoice &of(const CellTable &cells, const FactFilter &filter, Dimension groupBy);
    std::size_t memoryUse() const;

private:
    std::list<CellChoice> m_latest; ///< the latest first
};

} // namespace watchfloor
