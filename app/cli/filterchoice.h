// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/domain/result.h"
#include "backend/reports/reportservice.h"

namespace watchfloor::cli {

/// --agent, --group, --skill, --inbox, --channel, --label, --actor; each may be repeated.
std::vector<OptionSpec> filterOptions();

/// `own`, --account and filterOptions(): what every report of `show` takes.
std::vector<OptionSpec> narrowed(std::vector<OptionSpec> own);

/// Turns the line's ids and names into a filter over these accounts; equal names all pass, `none`
/// chooses what has none. NotFound with a sentence that names what there is.
Result<ReportFilter> chosenFilter(const CommandContext &context, const FilterChoices &choices);

/// Is any of filterOptions() on the line?
bool isFiltered(const CommandContext &context);

} // namespace watchfloor::cli
