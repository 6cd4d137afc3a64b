// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/stopsignals.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace watchfloor {
namespace {

int g_stopPipe[2] = {-1, -1};

// Only async-signal-safe calls in here.
void noteStopSignal(int)
{
    const int interrupted = errno; // of the code this came in between
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(g_stopPipe[0], &byte, 1);
    errno = interrupted;
}

} // namespace

StopSignals::StopSignals()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, g_stopPipe) != 0)
        return; // signals keep their default action
    m_notifier = std::make_unique<QSocketNotifier>(g_stopPipe[1], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        m_notifier->setEnabled(false);
        m_stop.request_stop();
    });
    // A file at the size limit, or a reader that has gone, is an error that the writer tells, no
    // reason to die.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    struct sigaction action = {};
    action.sa_handler = noteStopSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM})
        ::sigaction(signal, &action, nullptr);
}

StopSignals::~StopSignals()
{
    for (const int signal : {SIGINT, SIGTERM})
        std::signal(signal, SIG_DFL);
    m_notifier.reset();
    for (int &end : g_stopPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace watchfloor
