// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"
#include "views/reportanswers.h"

#include <functional>
#include <stop_token>

namespace watchfloor {

/// The table of a report's section for programs: raw values under stable keys; none when the
/// section has no answer. With made-up names no name, address or number of an agent is in it, and
/// rows stand in no order that tells one. Any thread but the window's.
std::optional<RawTable> reportTable(ReportSection section, const ReportPlan &plan,
                                    const ReportAnswers &answers, const Pseudonyms &names,
                                    TableFormat format);

/// The same written piece by piece: a list may have a million rows. False: there is none, and
/// nothing was written.
Result<bool> writeReportTable(ReportSection section, const ReportPlan &plan,
                              const ReportAnswers &answers, const Pseudonyms &names,
                              TableFormat format,
                              const std::function<Result<void>(const QByteArray &)> &write,
                              const std::stop_token &stop = {});

} // namespace watchfloor
