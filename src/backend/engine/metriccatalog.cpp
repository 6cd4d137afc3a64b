// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"

#include "backend/engine/metricrows.h"
#include "backend/engine/vendors.h"

#include <algorithm>

namespace watchfloor {
namespace {

std::vector<MetricSpec> joinedRows()
{
    std::vector<MetricSpec> all;
    for (const auto rows :
         {metricrows::nowMetrics(), metricrows::timeMetrics(), metricrows::slaMetrics(),
          metricrows::volumeMetrics(), metricrows::qualityMetrics(), metricrows::staffMetrics()})
        all.insert(all.end(), rows.begin(), rows.end());
    return all;
}

bool same(QAnyStringView text, const char *word)
{
    return word && text == QLatin1String(word);
}

/// What the vendor's own folder adds to the catalogue.
template<typename Test>
const VendorField *ownWay(const MetricSpec &metric, QAnyStringView provider, Test test)
{
    for (const VendorMetric &own : rulesFor(provider.toString()).metrics) {
        if (same(metric.key, own.metric) && test(own.way))
            return &own.way;
    }
    return nullptr;
}

template<typename Test>
std::vector<const MetricSpec *> chosen(Test test)
{
    std::vector<const MetricSpec *> out;
    for (const MetricSpec &metric : metricCatalog()) {
        if (test(metric))
            out.push_back(&metric);
    }
    return out;
}

} // namespace

std::span<const MetricSpec> metricCatalog()
{
    static const std::vector<MetricSpec> all = joinedRows();
    return all;
}

const MetricSpec *metricSpec(QAnyStringView key)
{
    for (const MetricSpec &metric : metricCatalog()) {
        if (same(key, metric.key))
            return &metric;
    }
    return nullptr;
}

const MetricSpec *metricSpec(QAnyStringView provider, QAnyStringView field, QAnyStringView call)
{
    for (const MetricSpec &metric : metricCatalog()) {
        for (const VendorField &way : metric.vendors()) {
            if (way.route == VendorRoute::Reported && same(provider, way.provider) &&
                same(field, way.field) && (call.isEmpty() || same(call, way.call)))
                return &metric;
        }
    }
    return nullptr;
}

std::vector<const MetricSpec *> metricsFor(MetricDimension scope)
{
    return chosen([&](const MetricSpec &metric) { return metric.existsFor(scope); });
}

QStringList askedNames(QAnyStringView provider, QAnyStringView call, MetricClass metricClass)
{
    QStringList names;
    for (const MetricSpec &metric : metricCatalog()) {
        for (const VendorField &way : metric.vendors()) {
            if (metric.metricClass != metricClass || !way.asked || !same(provider, way.provider) ||
                !same(call, way.call))
                continue;
            const QString name = QString::fromLatin1(way.asked);
            if (!names.contains(name)) // one name may be answered in two spellings
                names.append(name);
        }
    }
    return names;
}

const VendorField *vendorField(const MetricSpec &metric, QAnyStringView provider, VendorRoute route)
{
    for (const VendorField &way : metric.vendors()) {
        if (way.route == route && same(provider, way.provider))
            return &way;
    }
    return ownWay(metric, provider, [&](const VendorField &way) { return way.route == route; });
}

bool canGive(QAnyStringView provider, const MetricSpec &metric)
{
    const auto ways = metric.vendors();
    const bool listed = std::any_of(ways.begin(), ways.end(), [&](const VendorField &way) {
        return same(provider, way.provider);
    });
    return listed || ownWay(metric, provider, [](const VendorField &) { return true; }) != nullptr;
}

std::span<const char *const> eventsOf(const MetricSpec &metric, QAnyStringView provider)
{
    const VendorField *way = vendorField(metric, provider, VendorRoute::Recomputed);
    return way ? way->events() : std::span<const char *const>();
}

std::vector<const MetricSpec *> metricsReading(QAnyStringView event)
{
    const auto reads = [&](const VendorField &way) {
        if (same(event, way.exceptEvent))
            return true;
        const auto names = way.events();
        return std::any_of(names.begin(), names.end(),
                           [&](const char *name) { return same(event, name); });
    };
    const std::vector<const ProviderRules *> vendors = knownRules();
    return chosen([&](const MetricSpec &metric) {
        const auto ways = metric.vendors();
        if (std::any_of(ways.begin(), ways.end(), reads))
            return true;
        return std::any_of(vendors.begin(), vendors.end(), [&](const ProviderRules *rules) {
            return std::any_of(rules->metrics.begin(), rules->metrics.end(),
                               [&](const VendorMetric &own) {
                                   return same(metric.key, own.metric) && reads(own.way);
                               });
        });
    });
}

const char *whyNotAdditive(const MetricSpec &metric, MetricDimension scope)
{
    if (metric.addsAcross(scope))
        return nullptr;
    switch (metric.reducer) {
    case Reducer::Mean:
        return QT_TRANSLATE_NOOP("Metric", "Means of unequal numbers of values do not add up");
    case Reducer::P50:
    case Reducer::P90:
    case Reducer::P95:
        return QT_TRANSLATE_NOOP("Metric", "Percentiles do not add up");
    case Reducer::Max:
        return QT_TRANSLATE_NOOP("Metric", "The longest of all is one of the rows, not their sum");
    case Reducer::Ratio:
        return QT_TRANSLATE_NOOP("Metric", "Shares of unequal numbers do not add up");
    case Reducer::Distinct:
        return QT_TRANSLATE_NOOP("Metric", "A conversation may count in several rows");
    case Reducer::Sum:
    case Reducer::Last:
        break;
    }
    if (metric.unit == MetricUnit::Ratio)
        return QT_TRANSLATE_NOOP("Metric", "Loads of unequal capacities do not add up");
    if (metric.unit == MetricUnit::Text || metric.unit == MetricUnit::Instant)
        return QT_TRANSLATE_NOOP("Metric", "This is no quantity");
    if (metric.unit == MetricUnit::Score)
        return QT_TRANSLATE_NOOP("Metric", "Scores do not add up");
    if (!metric.existsFor(scope))
        return QT_TRANSLATE_NOOP("Metric", "There are no such rows of this metric");
    return QT_TRANSLATE_NOOP("Metric", "An agent or conversation may count in several rows");
}

} // namespace watchfloor
