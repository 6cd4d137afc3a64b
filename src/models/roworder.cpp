// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roworder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <span>
#include <utility>

namespace watchfloor {
namespace {

constexpr std::size_t worthRadix = 2048; // below, std::sort is quicker

/// Numbers to be written before they are read: a vector would clear them first.
struct Numbers {
    explicit Numbers(std::size_t count)
        : room(std::make_unique_for_overwrite<quint64[]>(count))
        , size(count)
    {
    }

    quint64 *begin() const { return room.get(); }
    quint64 *end() const { return room.get() + size; }
    quint64 &operator[](std::size_t i) const { return room[i]; }

    std::unique_ptr<quint64[]> room;
    std::size_t size;
};

/// Sorts by the bits from `shift` up to `shift + bits`, stable, in as few passes as caches like.
void radixSort(Numbers &values, int shift, int bits)
{
    constexpr int most = 11;
    const int passes = (bits + most - 1) / most;
    const int width = (bits + passes - 1) / passes;
    const quint64 mask = (quint64{1} << width) - 1;
    std::vector<std::array<quint32, std::size_t{1} << most>> counts(
        static_cast<std::size_t>(passes));
    for (const quint64 value : values) {
        quint64 rest = value >> shift;
        for (auto &count : counts) {
            ++count[rest & mask];
            rest >>= width;
        }
    }
    Numbers other(values.size);
    int down = shift;
    for (auto &count : counts) {
        quint32 at = 0;
        for (quint32 &bucket : count)
            at += std::exchange(bucket, at);
        for (const quint64 value : values)
            other[count[(value >> down) & mask]++] = value;
        values.room.swap(other.room);
        down += width;
    }
}

using Rows = std::span<int>;
using Keys = std::span<const RowKey>;

RowKey keyOf(Keys keys, int row)
{
    return keys[static_cast<std::size_t>(row)];
}

/// Where the run of equal keys that begins at `from` ends.
std::size_t runEnd(Rows rows, Keys keys, std::size_t from)
{
    std::size_t end = from + 1;
    while (end < rows.size() && keyOf(keys, rows[end]) == keyOf(keys, rows[from]))
        ++end;
    return end;
}

struct KeySpan {
    RowKey low = NoRowKey;
    RowKey high = 0;
    bool ascends = true;  ///< as they stand, equal ones too
    bool descends = true; ///< strictly, and every row has data
};

KeySpan spanOf(Rows rows, Keys keys)
{
    KeySpan span;
    RowKey before = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const RowKey key = keyOf(keys, rows[i]);
        span.ascends = span.ascends && (i == 0 || before <= key);
        span.descends = span.descends && (i == 0 || before > key) && key != NoRowKey;
        before = key;
        if (key != NoRowKey) {
            span.low = std::min(span.low, key);
            span.high = std::max(span.high, key);
        }
    }
    return span;
}

/// Rows that ascend, now descending; equal ones stay as they were.
void turnRound(Rows rows, Keys keys)
{
    std::reverse(rows.begin(), rows.end());
    for (std::size_t from = 0; from < rows.size();) {
        const std::size_t end = runEnd(rows, keys, from);
        std::reverse(rows.begin() + std::ptrdiff_t(from), rows.begin() + std::ptrdiff_t(end));
        from = end;
    }
}

/// A part of the order whose rows nothing has told apart yet.
struct Tie {
    std::size_t from = 0;
    std::size_t to = 0;
};
using Ties = std::vector<Tie>;

/// Runs of what `isSame(i)` says is as the one before.
template<typename IsSame>
Ties runsOf(std::size_t size, IsSame isSame)
{
    Ties ties;
    for (std::size_t from = 0; from < size;) {
        std::size_t end = from + 1;
        while (end < size && isSame(end))
            ++end;
        if (end - from > 1)
            ties.push_back({from, end});
        from = end;
    }
    return ties;
}

/// Stable; no data comes last. Answers the runs of equal keys, which cost nothing on the way: to
/// look their keys up again in the new order would cost as much as the sorting.
/// `isWhole`: rows are 0, 1, 2, ...
Ties sortByKeys(Rows rows, Keys keys, Qt::SortOrder direction, bool isWhole)
{
    const auto byLookup = [&] {
        return runsOf(rows.size(), [&](std::size_t i) {
            return keyOf(keys, rows[i - 1]) == keyOf(keys, rows[i]);
        });
    };
    const KeySpan span = spanOf(rows, keys);
    const bool up = direction == Qt::AscendingOrder;
    if (span.low == NoRowKey || span.low == span.high ? span.ascends : up && span.ascends)
        return byLookup();
    if (!up && span.descends)
        return byLookup();
    // Lists mostly come in the order of their creation.
    if (up ? span.descends : span.ascends && keyOf(keys, rows.back()) != NoRowKey) {
        turnRound(rows, keys);
        return byLookup();
    }
    const quint64 none = span.high - span.low + 1;
    const auto valueOf = [&](int row) {
        const RowKey key = keyOf(keys, row);
        return key == NoRowKey ? none : up ? key - span.low : span.high - key;
    };
    const auto bits = static_cast<int>(std::bit_width(none));
    constexpr int fewValues = 16; // words, stars, states: counted, then put in their places
    if (bits <= fewValues && rows.size() >= worthRadix) {
        std::vector<std::size_t> ends(static_cast<std::size_t>(none) + 1);
        for (const int row : rows)
            ++ends[static_cast<std::size_t>(valueOf(row))];
        std::size_t at = 0;
        for (std::size_t &bucket : ends)
            at += std::exchange(bucket, at);
        std::vector<int> sorted(rows.size());
        for (const int row : rows)
            sorted[ends[static_cast<std::size_t>(valueOf(row))]++] = row;
        std::copy(sorted.begin(), sorted.end(), rows.begin());
        Ties ties;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            const std::size_t from = i == 0 ? 0 : ends[i - 1];
            if (ends[i] - from > 1)
                ties.push_back({from, ends[i]});
        }
        return ties;
    }
    const auto placeBits = static_cast<int>(std::bit_width(rows.size() - 1));
    if (bits + placeBits > 64) {
        std::stable_sort(rows.begin(), rows.end(),
                         [&](int a, int b) { return valueOf(a) < valueOf(b); });
        return byLookup();
    }
    // Value and place in one number: sorting moves eight bytes a row and looks nothing up.
    Numbers packed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        packed[i] = valueOf(rows[i]) << placeBits | i;
    if (rows.size() < worthRadix)
        std::sort(packed.begin(), packed.end());
    else
        radixSort(packed, placeBits, bits);
    const quint64 place = (quint64{1} << placeBits) - 1;
    if (isWhole) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = static_cast<int>(packed[i] & place);
    } else {
        const std::vector<int> before(rows.begin(), rows.end());
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = before[static_cast<std::size_t>(packed[i] & place)];
    }
    return runsOf(packed.size, [&](std::size_t i) {
        return packed[i - 1] >> placeBits == packed[i] >> placeBits;
    });
}

