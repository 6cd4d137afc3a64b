// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/cellchoice.h"

#include <algorithm>

namespace watchfloor {

namespace {

constexpr std::size_t kKept = 12; // metrics of a report with their filters; some 0.1 MB each

} // namespace

CellChoice::CellChoice(const CellTable &cells, const FactFilter &filter, Dimension groupBy)
    : m_filter(filter)
    , m_groupBy(groupBy)
    , m_slots(1, 0)
{
    takeAll(cells);
}

void CellChoice::extend(const CellTable &cells)
{
    if (m_reassigned != cells.reassigned() || m_cells > cells.size()) {
        takeAll(cells);
    } else if (m_cells != cells.size()) {
        // A batch brings few cells, and every open view takes them in.
        takeKeys(cells);
        m_slots.resize(cells.codeEnd(), 0);
        for (; m_cells < cells.size(); ++m_cells) {
            const CellCode code = cells.order()[m_cells];
            take(cells, code, passes(cells, code));
        }
    }
}

bool CellChoice::passes(const CellTable &cells, CellCode code) const
{
    return std::all_of(m_filter.begin(), m_filter.end(), [&](const auto &one) {
        const auto &[dimension, wanted] = one;
        if (dimension == Dimension::None) {
            return true;
        }
        const qint64 key = cells.keys(dimension)[cells.keyNumbers(dimension)[code]];
        return std::find(wanted.begin(), wanted.end(), key) != wanted.end();
    });
}

/// Groups are numbered like the dimension's keys, so that old numbers stay when keys are added.
void CellChoice::takeKeys(const CellTable &cells)
{
    if (m_groupBy == Dimension::None) {
        m_keys.assign(1, kNoKey);
    } else {
        const std::vector<qint64> &keys = cells.keys(m_groupBy);
        m_keys.insert(m_keys.end(), keys.begin() + static_cast<std::ptrdiff_t>(m_keys.size()),
                      keys.end());
    }
}

void CellChoice::take(const CellTable &cells, CellCode code, bool passes)
{
    if (!passes) {
        m_passesAll = false;
    } else {
        m_slots[code] = 1 + (m_groupBy == Dimension::None ? 0 : cells.keyNumbers(m_groupBy)[code]);
    }
}

void CellChoice::takeAll(const CellTable &cells)
{
    m_cells = cells.size();
    m_reassigned = cells.reassigned();
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
    m_keys.clear();
    takeKeys(cells);
    for (const CellCode code : cells.order()) {
        take(cells, code, passes[code] != 0);
    }
}

std::size_t CellChoice::memoryUse() const
{
    std::size_t bytes =
        sizeof(*this) + m_slots.capacity() * sizeof(quint32) + m_keys.capacity() * sizeof(qint64);
    for (const auto &[dimension, wanted] : m_filter) {
        bytes += 64 + wanted.capacity() * sizeof(qint64);
    }
    return bytes;
}

const CellChoice &CellChoices::of(const CellTable &cells, const FactFilter &filter,
                                  Dimension groupBy)
{
    const auto known =
        std::find_if(m_latest.begin(), m_latest.end(),
                     [&](const CellChoice &choice) { return choice.isOf(filter, groupBy); });
    if (known != m_latest.end()) {
        m_latest.splice(m_latest.begin(), m_latest, known);
        known->extend(cells);
        return *known;
    }
    if (m_latest.size() == kKept) {
        m_latest.pop_back();
    }
    return m_latest.emplace_front(cells, filter, groupBy);
}

std::size_t CellChoices::memoryUse() const
{
    std::size_t bytes = 0;
    for (const CellChoice &choice : m_latest) {
        bytes += choice.memoryUse();
    }
    return bytes;
}

} // namespace watchfloor
