// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

namespace watchfloor::cli {

// One line per group of commands; each appends its own.

std::vector<Command> allCommands()
{
    std::vector<Command> commands;
    return commands;
}

} // namespace watchfloor::cli
