// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/slatargets.h"

#include "backend/engine/metriccatalog.h"

#include <cmath>

namespace watchfloor::slatargets {
namespace {

constexpr QStringView prefix = u"sla.";

struct ShortName {
    const char *name;
    const char *metric;
};
constexpr ShortName shortNames[] = {{"first_response", "first_response_time"},
                                    {"reply", "reply_time"},
                                    {"resolution", "resolution_time"}};

QString keyOf(const char *name)
{
    return prefix.toString() + QLatin1String(name);
}

std::optional<DurationMs> durationOf(const QJsonValue &setting)
{
    bool ok = false;
    const double seconds = setting.toVariant().toString().toDouble(&ok);
    // Below a ms there is no target; NaN fails every comparison.
    if (!ok || !(seconds >= 0.001) || !(seconds <= double(longestSeconds)))
        return std::nullopt;
    return std::llround(seconds * 1000);
}

} // namespace

bool isFor(const MetricSpec &metric)
{
    if (!metric.isTime() || metric.metricClass != MetricClass::TimeBound)
        return false;
    return metric.origin == MetricOrigin::Events ||
           (metric.origin == MetricOrigin::Conversations && metric.at == ConversationAt::Closed);
}

const MetricSpec *metricNamed(const QString &name)
{
    for (const ShortName &known : shortNames) {
        if (name == QLatin1String(known.name))
            return metricSpec(QLatin1String(known.metric));
    }
    const MetricSpec *metric = metricSpec(name);
    return metric && isFor(*metric) ? metric : nullptr;
}

QStringList names()
{
    QStringList all;
    for (const ShortName &known : shortNames)
        all.append(QLatin1String(known.name));
    for (const MetricSpec &metric : metricCatalog()) {
        if (isFor(metric))
            all.append(QLatin1String(metric.key));
    }
    return all;
}

bool isKey(const QString &key)
{
    return key.startsWith(prefix);
}

Result<QString> fullKey(const QString &key)
{
    const QString name = key.mid(prefix.size());
    if (const MetricSpec *metric = metricNamed(name))
        return keyOf(metric->key);
    return Error(Error::Kind::BadInput,
                 QStringLiteral("%1: no metric \"%2\" can have a target").arg(key, name), {},
                 QStringLiteral("There are: %1").arg(names().join(QStringLiteral(", "))));
}

Result<void> check(const Account &account)
{
    for (auto it = account.settings.begin(); it != account.settings.end(); ++it) {
        if (!isKey(it.key()))
            continue;
        if (const Result<QString> full = fullKey(it.key()); !full)
            return full.error();
        if (!durationOf(it.value()))
            return Error(
                Error::Kind::BadInput,
                QStringLiteral("%1 is \"%2\"").arg(it.key(), it.value().toVariant().toString()), {},
                QStringLiteral("It is the target in seconds, above 0 and at most %1")
                    .arg(longestSeconds));
    }
    return {};
}

std::optional<DurationMs> of(const Account &account, const MetricSpec &metric)
{
    const auto own = account.settings.constFind(keyOf(metric.key));
    if (own != account.settings.constEnd())
        return durationOf(*own);
    for (const ShortName &known : shortNames) {
        if (QLatin1String(metric.key) == QLatin1String(known.metric))
            return durationOf(account.settings.value(keyOf(known.name)));
    }
    return std::nullopt;
}

} // namespace watchfloor::slatargets
