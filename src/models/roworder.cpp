// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roworder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

namespace watchfloor {
namespace {

constexpr std::size_t worthRadix = 2048; // below, std::sort is quicker

/// Sorts by the bits from `shift` up to `shift + bits`, a byte a pass; stable.
void radixSort(std::vector<quint64> &values, int shift, int bits)
{
    constexpr std::size_t buckets = 256;
    const int passes = (bits + 7) / 8;
    std::vector<std::array<std::size_t, buckets>> counts(static_cast<std::size_t>(passes));
    for (auto &count : counts)
        count.fill(0);
    for (const quint64 value : values) {
        quint64 rest = value >> shift;
        for (auto &count : counts) {
            ++count[rest & 0xff];
            rest >>= 8;
        }
    }
    std::vector<quint64> other(values.size());
    for (std::size_t pass = 0; pass < counts.size(); ++pass) {
        auto &count = counts[pass];
        if (std::find(count.begin(), count.end(), values.size()) != count.end())
            continue; // all alike
        std::size_t at = 0;
        for (std::size_t &bucket : count)
            at += std::exchange(bucket, at);
        const int down = shift + static_cast<int>(pass) * 8;
        for (const quint64 value : values)
            other[count[(value >> down) & 0xff]++] = value;
        values.swap(other);
    }
}

} // namespace

namespace {

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

/// Stable; no data comes last.
void sortByKeys(Rows rows, Keys keys, Qt::SortOrder direction)
{
    const KeySpan span = spanOf(rows, keys);
    const bool up = direction == Qt::AscendingOrder;
    if (span.low == NoRowKey || span.low == span.high ? span.ascends : up && span.ascends)
        return;
    if (!up && span.descends)
        return;
    // Lists mostly come in the order of their creation.
    if (up ? span.descends : span.ascends && keyOf(keys, rows.back()) != NoRowKey) {
        turnRound(rows, keys);
        return;
    }
    const quint64 none = span.high - span.low + 1;
    const auto valueOf = [&](int row) {
        const RowKey key = keyOf(keys, row);
        return key == NoRowKey ? none : up ? key - span.low : span.high - key;
    };
    const auto bits = static_cast<int>(std::bit_width(none));
    const auto placeBits = static_cast<int>(std::bit_width(rows.size() - 1));
    if (bits + placeBits > 64) {
        std::stable_sort(rows.begin(), rows.end(),
                         [&](int a, int b) { return valueOf(a) < valueOf(b); });
        return;
    }
    // Value and place in one number: sorting moves eight bytes a row and looks nothing up.
    std::vector<quint64> packed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        packed[i] = valueOf(rows[i]) << placeBits | i;
    if (rows.size() < worthRadix)
        std::sort(packed.begin(), packed.end());
    else
        radixSort(packed, placeBits, bits);
    const quint64 place = (quint64{1} << placeBits) - 1;
    const std::vector<int> before(rows.begin(), rows.end());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = before[static_cast<std::size_t>(packed[i] & place)];
}

/// A part of the order whose rows nothing has told apart yet.
struct Tie {
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Sorts each tie by one more column; answers those that are left.
std::vector<Tie> sortTies(std::vector<int> &order, const std::vector<Tie> &ties,
                          const RowKeys &rowKeys, const RowSort &sort)
{
    const std::vector<RowKey> keys = rowKeys.sortKeys(sort.column);
    const bool exact = rowKeys.areExact(sort.column);
    const bool up = sort.order == Qt::AscendingOrder;
    const auto isBefore = [&](int a, int b) {
        const auto x = static_cast<std::size_t>(up ? a : b),
                   y = static_cast<std::size_t>(up ? b : a);
        return rowKeys.isLess(sort.column, x, y);
    };
    std::vector<Tie> left;
    for (const Tie &tie : ties) {
        const Rows rows(order.data() + tie.from, tie.to - tie.from);
        sortByKeys(rows, keys, sort.order);
        for (std::size_t from = 0; from < rows.size();) {
            std::size_t end = runEnd(rows, keys, from);
            const bool alike = exact || keyOf(keys, rows[from]) == NoRowKey;
            if (end - from > 1 && !alike)
                std::stable_sort(rows.begin() + std::ptrdiff_t(from),
                                 rows.begin() + std::ptrdiff_t(end), isBefore);
            for (; from < end;) {
                std::size_t next = alike ? end : from + 1;
                while (next < end && !isBefore(rows[next - 1], rows[next]))
                    ++next;
                if (next - from > 1)
                    left.push_back({tie.from + from, tie.from + next});
                from = next;
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
    const auto passes = [&](std::size_t row) {
        return (!question.kept.empty() && question.kept[row]) ||
               ((passing.empty() || passing[row]) &&
                (question.chosen.empty() || question.chosen[row]));
    };
    const bool all = passing.empty() && question.chosen.empty();
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
    std::vector<Tie> ties;
    if (order.size() > 1)
        ties.push_back({0, order.size()});
    for (const RowSort &sort : question.sorts) {
        if (ties.empty())
            break;
        ties = sortTies(order, ties, keys, sort);
    }
    return order;
}

} // namespace watchfloor
