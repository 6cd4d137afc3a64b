// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/buildbehind.h"
#include "backend/engine/reports/behindlistreport.h"
#include "backend/reports/factreport.h"

#include <stop_token>

namespace watchfloor {

// On the engine worker, for ReportService.

Result<QueueReport> answerQueue(RowSource &source, const ReportFilter &filter, TimeMs now,
                                DurationMs soon);
Result<BehindReport> answerBehindQueue(RowSource &source, const ReportFilter &filter,
                                       QueuePart part, TimeMs now, DurationMs soon);
Result<BehindReport> answerBehind(FactReport &facts, const FigureQuery &asked,
                                  const BehindQuery &query);
Result<BehindListReport> answerBehindList(FactReport &facts, const FigureQuery &asked,
                                          const BehindQuery &query,
                                          const std::shared_ptr<const ConversationList> &shown,
                                          const std::stop_token &stop);
Result<ExplainReport> answerExplain(FactReport &facts, const FigureQuery &asked,
                                    const BehindQuery &query);

} // namespace watchfloor
