// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

#include <algorithm>

namespace watchfloor::cli {
namespace {

QString optionLines(const std::vector<OptionSpec> &options)
{
    qsizetype width = 0;
    QStringList heads;
    for (const OptionSpec &option : options) {
        QString head = QStringLiteral("--") + option.name;
        if (!option.valueName.isEmpty())
            head += u' ' + option.valueName;
        if (option.repeatable)
            head += QStringLiteral("...");
        width = std::max(width, head.size());
        heads.append(head);
    }
    QString text;
    for (std::size_t i = 0; i < options.size(); ++i) {
        text +=
            QStringLiteral("  ") + heads[qsizetype(i)].leftJustified(width + 2) + options[i].help;
        if (options[i].required)
            text += QStringLiteral(" (required)");
        text += u'\n';
    }
    return text;
}

} // namespace

QString helpText(const std::vector<Command> &commands, const QString &group)
{
    QString text = QStringLiteral("Usage: watchfloor-cli COMMAND [OPTION]...\n\nCommands:\n");
    qsizetype width = 0;
    for (const Command &command : commands)
        width = std::max(width, command.path.size());
    for (const Command &command : commands) {
        if (group.isEmpty() || command.path.section(u' ', 0, 0) == group)
            text += QStringLiteral("  ") + command.path.leftJustified(width + 2) + command.summary +
                    u'\n';
    }
    text += QStringLiteral("\nCommon options:\n") + optionLines(commonOptions());
    text += QStringLiteral("\nEach command explains itself with --help. "
                           "Exit codes: 0 done, 1 failed, 2 usage, 3 partly done.\n");
    return text;
}

QString helpText(const Command &command)
{
    QString text = QStringLiteral("Usage: watchfloor-cli ") + command.path;
    for (const QString &word : command.positionals)
        text += u' ' + word;
    text += QStringLiteral(" [OPTION]...\n\n") + command.summary + QStringLiteral(".\n");
    if (!command.options.empty())
        text += QStringLiteral("\nOptions:\n") + optionLines(command.options);
    text += QStringLiteral("\nCommon options:\n") + optionLines(commonOptions());
    return text;
}

} // namespace watchfloor::cli
