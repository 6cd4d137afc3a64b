// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QStringList>

namespace watchfloor::test {

/// One run of the command line inside the test's process.
struct CliRun {
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

/// `line` is split at spaces; '' inside a word stands for a space.
inline QStringList cliWords(const char *line)
{
    QStringList words = QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words)
        word.replace(QLatin1String("''"), QLatin1String(" "));
    return words;
}

inline CliRun runWith(const std::vector<cli::Command> &commands, const QStringList &words,
                      const QByteArray &input = {})
{
    CliRun run;
    QByteArray given = input;
    QBuffer out(&run.out);
    QBuffer err(&run.err);
    QBuffer in(&given);
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    in.open(QIODevice::ReadOnly);
    run.code = cli::runCli(commands, words, &out, &err, &in);
    return run;
}

inline CliRun runCommand(const QStringList &words, const QByteArray &input = {})
{
    return runWith(cli::allCommands(), words, input);
}

} // namespace watchfloor::test
