// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "support/cachedump.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::FaultSettings;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Vendor;

namespace {

const QString liveperson = QStringLiteral("liveperson");
const QString accountName = QStringLiteral("Brand");
constexpr DurationMs dayMs = 86'400'000;
constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday
const QStringList rawFeeds{QStringLiteral("conversation_updates"),
                           QStringLiteral("active_conversations"), QStringLiteral("conversations"),
                           QStringLiteral("agent_states")};

SandboxConfig smallWorld()
{
    SandboxConfig config;
    config.days = 6;
    config.agents = 9;
    config.conversationsPerDay = 90;
    config.now = frozenNow;
    return config;
}

/// The product's side: a profile that syncs LivePerson's raw facts from the sandbox over HTTP.
class Desk {
public:
    explicit Desk(Sandbox &box, bool personal = false)
        : m_clock(frozenNow)
    {
        m_clock.setAutoAdvance(true); // pacing and retries cost no real time
        open();
        const sandbox::VendorAccess access = box.access(Vendor::LivePerson);
        NewAccount wanted;
        wanted.account.provider = liveperson;
        wanted.account.name = accountName;
        wanted.account.baseUrl = QUrl(access.url);
        wanted.account.remoteAccountId = access.accountId;
        for (auto it = access.settings.begin(); it != access.settings.end(); ++it)
            wanted.account.settings.insert(it.key(), it.value());
        wanted.account.settings.insert(QStringLiteral("history_days"), 8);
        wanted.account.settings.insert(QStringLiteral("personal_data"), personal);
        for (const char *key : {"consumer_key", "consumer_secret", "token", "token_secret"})
            wanted.secrets.insert(QLatin1String(key), access.secrets.value(QLatin1String(key)));
        const auto added = runTask(m_service->addAccount(wanted, {}));
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().sentence()));
        account = *added;
    }
    ~Desk() { kill(); }

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
    SyncSummary sync(bool full = false)
    {
        SyncOptions options;
        options.feeds = rawFeeds;
        options.full = full;
        const auto summary = runTask(m_service->syncOnce(options, {}), 120'000);
        if (!summary)
            qFatal("%s", qUtf8Printable(summary.error().sentence()));
        return *summary;
    }
    bool killedAfter(int commits)
    {
        int seen = 0;
        QObject::connect(m_service.get(), &SyncService::committed, m_service.get(),
                         [&seen](const ChangeSet &) { ++seen; });
        SyncOptions options;
        options.feeds = rawFeeds;
        auto pass = m_service->syncOnce(options, {});
        while (seen < commits && !pass.isReady())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const bool early = !pass.isReady();
        kill();
        open();
        return early;
    }
    QStringList facts()
    {
        kill();
        const QString dump = cacheDump(m_profile.path());
        open();
        return factsIn(dump);
    }
    /// Rows that Messaging Interactions and Agent Activity bring.
    static QStringList factsIn(const QString &dump)
    {
        return dump.split(u'\n').filter(QRegularExpression(
            QStringLiteral("^(conversation\t|event\t|state\t[^\t]*\t[^\t]*\t0\t)")));
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
    void advance(DurationMs ms) { m_clock.advance(ms); }
    SyncService &service() { return *m_service; }
    QString path() const { return m_profile.path(); }

    Account account;

private:
    QTemporaryDir m_profile;
    std::shared_ptr<FakeCredentials::Vault> m_vault = std::make_shared<FakeCredentials::Vault>();
    FakeClock m_clock;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
};

/// What the world itself says a provider must yield.
QStringList expectedFacts(Sandbox &box)
{
    QTemporaryDir profile;
    {
        OpenInfo info;
        auto store = Store::open(profile.path(), &info);
        if (!store)
            qFatal("%s", qUtf8Printable(store.error().sentence()));
        const auto access = box.access(Vendor::LivePerson);
        fillCache(**store, box.world(Vendor::LivePerson), {access.accountId, access.url},
                  accountName);
    }
    return Desk::factsIn(cacheDump(profile.path()));
}

QString errorsOf(const SyncSummary &summary)
{
    QStringList lines;
    for (const AccountSummary &account : summary.accounts) {
        if (account.error)
            lines.append(account.error->sentence());
        for (const FeedSummary &feed : account.feeds) {
            if (feed.error)
                lines.append(feed.feed + QStringLiteral(": ") + feed.error->sentence());
        }
    }
    return lines.join(u'\n');
}

/// The first lines that only one of the two has; empty = equal.
QByteArray difference(const QStringList &expected, const QStringList &actual)
{
    QStringList lines;
    const auto only = [&lines](const QStringList &a, const QStringList &b, const char *mark) {
        const QSet<QString> other(b.begin(), b.end());
        int shown = 0;
        for (const QString &line : a) {
            if (!other.contains(line) && ++shown <= 6)
                lines.append(QLatin1String(mark) + line);
        }
        if (shown > 6)
            lines.append(QStringLiteral("%1 ... %2 in all").arg(QLatin1String(mark)).arg(shown));
    };
    only(expected, actual, "- ");
    only(actual, expected, "+ ");
    return lines.join(u'\n').toUtf8();
}

void compareFacts(const QStringList &expected, const QStringList &actual)
{
    const QByteArray diff = difference(expected, actual);
    QVERIFY2(diff.isEmpty() && expected == actual, diff.constData());
}

} // namespace

