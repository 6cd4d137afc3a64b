// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

/// The command line taken apart. Exactly one of the outcomes holds.
struct ParsedLine {
    enum class Outcome { Run, Help, Version, Wrong };
    Outcome outcome = Outcome::Wrong;
    const Command *command = nullptr; ///< Run; Help: of this command, or null
    QString group;                    ///< Help: of all commands that start with this word
    QString sentence;                 ///< Wrong: what is wrong and how it should be
    Arguments args;
};

/// `words` without the program's name. `commands` must outlive the answer.
ParsedLine parseLine(const QStringList &words, const std::vector<Command> &commands);

QString helpText(const std::vector<Command> &commands, const QString &group = {});
QString helpText(const Command &command);

/// --profile, --format, --tz, --now, --quiet, --version, --help.
const std::vector<OptionSpec> &commonOptions();

} // namespace watchfloor::cli
