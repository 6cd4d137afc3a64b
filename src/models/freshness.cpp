// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/freshness.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

QString sayFreshness(const char *text)
{
    return QCoreApplication::translate("freshness", text);
}

} // namespace

bool isLate(std::optional<TimeMs> lateAt, TimeMs now)
{
    return lateAt && now > *lateAt;
}

Freshness freshnessOf(std::optional<TimeMs> asOf, std::optional<TimeMs> lateAt,
                      std::optional<TimeMs> offlineSince, TimeMs now)
{
    Freshness freshness;
    freshness.asOf = asOf;
    freshness.offlineSince = offlineSince;
    if (offlineSince)
        freshness.state = Freshness::State::Offline;
    else if (asOf)
        freshness.state = isLate(lateAt, now) ? Freshness::State::Late : Freshness::State::Fresh;
    return freshness;
}

QString freshnessText(const Freshness &freshness, const MetricFormatter &format, TimeMs now)
{
    switch (freshness.state) {
    case Freshness::State::Offline:
        return sayFreshness("offline since %1")
            .arg(format.toTheSecond(*freshness.offlineSince, now));
    case Freshness::State::Fresh:
    case Freshness::State::Late:
        return sayFreshness("as of %1").arg(format.toTheSecond(*freshness.asOf, now));
    case Freshness::State::Unknown:
        break;
    }
    return sayFreshness("no data yet");
}

QString ageToolTip(const Freshness &freshness, const MetricFormatter &format, TimeMs now)
{
    if (!freshness.asOf)
        return sayFreshness("What this rests on was never fetched completely.");
    QStringList lines{sayFreshness("The oldest part of this was fetched %1 ago (%2).")
                          .arg(format.age(now - *freshness.asOf), format.full(*freshness.asOf))};
    if (freshness.state == Freshness::State::Late)
        lines << sayFreshness("At least two updates are missing.");
    return lines.join(QLatin1Char('\n'));
}

QString freshnessToolTip(const Freshness &freshness, const MetricFormatter &format, TimeMs now)
{
    QStringList lines;
    if (freshness.state == Freshness::State::Offline)
        lines << sayFreshness("No server answers since %1. What is shown comes from the cache.")
                     .arg(format.full(*freshness.offlineSince));
    if (freshness.asOf)
        lines << sayFreshness("The oldest part of this page was fetched %1 ago (%2).")
                     .arg(format.age(now - *freshness.asOf), format.full(*freshness.asOf));
    if (freshness.state == Freshness::State::Late)
        lines << sayFreshness("At least two updates are missing.");
    lines << freshness.paces;
    lines << sayFreshness("Click for Accounts & sync");
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchfloor
