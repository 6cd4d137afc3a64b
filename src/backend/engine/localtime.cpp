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

LocalClock::LocalClock(TimeRange range, const QTimeZone &zone)
{
    // Offsets lie within +-26 h of UTC, and a reading may be asked for at either end.
    constexpr DurationMs reach = DurationMs(26 + 24) * 3'600'000;
    m_spans = offsetSpans({range.from - reach, std::max(range.from, range.to) + reach}, zone);
}

const OffsetSpan &LocalClock::spanAt(TimeMs instant) const
{
    const auto after =
        std::upper_bound(m_spans.begin(), m_spans.end(), instant,
                         [](TimeMs t, const OffsetSpan &span) { return t < span.utc.from; });
    return after == m_spans.begin() ? m_spans.front() : *(after - 1);
}

TimeMs LocalClock::instantOf(TimeMs local) const
{
    for (const OffsetSpan &span : m_spans) {
        const TimeRange wall = span.local();
        if (local < wall.to)
            return (&span == &m_spans.front() ? local : std::max(local, wall.from)) - span.offset;
    }
    return local - m_spans.back().offset;
}

TimeMs instantOfLocal(TimeMs local, const QTimeZone &zone)
{
    return LocalClock({local, local}, zone).instantOf(local);
}

} // namespace watchfloor
