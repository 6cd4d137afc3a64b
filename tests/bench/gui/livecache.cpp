// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/livecache.h"

#include "app/demosession.h"
#include "backend/store/cachefile.h"
#include "backend/store/storethread.h"
#include "bench/yearfile.h"
#include "support/runtask.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace watchfloor::bench {
namespace {

constexpr int patienceMs = 600'000;

/// The synthetic year itself is gone afterwards: its rows are no part of what is measured.
QString cacheOf(const QString &data, qint64 conversations)
{
    const SyntheticYear year(conversations);
    YearFile file(year, data);
    return file.profile();
}

} // namespace

LiveCache::LiveCache(const QString &data, qint64 conversations)
    : m_profile(data.isEmpty()
                    ? std::make_unique<QTemporaryDir>()
                    : std::make_unique<QTemporaryDir>(data + QStringLiteral("/gui-XXXXXX")))
{
    if (data.isEmpty()) {
        const QTemporaryDir made;
        if (!QFile::rename(cachefile::path(cacheOf(made.path(), conversations)),
                           cachefile::path(m_profile->path())))
            throw BenchError{QStringLiteral("the cache cannot be moved")};
    } else if (!QFile::copy(cachefile::path(cacheOf(data, conversations)),
                            cachefile::path(m_profile->path()))) {
        throw BenchError{QStringLiteral("the cache cannot be copied")};
    }
    progress(QStringLiteral("four accounts of a sandbox are added and synced"));
    m_sandbox.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_sandbox.start(QCoreApplication::applicationDirPath() + QStringLiteral("/watchfloor-sandbox"),
                    {QStringLiteral("--days"), QStringLiteral("2"), QStringLiteral("--agents"),
                     QStringLiteral("20"), QStringLiteral("--rocketchat"),
                     QStringLiteral("limit=0")});
    if (!m_sandbox.waitForReadyRead(patienceMs))
        throw BenchError{QStringLiteral("watchfloor-sandbox does not answer")};
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--add-accounts"), m_profile->path()});
    child.write(m_sandbox.readLine());
    child.closeWriteChannel();
    if (!child.waitForFinished(patienceMs) || child.exitCode() != 0)
        throw BenchError{QStringLiteral("the accounts cannot be added")};
}

LiveCache::~LiveCache()
{
    m_sandbox.terminate();
    m_sandbox.waitForFinished();
}

int LiveCache::addAccounts(const QString &profile)
{
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return 1;
    const auto accounts = DemoSession::accountsFrom(in.readAll());
    if (!accounts) {
        progress(accounts.error().sentence());
        return 1;
    }
    SystemClock clock;
    StoreThread store(profile);
    SyncService sync(profile, store, clock);
    for (const NewAccount &account : *accounts) {
        const auto added = test::runTask(sync.addAccount(account, {}), patienceMs);
        if (!added) {
            progress(added.error().sentence());
            return 1;
        }
    }
    SyncOptions options;
    for (const NewAccount &account : *accounts)
        options.accounts << account.account.name;
    const auto synced = test::runTask(sync.syncOnce(options, {}), patienceMs);
    if (!synced)
        progress(synced.error().sentence());
    sync.close();
    return synced ? 0 : 1;
}

} // namespace watchfloor::bench
