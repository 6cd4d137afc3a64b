// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

/// `query ...`: the seeds' operations; --format json prints exactly the seed's JSON.
std::vector<Command> queryCommands();

} // namespace watchfloor::cli
