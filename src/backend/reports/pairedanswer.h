// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/reports/withbefore.h"

#include <QFuture>

namespace watchfloor {

/// One question and, asked behind it, the same for the period before, as one answer.
/// `ask(FigureRequest)` answers a future of one ReportService: it answers in the order it was
/// asked, so that nothing waits here. An empty period before is none.
template<typename Ask, typename Request>
auto pairedAnswer(Ask ask, Request request, std::optional<TimeRange> before)
{
    using Answer = std::invoke_result_t<Ask &, Request>; // QFuture<Result<Report>>
    using Report = std::decay_t<decltype(*std::declval<Answer>().result())>;
    using Pair = Result<WithBefore<Report>>;
    const Answer first = ask(request);
    if (!before || before->isEmpty())
        return Answer(first).then([](const Result<Report> &report) -> Pair {
            if (!report)
                return report.error();
            return WithBefore<Report>{*report, std::nullopt};
        });
    request.range = *before;
    Answer second = ask(std::move(request));
    return second.then([first](const Result<Report> &earlier) -> Pair {
        const Result<Report> report = first.result();
        if (!report)
            return report.error();
        if (!earlier)
            return earlier.error();
        WithBefore<Report> pair{*report, *earlier};
        noteGapsBefore(pair.report, *pair.before);
        return pair;
    });
}

} // namespace watchfloor
