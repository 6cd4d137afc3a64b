// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/guithread.h"

#include <QCoroTask>

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>

#include <memory>
#include <optional>

namespace watchfloor::cli {

/// Runs the event loop until the task ends. QCoro::waitFor of 0.8 hangs when a task throws, this
/// is for tasks that answer by Result and never throw. Nothing beside a window may wait like this:
/// most of these tasks wait for the network.
template<typename T>
T awaitTask(QCoro::Task<T> task)
{
    refuseOnGuiThread("waiting for a task");
    struct Slot {
        std::optional<T> value;
        QEventLoop loop;
    };
    auto slot = std::make_shared<Slot>();
    auto wait = [](std::shared_ptr<Slot> into, QCoro::Task<T> inner) -> QCoro::Task<> {
        T value = co_await inner;
        into->value.emplace(std::move(value));
        into->loop.quit();
    };
    const auto running = wait(slot, std::move(task));
    while (!slot->value)
        slot->loop.exec();
    return std::move(*slot->value);
}

/// The same for a worker's future.
template<typename T>
T awaitFuture(const QFuture<T> &future)
{
    refuseOnGuiThread("waiting for a job");
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcher<T>::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    while (!future.isFinished())
        loop.exec();
    return future.result();
}

} // namespace watchfloor::cli
