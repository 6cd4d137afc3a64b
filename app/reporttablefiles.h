// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"
#include "views/reportanswers.h"

namespace watchfloor {

/// The table of a report's section for programs: raw values under stable keys; none when the
/// section has no answer. With made-up names no name, address or number of an agent is in it, and
/// rows stand in no order that tells one. Any thread but the window's.
std::optional<RawTable> reportTable(ReportSection section, const ReportPlan &plan,
                                    const ReportAnswers &answers, const Pseudonyms &names,
                                    TableFormat format);

} // namespace watchfloor
