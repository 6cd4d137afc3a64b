// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/localtime.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor {
namespace {

QDateTime utcTime(TimeMs instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC);
}

} // namespace

std::vector<OffsetSpan> offsetSpans(TimeRange range, const QTimeZone &zone)
{
    std::vector<OffsetSpan> spans;
    if (range.isEmpty())
        return spans;
    const auto offsetAt = [&](TimeMs t) {
        return DurationMs(zone.offsetFromUtc(utcTime(t))) * 1000;
    };
    spans.push_back({range, offsetAt(range.from)});
    if (!zone.hasTransitions())
        return spans;
    const auto transitions = zone.transitions(utcTime(range.from), utcTime(range.to));
    for (const QTimeZone::OffsetData &transition : transitions) {
        const TimeMs at = transition.atUtc.toMSecsSinceEpoch();
        if (at <= range.from || at >= range.to)
            continue;
        const DurationMs offset = offsetAt(at);
        if (offset == spans.back().offset)
            continue; // a rule that changed nothing on the clock
        spans.back().utc.to = at;
        spans.push_back({{at, range.to}, offset});
    }
    return spans;
}

TimeMs instantOfLocal(TimeMs local, const QTimeZone &zone)
{
    // Offsets lie within +-26 h of UTC, so the answer lies in this range.
    constexpr DurationMs reach = DurationMs(26) * 3'600'000;
    TimeMs answer = local + reach;
    for (const OffsetSpan &span : offsetSpans({local - reach, local + reach}, zone)) {
        const TimeRange wall = span.local();
        if (local < wall.to) {
            answer = std::max(local, wall.from) - span.offset;
            break;
        }
    }
    return answer;
}

} // namespace watchfloor
