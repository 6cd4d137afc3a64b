// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chartquestion.h"

#include "backend/engine/metriccatalog.h"

#include <array>
#include <span>

namespace watchfloor {
namespace {

constexpr std::array kindWords{"volume", "trend", "heatmap", "distribution"};
constexpr std::array stepWords{"auto", "hour", "day", "week", "month"};
constexpr std::array splitWords{"none", "status", "channel"};

// No template over the lengths: g++ 12 folds them into one and then warns of the longest.
using Words = std::span<const char *const>;

template<typename Enum>
QString word(Words words, Enum value)
{
    return QLatin1String(words[static_cast<std::size_t>(value)]);
}

template<typename Enum>
void read(const QVariantMap &map, const char *key, Words words, Enum &value)
{
    const QString told = map.value(QLatin1String(key)).toString();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (told == QLatin1String(words[i]))
            value = static_cast<Enum>(i);
    }
}

} // namespace

bool ChartQuestion::asksTheSame(const ChartQuestion &other) const
{
    ChartQuestion mine = *this;
    mine.top = other.top;
    return mine == other;
}

QVariantMap ChartQuestion::toMap() const
{
    return {
        {QStringLiteral("chart"), word(kindWords, kind)},
        {QStringLiteral("split"), word(splitWords, split)},
        {QStringLiteral("top"), top},
        {QStringLiteral("metrics"), metrics},
        {QStringLiteral("step"), word(stepWords, step)},
        {QStringLiteral("groupBy"), groupBy ? QString::fromLatin1(wordOf(*groupBy)) : QString()},
        {QStringLiteral("heatMetric"), heatMetric},
        {QStringLiteral("timeMetric"), timeMetric}};
}

ChartQuestion ChartQuestion::fromMap(const QVariantMap &map)
{
    ChartQuestion question;
    read(map, "chart", kindWords, question.kind);
    read(map, "split", splitWords, question.split);
    read(map, "step", stepWords, question.step);
    bool isNumber = false;
    const int top = map.value(QStringLiteral("top")).toInt(&isNumber);
    if (isNumber && top >= 0)
        question.top = top;
    QStringList metrics;
    for (const QString &key : map.value(QStringLiteral("metrics")).toStringList()) {
        if (metricSpec(key) && !metrics.contains(key) && metrics.size() < mostMetrics)
            metrics << key;
    }
    if (!metrics.isEmpty())
        question.metrics = metrics;
    const QString groupBy = map.value(QStringLiteral("groupBy")).toString();
    for (const MetricDimension dimension : allDimensions) {
        if (dimension != MetricDimension::Conversation &&
            groupBy == QLatin1String(wordOf(dimension)))
            question.groupBy = dimension;
    }
    const auto metric = [&map](const char *key, QString &value) {
        const QString told = map.value(QLatin1String(key)).toString();
        if (metricSpec(told))
            value = told;
    };
    metric("heatMetric", question.heatMetric);
    metric("timeMetric", question.timeMetric);
    return question;
}

bool fitsChart(const MetricSpec &metric, ChartQuestion::Kind kind)
{
    using Kind = ChartQuestion::Kind;
    const bool plain = metric.unit != MetricUnit::Text && metric.unit != MetricUnit::Instant;
    if (metric.metricClass != MetricClass::TimeBound || !plain)
        return false;
    if (kind == Kind::Distribution)
        return metric.isTime() && metric.offers.has(Aggregate::P90);
    if (kind == Kind::Heat)
        return metric.origin != MetricOrigin::Reported && !metric.numerator &&
               metric.origin != MetricOrigin::Agents && metric.reducer != Reducer::Distinct &&
               (metric.reducer != Reducer::Ratio || metric.targetOf);
    return true;
}

} // namespace watchfloor
