// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <stop_token>

namespace watchfloor {

/// Owns coroutines that nobody awaits. A QCoro 0.8 task cannot be cancelled and outlives its
/// handle, so the scope hands out a stop token and waits for all of its tasks to end.
/// Lives on one thread. Destroying it drains.
class TaskScope {
public:
    TaskScope() = default;
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// Tasks start eagerly: `task` is already running. An exception that leaves it is a bug:
    /// logged, and fatal in debug builds.
    void launch(QCoro::Task<> task);

    std::stop_token stopToken() const { return m_stop.get_token(); }
    void requestStop() { m_stop.request_stop(); }
    int active() const { return m_active; }

    /// Asks to stop and runs the event loop until every task has ended.
    void drain();

private:
    static QCoro::Task<> watch(TaskScope *scope, QCoro::Task<> task);

    std::stop_source m_stop;
    int m_active = 0;
};

} // namespace watchfloor
