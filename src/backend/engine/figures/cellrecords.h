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

/// The same with what its business hours are: told by the vendor, or open time within a span.
struct TimedRecord {
    CellRecord record;
    std::optional<qint64> business;
    std::optional<TimeMs> from;
    std::optional<TimeMs> to;
};

/// Which conversation an event is of, and what its conversation's other fields come to: read when
/// first asked for, and no more than that of each row.
class CellRecords {
public:
    virtual ~CellRecords() = default;
    /// Of one account and the whole range, by time; stays valid.
    virtual const std::vector<CellRecord> &recordsFor(const FactMeasure &measure,
                                                      RowId account) = 0;
    using Take = std::function<void(const TimedRecord &)>;
    /// The same of a window and of every measure that is not of the present, one by one, in any
    /// order; nothing is kept.
    virtual void visit(const FactMeasure &measure, RowId account, TimeRange window,
                       const Take &take) = 0;
};

} // namespace watchfloor
