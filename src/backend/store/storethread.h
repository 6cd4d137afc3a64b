// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "backend/store/store.h"

namespace watchfloor {

/// The store worker: the one thread that owns the writing connection. Jobs get the Store by
/// reference and answer Result<T> by future.
class StoreThread {
public:
    /// Opens (and migrates) the cache in `profileDir` as the first job; `opened()` tells how it
    /// went.
    explicit StoreThread(const QString &profileDir);
    ~StoreThread();

    QFuture<Result<OpenInfo>> opened() const { return m_opened; }

    /// `job(Store &)` -> Result<T>. Answers the opening error when the cache could not be opened.
    template<typename Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job &, Store &>>
    {
        using R = std::invoke_result_t<Job &, Store &>;
        return m_worker.run([this, job = std::move(job)]() mutable -> R {
            if (!m_store)
                return R(openError());
            return job(*m_store);
        });
    }

    /// Parsing runs here too, beside the writes.
    WorkerThread &worker() { return m_worker; }

private:
    Error openError() const;

    std::unique_ptr<Store> m_store; // touched on the worker only
    std::optional<Error> m_openError;
    WorkerThread m_worker;
    QFuture<Result<OpenInfo>> m_opened;
};

} // namespace watchfloor
