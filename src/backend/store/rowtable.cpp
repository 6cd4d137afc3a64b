// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/rowtable.h"

#include "backend/store/database.h"

namespace watchfloor {

RowTable::RowTable(Database &db, const QString &table, const QStringList &keys,
                   const QStringList &columns)
    : m_db(db)
    , m_keys(static_cast<std::size_t>(keys.size()))
    , m_columns(static_cast<std::size_t>(columns.size()))
{
    QStringList where, all, marks, sets;
    for (const QString &key : keys) {
        where << key + QStringLiteral(" = :") + key;
        all << key;
        marks << u':' + key;
    }
    for (const QString &column : columns) {
        all << column;
        marks << u':' + column;
        sets << column + QStringLiteral(" = :") + column;
    }
    const QString comma = QStringLiteral(", ");
    m_find = QStringLiteral("SELECT id, %1 FROM %2 WHERE %3")
                 .arg(columns.join(comma), table, where.join(QStringLiteral(" AND ")));
    m_insert = QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                   .arg(table, all.join(comma), marks.join(comma));
    m_update = QStringLiteral("UPDATE %1 SET %2 WHERE id = :id").arg(table, sets.join(comma));
}

std::optional<RowTable::Found> RowTable::find(const Row &keys)
{
    Statement select = m_db.statement(m_find);
    for (std::size_t i = 0; i < m_keys; ++i)
        select.bindAt(i, keys[i]);
    if (!select.first())
        return {};
    Found found;
    found.id = select.number(0);
    found.row.reserve(m_columns);
    for (std::size_t i = 0; i < m_columns; ++i)
        found.row.push_back(select.at(static_cast<int>(i) + 1));
    return found;
}

RowId RowTable::insert(const Row &keys, const Row &values)
{
    Statement insert = m_db.statement(m_insert);
    for (std::size_t i = 0; i < m_keys; ++i)
        insert.bindAt(i, keys[i]);
    for (std::size_t i = 0; i < m_columns; ++i)
        insert.bindAt(m_keys + i, values[i]);
    return insert.run() ? insert.insertedId() : 0;
}

void RowTable::update(RowId id, const Row &values)
{
    Statement update = m_db.statement(m_update);
    for (std::size_t i = 0; i < m_columns; ++i)
        update.bindAt(i, values[i]);
    update.bindAt(m_columns, id);
    update.run();
}

bool RowTable::same(const Row &a, const Row &b)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool nullA = !a[i].isValid() || a[i].isNull();
        const bool nullB = !b[i].isValid() || b[i].isNull();
        if (nullA != nullB || (!nullA && a[i] != b[i]))
            return false;
    }
    return true;
}

QVariant internalValue(const QString &id)
{
    if (id.isEmpty())
        return {};
    bool ok = false;
    const qint64 number = id.toLongLong(&ok);
    // Only the canonical spelling comes back as the same text.
    if (ok && QString::number(number) == id)
        return number;
    return id;
}

} // namespace watchfloor
