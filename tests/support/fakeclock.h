// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/async/wakeup.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace watchfloor::test {

/// Time that moves only when told, or (autoAdvance) jumps to whatever is waited for.
class FakeClock : public Clock {
public:
    explicit FakeClock(TimeMs now = 1'700'000'000'000)
        : m_now(now)
    {
    }

    TimeMs now() const override { return m_now; }

    /// With autoAdvance a sleep takes no real time: now() jumps to its deadline.
    void setAutoAdvance(bool on) { m_autoAdvance = on; }

    void advance(DurationMs by) { advanceTo(m_now + by); }
    void advanceTo(TimeMs to)
    {
        m_now = std::max(m_now, to);
        const auto due = std::partition(m_sleepers.begin(), m_sleepers.end(),
                                        [this](const Sleeper &s) { return s.deadline > m_now; });
        std::vector<Sleeper> woken(due, m_sleepers.end());
        m_sleepers.erase(due, m_sleepers.end());
        for (const Sleeper &sleeper : woken)
            sleeper.wake();
    }

    /// Deadlines somebody currently waits for, and all that were ever asked for.
    int sleeping() const { return static_cast<int>(m_sleepers.size()); }
    const std::vector<TimeMs> &requested() const { return m_requested; }

    QCoro::Task<> sleepUntil(TimeMs deadline, std::stop_token stop) override
    {
        m_requested.push_back(deadline);
        if (deadline <= m_now || stop.stop_requested())
            co_return;
        Wakeup wakeup;
        wakeup.wakeOnStop(stop);
        const int id = ++m_lastId;
        m_sleepers.push_back({deadline, wakeup.waker(), id});
        if (m_autoAdvance)
            advanceTo(deadline);
        co_await wakeup.wait();
        std::erase_if(m_sleepers, [id](const Sleeper &s) { return s.id == id; }); // stopped early
    }

private:
    struct Sleeper {
        TimeMs deadline;
        std::function<void()> wake;
        int id;
    };
    TimeMs m_now;
    bool m_autoAdvance = false;
    int m_lastId = 0;
    std::vector<Sleeper> m_sleepers;
    std::vector<TimeMs> m_requested;
};

} // namespace watchfloor::test
