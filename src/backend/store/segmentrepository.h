// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"

namespace watchfloor {

class Database;
class SliceMarks;

/// Table fact_segment: slices of the engine's columns as bytes nobody here looks into.
class SegmentRepository {
public:
    SegmentRepository(Database &db, SliceMarks &marks)
        : m_db(db)
        , m_marks(marks)
    {
    }

    /// False: the slice has changed since the bytes were made, or is not there. No fact: the
    /// change sequence stays.
    bool write(const FactSegment &segment);

private:
    Database &m_db;
    SliceMarks &m_marks;
};

} // namespace watchfloor
