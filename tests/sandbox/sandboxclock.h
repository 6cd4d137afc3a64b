// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simkinds.h"

#include <QElapsedTimer>

namespace watchfloor::sandbox {

/// The sandbox's own time. Frozen it moves only when told; running it follows the machine's
/// monotonic clock, so that a change of the machine's date cannot turn the world back.
class SandboxClock {
public:
    SandboxClock(Ms start, bool frozen, double speed)
        : m_start(start)
        , m_frozen(frozen)
        , m_speed(speed)
    {
        m_elapsed.start();
        m_running.start();
    }

    Ms now() const
    {
        if (m_frozen)
            return m_start;
        return m_start + static_cast<Ms>(static_cast<double>(m_elapsed.elapsed()) * m_speed);
    }
    /// A frozen world still lets limits of requests a minute pass.
    Ms paced() const { return m_frozen ? m_start + m_running.elapsed() : now(); }
    void set(Ms now)
    {
        m_start = now;
        m_elapsed.restart();
    }

private:
    Ms m_start;
    bool m_frozen;
    double m_speed;
    QElapsedTimer m_elapsed;
    QElapsedTimer m_running;
};

} // namespace watchfloor::sandbox
