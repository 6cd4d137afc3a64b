// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/reports/reportservice.h"

#include <functional>

namespace watchfloor::cli {

/// For `show`: runs the answer over the range and accounts of the line; what is wrong with them is
/// said, and its exit code comes back instead.
int withQuery(CommandContext &context,
              const std::function<int(ReportService &, const ReportQuery &)> &answer);

} // namespace watchfloor::cli
