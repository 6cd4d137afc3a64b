// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/figuretargets.h"

#include "models/metriccolumns.h"

#include <QCoreApplication>

namespace watchfloor {

ViewFilter narrowedFilter(const ViewScope &scope, const FigureRowTarget &row)
{
    ViewFilter filter = scope.filter;
    if (!row.key)
        return filter;
    switch (row.dimension) {
    case MetricDimension::Agent:
        filter.agents = {*row.key};
        break;
    case MetricDimension::Group:
        filter.groups = {*row.key};
        break;
    case MetricDimension::Skill:
        filter.skills = {*row.key};
        break;
    case MetricDimension::Inbox:
        filter.inboxes = {*row.key};
        break;
    case MetricDimension::Channel:
        filter.channels = QStringList{*row.key == 0 ? QString(QLatin1String("")) : row.channel};
        break;
    case MetricDimension::Account:
    case MetricDimension::Conversation:
        break;
    }
    return filter;
}

Drill drillOf(const ViewScope &scope, TimeRange range, const MetricSpec *metric,
              const FigureRowTarget &row)
{
    Drill drill;
    drill.title = metric ? metricTitle(*metric) : QString();
    if (!row.title.isEmpty())
        drill.title += (drill.title.isEmpty() ? QString() : QStringLiteral(", ")) + row.title;
    drill.metric = metric ? QString::fromLatin1(metric->key) : QString();
    drill.accounts = scope.accounts;
    if (row.dimension == MetricDimension::Account && row.key)
        drill.accounts = {*row.key};
    drill.filter = narrowedFilter(scope, row);
    drill.range = range;
    drill.zone = scope.zone;
    drill.business = scope.business && metric && metric->businessHours;
    drill.now = metric && metric->metricClass == MetricClass::Current;
    return drill;
}

Drill drillBefore(Drill drill, TimeRange before)
{
    drill.range = before;
    drill.title = QCoreApplication::translate("Explain", "%1, the period before").arg(drill.title);
    return drill;
}

ExplainTarget explainOf(const ViewScope &scope, TimeRange range, const MetricSpec &metric,
                        const FigureRowTarget &row)
{
    ExplainTarget target;
    target.metric = QString::fromLatin1(metric.key);
    target.dimension = row.dimension;
    target.key = row.key;
    target.title = row.title;
    target.accounts = scope.accounts;
    target.filter = scope.filter;
    target.range = range;
    target.zone = scope.zone;
    target.business = scope.business;
    return target;
}

} // namespace watchfloor
