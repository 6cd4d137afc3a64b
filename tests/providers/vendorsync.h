// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "support/cachedump.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace watchfloor::test {

/// Made-up time that may take the sandbox's along: its limits then see what is really waited.
class BoxClock : public FakeClock {
public:
    explicit BoxClock(TimeMs now)
        : FakeClock(now)
    {
        setAutoAdvance(true);
    }
    sandbox::Sandbox *box = nullptr;

    QCoro::Task<> sleepUntil(TimeMs deadline, std::stop_token stop) override
    {
        if (box)
            box->setNow(std::max(box->now(), deadline));
        return FakeClock::sleepUntil(deadline, std::move(stop));
    }
};

/// The product's side of one vendor's sandbox: a profile that syncs over HTTP into a real cache.
/// Time is made up and jumps to whatever is waited for.
class VendorSync {
public:
    VendorSync(sandbox::Sandbox &box, sandbox::Vendor vendor, int historyDays)
        : VendorSync(accountOf(box, vendor, historyDays), box.now(vendor))
    {
    }
    VendorSync(const NewAccount &wanted, TimeMs now)
        : m_clock(now)
    {
        open();
        const auto added = runTask(m_service->addAccount(wanted, {}), 60'000);
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().sentence()));
        account = *added;
    }
    ~VendorSync() { kill(); }

    static NewAccount accountOf(sandbox::Sandbox &box, sandbox::Vendor vendor, int historyDays)
    {
        const sandbox::VendorAccess access = box.access(vendor);
        NewAccount wanted;
        wanted.account.provider = sandbox::vendorWord(vendor);
        wanted.account.name = QStringLiteral("Support");
        wanted.account.baseUrl = QUrl(access.url);
        wanted.account.remoteAccountId = access.accountId;
        for (auto it = access.settings.begin(); it != access.settings.end(); ++it)
            wanted.account.settings.insert(it.key(), it.value());
        wanted.account.settings.insert(QStringLiteral("history_days"), historyDays);
        for (auto it = access.secrets.begin(); it != access.secrets.end(); ++it)
            wanted.secrets.insert(it.key(), it.value());
        return wanted;
    }

    /// A new process on a computer whose clock says so.
    void openAt(TimeMs now)
    {
        kill();
        m_clock = BoxClock(now);
        open();
    }
    void open()
    {
        m_store = std::make_unique<StoreThread>(m_profile.path());
        m_service = std::make_unique<SyncService>(m_profile.path(), *m_store, m_clock);
        m_service->setCredentials(std::make_unique<FakeCredentials>(m_vault),
                                  std::make_unique<FakeCredentials>(m_vault));
    }
    void kill()
    {
        m_service.reset();
        m_store.reset();
    }
    SyncSummary sync(const SyncOptions &options = {})
    {
        const auto summary = runTask(m_service->syncOnce(options, {}), 240'000);
        if (!summary)
            qFatal("%s", qUtf8Printable(summary.error().sentence()));
        return *summary;
    }
    /// A pass, and how much it wrote.
    struct Pass {
        SyncSummary summary;
        int commits = 0;
        int changed = 0; ///< commits that changed a row
    };
    Pass watched(const SyncOptions &options = {})
    {
        Pass pass;
        const auto link = QObject::connect(m_service.get(), &SyncService::committed,
                                           m_service.get(), [&pass](const ChangeSet &change) {
                                               ++pass.commits;
                                               pass.changed += change.touchesFacts();
                                           });
        pass.summary = sync(options);
        QObject::disconnect(link);
        return pass;
    }
    /// Passes until one is complete; the last one's summary.
    SyncSummary syncUntilComplete(int mostPasses, const SyncOptions &options = {})
    {
        SyncSummary summary = sync(options);
        for (int pass = 0; pass < mostPasses && !summary.complete(); ++pass)
            summary = sync(options);
        return summary;
    }
    /// Drops everything once `commits` pages are in the cache; false when the pass was shorter.
    bool killedAfter(int commits, const SyncOptions &options = {})
    {
        int seen = 0;
        QObject::connect(m_service.get(), &SyncService::committed, m_service.get(),
                         [&seen](const ChangeSet &) { ++seen; });
        auto pass = m_service->syncOnce(options, {});
        while (seen < commits && !pass.isReady())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const bool early = !pass.isReady();
        kill();
        open();
        return early;
    }
    QString dump()
    {
        kill();
        const QString text = cacheDump(m_profile.path());
        open();
        return text;
    }
    /// Every byte of the profile.
    QByteArray stored()
    {
        kill();
        QByteArray bytes;
        QDirIterator files(m_profile.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                bytes += file.readAll();
        }
        open();
        return bytes;
    }
    SyncService &service() { return *m_service; }
    StoreThread &store() { return *m_store; }
    BoxClock &clock() { return m_clock; }
    QString profile() const { return m_profile.path(); }
    FakeCredentials::Vault &vault() { return *m_vault; }

    static QString errorsOf(const SyncSummary &summary)
    {
        QStringList lines;
        for (const AccountSummary &one : summary.accounts) {
            if (one.error)
                lines.append(one.error->sentence());
            for (const FeedSummary &feed : one.feeds) {
                if (feed.error)
                    lines.append(feed.feed + QStringLiteral(": ") + feed.error->sentence());
            }
        }
        return lines.join(u'\n');
    }

    Account account;

private:
    QTemporaryDir m_profile;
    std::shared_ptr<FakeCredentials::Vault> m_vault = std::make_shared<FakeCredentials::Vault>();
    BoxClock m_clock;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
};

