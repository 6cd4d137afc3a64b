// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <functional>
#include <stop_token>
#include <vector>

namespace watchfloor {

/// Coroutines of one thread wait here while it is closed: "paused", "another pass is running".
class Gate {
public:
    explicit Gate(bool open)
        : m_open(open)
    {
    }
    ~Gate() { setOpen(true); }
    Gate(const Gate &) = delete;
    Gate &operator=(const Gate &) = delete;

    bool isOpen() const { return m_open; }
    void setOpen(bool open);

    /// Returns once the gate was opened or a stop is asked for. Another waiter may have closed it
    /// again in between: look at isOpen() in a loop. The gate must outlive the wait.
    QCoro::Task<> wait(std::stop_token stop);

private:
    bool m_open;
    std::vector<std::function<void()>> m_waiting;
};

} // namespace watchfloor
