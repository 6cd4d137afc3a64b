// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/reportplan.h"
#include "views/exportpopup.h"

#include <QStringList>

namespace watchfloor {

/// What a report is written into.
struct ReportTarget {
    QString file; ///< a PDF; of several files their common name: "day.csv" -> "day-agents.csv"
    ExportFormat format = ExportFormat::Pdf;
    QStringList replaces = {}; ///< files that are there and may be replaced
};

/// "/home/jo/day.csv" -> "/home/jo/day-by-agent.csv"
QString tableFile(const ReportTarget &target, ReportSection section);
/// "/home/jo/day.png" -> "/home/jo/day-03.png"; pages from 0.
QString pageFile(const ReportTarget &target, int page, int pages);
/// All that may be written, beside each other.
QStringList filesOf(const ReportTarget &target, const ReportPlan &plan, int pages);

} // namespace watchfloor
