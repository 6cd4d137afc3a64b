// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/nearestrange.h"

#include "app/scopequery.h"
#include "backend/async/whendone.h"
#include "backend/engine/metriccatalog.h"
#include "models/nearestrange.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr int yearsBack = 10; // a cache older than that is looked at by hand

QFuture<Result<TrendReport>> askCourse(const PageServices &services, const ViewScope &scope,
                                       TimeRange range, BucketUnit unit)
{
    FigureRequest request = figuresOf(scope, services.clock.now());
    request.range = range;
    return services.reports.trend(std::move(request), {metricSpec("conversations")}, unit,
                                  scope.zone);
}

} // namespace

void findNearestRange(const PageServices &services, const ViewScope &scope, QObject *context,
                      std::function<void(const std::optional<RangeChoice> &)> then)
{
    const TimeMs now = services.clock.now();
    const TimeRange empty = rangeOf(scope.range, now, scope.zone);
    const QDateTime present = QDateTime::fromMSecsSinceEpoch(std::max(now, empty.to), scope.zone);
    const TimeRange all{present.addYears(-yearsBack).toMSecsSinceEpoch(),
                        present.toMSecsSinceEpoch()};
    whenDone(askCourse(services, scope, all, BucketUnit::Month), context,
             [=, then = std::move(then)](const Result<TrendReport> &months) {
                 const auto month = months ? nearestStep(*months, empty) : std::nullopt;
                 if (!month)
                     return then(std::nullopt);
                 whenDone(askCourse(services, scope, *month, BucketUnit::Day), context,
                          [=](const Result<TrendReport> &days) {
                              const auto day = days ? nearestStep(*days, empty) : std::nullopt;
                              then(day ? std::optional(rangeAround(*day, empty, scope.zone))
                                       : std::nullopt);
                          });
             });
}

} // namespace watchfloor
