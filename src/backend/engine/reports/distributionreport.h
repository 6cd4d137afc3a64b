// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"

namespace watchfloor {

struct DistributionBin {
    qint64 from = 0;          ///< inclusive, ms; the first bin also holds what lies below
    std::optional<qint64> to; ///< exclusive; none = open end
    qint64 n = 0;

    bool operator==(const DistributionBin &) const = default;
};

/// How the values of a time metric are spread; total has median and p90 for the lines.
struct DistributionReport {
    ReportColumn column;
    std::vector<DistributionBin> bins; ///< ascending, without holes; empty when there is no value
    ReportFigure total;
    ReportBasis basis;
};

} // namespace watchfloor
