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
    const std::size_t first = m_slots.size();
    const std::size_t end = cells.codeEnd();
    if (first >= end) {
        return;
    }
    m_slots.resize(end, 0);
    std::vector<quint8> passes(end - first, 1);
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
        for (std::size_t code = first; code < end; ++code) {
            passes[code - first] &= allowed[numbers[code]];
        }
    }
    // Groups are numbered like the dimension's keys, so that old numbers stay when keys are added.
    if (m_groupBy == Dimension::None) {
        m_keys.assign(1, kNoKey);
    } else {
        m_keys = cells.keys(m_groupBy);
    }
    for (std::size_t code = first; code < end; ++code) {
        if (!cells.contains(static_cast<CellCode>(code))) {
            continue;
        }
        if (!passes[code - first]) {
            m_passesAll = false;
        } else {
            m_slots[code] =
                1 + (m_groupBy == Dimension::None ? 0 : cells.keyNumbers(m_groupBy)[code]);
        }
    }
}

} // namespace watchfloor
