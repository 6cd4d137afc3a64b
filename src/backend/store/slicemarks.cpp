// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/slicemarks.h"

#include "backend/store/database.h"

#include <algorithm>

namespace watchfloor {

/// The ids of a slice are marked this far ahead, so that the rows of the next batches are within.
constexpr RowId IdsAhead = 4'096;

void SliceMarks::forget(qint64 sequence)
{
    m_marks.clear();
    m_since = sequence;
}

bool SliceMarks::isAsOf(const FactDay &slice, qint64 asOf) const
{
    const auto found = m_marks.find(slice);
    return asOf >= m_since && (found == m_marks.end() || found->second.changed <= asOf);
}

void SliceMarks::touch(const TouchedSlices &slices, qint64 sequence)
{
    for (const auto &[slice, ids] : slices) {
        const auto [at, fresh] = m_marks.try_emplace(slice);
        Mark &mark = at->second;
        mark.changed = sequence;
        if (!fresh && ids.low >= mark.ids.low && ids.high <= mark.ids.high)
            continue;
        const IdRange wider{fresh ? ids.low : std::min(ids.low, mark.ids.low),
                            std::max(ids.high, mark.ids.high) + IdsAhead};
        mark.ids = wider;
        Statement upsert = m_db.statement(
            QStringLiteral("INSERT INTO fact_slice (col, day, changed, low, high) "
                           "VALUES (:col, :day, :changed, :low, :high) "
                           "ON CONFLICT (day, col) DO UPDATE SET changed = excluded.changed, "
                           "low = min(low, excluded.low), high = max(high, excluded.high)"));
        upsert.bind("col", slice.column).bind("day", slice.day).bind("changed", sequence);
        upsert.bind("low", wider.low).bind("high", wider.high).run();
    }
}

namespace factslices {

QString eventRows(const QString &where)
{
    return QStringLiteral("SELECT name AS col, created AS t, id FROM reporting_event "
                          "WHERE fact_cell IS NOT NULL AND (%1)")
        .arg(where);
}

QString conversationRows(const QString &where)
{
    return QStringLiteral("SELECT 0 AS col, created AS t, id FROM conversation WHERE known = 1 "
                          "AND gone_at IS NULL AND %1 UNION ALL SELECT -1, closed, id "
                          "FROM conversation WHERE known = 1 AND gone_at IS NULL "
                          "AND closed IS NOT NULL AND %1")
        .arg(where);
}

QString dayOfT()
{
    return QStringLiteral("t - ((t % 86400000) + 86400000) % 86400000");
}

void markRows(Database &db, const QString &eventWhere, const QString &conversationWhere)
{
    for (const QString &rows :
         {eventWhere.isEmpty() ? QString() : eventRows(eventWhere),
          conversationWhere.isEmpty() ? QString() : conversationRows(conversationWhere)})
        if (!rows.isEmpty())
            db.exec(QStringLiteral(
                        "INSERT INTO fact_slice (col, day, changed, low, high) SELECT col, %1, "
                        "(SELECT value + 1 FROM meta WHERE key = 'change'), min(id), max(id) "
                        "FROM (%2) WHERE true GROUP BY 1, 2 "
                        "ON CONFLICT (day, col) DO UPDATE SET changed = excluded.changed, "
                        "low = min(low, excluded.low), high = max(high, excluded.high)")
                        .arg(dayOfT(), rows));
}

void markAll(Database &db)
{
    db.exec(QStringLiteral("UPDATE fact_slice SET changed = "
                           "(SELECT value + 1 FROM meta WHERE key = 'change')"));
}

} // namespace factslices

} // namespace watchfloor
