// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/workerthread.h"

#include <QMetaObject>
#include <QThread>

namespace watchfloor {

WorkerThread::WorkerThread(const QString &name)
    : m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(name);
    m_context = new QObject;
    m_context->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_context, &QObject::deleteLater);
    m_thread->start();
}

WorkerThread::~WorkerThread()
{
    stop();
}

void WorkerThread::stop()
{
    std::deque<Entry> abandoned;
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_stopped, true))
            return;
        abandoned.swap(m_queue);
    }
    for (Entry &entry : abandoned)
        entry.abandon();
    // What jobs hold goes on the thread they were meant for: fonts, for one, belong to theirs.
    QMetaObject::invokeMethod(
        m_context,
        [thread = m_thread.get(), dropped = std::move(abandoned)]() mutable {
            dropped.clear();
            thread->quit();
        },
        Qt::QueuedConnection);
    m_thread->wait();
}

bool WorkerThread::isCurrentThread() const
{
    return QThread::currentThread() == m_thread.get();
}

Error WorkerThread::unexpected(const char *what)
{
    return Error(Error::Kind::Internal, QStringLiteral("A background job failed unexpectedly"),
                 QString::fromUtf8(what), QStringLiteral("Please report this"));
}

void WorkerThread::post(Entry entry)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopped) {
            m_queue.push_back(std::move(entry));
            QMetaObject::invokeMethod(
                m_context, [this] { drainOne(); }, Qt::QueuedConnection);
            return;
        }
    }
    entry.abandon();
}

void WorkerThread::drainOne()
{
    Entry entry;
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.empty())
            return;
        entry = std::move(m_queue.front());
        m_queue.pop_front();
    }
    entry.run();
}

} // namespace watchfloor
