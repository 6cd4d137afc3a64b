// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metriccolumns.h"

#include "backend/engine/metriccatalog.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {
namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("metriccolumns", text);
}

struct AggregateWords {
    TimeAggregate aggregate;
    const char *key;
    const char *title;
    const char *inHeader;
};

constexpr std::array aggregateWords{
    AggregateWords{TimeAggregate::Mean, "mean", QT_TRANSLATE_NOOP("metriccolumns", "Mean"),
                   QT_TRANSLATE_NOOP("metriccolumns", "mean")},
    AggregateWords{TimeAggregate::Median, "median", QT_TRANSLATE_NOOP("metriccolumns", "Median"),
                   QT_TRANSLATE_NOOP("metriccolumns", "median")},
    AggregateWords{TimeAggregate::P90, "p90", QT_TRANSLATE_NOOP("metriccolumns", "90 % within"),
                   QT_TRANSLATE_NOOP("metriccolumns", "p90")},
    AggregateWords{TimeAggregate::Min, "min", QT_TRANSLATE_NOOP("metriccolumns", "Shortest"),
                   QT_TRANSLATE_NOOP("metriccolumns", "min")},
    AggregateWords{TimeAggregate::Max, "max", QT_TRANSLATE_NOOP("metriccolumns", "Longest"),
                   QT_TRANSLATE_NOOP("metriccolumns", "max")},
};

const AggregateWords &aggregateWordsOf(TimeAggregate aggregate)
{
    return aggregateWords[static_cast<std::size_t>(aggregate)];
}

QString unitInHeader(const MetricSpec &metric)
{
    switch (metric.unit) {
    case MetricUnit::Ratio:
        return QStringLiteral("%");
    case MetricUnit::Currency:
        return words(QT_TRANSLATE_NOOP("metriccolumns", "amount"));
    default: // counts need none, and times carry theirs: "3 m 48 s"
        return {};
    }
}

/// Room for the widest usual value and its n.
int valueWidth(const MetricSpec &metric)
{
    if (metric.unit == MetricUnit::Milliseconds)
        return hasAggregates(metric) ? 112 : 88;
    if (metric.unit == MetricUnit::Instant)
        return 120;
    return metric.unit == MetricUnit::Ratio ? 80 : 72;
}

} // namespace

int titleWidth(const QString &title)
{
    // Fonts are not known here: the small size's usual letters, margins and the arrow of sorting.
    constexpr double letter = 5.8;
    return std::min(176, static_cast<int>(letter * static_cast<double>(title.size())) + 20);
}

QString timeAggregateTitle(TimeAggregate aggregate)
{
    return words(aggregateWordsOf(aggregate).title);
}

QString timeAggregateKey(TimeAggregate aggregate)
{
    return QLatin1String(aggregateWordsOf(aggregate).key);
}

TimeAggregate timeAggregateOf(const QString &key)
{
    for (const AggregateWords &each : aggregateWords) {
        if (key == QLatin1String(each.key))
            return each.aggregate;
    }
    return TimeAggregate::Median;
}

QString metricTitle(const MetricSpec &metric, bool business)
{
    const QString title = QCoreApplication::translate("Metric", metric.title);
    return business ? QCoreApplication::translate("Metric", "%1, business hours").arg(title)
                    : title;
}

QString metricDefinition(const MetricSpec &metric)
{
    return QCoreApplication::translate("Metric", metric.definition);
}

bool hasAggregates(const MetricSpec &metric)
{
    return metric.isTime() && metric.offers.has(Aggregate::Median);
}

QString metricHeader(const MetricSpec &metric, TimeAggregate aggregate, bool business)
{
    QStringList parts{metricTitle(metric)};
    if (hasAggregates(metric))
        parts << words(aggregateWordsOf(aggregate).inHeader);
    if (const QString unit = unitInHeader(metric); !unit.isEmpty())
        parts << unit;
    if (business && metric.businessHours)
        parts << words(QT_TRANSLATE_NOOP("metriccolumns", "business hours"));
    return parts.join(QStringLiteral(", "));
}

