// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QObject>

#include <QCoroTask>

#include <stop_token>

namespace watchfloor {

/// The only source of "now" and of waiting. Tests inject one that moves when told.
class Clock {
public:
    virtual ~Clock() = default;
    virtual TimeMs now() const = 0;
    /// Resumes on the calling thread once now() >= deadline, or at once when a stop is asked for.
    /// The clock must outlive the wait.
    virtual QCoro::Task<> sleepUntil(TimeMs deadline, std::stop_token stop) = 0;

    QCoro::Task<> sleepFor(DurationMs duration, std::stop_token stop)
    {
        return sleepUntil(now() + duration, std::move(stop));
    }
};

/// Wall clock and the thread's event loop.
class SystemClock : public Clock {
public:
    TimeMs now() const override;
    QCoro::Task<> sleepUntil(TimeMs deadline, std::stop_token stop) override;
};

} // namespace watchfloor
