// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <deque>
#include <functional>
#include <memory>
#include <stop_token>

namespace watchfloor {

/// A number of slots handed out first come, first served, without polling. One thread; must
/// outlive its waiters.
class SlotQueue {
public:
    explicit SlotQueue(int size)
        : m_free(size)
    {
    }
    SlotQueue(const SlotQueue &) = delete;
    SlotQueue &operator=(const SlotQueue &) = delete;

    /// True: the slot is yours, give it back by release() (SlotPermit does). False: stopped.
    QCoro::Task<bool> acquire(std::stop_token stop);
    void release();

private:
    struct Ticket {
        bool granted = false;
        std::function<void()> wake;
    };
    int m_free;
    std::deque<std::shared_ptr<Ticket>> m_waiting;
};

/// Gives an acquired slot back at the end of its scope.
class SlotPermit {
public:
    explicit SlotPermit(SlotQueue *queue)
        : m_queue(queue)
    {
    }
    ~SlotPermit() { m_queue->release(); }
    SlotPermit(const SlotPermit &) = delete;
    SlotPermit &operator=(const SlotPermit &) = delete;

private:
    SlotQueue *m_queue;
};

} // namespace watchfloor