QString metricToolTip(const MetricSpec &metric, TimeAggregate aggregate, bool business)
{
    QStringList lines{metricTitle(metric), metricDefinition(metric)};
    if (hasAggregates(metric))
        lines << words(QT_TRANSLATE_NOOP(
                           "metriccolumns",
                           "Shown: %1. The small number is n, how many values it rests on."))
                     .arg(timeAggregateTitle(aggregate));
    else if (metric.offers.has(Aggregate::Count))
        lines << words(QT_TRANSLATE_NOOP("metriccolumns",
                                         "The small number is n, how many values it rests on."));
    if (metric.metricClass == MetricClass::Current)
        lines << words(
            QT_TRANSLATE_NOOP("metriccolumns", "Of this moment: the range changes nothing here."));
    if (business)
        lines << (metric.businessHours
                      ? words(QT_TRANSLATE_NOOP("metriccolumns", "Counted in business hours."))
                      : words(QT_TRANSLATE_NOOP("metriccolumns",
                                                "Business hours change nothing here.")));
    lines << words(QT_TRANSLATE_NOOP("metriccolumns", "Defined by: %1"))
                 .arg(QString::fromUtf8(metric.source));
    return lines.join(QLatin1Char('\n'));
}

QString metricFamily(const MetricSpec &metric)
{
    if (metric.targetOf || QLatin1String(metric.key).startsWith(QLatin1String("sla_")))
        return words(QT_TRANSLATE_NOOP("metriccolumns", "SLA"));
    if (metric.numerator && metricSpec(metric.numerator) && metricSpec(metric.numerator)->targetOf)
        return words(QT_TRANSLATE_NOOP("metriccolumns", "SLA"));
    if (metric.origin == MetricOrigin::Agents ||
        QLatin1String(metric.key).endsWith(QLatin1String("_load")))
        return words(QT_TRANSLATE_NOOP("metriccolumns", "Staff"));
    if (metric.metricClass == MetricClass::Current)
        return words(QT_TRANSLATE_NOOP("metriccolumns", "Now"));
    if (metric.isTime())
        return words(QT_TRANSLATE_NOOP("metriccolumns", "Times"));
    const bool quality = metric.unit == MetricUnit::Ratio || metric.unit == MetricUnit::Score ||
                         metric.unit == MetricUnit::Currency ||
                         QLatin1String(metric.key).startsWith(QLatin1String("csat"));
    return quality ? words(QT_TRANSLATE_NOOP("metriccolumns", "Quality"))
                   : words(QT_TRANSLATE_NOOP("metriccolumns", "Volume"));
}

QString exportKey(const MetricSpec &metric, TimeAggregate aggregate, bool business)
{
    QString key = QString::fromLatin1(metric.key);
    const bool own = aggregate == TimeAggregate::Mean && metric.reducer == Reducer::Mean;
    if (hasAggregates(metric) && !own)
        key += QLatin1Char('_') + timeAggregateKey(aggregate);
    return business ? key + QStringLiteral("_business_hours") : key;
}

ColumnSpec metricColumn(const MetricSpec &metric, TimeAggregate aggregate)
{
    ColumnSpec column;
    column.key = QLatin1String(metric.key);
    column.title = metricHeader(metric, aggregate);
    column.toolTip = metricToolTip(metric, aggregate);
    column.kind = metric.isTime()                      ? ColumnKind::Duration
                  : metric.unit == MetricUnit::Instant ? ColumnKind::Time
                                                       : ColumnKind::Number;
    column.width = std::max(valueWidth(metric), titleWidth(column.title));
    column.hidden = true;
    column.family = metricFamily(metric);
    return column;
}

std::vector<const MetricSpec *> columnMetrics(MetricDimension dimension, const QStringList &without)
{
    std::vector<const MetricSpec *> metrics;
    for (const MetricSpec *metric : metricsFor(dimension)) {
        if (metric->unit != MetricUnit::Text && !without.contains(QLatin1String(metric->key)))
            metrics.push_back(metric);
    }
    return metrics;
}

} // namespace watchfloor
