// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/cellchoice.h"

namespace watchfloor {

CellChoice::CellChoice(const CellTable &cells, const FactFilter &filter, Dimension groupBy)
    : m_filter(filter)
    , m_groupBy(groupBy)
    , m_slots(1, 0)
{
    extend(cells);
}

void CellChoice::extend(const CellTable &cells)
{
    if (m_cells == cells.revision()) {
        return;
    }
    m_cells = cells.revision();
    m_passesAll = true;
    const std::size_t end = cells.codeEnd();
    m_slots.assign(end, 0);
    std::vector<quint8> passes(end, 1);
    for (const auto &[dimension, wanted] : m_filter) {
        if (dimension == Dimension::None) {
            continue;
        }
        std::vector<quint8> allowed(cells.keys(dimension).size(), 0);
        for (const qint64 key : wanted) {
            const qint64 number = cells.numberOf(dimension, key);
            if (number >= 0) {
                allowed[static_cast<std::size_t>(number)] = 1;
            }
        }
        const std::vector<quint32> &numbers = cells.keyNumbers(dimension);
        for (std::size_t code = 0; code < end; ++code) {
            passes[code] &= allowed[numbers[code]];
        }
    }
    // Groups are numbered like the dimension's keys, so that old numbers stay when keys are added.
    if (m_groupBy == Dimension::None) {
        m_keys.assign(1, kNoKey);
    } else {
        m_keys = cells.keys(m_groupBy);
    }
    for (std::size_t code = 0; code < end; ++code) {
        if (!cells.contains(static_cast<CellCode>(code))) {
            continue;
        }
        if (!passes[code]) {
            m_passesAll = false;
        } else {
            m_slots[code] =
                1 + (m_groupBy == Dimension::None ? 0 : cells.keyNumbers(m_groupBy)[code]);
        }
    }
}

} // namespace watchfloor
