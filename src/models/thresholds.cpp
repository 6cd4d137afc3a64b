// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/thresholds.h"

#include "backend/engine/metriccatalog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr double minuteMs = 60'000;

std::optional<double> levelOf(const QJsonValue &value)
{
    const double level = value.toDouble(-1);
    return level >= 0 && std::isfinite(level) ? std::optional(level) : std::nullopt;
}

RowId rowOf(const QJsonValue &value)
{
    return static_cast<RowId>(std::max(0.0, value.toDouble()));
}

} // namespace

ThresholdState thresholdState(const MetricSpec &metric, const ThresholdLevels &levels,
                              std::optional<double> value)
{
    if (!value)
        return ThresholdState::None;
    const auto from = [&](std::optional<double> level) { return level && *value >= *level; };
    const auto downTo = [&](std::optional<double> level) { return level && *value <= *level; };
    switch (metric.polarity) {
    case Polarity::LowerIsBetter:
        return from(levels.high)  ? ThresholdState::Bad
               : from(levels.low) ? ThresholdState::Warn
                                  : ThresholdState::None;
    case Polarity::HigherIsBetter:
        return downTo(levels.low)    ? ThresholdState::Bad
               : downTo(levels.high) ? ThresholdState::Warn
                                     : ThresholdState::None;
    case Polarity::Neutral:
        break;
    }
    const bool below = levels.low && *value < *levels.low;
    const bool above = levels.high && *value > *levels.high;
    return below || above ? ThresholdState::Warn : ThresholdState::None;
}

ThresholdLevels standardLevels(const MetricSpec &metric)
{
    const QLatin1String key(metric.key);
    if (key == QLatin1String("overdue_conversations_total"))
        return {std::nullopt, 1};
    if (key == QLatin1String("soon_overdue_conversations"))
        return {1, std::nullopt};
    if (key == QLatin1String("longest_queue_wait"))
        return {15 * minuteMs, 30 * minuteMs};
    return {};
}

ThresholdLevels Thresholds::levels(const MetricSpec &metric, ThresholdScope scope) const
{
    for (const ThresholdScope &at : {scope, ThresholdScope{scope.account, 0, scope.eachAgent},
                                     ThresholdScope{0, 0, scope.eachAgent}}) {
        if (const auto found = own(metric, at))
            return *found;
    }
    if (!scope.eachAgent)
        return standardLevels(metric);
    return metric.addsAcross(MetricDimension::Agent)
               ? ThresholdLevels()
               : levels(metric, ThresholdScope{scope.account, scope.group});
}

std::optional<ThresholdLevels> Thresholds::own(const MetricSpec &metric, ThresholdScope scope) const
{
    const auto found = m_levels.find({QString::fromLatin1(metric.key), scope});
    return found == m_levels.end() ? std::nullopt : std::optional(found->second);
}

void Thresholds::set(const MetricSpec &metric, ThresholdScope scope, ThresholdLevels levels)
{
    m_levels[{QString::fromLatin1(metric.key), scope}] = levels;
}

void Thresholds::clear(const MetricSpec &metric, ThresholdScope scope)
{
    m_levels.erase({QString::fromLatin1(metric.key), scope});
}

std::vector<RowId> Thresholds::groups() const
{
    std::vector<RowId> groups;
    for (const auto &[key, levels] : m_levels) {
        if (key.second.group != 0 && !key.second.eachAgent &&
            std::find(groups.begin(), groups.end(), key.second.group) == groups.end())
            groups.push_back(key.second.group);
    }
    return groups;
}

QByteArray Thresholds::toJson() const
{
    QJsonArray entries;
    for (const auto &[key, levels] : m_levels) {
        QJsonObject entry{{QStringLiteral("metric"), key.first}};
        if (key.second.account != 0)
            entry.insert(QStringLiteral("account"), key.second.account);
        if (key.second.group != 0)
            entry.insert(QStringLiteral("group"), key.second.group);
        if (key.second.eachAgent)
            entry.insert(QStringLiteral("each"), QStringLiteral("agent"));
        if (levels.low)
            entry.insert(QStringLiteral("low"), *levels.low);
        if (levels.high)
            entry.insert(QStringLiteral("high"), *levels.high);
        entries.append(entry);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("notify"), m_notifies},
                                     {QStringLiteral("thresholds"), entries}})
        .toJson();
}

Thresholds Thresholds::fromJson(const QByteArray &json)
{
    Thresholds thresholds;
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    thresholds.m_notifies = root.value(QStringLiteral("notify")).toBool();
    for (const QJsonValue &value : root.value(QStringLiteral("thresholds")).toArray()) {
        const QJsonObject entry = value.toObject();
        const MetricSpec *metric = metricSpec(entry.value(QStringLiteral("metric")).toString());
        const ThresholdLevels levels{levelOf(entry.value(QStringLiteral("low"))),
                                     levelOf(entry.value(QStringLiteral("high")))};
        if (metric && levelsProblem(*metric, levels).isEmpty())
            thresholds.set(*metric,
                           {rowOf(entry.value(QStringLiteral("account"))),
                            rowOf(entry.value(QStringLiteral("group"))),
                            entry.value(QStringLiteral("each")) == QStringLiteral("agent")},
                           levels);
    }
    return thresholds;
}

} // namespace watchfloor
