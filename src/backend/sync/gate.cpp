// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/gate.h"

#include "backend/async/wakeup.h"

#include <utility>

namespace watchfloor {

void Gate::setOpen(bool open)
{
    m_open = open;
    if (!open)
        return;
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &wake : waiting)
        wake();
}

QCoro::Task<> Gate::wait(std::stop_token stop)
{
    if (m_open || stop.stop_requested())
        co_return;
    Wakeup wakeup;
    wakeup.wakeOnStop(stop);
    m_waiting.push_back(wakeup.waker());
    co_await wakeup.wait();
}

} // namespace watchfloor
