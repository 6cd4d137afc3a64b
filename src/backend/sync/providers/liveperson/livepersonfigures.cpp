// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonfigures.h"

#include <cmath>

namespace watchfloor::liveperson {
namespace {

constexpr const char *vendor = "liveperson";
// The one name that only later versions know: an older one refuses the whole request for it.
constexpr const char *laterName = "avg_conversations_duration";

bool isCounter(const MetricSpec &metric)
{
    return metric.unit == MetricUnit::Count || metric.unit == MetricUnit::Slots;
}

bool answers(const VendorField &field, const char *call)
{
    return field.provider && field.route == VendorRoute::Reported && field.call && field.field &&
           QLatin1String(field.provider) == QLatin1String(vendor) &&
           QLatin1String(field.call) == QLatin1String(call);
}

QJsonValue fieldOf(const QJsonObject &object, const MetricSpec &metric, const char *call)
{
    for (const VendorField &field : metric.vendors()) {
        if (!answers(field, call))
            continue;
        const QJsonValue value = object.value(QLatin1String(field.field));
        if (!value.isUndefined())
            return value;
    }
    return QJsonValue(QJsonValue::Undefined);
}

/// A number as such or as a text; nothing for "NaN", "NA", null and the like; `odd` for the rest.
std::optional<double> numberOf(const QJsonValue &value, bool *odd)
{
    if (value.isDouble())
        return value.toDouble();
    if (value.isNull())
        return std::nullopt;
    if (!value.isString()) {
        *odd = true;
        return std::nullopt;
    }
    const QString text = value.toString().trimmed();
    bool ok = false;
    const double number = text.toDouble(&ok);
    const bool says = text.isEmpty() ||
                      text.compare(QLatin1String("NaN"), Qt::CaseInsensitive) == 0 ||
                      text.compare(QLatin1String("NA"), Qt::CaseInsensitive) == 0 ||
                      text == QLatin1String("null");
    *odd = !ok && !says;
    return ok && !says && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// A count of conversations closed or handed on is at least that of those closed: a server that
/// leaves the former out where there are some does not know the name.
bool cannotBeZero(const MetricSpec &metric, const QJsonObject &object)
{
    return QLatin1String(metric.key) == QLatin1String("concluded_conversations") &&
           object.value(QLatin1String("closedConversations")).toVariant().toDouble() > 0;
}

Error oddValue(const MetricSpec &metric, const QString &path)
{
    return Error(
        Error::Kind::WrongShape,
        QStringLiteral("the figure %1 is no number it could be").arg(QLatin1String(metric.key)),
        path);
}

} // namespace

Metrics metricsOf(const char *call, MetricClass metricClass)
{
    Metrics found;
    const bool keyMetrics = QLatin1String(call) == QLatin1String("metrics");
    for (const MetricSpec &metric : metricCatalog()) {
        if (metric.metricClass != metricClass ||
            (keyMetrics && QLatin1String(metric.key) == QLatin1String(laterName)))
            continue;
        for (const VendorField &field : metric.vendors()) {
            if (answers(field, call) && field.asked) {
                found.push_back(&metric);
                break;
            }
        }
    }
    return found;
}

QStringList namesOf(const Metrics &metrics, const char *call)
{
    QStringList names;
    for (const MetricSpec *metric : metrics) {
        for (const VendorField &field : metric->vendors()) {
            const QString name =
                answers(field, call) && field.asked ? QString::fromLatin1(field.asked) : QString();
            if (!name.isEmpty() && !names.contains(name))
                names.append(name);
        }
    }
    return names;
}

void readFigures(const QJsonObject &object, const Metrics &asked, const char *call,
                 const FigureScope &scope, const QString &path, SyncBatch &batch)
{
    for (const MetricSpec *metric : asked) {
        if (metric->unit == MetricUnit::Text)
            continue; // a word about an agent is no figure
        const QJsonValue found = fieldOf(object, *metric, call);
        if (found.isArray())
            continue; // one figure for each state: see the parser of agent_view
        if (found.isUndefined() && !scope.keepsMissing)
            continue;
        MetricValue row;
        row.metric = QString::fromLatin1(metric->key);
        row.scope = scope.scope;
        row.scopeKey = scope.key;
        row.takenAt = scope.takenAt;
        if (metric->metricClass == MetricClass::TimeBound) {
            row.window = scope.window;
            row.partial = scope.partial;
        }
        if (found.isUndefined()) {
            row.inferredZero =
                isCounter(*metric) && scope.zeroIsOmitted && !cannotBeZero(*metric, object);
            if (row.inferredZero)
                row.value = 0;
            batch.metricValues.push_back(row);
            continue;
        }
        bool odd = false;
        row.value = numberOf(found, &odd);
        const bool mayBeNegative = metric->unit == MetricUnit::Score;
        if (row.value && *row.value < 0 && !mayBeNegative)
            row.value.reset(); // LivePerson's other way to say "no data"
        odd = odd || (row.value && isCounter(*metric) && *row.value != std::floor(*row.value));
        // A ratio here, a percentage in LivePerson's own pages: above one it can only be the
        // latter.
        if (row.value && *row.value > 1 && QLatin1String(metric->key) == QLatin1String("csat"))
            *row.value /= 100;
        if (odd)
            batch.problems.push_back(oddValue(*metric, path));
        else
            batch.metricValues.push_back(row);
    }
}

} // namespace watchfloor::liveperson
