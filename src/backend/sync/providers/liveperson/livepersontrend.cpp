// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonagentview.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <QJsonArray>

#include <algorithm>
#include <cstdlib>

namespace watchfloor::liveperson {
namespace {

constexpr const char *trendName = "historical";
constexpr DurationMs trendTolerance = 60'000;
constexpr DurationMs longestTrendStep = 24 * DurationMs(3'600'000);

/// The step between two points as the server took it, which need not be the one asked for.
DurationMs stepOf(const QJsonArray &points)
{
    DurationMs step = trendStep;
    if (points.size() > 1) {
        const auto at = [&](qsizetype i) {
            return points.at(i).toObject().value(QLatin1String("timestamp")).toInteger();
        };
        step = std::abs(at(1) - at(0));
    }
    return std::abs(step - trendStep) < trendTolerance ? trendStep : step;
}

/// The answer's one list; an answer without it has no rows.
Result<QJsonArray> listUnder(const char *key, const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    const QJsonValue list = json->toObject().value(QLatin1String(key));
    if (!list.isUndefined() && !list.isArray()) {
        return Error(Error::Kind::WrongShape, QStringLiteral("The answer has another shape"),
                     QStringLiteral("$.%1: array expected").arg(QLatin1String(key)));
    }
    return list.toArray();
}

} // namespace

Call skillStaffCall()
{
    return Call(QStringLiteral("the agents by skill"), Service::KeyMetrics,
                QStringLiteral("/manager_workspace/api/account/{id}/skill/availability"))
        .post(QJsonObject());
}

Result<SyncBatch> parseSkillStaff(const HttpResponse &response, const QStringList &known,
                                  TimeMs takenAt)
{
    SyncBatch batch;
    if (response.status == 204)
        return batch;
    const Result<QJsonArray> list = listUnder("skillAvailabilities", response.body);
    if (!list)
        return list.error();
    const QJsonArray &rows = *list;
    const Metrics asked = [] {
        Metrics staff;
        for (const MetricSpec *metric : metricsOf("metrics", MetricClass::Current)) {
            const QLatin1String key(metric->key);
            if (key == QLatin1String("online_agents") || key == QLatin1String("away_agents") ||
                key == QLatin1String("back_soon_agents"))
                staff.push_back(metric);
        }
        return staff;
    }();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString path = QStringLiteral("$.skillAvailabilities[%1]").arg(i);
        Values row(rows.at(i), path);
        const QString skill = row.word("skillId");
        if (row.ok() && skill.isEmpty())
            row.fail("skillId", QStringLiteral("an id"));
        if (!row.ok()) {
            batch.problems.push_back(row.error());
            continue;
        }
        if (!known.contains(skill))
            readFigures(rows.at(i).toObject(), asked, "skill/availability",
                        FigureScope(MetricScope::Skill, skill, takenAt), path, batch);
    }
    batch.wireRows = rows.size();
    return batch;
}

Call trendCall(TimeRange window)
{
    QJsonObject time;
    time.insert(QStringLiteral("from"), window.from);
    time.insert(QStringLiteral("to"), window.to);
    QJsonObject filters;
    filters.insert(QStringLiteral("time"), time);
    QJsonObject body;
    body.insert(QStringLiteral("filters"), filters);
    body.insert(QStringLiteral("metricsToRetrieveByTime"),
                QJsonArray::fromStringList(
                    namesOf(metricsOf(trendName, MetricClass::TimeBound), trendName)));
    return Call(QStringLiteral("the trend of closed conversations"), Service::KeyMetrics,
                QStringLiteral("/manager_workspace/api/account/{id}/historical"))
        .with("interval", trendStep / 60'000)
        .post(body);
}

Result<SyncBatch> parseTrend(const HttpResponse &response, TimeMs finalBefore, TimeMs now,
                             TimeMs takenAt)
{
    SyncBatch batch;
    if (response.status == 204)
        return batch;
    const Result<QJsonArray> list = listUnder("historicalMetricsIntervals", response.body);
    if (!list)
        return list.error();
    const QJsonArray &points = *list;
    const DurationMs step = stepOf(points);
    const Metrics asked = metricsOf(trendName, MetricClass::TimeBound);
    for (qsizetype i = 0; i < points.size(); ++i) {
        const QString path = QStringLiteral("$.historicalMetricsIntervals[%1]").arg(i);
        Values row(points.at(i), path);
        const auto end = row.whole("timestamp");
        if (row.ok() && (!end || *end <= 0 || step <= 0 || step > longestTrendStep))
            row.fail("timestamp", QStringLiteral("a time"));
        if (!row.ok()) {
            batch.problems.push_back(row.error());
            continue;
        }
        if (*end > now)
            continue; // not over yet
        FigureScope scope(MetricScope::Account, {}, takenAt);
        scope.window = TimeRange{*end - step, *end};
        scope.partial = *end > finalBefore;
        readFigures(points.at(i).toObject().value(QLatin1String("values")).toObject(), asked,
                    trendName, scope, path, batch);
    }
    batch.wireRows = points.size();
    return batch;
}

} // namespace watchfloor::liveperson
