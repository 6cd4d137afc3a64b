// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/reports/reportservice.h"

#include <functional>

namespace watchfloor::cli {

using QueryAnswer = std::function<int(ReportService &, const ReportQuery &)>;

/// For `show`: runs the answer over the range, accounts and filters of the line; what is wrong with
/// them is said, and its exit code comes back instead.
int withQuery(CommandContext &context, const QueryAnswer &answer);
/// The same of the present, without a range.
int withFilter(CommandContext &context, const QueryAnswer &answer);

} // namespace watchfloor::cli