/// Sorts each tie by one more column; answers those that are left.
Ties sortTies(std::vector<int> &order, const Ties &ties, const RowKeys &rowKeys,
              const RowSort &sort, bool isWhole)
{
    const std::vector<RowKey> keys = rowKeys.sortKeys(sort.column);
    const bool exact = rowKeys.areExact(sort.column);
    const bool up = sort.order == Qt::AscendingOrder;
    const auto isBefore = [&](int a, int b) {
        return rowKeys.isLess(sort.column, static_cast<std::size_t>(up ? a : b),
                              static_cast<std::size_t>(up ? b : a));
    };
    Ties left;
    for (const Tie &tie : ties) {
        const Rows rows(order.data() + tie.from, tie.to - tie.from);
        for (const Tie &run : sortByKeys(rows, keys, sort.order, isWhole)) {
            if (exact || keyOf(keys, rows[run.from]) == NoRowKey) {
                left.push_back({tie.from + run.from, tie.from + run.to});
                continue;
            }
            const Rows alike = rows.subspan(run.from, run.to - run.from);
            std::stable_sort(alike.begin(), alike.end(), isBefore);
            for (const Tie &same : runsOf(alike.size(), [&](std::size_t i) {
                     return !isBefore(alike[i - 1], alike[i]);
                 })) {
                const std::size_t from = tie.from + run.from;
                left.push_back({from + same.from, from + same.to});
            }
        }
    }
    return left;
}

} // namespace

std::vector<int> orderOf(const RowKeys &keys, const RowOrderQuestion &question)
{
    const std::size_t size = keys.size();
    std::vector<quint8> passing;
    if (!question.words.isEmpty())
        passing = keys.found(question.words);
    std::vector<quint8> inState;
    if (!question.state.isNull())
        inState = keys.inState(question.state);
    const auto passes = [&](std::size_t row) {
        return (!question.kept.empty() && question.kept[row]) ||
               ((passing.empty() || passing[row]) && (inState.empty() || inState[row]) &&
                (question.chosen.empty() || question.chosen[row]));
    };
    const bool all = passing.empty() && inState.empty() && question.chosen.empty();
    std::vector<int> order;
    if (question.all.size() == size && size > 0) {
        if (all)
            return question.all;
        for (const int row : question.all) {
            if (passes(static_cast<std::size_t>(row)))
                order.push_back(row);
        }
        return order;
    }
    order.reserve(size);
    for (std::size_t row = 0; row < size; ++row) {
        if (all || passes(row))
            order.push_back(static_cast<int>(row));
    }
    Ties ties;
    if (order.size() > 1)
        ties.push_back({0, order.size()});
    for (const RowSort &sort : question.sorts) {
        if (ties.empty())
            break;
        const bool isWhole = &sort == &question.sorts.front() && order.size() == size;
        ties = sortTies(order, ties, keys, sort, isWhole);
    }
    return order;
}

} // namespace watchfloor
