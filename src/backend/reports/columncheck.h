// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/domain/result.h"
#include "backend/store/store.h"

#include <functional>

namespace watchfloor {

/// Compares the segments of the columns with plain SQL over the rows, row by row.
class ColumnCheck {
public:
    /// Writes segments; answers how many were taken.
    using Keep = std::function<Result<int>(std::vector<FactSegment>)>;

    /// Problems of the area "columns". A segment that is only behind is none: it is not used.
    /// With `keep` whatever is not true is made anew from the rows, and then is no problem.
    static Result<std::vector<CheckProblem>> run(const QString &profileDir, const Keep &keep);
};

} // namespace watchfloor
