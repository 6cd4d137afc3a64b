// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/taskscope.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QLoggingCategory>

namespace watchfloor {

TaskScope::~TaskScope()
{
    drain();
}

void TaskScope::launch(QCoro::Task<> task)
{
    ++m_active;
    watch(this, std::move(task));
}

QCoro::Task<> TaskScope::watch(TaskScope *scope, QCoro::Task<> task)
{
    QString failure;
    try {
        co_await task;
    } catch (const std::exception &e) {
        failure = QString::fromUtf8(e.what());
    } catch (...) {
        failure = QStringLiteral("unknown exception");
    }
    // drain() runs until the count is 0, so the scope outlives this line.
    --scope->m_active;
    if (!failure.isNull()) {
#ifdef QT_NO_DEBUG
        qCritical("An exception left a background task: %s", qUtf8Printable(failure));
#else
        qFatal("An exception left a background task: %s", qUtf8Printable(failure));
#endif
    }
}

void TaskScope::drain()
{
    m_stop.request_stop();
    while (m_active > 0)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

} // namespace watchfloor
