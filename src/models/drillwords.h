// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/behindreport.h"
#include "models/drill.h"
#include "models/explain.h"
#include "models/metricformatter.h"

namespace watchfloor {

/// What a list narrowed to a figure's conversations says about itself.
struct DrillWords {
    QString chip;      ///< "37 in 35 conversations: First response, Jane Kim, Thu 10:00"
    QStringList notes; ///< sentences: why some or all are not in the list

    bool operator==(const DrillWords &) const = default;
};

/// While the answer is on its way: the title alone.
DrillWords drillWords(const Drill &drill);
DrillWords drillWords(const Drill &drill, const BehindReport &report,
                      const MetricFormatter &format);

/// The conversations behind a number that was explained. `rowName`: the row's own name, which is
/// what names a channel.
Drill drillOf(const ExplainTarget &target, const QString &rowName);
/// The scope's filter with one row chosen besides.
void chooseRow(MetricDimension dimension, RowId key, const QString &rowName, ViewFilter &filter,
               std::vector<RowId> &accounts);

} // namespace watchfloor
