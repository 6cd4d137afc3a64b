// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace watchfloor::test {

struct CliOutcome {
    int exitCode = -1;
    bool killed = false;
    QByteArray out;
    QByteArray err;
};

/// Runs a program of the build's bin folder to its end while this thread's event loop (and with it
/// an in-process sandbox) goes on. `killWhen` is asked again and again; true sends SIGKILL.
CliOutcome runProgram(const QString &program, const QStringList &arguments,
                      const QByteArray &input = {}, const std::function<bool()> &killWhen = {});

} // namespace watchfloor::test
