// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/stoplink.h"
#include "backend/reports/factloader.h"
#include "backend/reports/factreport.h"
#include "backend/reports/reportservice.h"
#include "backend/reports/rowsource.h"

#include <stop_token>

namespace watchfloor {

/// The service's side of its worker; for its own files alone.
struct ReportService::Private {
    Private(const QString &profileDir, Clock &theClock)
        : clock(theClock)
        , source(profileDir)
        , loader(profileDir)
        , worker(QStringLiteral("engine"))
    {
    }

    ~Private()
    {
        // The connection dies on the thread it was born on; what still waits is not worth reading.
        closing.request_stop();
        worker
            .run([this]() -> Result<bool> {
                source.reset();
                loader.reset();
                return true;
            })
            .waitForFinished();
    }

    FigureQuery query(FigureRequest request, TimeMs now) const
    {
        return {std::move(request.filter), request.range, now, request.business, soon};
    }

    /// `job(RowSource &)` on the worker; what it reads is of one commit.
    template<typename Job>
    auto ask(Job job) -> QFuture<std::invoke_result_t<Job &, RowSource &>>
    {
        using R = std::invoke_result_t<Job &, RowSource &>;
        return worker.run([this, job = std::move(job)]() mutable -> R {
            if (closing.stop_requested())
                return Error::cancelled();
            const RowSource::OneCommit commit(*source);
            return job(*source);
        });
    }

    /// `job(RowSource &, const std::stop_token &)`, the same; asked to stop by `stop` and by the
    /// service's end.
    template<typename Job>
    auto askUntil(std::stop_token stop, Job job)
    {
        return ask([this, stop = std::move(stop), job = std::move(job)](RowSource &rows) mutable {
            const std::stop_source either;
            const StopLink asked(stop, either);
            const StopLink closed(closing.get_token(), either);
            return job(rows, either.get_token());
        });
    }

    /// `job(FactReport &)` on the worker, the same.
    template<typename Job>
    auto askFigures(Job job) -> QFuture<std::invoke_result_t<Job &, FactReport &>>
    {
        return ask([this, job = std::move(job)](RowSource &rows) mutable {
            FactReport facts(rows, *loader);
            return job(facts);
        });
    }

    /// `job(FactLoader &)` on the worker.
    template<typename Job>
    auto askFacts(Job job) -> QFuture<std::invoke_result_t<Job &, FactLoader &>>
    {
        using R = std::invoke_result_t<Job &, FactLoader &>;
        return worker.run([this, job = std::move(job)]() mutable -> R {
            return closing.stop_requested() ? R(Error::cancelled()) : job(*loader);
        });
    }

    Clock &clock;                     // asked on the caller's thread
    DurationMs soon = soonByDefault;  // so is this
    std::optional<RowSource> source;  // touched on the worker only
    std::optional<FactLoader> loader; // so is this
    ConversationLists lists;          // and this
    StoreThread *store = nullptr;     // where segments go
    QTimer idle;
    bool keeping = false;             // segments are being written
    std::optional<ChangeSet> settled; // other hours or targets, being counted
    std::stop_source closing;
    WorkerThread worker; // last: its jobs end before the source goes
};

} // namespace watchfloor
