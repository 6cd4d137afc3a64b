// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QFuture>
#include <QPromise>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>

class QThread;

namespace watchfloor {

/// One thread that runs jobs first in, first out. A job is a plain function returning Result<T>;
/// its QFuture always finishes: jobs that never got to run answer Cancelled. What a job holds is
/// destroyed on the thread, also when it never ran. Never cancel() the
/// future (QCoro 0.8 then blocks or crashes); pass a stop token into the job instead.
/// `co_await future` resumes on the awaiting thread.
class WorkerThread {
public:
    explicit WorkerThread(const QString &name);
    ~WorkerThread();
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

    template<typename Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job &>>
    {
        using R = std::invoke_result_t<Job &>;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        auto future = promise->future();
        post({[promise, job = std::move(job)]() mutable {
                  promise->addResult(guarded<R>(job));
                  promise->finish();
              },
              [promise] {
                  promise->addResult(R(Error::cancelled()));
                  promise->finish();
              }});
        return future;
    }

    /// Runs the job that is under way to its end, answers Cancelled to the waiting ones, joins.
    void stop();
    bool isCurrentThread() const;

private:
    struct Entry {
        std::function<void()> run;
        std::function<void()> abandon;
    };

    template<typename R, typename Job>
    static R guarded(Job &job)
    {
        try {
            return job();
        } catch (const std::exception &e) {
            return R(unexpected(e.what()));
        } catch (...) {
            return R(unexpected("unknown exception"));
        }
    }
    static Error unexpected(const char *what);

    void post(Entry entry);
    void drainOne();

    std::unique_ptr<QThread> m_thread;
    QObject *m_context = nullptr; // lives on m_thread
    std::mutex m_mutex;
    std::deque<Entry> m_queue;
    bool m_stopped = false;
};

} // namespace watchfloor
