// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/guithread.h"

#include <QThread>

#include <atomic>

namespace watchfloor {
namespace {

std::atomic<Qt::HANDLE> windowsThread = nullptr;
std::atomic_int windows = 0; // tests have several

} // namespace

GuiThread::GuiThread()
{
    ++windows;
    windowsThread = QThread::currentThreadId();
}

GuiThread::~GuiThread()
{
    if (--windows == 0)
        windowsThread = nullptr;
}

void refuseOnGuiThread([[maybe_unused]] const char *what)
{
#ifdef WATCHFLOOR_GUARDS
    if (windowsThread == QThread::currentThreadId())
        qFatal("%s on the window's thread", what);
#endif
}

} // namespace watchfloor
