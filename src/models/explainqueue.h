// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/behindreport.h"
#include "models/explain.h"
#include "models/explainrows.h"

namespace watchfloor {

/// Of a counter of the queue (`target.queue`): its own rule, not that of a metric with its name.
Explanation queueExplanation(const BehindReport &report, const ExplainTarget &target,
                             const MetricFormatter &format, TimeMs now);

} // namespace watchfloor
