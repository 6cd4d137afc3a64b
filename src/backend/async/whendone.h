// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace watchfloor {

/// Calls `then(const T &)` on the context's thread once the future has its result, or never when
/// the context is gone by then. It sees the result where it lies: copying a long one on the
/// window's thread would be felt. Never takeResult(): in Qt 6.4 it makes the future an unfinished
/// one, and the promise, should it still be there, finishes it once more without a result.
template<typename T, typename Then>
void whenDone(const QFuture<T> &future, QObject *context, Then then)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcher<T>::finished, context,
                     [watcher, then = std::move(then)]() mutable {
                         watcher->deleteLater();
                         const QFuture<T> held = watcher->future();
                         then(*held.constBegin());
                     });
    watcher->setFuture(future);
}

} // namespace watchfloor
