// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/storethread.h"

namespace watchfloor {

StoreThread::StoreThread(const QString &profileDir)
    : m_worker(QStringLiteral("store"))
{
    m_opened = m_worker.run([this, profileDir]() -> Result<OpenInfo> {
        OpenInfo info;
        auto store = Store::open(profileDir, &info);
        if (!store) {
            m_openError = store.error();
            return store.error();
        }
        m_store = std::move(*store);
        return info;
    });
}

StoreThread::~StoreThread()
{
    // The connection dies on the thread it was born on, behind the jobs already asked for.
    auto closed = m_worker.run([this]() -> Result<bool> {
        m_store.reset();
        return true;
    });
    closed.waitForFinished();
    m_worker.stop();
}

Error StoreThread::openError() const
{
    return m_openError.value_or(
        Error(Error::Kind::Internal, QStringLiteral("The cache was used before it was opened")));
}

} // namespace watchfloor
