// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simcalendar.h"

#include <QDateTime>

#include <limits>

namespace watchfloor::sandbox {

WorkCalendar::WorkCalendar(const Inbox &inbox)
    : m_enabled(inbox.workingHoursEnabled)
    , m_zone(inbox.timeZone.toLatin1())
    , m_days(inbox.workingHours)
{
}

Ms WorkCalendar::offsetAt(Ms utc) const
{
    if (utc >= m_validFrom && utc < m_validTo)
        return m_offset;
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC);
    m_offset = m_zone.offsetFromUtc(when) * Second;
    const auto before = m_zone.previousTransition(when.addMSecs(1));
    const auto after = m_zone.nextTransition(when);
    m_validFrom =
        before.atUtc.isValid() ? before.atUtc.toMSecsSinceEpoch() : std::numeric_limits<Ms>::min();
    m_validTo =
        after.atUtc.isValid() ? after.atUtc.toMSecsSinceEpoch() : std::numeric_limits<Ms>::max();
    return m_offset;
}

Ms WorkCalendar::toUtc(Ms local) const
{
    // Right on both sides of a clock change; inside the skipped or repeated hour either will do.
    const Ms guess = local - offsetAt(local);
    return local - offsetAt(guess);
}

Ms WorkCalendar::worked(Ms from, Ms to) const
{
    if (!m_enabled || !m_zone.isValid())
        return 0;
    if (to < from)
        return -worked(to, from);
    Ms total = 0;
    const Ms lastDay = (to + offsetAt(to)) / Day;
    for (Ms day = (from + offsetAt(from)) / Day; day <= lastDay; ++day) {
        const WorkingDay &hours = m_days[static_cast<size_t>((day + 4) % 7)]; // 1970: Thursday
        if (hours.closedAllDay)
            continue;
        const Ms opens = toUtc(day * Day + (hours.openAllDay ? 0 : hours.openMinute) * Minute);
        const int closeMinute = hours.openAllDay ? 24 * 60 - 1 : hours.closeMinute;
        const Ms closes = toUtc(day * Day + closeMinute * Minute);
        total += qMax<Ms>(0, qMin(to, closes) - qMax(from, opens));
    }
    return total;
}

} // namespace watchfloor::sandbox
