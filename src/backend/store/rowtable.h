// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <vector>

namespace watchfloor {

class Database;

/// Values in the order of a RowTable's columns. NULL is an invalid QVariant.
using Row = std::vector<QVariant>;

/// Guarded upserts of one table: read by key, compare, write only what differs. Reading first keeps
/// an unchanged page free of writes, and the old row at hand for whoever must subtract it.
class RowTable {
public:
    struct Found {
        RowId id = 0;
        Row row;
    };

    RowTable(Database &db, const QString &table, const QStringList &keys,
             const QStringList &columns);

    /// `keys` must not be NULL.
    std::optional<Found> find(const Row &keys);
    RowId insert(const Row &keys, const Row &values);
    void update(RowId id, const Row &values);

    static bool same(const Row &a, const Row &b);

private:
    Database &m_db;
    QString m_find;
    QString m_insert;
    QString m_update;
    std::size_t m_keys = 0; ///< how many; values are bound in their order
    std::size_t m_columns = 0;
};

// Domain values as bound values.
inline QVariant refValue(RowId id)
{
    return id ? QVariant(id) : QVariant();
}
inline QVariant textValue(const QString &text)
{
    return text.isNull() ? QVariant(QStringLiteral("")) : QVariant(text);
}
template<typename T>
QVariant maybeValue(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}
inline QVariant flagValue(bool value)
{
    return QVariant(value ? 1 : 0);
}
inline QVariant maybeFlagValue(std::optional<bool> value)
{
    return value ? flagValue(*value) : QVariant();
}
/// A vendor's internal id: a number where it is one (4 bytes instead of 10), else text.
QVariant internalValue(const QString &id);

} // namespace watchfloor
