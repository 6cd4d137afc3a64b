// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/clock.h"

#include "backend/async/wakeup.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <limits>

namespace watchfloor {

TimeMs SystemClock::now() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

QCoro::Task<> SystemClock::sleepUntil(TimeMs deadline, std::stop_token stop)
{
    // Looped, because a coarse timer may fire up to 5 % early and a wall clock may be set back.
    while (!stop.stop_requested()) {
        const TimeMs left = deadline - now();
        if (left <= 0)
            break;
        Wakeup wakeup;
        wakeup.wakeOnStop(stop);
        QTimer timer;
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, wakeup.waker());
        constexpr TimeMs longest = std::numeric_limits<int>::max();
        timer.start(static_cast<int>(std::min(left, longest)));
        co_await wakeup.wait();
    }
}

} // namespace watchfloor
