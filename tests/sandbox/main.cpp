// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serveroptions.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

namespace {

std::array<int, 2> wakeSockets{};

/// Only what is safe in a signal handler: one byte through a socket wakes the event loop.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(wakeSockets[0], &byte, 1);
}

void print(FILE *stream, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stream);
    std::fflush(stream);
}

} // namespace

int main(int argc, char **argv)
{
    using namespace watchfloor::sandbox;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("watchfloor-sandbox"));

    const Options options =
        parseOptions(application.arguments().mid(1), QDateTime::currentMSecsSinceEpoch());
    if (const auto *usage = std::get_if<UsageError>(&options)) {
        print(stderr, "watchfloor-sandbox: " + usage->sentence.toUtf8() + '\n');
        return 2;
    }
    if (const auto *answer = std::get_if<TextAnswer>(&options)) {
        print(stdout, answer->text.toUtf8());
        return 0;
    }

    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, wakeSockets.data()) != 0) {
        print(stderr, "watchfloor-sandbox: no socket pair for signals can be made.\n");
        return 1;
    }
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    QSocketNotifier notifier(wakeSockets[1], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);

    Sandbox sandbox(std::get<SandboxConfig>(options));
    QString error;
    if (!sandbox.start(&error)) {
        print(stderr, "watchfloor-sandbox: " + error.toUtf8() + '\n');
        return 1;
    }
    print(stdout, sandbox.readyLine() + '\n');
    return QCoreApplication::exec();
}
