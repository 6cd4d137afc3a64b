// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/slotqueue.h"

#include "backend/async/wakeup.h"

namespace watchfloor {

QCoro::Task<bool> SlotQueue::acquire(std::stop_token stop)
{
    if (stop.stop_requested())
        co_return false;
    if (m_free > 0) {
        --m_free;
        co_return true;
    }
    Wakeup wakeup;
    wakeup.wakeOnStop(stop);
    auto ticket = std::make_shared<Ticket>();
    ticket->wake = wakeup.waker();
    m_waiting.push_back(ticket);
    co_await wakeup.wait();
    // A slot granted between the stop and now is still ours to give back.
    if (!ticket->granted)
        std::erase(m_waiting, ticket);
    co_return ticket->granted;
}

void SlotQueue::release()
{
    if (m_waiting.empty()) {
        ++m_free;
        return;
    }
    const auto ticket = m_waiting.front();
    m_waiting.pop_front();
    ticket->granted = true;
    ticket->wake();
}

} // namespace watchfloor
