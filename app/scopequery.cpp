// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scopequery.h"

namespace watchfloor {

ReportFilter reportFilter(const std::vector<RowId> &accounts, const ViewFilter &filter)
{
    ReportFilter asked;
    asked.accounts = accounts;
    asked.agents = filter.agents;
    asked.groups = filter.groups;
    asked.skills = filter.skills;
    asked.inboxes = filter.inboxes;
    asked.channels = filter.channels;
    asked.labels = filter.labels;
    if (filter.who == ViewFilter::Who::Humans)
        asked.actors = {kActorHuman};
    else if (filter.who == ViewFilter::Who::Bots)
        asked.actors = {kActorBot};
    return asked;
}

ReportFilter reportFilter(const ViewScope &scope)
{
    return reportFilter(scope.accounts, scope.filter);
}

ReportQuery rowsOf(const ViewScope &scope, TimeMs now)
{
    return {scope.accounts, rangeOf(scope.range, now, scope.zone), reportFilter(scope)};
}

FigureRequest figuresOf(const ViewScope &scope, TimeMs now)
{
    FigureRequest request;
    request.filter = reportFilter(scope);
    request.range = rangeOf(scope.range, now, scope.zone);
    request.business = scope.business;
    return request;
}

} // namespace watchfloor
