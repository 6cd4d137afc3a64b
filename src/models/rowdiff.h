// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <algorithm>
#include <type_traits>
#include <vector>

namespace watchfloor {

struct RowRange {
    int first = 0;
    int last = 0;

    bool operator==(const RowRange &) const = default;
};

/// How to turn one list of rows into another without moving what stays: kept rows keep their
/// place, new ones come last (order on screen is SortedRows' business).
struct RowDiff {
    std::vector<RowRange> removed; ///< of the old list, last range first: remove in this order
    std::vector<int> kept;         ///< index in the new list of each row that stays, in old order
    std::vector<RowRange> changed; ///< of the list after removal
    std::vector<int> added;        ///< indexes of the new list, ascending
};

/// `key(row)` is the identity (hashable), `same(a, b)` tells whether anything visible differs.
/// Equal keys are matched in order.
template<typename Row, typename Key, typename Same>
RowDiff diffRows(const std::vector<Row> &before, const std::vector<Row> &after, Key key, Same same)
{
    using KeyType = std::decay_t<std::invoke_result_t<Key &, const Row &>>;
    const int count = static_cast<int>(after.size());
    QHash<KeyType, int> head;                // first unmatched row of a key
    std::vector<int> next(after.size(), -1); // and the ones behind it
    head.reserve(count);
    for (int i = count - 1; i >= 0; --i) {
        const auto k = key(after[static_cast<size_t>(i)]);
        const auto known = head.constFind(k);
        if (known != head.cend())
            next[static_cast<size_t>(i)] = *known;
        head.insert(k, i);
    }

    RowDiff diff;
    std::vector<bool> matched(after.size(), false);
    const auto extend = [](std::vector<RowRange> &ranges, int row) {
        if (!ranges.empty() && ranges.back().last == row - 1)
            ranges.back().last = row;
        else
            ranges.push_back({row, row});
    };
    for (int i = 0; i < static_cast<int>(before.size()); ++i) {
        const Row &row = before[static_cast<size_t>(i)];
        const auto found = head.find(key(row));
        if (found == head.end() || *found < 0) {
            extend(diff.removed, i);
            continue;
        }
        const auto at = static_cast<size_t>(*found);
        *found = next[at];
        matched[at] = true;
        if (!same(row, after[at]))
            extend(diff.changed, static_cast<int>(diff.kept.size()));
        diff.kept.push_back(static_cast<int>(at));
    }
    std::reverse(diff.removed.begin(), diff.removed.end());
    for (int i = 0; i < count; ++i) {
        if (!matched[static_cast<size_t>(i)])
            diff.added.push_back(i);
    }
    return diff;
}

} // namespace watchfloor
