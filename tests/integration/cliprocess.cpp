// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/cliprocess.h"

#include <QEventLoop>
#include <QProcess>
#include <QTimer>

namespace watchfloor::test {

CliOutcome runProgram(const QString &program, const QStringList &arguments, const QByteArray &input,
                      const std::function<bool()> &killWhen)
{
    CliOutcome outcome;
    QProcess process;
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::started, &process, [&] {
        process.write(input);
        process.closeWriteChannel();
    });
    // A zero timer runs once per turn of the loop: the kill comes right behind a request.
    QTimer watch;
    if (killWhen) {
        QObject::connect(&watch, &QTimer::timeout, &process, [&] {
            if (!outcome.killed && killWhen()) {
                outcome.killed = true;
                process.kill();
            }
        });
        watch.start(0);
    }
    process.start(QStringLiteral(PROJECT_BIN_DIR "/") + program, arguments);
    loop.exec();
    process.waitForFinished();
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    if (process.exitStatus() == QProcess::NormalExit && !outcome.killed)
        outcome.exitCode = process.exitCode();
    return outcome;
}

} // namespace watchfloor::test
