// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"

#include <QString>

#include <map>

namespace watchfloor {

class Database;

struct IdRange {
    RowId low = 0;
    RowId high = 0;
};
using TouchedSlices = std::map<FactDay, IdRange>;

/// Table fact_slice as its one writer keeps it: a slice is marked in the transaction that changes
/// its rows, but only when it was true before, or when its ids grow. What is remembered here spares
/// nearly every batch that write.
class SliceMarks {
public:
    explicit SliceMarks(Database &db)
        : m_db(db)
    {
    }

    /// In the transaction under way, whose change number is `sequence`.
    void touch(const TouchedSlices &slices, qint64 sequence);
    /// Did nothing change the slice after `asOf`? (as far as this process wrote)
    bool isAsOf(const FactDay &slice, qint64 asOf) const;
    /// Its segment is written.
    void written(const FactDay &slice) { m_marks.erase(slice); }
    /// After a rollback: nothing is known of what happened before `sequence`.
    void forget(qint64 sequence);

private:
    struct Mark {
        IdRange ids; ///< in the table at least
        qint64 changed = 0;
    };
    Database &m_db;
    std::map<FactDay, Mark> m_marks; ///< slices whose segment is not true
    qint64 m_since = 0;
};

namespace factslices {

/// Marks the slices of whole sets of rows as changed by the transaction under way, before its
/// step of the change sequence. `where`: conditions on reporting_event and conversation; none =
/// nothing of that table.
void markRows(Database &db, const QString &eventWhere, const QString &conversationWhere);
/// Every slice there is.
void markAll(Database &db);

/// Rows (col, t, id) of a table as the slices see them.
QString eventRows(const QString &where);
QString conversationRows(const QString &where);
/// SQL for the day of the column `t`.
QString dayOfT();

} // namespace factslices

} // namespace watchfloor
