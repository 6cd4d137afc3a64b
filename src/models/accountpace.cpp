// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountpace.h"

#include "backend/domain/refreshpace.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs paceMinute = 60'000;

QString sayPace(const char *text, int n = -1)
{
    return QCoreApplication::translate("accountpace", text, nullptr, n);
}

} // namespace

AccountPace paceOf(const Account &account, const std::vector<FeedInfo> &feeds,
                   const std::vector<FeedState> &states)
{
    AccountPace pace;
    for (const FeedInfo &info : feeds) {
        const auto state = std::find_if(states.begin(), states.end(),
                                        [&info](const FeedState &s) { return s.feed == info.key; });
        const bool known = state != states.end();
        const bool lacks = !info.capability.isEmpty() && !account.can(info.capability);
        // A walk through history is no refresh.
        if (lacks || (known && state->off) || info.shape == FeedShape::Backfill)
            continue;
        const DurationMs every = cadenceOf(info, account);
        if (pace.everyMs != 0 && every > pace.everyMs)
            continue;
        if (every != pace.everyMs)
            pace = {every, std::nullopt};
        if (!known)
            continue;
        // As the planner has it: after a failure a long pace is tried again within minutes.
        std::optional<TimeMs> next;
        if (state->lastSuccess)
            next = *state->lastSuccess + every;
        if (state->lastError && state->lastAttempt && state->lastAttempt > state->lastSuccess)
            next = *state->lastAttempt + std::clamp(every, paceMinute, 5 * paceMinute);
        if (next)
            pace.nextAt = std::min(pace.nextAt.value_or(*next), *next);
    }
    return pace;
}

QString paceText(const AccountPace &pace, const MetricFormatter &format, TimeMs now, bool asking)
{
    if (pace.everyMs == 0)
        return {};
    const auto minutes = static_cast<int>(pace.everyMs / paceMinute);
    const bool inMinutes = pace.everyMs % paceMinute == 0 && minutes < 60;
    const QString often = inMinutes && minutes == 1 ? sayPace("every minute")
                          : inMinutes               ? sayPace("every %n minutes", minutes)
                                      : sayPace("every %1").arg(format.duration(pace.everyMs));
    if (!asking)
        return sayPace("asked %1, not at the moment").arg(often);
    if (!pace.nextAt || *pace.nextAt <= now)
        return sayPace("asked %1, next at once").arg(often);
    return sayPace("asked %1, next at %2").arg(often, format.toTheSecond(*pace.nextAt, now));
}

} // namespace watchfloor
