// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <QFuture>
#include <QTest>

#include <memory>
#include <optional>

namespace watchfloor::test {

/// Runs the event loop until the task ends; fails hard (qFatal) after `timeoutMs` instead of
/// hanging for ever as QCoro::waitFor does.
template<typename T>
T runTask(QCoro::Task<T> task, int timeoutMs = 30'000)
{
    auto slot = std::make_shared<std::optional<T>>();
    auto store = [](std::shared_ptr<std::optional<T>> out, QCoro::Task<T> inner) -> QCoro::Task<> {
        T value = co_await inner;
        out->emplace(std::move(value));
    };
    const auto keep = store(slot, std::move(task));
    if (!QTest::qWaitFor([&] { return slot->has_value(); }, timeoutMs))
        qFatal("a task did not end within %d ms", timeoutMs);
    return std::move(**slot);
}

/// The same for a worker's future.
template<typename T>
T runFuture(const QFuture<T> &future, int timeoutMs = 30'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, timeoutMs))
        qFatal("a job did not end within %d ms", timeoutMs);
    return future.result();
}

} // namespace watchfloor::test
