// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/reports/reportservice.h"
#include "views/reportanswers.h"

#include <QFuture>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// What a report on paper is asked with.
struct PaperQuestion {
    ReportPlan plan;
    FigureRequest request; ///< accounts and filters, range, business hours
    QTimeZone zone = QTimeZone::utc();
    /// The conversation list is of those behind this figure (ShownList::drill).
    std::optional<std::pair<FigureRequest, BehindQuery>> listBehind = {};
};

using GatheredAnswers = std::shared_ptr<const ReportAnswers>;

/// Asks for everything the plan needs, all of one commit of the cache. A section that fails is told
/// in ReportAnswers::failed; an error only when there is nothing at all. Cancelled soon after
/// `stop` asks, also while a list of millions is read.
QFuture<Result<GatheredAnswers>> gatherReport(ReportService &reports, Clock &clock,
                                              PaperQuestion question, std::stop_token stop = {});

} // namespace watchfloor