/// The cache the world itself makes.
inline QString worldDump(sandbox::Sandbox &box, sandbox::Vendor vendor)
{
    QTemporaryDir profile;
    {
        const auto store = openStore(profile.path());
        const sandbox::VendorAccess access = box.access(vendor);
        fillCache(*store, box.world(vendor), {access.accountId, access.url},
                  QStringLiteral("Support"));
    }
    return cacheDump(profile.path());
}

struct FaultRow {
    const char *name;
    const char *faults; ///< as `--faults` takes them
};

inline void addFaultRows(std::initializer_list<FaultRow> rows)
{
    QTest::addColumn<QString>("faults");
    for (const FaultRow &row : rows)
        QTest::newRow(row.name) << QString::fromLatin1(row.faults);
}

inline sandbox::FaultMap faultsOf(const QString &spec)
{
    QString error;
    const auto faults = sandbox::parseFaults(spec, &error);
    if (!faults)
        qFatal("%s", qUtf8Printable(error));
    return *faults;
}

/// Lines of a dump that begin with one of the words, without the account's own name.
inline QStringList linesOf(const QString &dump, const QStringList &words)
{
    QStringList lines;
    for (const QString &line : dump.split(u'\n')) {
        if (words.contains(line.section(u'\t', 0, 0)))
            lines.append(line);
    }
    return lines;
}

/// Empty when the lists are the same, else the first lines only one of them has.
inline QString differenceOf(const QStringList &actual, const QStringList &expected)
{
    QStringList text;
    const QSet<QString> had(actual.begin(), actual.end());
    const QSet<QString> wanted(expected.begin(), expected.end());
    for (const QString &line : actual) {
        if (!wanted.contains(line) && text.size() < 8)
            text.append(QStringLiteral("+ ") + line);
    }
    const qsizetype more = text.size() + 8;
    for (const QString &line : expected) {
        if (!had.contains(line) && text.size() < more)
            text.append(QStringLiteral("- ") + line);
    }
    if (actual != expected)
        text.append(
            QStringLiteral("%1 lines, expected %2").arg(actual.size()).arg(expected.size()));
    return text.join(u'\n');
}

inline void compareLines(const QStringList &actual, const QStringList &expected)
{
    const QString difference = differenceOf(actual, expected);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

inline void compareDumps(const QString &actual, const QString &expected)
{
    compareLines(actual.split(u'\n'), expected.split(u'\n'));
}

} // namespace watchfloor::test
