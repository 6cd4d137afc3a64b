// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fixedclock.h"

#include <algorithm>

namespace watchfloor::cli {

QCoro::Task<> FixedClock::sleepUntil(TimeMs deadline, std::stop_token stop)
{
    if (deadline <= m_now)
        co_return;
    const TimeMs wallDeadline = m_wall.now() + (deadline - m_now);
    co_await m_wall.sleepUntil(wallDeadline, stop);
    if (!stop.stop_requested())
        m_now = std::max(m_now, deadline);
}

} // namespace watchfloor::cli
