// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

/// `show breakdown|by-agent|trend|heatmap`; `range` is the option they share with the others.
std::vector<Command> figureCommands(const OptionSpec &range);

} // namespace watchfloor::cli
