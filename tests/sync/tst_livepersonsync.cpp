// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/vendorsync.h"

#include <QRegularExpression>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Vendor;

namespace {

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

/// Rows that Messaging Interactions and Agent Activity bring.
QStringList factsIn(const QString &dump)
{
    return dump.split(u'\n').filter(
        QRegularExpression(QStringLiteral("^(conversation\t|event\t|state\t[^\t]*\t[^\t]*\t0\t)")));
}

/// Syncs LivePerson's raw facts alone, with an API key.
class Desk : public VendorSync {
public:
    explicit Desk(Sandbox &box, bool personal = false)
        : VendorSync(wanted(box, personal), frozenNow)
    {
    }
    static SyncOptions raw(bool full = false)
    {
        SyncOptions options;
        options.feeds = rawFeeds;
        options.full = full;
        return options;
    }
    SyncSummary sync(bool full = false) { return VendorSync::sync(raw(full)); }
    QStringList facts() { return factsIn(dump()); }

private:
    static NewAccount wanted(Sandbox &box, bool personal)
    {
        NewAccount account = accountOf(box, Vendor::LivePerson, 8);
        account.account.settings.insert(QStringLiteral("personal_data"), personal);
        account.secrets.remove(QStringLiteral("username"));
        account.secrets.remove(QStringLiteral("password"));
        return account;
    }
};

/// What the world itself says a provider must yield.
QStringList expectedFacts(Sandbox &box)
{
    return factsIn(worldDump(box, Vendor::LivePerson));
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(desk.facts(), m_expected);
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
        for (const bool full : {false, true}) {
            const auto [summary, commits, changed] = desk.watched(Desk::raw(full));
            QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
            QCOMPARE(changed, 0);
        }
        compareLines(desk.facts(), m_expected);
    }

    void faultsDoNotChangeTheCache_data()
    {
        addFaultRows({{"resets", "reset=0.08"},
                      {"429", "429=0.08"},
                      {"5xx and cut answers", "5xx=0.08,truncate=0.08"},
                      {"other types", "types=0.1"},
                      {"all of it", "reset=0.05,429=0.05,5xx=0.05,truncate=0.05,types=0.05"}});
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(const QString, faults);
        Desk desk(*m_box);
        m_box->setFaults(faultsOf(faults));
        const SyncSummary summary = desk.syncUntilComplete(12, Desk::raw());
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(desk.facts(), m_expected);
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(desk.facts(), m_expected);
    }

    void killedAnywhereTheNextPassEndsEqual()
    {
        const int commits = Desk(*m_box).watched(Desk::raw()).commits;
        QVERIFY2(commits > 15, qPrintable(QString::number(commits)));
        for (int kill = 1; kill < commits; kill += 2) {
            Desk desk(*m_box);
            QVERIFY(desk.killedAfter(kill, Desk::raw()));
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
            compareLines(desk.facts(), m_expected);
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
            desk.clock().advance(ms);
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
            compareLines(desk.facts(), expectedFacts(box));
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
        compareLines(desk.facts(), personal ? expectedFacts(box) : m_expected);
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
