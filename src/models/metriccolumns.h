// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metricspec.h"
#include "models/columnspec.h"

#include <QStringList>

#include <vector>

namespace watchfloor {

/// Which number stands for the times of a cell, the same for a whole page.
enum class TimeAggregate { Mean, Median, P90, Min, Max };

inline constexpr std::array allTimeAggregates{TimeAggregate::Mean, TimeAggregate::Median,
                                              TimeAggregate::P90, TimeAggregate::Min,
                                              TimeAggregate::Max};

/// "Median", for a picker, and its stable word for settings.
QString timeAggregateTitle(TimeAggregate aggregate);
QString timeAggregateKey(TimeAggregate aggregate);
TimeAggregate timeAggregateOf(const QString &key); ///< Median for anything else

/// The metric's own words in the reader's language.
QString metricTitle(const MetricSpec &metric, bool business = false);
QString metricDefinition(const MetricSpec &metric);
/// The metric can be shown as any TimeAggregate.
bool hasAggregates(const MetricSpec &metric);

/// "First response, median", "CSAT, %": what its numbers are, as a column's header.
QString metricHeader(const MetricSpec &metric, TimeAggregate aggregate, bool business = false);
/// Definition, source, unit and how it is put together, a line each.
QString metricToolTip(const MetricSpec &metric, TimeAggregate aggregate, bool business = false);

/// About how wide a column must be for its title, px at 1x.
int titleWidth(const QString &title);

/// Where a chooser of columns lists it: "Now", "Times", "SLA", "Volume", "Quality", "Staff".
QString metricFamily(const MetricSpec &metric);

/// The key of its column in files: "resolution_time_median"; the metric's own where that says it.
QString exportKey(const MetricSpec &metric, TimeAggregate aggregate, bool business);

/// Its column, keyed by the metric's key.
ColumnSpec metricColumn(const MetricSpec &metric, TimeAggregate aggregate);
/// Every metric of the catalogue that has numbers for such rows, without these keys, in the order
/// of the catalogue.
std::vector<const MetricSpec *> columnMetrics(MetricDimension dimension,
                                              const QStringList &without = {});

} // namespace watchfloor
