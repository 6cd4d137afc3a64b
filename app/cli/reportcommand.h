// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <QJsonObject>

namespace watchfloor::cli {

/// `report FILE.pdf`. `run` paints it, for which it needs a QApplication.
Command reportCommand(std::function<int(CommandContext &)> run);

/// The command of watchfloor-cli. Painting needs libraries that would slow the start of every other
/// command down, so the window's program beside it does it, off-screen.
std::vector<Command> reportCommands();

/// The option that says a member of a plan: "--group-by" of "group_by".
QString optionOfMember(const QString &member);
/// What the line says about the report, as members of a saved report's plan.
QJsonObject planOfLine(const Arguments &args, const QString &accountOfConversations);

} // namespace watchfloor::cli
