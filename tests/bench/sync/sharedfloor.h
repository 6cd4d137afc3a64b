// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakeclock.h"

#include <QByteArray>
#include <QJsonObject>

#include <atomic>

namespace watchfloor::bench {

/// What the two processes of a measurement share.
struct SharedTime {
    std::atomic<qint64> now{0};
};

/// A sandbox in a process of its own, so that its work is not counted as the program's. Its clock
/// follows the program's made-up one.
class SharedFloor {
public:
    /// Forks: call it before anything of Qt's is made. `vendor` = "chatwoot", ...
    SharedFloor(const QByteArray &vendor, int days, int perDay);
    ~SharedFloor();
    SharedFloor(const SharedFloor &) = delete;
    SharedFloor &operator=(const SharedFloor &) = delete;

    /// {"url", "account_id", "settings", "secrets"}; empty when the vendor has no dialect.
    const QJsonObject &access() const { return m_access; }
    SharedTime &time() { return *m_time; }
    /// {"requests": {route: n}, "refused": {route: n}, "conversations", "events", "messages"}
    QJsonObject counts();

private:
    QByteArray readLine();

    SharedTime *m_time;
    int m_in = -1;  // what the sandbox tells
    int m_out = -1; // one byte = a question
    int m_child = 0;
    QJsonObject m_access;
};

/// Jumps to whatever is waited for and tells the sandbox: pacing costs no time, but is counted.
class SharedClock : public test::FakeClock {
public:
    explicit SharedClock(SharedTime &time)
        : FakeClock(time.now)
        , m_time(time)
    {
        setAutoAdvance(true);
    }
    QCoro::Task<> sleepUntil(TimeMs deadline, std::stop_token stop) override
    {
        // First: whoever wakes may ask the sandbox at once.
        if (!stop.stop_requested())
            m_time.now = std::max<qint64>(now(), deadline);
        return FakeClock::sleepUntil(deadline, std::move(stop));
    }

private:
    SharedTime &m_time;
};

} // namespace watchfloor::bench
