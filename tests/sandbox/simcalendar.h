// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simstaff.h"

#include <QTimeZone>

namespace watchfloor::sandbox {

/// The working time of one inbox. Keeps the zone's offset of the stretch asked last, because a
/// world asks for tens of thousands of neighbouring instants.
class WorkCalendar {
public:
    explicit WorkCalendar(const Inbox &inbox);

    /// Milliseconds of working time in [from, to]; negative when to < from, 0 without hours.
    Ms worked(Ms from, Ms to) const;

private:
    Ms offsetAt(Ms utc) const;
    Ms toUtc(Ms local) const;

    bool m_enabled = false;
    QTimeZone m_zone;
    std::array<WorkingDay, 7> m_days;
    mutable Ms m_validFrom = 0;
    mutable Ms m_validTo = 0;
    mutable Ms m_offset = 0;
};

} // namespace watchfloor::sandbox
