// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>

namespace watchfloor::test {

/// Runs the event loop until `done()`; qFatal after `timeoutMs` instead of hanging for ever. Not
/// qWaitFor: that sleeps 10 ms between two rounds of events, which makes network tests crawl.
template<typename Done>
void runLoopUntil(QEventLoop &loop, int timeoutMs, const char *what, Done done)
{
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &deadline, [what, timeoutMs] {
        qFatal("a %s did not end within %d ms", what, timeoutMs);
    });
    deadline.start(timeoutMs);
    while (!done())
        loop.processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

template<typename T>
T runTask(QCoro::Task<T> task, int timeoutMs = 30'000)
{
    auto slot = std::make_shared<std::optional<T>>();
    auto store = [](std::shared_ptr<std::optional<T>> out, QCoro::Task<T> inner) -> QCoro::Task<> {
        T value = co_await inner;
        out->emplace(std::move(value));
    };
    const auto keep = store(slot, std::move(task));
    QEventLoop loop;
    runLoopUntil(loop, timeoutMs, "task", [&] { return slot->has_value(); });
    return std::move(**slot);
}

/// The same for a worker's future.
template<typename T>
T runFuture(const QFuture<T> &future, int timeoutMs = 30'000)
{
    QEventLoop loop;
    QFutureWatcher<T> watcher; // its event ends the wait
    watcher.setFuture(future);
    runLoopUntil(loop, timeoutMs, "job", [&] { return future.isFinished(); });
    return future.result();
}

} // namespace watchfloor::test
