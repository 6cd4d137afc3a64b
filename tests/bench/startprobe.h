// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace watchfloor::bench {

/// What a freshly started process is asked for: today's figures by agent.
enum class FirstReport {
    Facts,     ///< counts, sums, p50 and p90 of first responses from the columns
    Breakdown, ///< the report of the agents' page over the same day
};

/// The child's side: prints the answer's lines and returns the exit code.
int printFirstReport(const QString &profile, FirstReport kind);

/// Starts this program once more for that, from exec to the last line. Throws BenchError.
struct FirstReportRun {
    double ms = 0;
    QStringList lines;
};
FirstReportRun startForReport(const QString &profile, FirstReport kind);

/// Pages of the file are forgotten by the system's cache, as far as it wants.
void dropFromPageCache(const QString &file);

} // namespace watchfloor::bench
