// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/reports/withbefore.h"

#include <QFuture>

namespace watchfloor {

/// One question and, asked behind it, the same for the period before, as one answer. Both must come
/// from one ReportService: it answers in the order it was asked, so that nothing waits here.
template<typename Report>
QFuture<Result<WithBefore<Report>>> pairedAnswer(QFuture<Result<Report>> answer,
                                                 std::optional<QFuture<Result<Report>>> before = {})
{
    using Pair = Result<WithBefore<Report>>;
    if (!before)
        return answer.then([](const Result<Report> &report) -> Pair {
            if (!report)
                return report.error();
            return WithBefore<Report>{*report, std::nullopt};
        });
    return before->then([answer](const Result<Report> &earlier) -> Pair {
        const Result<Report> report = answer.result();
        if (!report)
            return report.error();
        if (!earlier)
            return earlier.error();
        return WithBefore<Report>{*report, *earlier};
    });
}

} // namespace watchfloor
