// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <bit>
#include <memory>
#include <vector>

class QAbstractItemModel;
class QCollator;

namespace watchfloor {

/// A sort key: unsigned numbers that order as the values do.
using RowKey = quint64;
/// No data: last in both directions.
inline constexpr RowKey NoRowKey = ~RowKey{0};

inline RowKey rowKey(qint64 value)
{
    return static_cast<RowKey>(value) ^ (RowKey{1} << 63);
}

inline RowKey rowKey(double value)
{
    const auto bits = std::bit_cast<RowKey>(value);
    return bits >> 63 ? ~bits : bits | RowKey{1} << 63;
}

/// What rows sort by and are found by, without a QVariant each. A snapshot: rows and answers stay
/// the same, on whatever thread it is asked.
class RowKeys {
public:
    virtual ~RowKeys() = default;

    virtual std::size_t size() const = 0;
    /// One key for each row. Text: the rank of its word.
    virtual std::vector<RowKey> sortKeys(int column) const = 0;
    /// False: equal keys may be told apart by isLess().
    virtual bool areExact(int column) const = 0;
    virtual bool isLess(int column, std::size_t a, std::size_t b) const = 0;
    /// 1 for each row in which every word occurs, whatever the case; 0 for the others.
    virtual std::vector<quint8> found(const QStringList &words) const = 0;
    /// 1 for each row in this state, the word its filter buttons choose; empty: it knows none.
    virtual std::vector<quint8> inState(const QString &) const { return {}; }
};

/// A table model that tells its keys; others are asked by SortRole and FilterRole.
class KeyedModel {
public:
    virtual ~KeyedModel() = default;

    virtual std::shared_ptr<const RowKeys> rowKeys() const = 0;
    /// The row with this identity (KeyRole), -1 = none.
    virtual int rowWithKey(const QString &key) const = 0;
    /// Its layoutChanged() only moves rows: within it, where each row stands now of each row
    /// before.
    virtual const std::vector<int> &rowsMoved() const = 0;
};

/// The locale's collation with numbers inside, whatever the case.
QCollator collation();
/// The rank of each word; words that collate alike share one. Empty words have no data.
std::vector<RowKey> wordRanks(const QStringList &words);

/// Keys out of a model's roles, for short tables; the model must outlive it and not change.
std::unique_ptr<RowKeys> rowKeysOf(const QAbstractItemModel &model);

} // namespace watchfloor
