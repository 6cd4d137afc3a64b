// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "support/cachedump.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/runtask.h"

#include <QJsonArray>
#include <QJsonDocument>
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

const QString chatwoot = QStringLiteral("chatwoot");
constexpr DurationMs dayMs = 86'400'000;
constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday

SandboxConfig smallWorld()
{
    SandboxConfig config;
    config.days = 5;
    config.agents = 8;
    config.conversationsPerDay = 60;
    config.now = frozenNow;
    return config;
}

/// The product's side: a profile that syncs from the sandbox over HTTP.
class Desk {
public:
    explicit Desk(Sandbox &box, TimeMs now = frozenNow)
    {
        openAt(now);
        const sandbox::VendorAccess access = box.access(Vendor::Chatwoot);
        NewAccount wanted;
        wanted.account.provider = chatwoot;
        wanted.account.name = QStringLiteral("Support");
        wanted.account.baseUrl = QUrl(access.url);
        wanted.account.settings.insert(QStringLiteral("history_days"), 8);
        for (auto it = access.secrets.begin(); it != access.secrets.end(); ++it)
            wanted.secrets.insert(it.key(), it.value());
        const auto added = runTask(m_service->addAccount(wanted, {}));
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().sentence()));
        account = *added;
    }
    ~Desk() { kill(); }

    /// A new process on a computer whose clock says so.
    void openAt(TimeMs now)
    {
        kill();
        m_clock = FakeClock(now);
        m_clock.setAutoAdvance(true); // pacing and retries cost no real time
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
    SyncSummary sync()
    {
        const auto summary = runTask(m_service->syncOnce({}, {}), 120'000);
        if (!summary)
            qFatal("%s", qUtf8Printable(summary.error().sentence()));
        return *summary;
    }
    /// Drops everything once `commits` pages are in the cache; false when the pass was shorter.
    bool killedAfter(int commits)
    {
        int seen = 0;
        QObject::connect(m_service.get(), &SyncService::committed, m_service.get(),
                         [&seen](const ChangeSet &) { ++seen; });
        auto pass = m_service->syncOnce({}, {});
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
    SyncService &service() { return *m_service; }
    TimeMs now() const { return m_clock.now(); }

    Account account;

private:
    QTemporaryDir m_profile;
    std::shared_ptr<FakeCredentials::Vault> m_vault = std::make_shared<FakeCredentials::Vault>();
    FakeClock m_clock;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
};

/// The conversations and events of a dump; whether a link was inferred or told is no fact.
QStringList factsIn(QString dump)
{
    dump.replace(QRegularExpression(QStringLiteral("^(conversation(\t[^\t]*){4})\t[12]\t"),
                                    QRegularExpression::MultilineOption),
                 QStringLiteral("\\1\t"));
    return dump.split(u'\n').filter(QRegularExpression(QStringLiteral("^(conversation|event)\t")));
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

} // namespace

class TestChatwootSync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_box = std::make_unique<Sandbox>(smallWorld());
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
        Desk desk(*m_box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        m_whole = desk.dump();
        const auto truth = m_box->truth(Vendor::Chatwoot, QStringLiteral("conversations"));
        const QJsonArray conversations = QJsonDocument::fromJson(truth.json).array();
        QVERIFY(conversations.size() > 200);
        QCOMPARE(m_whole.count(QStringLiteral("\nconversation\t")), conversations.size());
    }
    void cleanup() { m_box->setFaults({}); }

    void aSecondPassChangesNothing()
    {
        Desk desk(*m_box);
        desk.sync();
        qint64 facts = 0;
        QObject::connect(&desk.service(), &SyncService::committed, &desk.service(),
                         [&facts](const ChangeSet &change) { facts += change.touchesFacts(); });
        QVERIFY(desk.sync().complete());
        QCOMPARE(facts, 0);
        QCOMPARE(desk.dump(), m_whole);
    }

    void faultsDoNotChangeTheCache_data()
    {
        QTest::addColumn<double>("reset");
        QTest::addColumn<double>("tooMany");
        QTest::addColumn<double>("serverError");
        QTest::addColumn<double>("truncate");
        QTest::newRow("resets") << 0.05 << 0.0 << 0.0 << 0.0;
        QTest::newRow("429") << 0.0 << 0.05 << 0.0 << 0.0;
        QTest::newRow("5xx and cut answers") << 0.0 << 0.0 << 0.05 << 0.05;
        QTest::newRow("all of it") << 0.1 << 0.1 << 0.1 << 0.1;
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(const double, reset);
        QFETCH(const double, tooMany);
        QFETCH(const double, serverError);
        QFETCH(const double, truncate);
        Desk desk(*m_box);
        FaultSettings faults;
        faults.reset = reset;
        faults.tooMany = tooMany;
        faults.serverError = serverError;
        faults.truncate = truncate;
        m_box->setFaults({{chatwoot, faults}});
        SyncSummary summary = desk.sync();
        for (int pass = 0; pass < 10 && !summary.complete(); ++pass)
            summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        QCOMPARE(desk.dump(), m_whole);
    }

    void aProxysSporadicRefusalsCostSeconds()
    {
        Desk desk(*m_box);
        FaultSettings faults;
        faults.tooMany = 0.05;
        m_box->setFaults({{chatwoot, faults}});
        const TimeMs before = desk.now();
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const DurationMs waited = desk.now() - before; // the clock runs only where it is slept
        QVERIFY2(waited > 0 && waited < 180'000, qPrintable(QString::number(waited)));
        QCOMPARE(desk.dump(), m_whole);
    }

    void aProxyThatAnswersPagesIsOneSentence()
    {
        Desk desk(*m_box);
        FaultSettings faults;
        faults.html = 1;
        m_box->setFaults({{chatwoot, faults}});
        const TimeMs before = desk.now();
        const SyncSummary summary = desk.sync();
        QVERIFY(summary.nothingDone());
        QVERIFY(desk.now() - before <= 10'000);
        for (const FeedSummary &feed : summary.accounts.front().feeds)
            QVERIFY(feed.error && feed.error->sentence().startsWith(u"Support: "));
        m_box->setFaults({});
        QVERIFY(desk.sync().complete());
        QCOMPARE(desk.dump(), m_whole);
    }

    void killedAnywhereTheNextPassEndsEqual()
    {
        Desk probe(*m_box);
        int commits = 0;
        QObject::connect(&probe.service(), &SyncService::committed, &probe.service(),
                         [&commits](const ChangeSet &) { ++commits; });
        probe.sync();
        QVERIFY(commits > 50);
        for (int kill = 1; kill < commits; kill += 1 + commits / 8) {
            Desk desk(*m_box);
            QVERIFY(desk.killedAfter(kill));
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
            const QString dump = desk.dump();
            if (dump != m_whole)
                qWarning("killed after %d of %d commits", kill, commits);
            QCOMPARE(dump, m_whole);
        }
    }

    /// Away for an afternoon, and the clock that was wrong all the time was set right meanwhile.
    void aClockThatWasWrongLeavesNoHole_data()
    {
        QTest::addColumn<qint64>("wrongBy");
        QTest::newRow("ten days ahead") << 10 * dayMs;
        QTest::newRow("an hour ahead") << dayMs / 24;
        QTest::newRow("three hours behind") << -dayMs / 8;
    }
    void aClockThatWasWrongLeavesNoHole()
    {
        QFETCH(const qint64, wrongBy);
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        Desk desk(box, frozenNow + wrongBy);
        QVERIFY(desk.sync().complete());
        QVERIFY(desk.sync().complete());
        const auto states = runFuture(desk.service().feedStates(desk.account.id));
        for (const FeedState &state : *states) {
            const QString feed = state.feed;
            QVERIFY2(!state.watermark || *state.watermark <= frozenNow, qPrintable(feed));
            QVERIFY2(state.coverage.empty() || state.coverage.back().to <= frozenNow,
                     qPrintable(feed));
        }
        box.advance(dayMs / 4);
        desk.openAt(box.now());
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        Desk fresh(box, box.now());
        QVERIFY(fresh.sync().complete());
        const QStringList expected = factsIn(fresh.dump());
        QVERIFY(expected.size() > 500);
        QCOMPARE(factsIn(desk.dump()), expected);
    }

    /// A first sync learns the server's clock from its first answer, not from its settings.
    void aClockFarOffReadsTheSameHistoryOnce_data()
    {
        QTest::addColumn<qint64>("wrongBy");
        QTest::newRow("half a year ahead") << 180 * dayMs;
        QTest::newRow("half a year behind") << -180 * dayMs;
    }
    void aClockFarOffReadsTheSameHistoryOnce()
    {
        QFETCH(const qint64, wrongBy);
        const auto requests = [this] { return m_box->requestCount(Vendor::Chatwoot); };
        Desk right(*m_box);
        int before = requests();
        QVERIFY(right.sync().complete());
        const int needed = requests() - before;
        Desk desk(*m_box, frozenNow + wrongBy);
        desk.openAt(frozenNow + wrongBy); // another process than the one that added the account
        before = requests();
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        QVERIFY2(requests() - before <= needed + 3, qPrintable(QString::number(needed)));
        QCOMPARE(factsIn(desk.dump()), factsIn(m_whole));
    }

    void aServerThatGoesAwayIsOneSentence()
    {
        Desk desk(*m_box);
        m_box->stopVendor(Vendor::Chatwoot);
        const TimeMs before = desk.now();
        const SyncSummary summary = desk.sync();
        QVERIFY(desk.now() - before <= 8'000);
        QString error;
        QVERIFY2(m_box->startVendor(Vendor::Chatwoot, &error), qPrintable(error));
        QVERIFY(summary.nothingDone());
        QVERIFY(summary.accounts.front().error->sentence().startsWith(u"Support: "));
        QVERIFY(desk.sync().complete());
        QCOMPARE(desk.dump(), m_whole);
    }

    void anAgentsTokenStillBringsConversations()
    {
        SandboxConfig config = smallWorld();
        config.chatwoot.role = QStringLiteral("agent");
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        Desk desk(box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const auto rows = [&](const QString &feed) {
            for (const FeedSummary &one : summary.accounts.front().feeds) {
                if (one.feed == feed)
                    return one.rows;
            }
            return qint64(-1);
        };
        QVERIFY(rows(QStringLiteral("conversations")) > 0);
        QVERIFY(rows(QStringLiteral("conversation_events")) > 0);
        QCOMPARE(rows(QStringLiteral("reporting_events")), -1);
        QCOMPARE(rows(QStringLiteral("live")), -1);
    }

private:
    std::unique_ptr<Sandbox> m_box;
    QString m_whole;
};

QTEST_GUILESS_MAIN(TestChatwootSync)
#include "tst_chatwootsync.moc"
