// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "app/cli/accountcommand.h"
#include "app/cli/carecommand.h"
#include "app/cli/exportcommand.h"
#include "app/cli/metricscommand.h"
#include "app/cli/querycommand.h"
#include "app/cli/reportcommand.h"
#include "app/cli/showcommand.h"
#include "app/cli/synccommand.h"

namespace watchfloor::cli {

std::vector<Command> allCommands()
{
    std::vector<Command> commands;
    const auto append = [&](std::vector<Command> group) {
        commands.insert(commands.end(), group.begin(), group.end());
    };
    // One line per group; each lives in its own file.
    append(accountCommands());
    append(syncCommands());
    append(queryCommands());
    append(showCommands());
    append(exportCommands());
    append(reportCommands());
    append(metricsCommands());
    append(careCommands());
    return commands;
}

} // namespace watchfloor::cli
