// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "backend/async/stopsignals.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("watchfloor-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHFLOOR_VERSION));
    QFile out;
    QFile err;
    QFile in;
    if (!out.open(stdout, QIODevice::WriteOnly) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !in.open(stdin, QIODevice::ReadOnly))
        return watchfloor::cli::Failed;
    watchfloor::StopSignals signals;
    const int code =
        watchfloor::cli::runCli(app.arguments().mid(1), &out, &err, &in, signals.token());
    // A full disk loses rows: that is a failure, not a success. QFile forgets an earlier write's.
    const bool whole = out.flush() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    if (whole || code != watchfloor::cli::Done)
        return code;
    err.write("The result could not be written to standard output: its reader has stopped, or the "
              "disk is full.\n");
    return watchfloor::cli::Failed;
}
