// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

/// Runs one command line (without the program's name) against the given streams; answers the exit
/// code. Needs a QCoreApplication. Tests call it in-process, also with commands of their own.
int runCli(const QStringList &words, QIODevice *out, QIODevice *err, QIODevice *in,
           std::stop_token stop = {});
int runCli(const std::vector<Command> &commands, const QStringList &words, QIODevice *out,
           QIODevice *err, QIODevice *in, std::stop_token stop = {});

/// Every command of watchfloor-cli (commands.cpp).
std::vector<Command> allCommands();

} // namespace watchfloor::cli
