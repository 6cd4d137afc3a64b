// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/behindquery.h"
#include "backend/engine/reports/explainreport.h"
#include "backend/engine/reports/queuereport.h"

namespace watchfloor {

// Pure functions like those of buildfigures.h, from the same input.

BehindReport buildBehind(const ReportInput &input, const FigureQuery &query,
                         const BehindQuery &behind);
/// Of a counter of the queue; Waiting is whoever has waited since some time.
BehindReport buildBehindQueue(const QueueReport &queue, QueuePart part);
ExplainReport buildExplain(const ReportInput &input, const FigureQuery &query,
                           const BehindQuery &behind);

} // namespace watchfloor
