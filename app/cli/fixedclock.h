// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"

namespace watchfloor::cli {

/// `--now`: time stands still, except that waiting moves it by what was waited for.
class FixedClock : public Clock {
public:
    explicit FixedClock(TimeMs now)
        : m_now(now)
    {
    }

    TimeMs now() const override { return m_now; }
    QCoro::Task<> sleepUntil(TimeMs deadline, std::stop_token stop) override;

private:
    SystemClock m_wall;
    TimeMs m_now;
};

} // namespace watchfloor::cli
