// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/segmentrepository.h"

#include "backend/store/database.h"
#include "backend/store/slicemarks.h"

namespace watchfloor {

bool SegmentRepository::write(const FactSegment &segment)
{
    if (!m_marks.isAsOf(segment.slice, segment.asOf))
        return false;
    Statement mark = m_db.statement(QStringLiteral(
        "UPDATE fact_slice SET written = :asof, changed = :asof WHERE col = :col AND day = :day "
        "AND changed <= :asof"));
    mark.bind("asof", segment.asOf).bind("col", segment.slice.column);
    mark.bind("day", segment.slice.day);
    if (!mark.run() || mark.changed() != 1)
        return false;
    Statement write = m_db.statement(QStringLiteral(
        "INSERT INTO fact_segment (col, day, as_of, bytes) VALUES (:col, :day, :asof, :bytes) "
        "ON CONFLICT (day, col) DO UPDATE SET as_of = excluded.as_of, bytes = excluded.bytes"));
    write.bind("col", segment.slice.column).bind("day", segment.slice.day);
    if (!write.bind("asof", segment.asOf).bind("bytes", QVariant(segment.bytes)).run())
        return false;
    m_marks.written(segment.slice);
    return true;
}

} // namespace watchfloor
