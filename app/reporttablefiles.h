// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"
#include "views/reportanswers.h"

#include <functional>
#include <stop_token>

namespace watchfloor {

/// Writes the table of a report's section for programs: raw values under stable keys. With made-up
/// names no name, address or number of an agent is in it, and rows stand in no order that tells
/// one. Piece by piece: a list may have a million rows. False: the section has no answer, and
/// nothing was written. Any thread but the window's.
Result<bool> writeReportTable(ReportSection section, const ReportPlan &plan,
                              const ReportAnswers &answers, const Pseudonyms &names,
                              TableFormat format,
                              const std::function<Result<void>(const QByteArray &)> &write,
                              const std::stop_token &stop = {});

} // namespace watchfloor
