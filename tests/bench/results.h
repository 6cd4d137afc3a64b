// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/benchrow.h"

#include <QHash>

namespace watchfloor::bench {

/// Medians of a run of another size that was kept, by name.
struct OtherSize {
    QString name; ///< "1m"; empty: none was kept
    bool smaller = false;
    QHash<QString, double> medians;
};

/// Of a tenth or ten times as many conversations, from the results kept in the same folder.
OtherSize otherSize(const QString &folder, qint64 conversations);

/// Larger size by smaller one, where both have the line.
void fillGrowth(std::vector<BenchRow> &rows, const OtherSize &other);

/// Rows of this run take the place of those of the same name kept before.
void keepResults(const QString &folder, qint64 conversations, const std::vector<BenchRow> &rows);

} // namespace watchfloor::bench
