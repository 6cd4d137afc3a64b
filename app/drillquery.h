// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/reportservice.h"
#include "models/drill.h"
#include "models/explain.h"

namespace watchfloor {

/// One figure in the words of the reports.
struct FigureAsked {
    FigureRequest request;
    BehindQuery query;
};

FigureAsked figureAsked(const Drill &drill);
FigureAsked figureAsked(const ExplainTarget &target);

} // namespace watchfloor
