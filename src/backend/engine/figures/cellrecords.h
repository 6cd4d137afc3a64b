// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/factsource.h"

namespace watchfloor {

/// A row of a measure that columns do not keep, with the cell of the columns.
struct CellRecord {
    TimeMs time = 0;
    qint64 value = 0;
    qint64 conversation = 0; ///< which one, for counting each once; the same in all measures
    CellCode cell = 0;
};

/// Which conversation an event is of, and what its conversation's other fields come to: read when
/// first asked for, and no more than that of each row.
class CellRecords {
public:
    virtual ~CellRecords() = default;
    /// Of one account and the whole range, by time; stays valid.
    virtual const std::vector<CellRecord> &recordsFor(const FactMeasure &measure,
                                                      RowId account) = 0;
};

} // namespace watchfloor
