// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

std::vector<Command> exportCommands();

} // namespace watchfloor::cli
