// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/wakeup.h"

#include <QMetaObject>

#include <atomic>
#include <mutex>

namespace watchfloor {

struct Wakeup::State {
    std::mutex mutex; // the one lock of this class: wake() may race with await_suspend()
    bool woken = false;
    std::coroutine_handle<> handle;
    QObject *context = nullptr; // lives on the awaiting thread

    void wake()
    {
        const std::lock_guard lock(mutex);
        if (std::exchange(woken, true) || !handle)
            return;
        postResume();
    }

    void postResume()
    {
        QObject *target = std::exchange(context, nullptr);
        const auto resumed = std::exchange(handle, nullptr);
        QMetaObject::invokeMethod(
            target,
            [target, resumed] {
                target->deleteLater();
                resumed.resume();
            },
            Qt::QueuedConnection);
    }
};

Wakeup::Wakeup()
    : m_state(std::make_shared<State>())
{
}

std::function<void()> Wakeup::waker() const
{
    return [state = m_state] { state->wake(); };
}

void Wakeup::wakeOnStop(const std::stop_token &stop)
{
    if (stop.stop_possible())
        m_onStop = std::make_unique<std::stop_callback<std::function<void()>>>(stop, waker());
}

bool Wakeup::Awaiter::await_ready() const noexcept
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->woken;
}

void Wakeup::Awaiter::await_suspend(std::coroutine_handle<> handle)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->context = new QObject;
    m_state->handle = handle;
    if (m_state->woken)
        m_state->postResume();
}

} // namespace watchfloor
