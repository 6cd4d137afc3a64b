// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <optional>
#include <vector>

namespace watchfloor {

/// The values around one rank of a multiset that grows and shrinks: an exact quantile that is
/// carried forward. When the rank has wandered off, it must be filled again from all values.
class RankBracket {
public:
    /// Takes the values around rank `rank` (from 1) out of all of them; reorders `values`.
    void fill(std::vector<qint64> &values, qint64 rank)
    {
        const auto n = static_cast<qint64>(values.size());
        const qint64 reach = std::min<qint64>(4096, 32 + n / 64);
        const qint64 first = std::max<qint64>(0, rank - 1 - reach);
        const qint64 last = std::min(n, rank + reach);
        m_fromLeast = first == 0;
        m_toGreatest = last >= n;
        if (!m_fromLeast) {
            std::nth_element(values.begin(), values.begin() + first, values.end());
        }
        if (!m_toGreatest) {
            std::nth_element(values.begin() + first, values.begin() + last, values.end());
        }
        m_values.assign(values.begin() + first, values.begin() + std::max(first, last));
        std::sort(m_values.begin(), m_values.end());
        m_below = first;
    }

    void add(qint64 value)
    {
        if (!m_fromLeast && (m_values.empty() || value < m_values.front())) {
            ++m_below;
        } else if (m_toGreatest || (!m_values.empty() && value <= m_values.back())) {
            m_values.insert(std::upper_bound(m_values.begin(), m_values.end(), value), value);
        }
    }

    /// `value` is one of those added.
    void remove(qint64 value)
    {
        if (!m_fromLeast && (m_values.empty() || value < m_values.front())) {
            --m_below;
            return;
        }
        const auto found = std::lower_bound(m_values.begin(), m_values.end(), value);
        if (found != m_values.end() && *found == value) {
            m_values.erase(found);
        }
    }

    /// None: out of reach, fill again.
    std::optional<qint64> at(qint64 rank) const
    {
        const qint64 index = rank - 1 - m_below;
        if (index < 0 || index >= static_cast<qint64>(m_values.size())) {
            return std::nullopt;
        }
        return m_values[static_cast<std::size_t>(index)];
    }

    std::size_t memoryUse() const { return sizeof(*this) + m_values.capacity() * sizeof(qint64); }

private:
    qint64 m_below = 0;
    std::vector<qint64> m_values;
    bool m_fromLeast = true; ///< nothing lies below the bracket
    bool m_toGreatest = true;
};

} // namespace watchfloor