class TestLivePersonSync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_box = std::make_unique<Sandbox>(smallWorld());
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
        m_expected = expectedFacts(*m_box);
        QVERIFY(m_expected.filter(QRegularExpression(QStringLiteral("^conversation"))).size() >
                400);
        QVERIFY(m_expected.filter(QRegularExpression(QStringLiteral("^state"))).size() > 100);
    }
    void cleanup() { m_box->setFaults({}); }

    void theCacheIsTheWorlds()
    {
        Desk desk(*m_box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        compareFacts(m_expected, desk.facts());
        // Nothing was asked for more often than its rows need.
        const auto counts = m_box->requestCounts(Vendor::LivePerson);
        for (auto it = counts.begin(); it != counts.end(); ++it) {
            QVERIFY2(!it.key().contains(QLatin1String("conversation/search")),
                     qPrintable(it.key()));
        }
        QVERIFY(m_box->refusedCounts(Vendor::LivePerson).isEmpty());
    }

    void aSecondPassWritesNothing()
    {
        Desk desk(*m_box);
        QVERIFY(desk.sync().complete());
        qint64 facts = 0;
        QObject::connect(&desk.service(), &SyncService::committed, &desk.service(),
                         [&facts](const ChangeSet &change) { facts += change.touchesFacts(); });
        QVERIFY(desk.sync().complete());
        QVERIFY(desk.sync(true).complete());
        QCOMPARE(facts, 0);
        compareFacts(m_expected, desk.facts());
    }

    void faultsDoNotChangeTheCache_data()
    {
        QTest::addColumn<double>("reset");
        QTest::addColumn<double>("tooMany");
        QTest::addColumn<double>("serverError");
        QTest::addColumn<double>("truncate");
        QTest::addColumn<double>("types");
        QTest::newRow("resets") << 0.08 << 0.0 << 0.0 << 0.0 << 0.0;
        QTest::newRow("429") << 0.0 << 0.08 << 0.0 << 0.0 << 0.0;
        QTest::newRow("5xx and cut answers") << 0.0 << 0.0 << 0.08 << 0.08 << 0.0;
        QTest::newRow("other types") << 0.0 << 0.0 << 0.0 << 0.0 << 0.1;
        QTest::newRow("all of it") << 0.05 << 0.05 << 0.05 << 0.05 << 0.05;
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(const double, reset);
        QFETCH(const double, tooMany);
        QFETCH(const double, serverError);
        QFETCH(const double, truncate);
        QFETCH(const double, types);
        Desk desk(*m_box);
        FaultSettings faults;
        faults.reset = reset;
        faults.tooMany = tooMany;
        faults.serverError = serverError;
        faults.truncate = truncate;
        faults.types = types;
        m_box->setFaults({{liveperson, faults}});
        SyncSummary summary = desk.sync();
        for (int pass = 0; pass < 12 && !summary.complete(); ++pass)
            summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        compareFacts(m_expected, desk.facts());
    }

    void partialAnswersAreMadeWhole_data()
    {
        QTest::addColumn<int>("searches");
        QTest::addColumn<int>("records");
        QTest::addColumn<int>("status");
        QTest::newRow("searches without a shard") << 3 << 0 << 200;
        QTest::newRow("records cut short") << 0 << 7 << 200;
        QTest::newRow("both, and 204 for nothing") << 4 << 11 << 204;
    }
    void partialAnswersAreMadeWhole()
    {
        QFETCH(const int, searches);
        QFETCH(const int, records);
        QFETCH(const int, status);
        SandboxConfig config = smallWorld();
        config.liveperson.partialEvery = searches;
        config.liveperson.partialRecordEvery = records;
        config.liveperson.emptyStatus = status;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        Desk desk(box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        compareFacts(m_expected, desk.facts());
    }

    void killedAnywhereTheNextPassEndsEqual()
    {
        int commits = 0;
        {
            Desk probe(*m_box);
            QObject::connect(&probe.service(), &SyncService::committed, &probe.service(),
                             [&commits](const ChangeSet &) { ++commits; });
            probe.sync();
        }
        QVERIFY2(commits > 15, qPrintable(QString::number(commits)));
        for (int kill = 1; kill < commits; kill += 2) {
            Desk desk(*m_box);
            QVERIFY(desk.killedAfter(kill));
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
            compareFacts(m_expected, desk.facts());
        }
    }

    /// What changes later, however long ago it began, comes with the changes alone.
    void changesAreFollowed()
    {
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        Desk desk(box);
        QVERIFY(desk.sync().complete());
        for (const DurationMs ms : {dayMs / 48, dayMs / 6, dayMs * 2}) {
            box.advance(ms);
            desk.advance(ms);
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
            compareFacts(expectedFacts(box), desk.facts());
        }
    }

    void nothingPersonalUnlessAsked_data()
    {
        QTest::addColumn<bool>("personal");
        QTest::newRow("not opted in") << false;
        QTest::newRow("opted in") << true;
    }
    void nothingPersonalUnlessAsked()
    {
        QFETCH(const bool, personal);
        SandboxConfig config = smallWorld();
        config.pii = true; // the server would tell
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        Desk desk(box, personal);
        QVERIFY(desk.sync().complete());
        compareFacts(personal ? expectedFacts(box) : m_expected, desk.facts());
        const QByteArray stored = desk.stored();
        QVERIFY(stored.size() > 100'000);
        QVERIFY(!stored.contains("canary")); // texts, summaries, comments, identities
        QVERIFY(!stored.contains("sandbox-consumer") && !stored.contains("sandbox-oauth"));
    }

private:
    std::unique_ptr<Sandbox> m_box;
    QStringList m_expected;
};

QTEST_GUILESS_MAIN(TestLivePersonSync)
#include "tst_livepersonsync.moc"
