// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <coroutine>
#include <functional>
#include <memory>
#include <stop_token>

namespace watchfloor {

/// A one-shot awaitable that lives on one thread. wake() may come from any thread and more than
/// once; the coroutine is resumed through the event loop, never inside wake(), so that the waker
/// is free to clean up (QCoro 0.8 resumes inside the signal).
class Wakeup {
public:
    Wakeup();
    Wakeup(const Wakeup &) = delete;
    Wakeup &operator=(const Wakeup &) = delete;

    /// Copyable; keeps working, without effect, after the Wakeup is gone.
    std::function<void()> waker() const;
    /// Also wakes when a stop is asked for.
    void wakeOnStop(const std::stop_token &stop);

    struct State;
    /// Copyable, because QCoro 0.8 copies what is awaited. A class with a constructor on purpose.
    class Awaiter {
    public:
        explicit Awaiter(std::shared_ptr<State> state)
            : m_state(std::move(state))
        {
        }
        bool await_ready() const noexcept;
        void await_suspend(std::coroutine_handle<> handle);
        void await_resume() const noexcept {}

    private:
        std::shared_ptr<State> m_state;
    };

    /// `co_await wakeup.wait();` once.
    Awaiter wait() const { return Awaiter(m_state); }

private:
    std::shared_ptr<State> m_state;
    std::unique_ptr<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace watchfloor
