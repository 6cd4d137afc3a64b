// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drillquery.h"

#include "app/scopequery.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/metricdimension.h"

namespace watchfloor {
FigureAsked figureAsked(const Drill &drill)
{
    FigureAsked asked;
    asked.request.filter = reportFilter(drill.accounts, drill.filter);
    asked.request.filter.subGroups = drill.subGroups;
    asked.request.range = drill.range;
    asked.request.business = drill.business;
    asked.query.metric = metricSpec(drill.metric);
    asked.query.weekHour = drill.weekHour;
    asked.query.zone = drill.zone;
    asked.query.valueFrom = drill.valueFrom;
    asked.query.valueTo = drill.valueTo;
    asked.query.statuses = drill.statuses;
    asked.query.queue = drill.queue;
    asked.query.soon = drill.soon;
    return asked;
}

FigureAsked figureAsked(const ExplainTarget &target)
{
    FigureAsked asked;
    asked.request.filter = reportFilter(target.accounts, target.filter);
    asked.request.range = target.range;
    asked.request.business = target.business;
    asked.query.metric = metricSpec(target.metric);
    asked.query.zone = target.zone;
    asked.query.queue = target.queue;
    asked.query.soon = target.soon;
    if (target.key) {
        asked.query.dimension = dimensionOf(target.dimension);
        asked.query.keys = {*target.key};
        asked.query.withSubGroups = target.subGroups;
    }
    return asked;
}

} // namespace watchfloor
