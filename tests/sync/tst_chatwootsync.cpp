// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/vendorsync.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

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

/// A computer with one account, which the probe finds by itself.
class Desk : public VendorSync {
public:
    explicit Desk(Sandbox &box, TimeMs now = frozenNow)
        : VendorSync(wanted(box), now)
    {
    }
    TimeMs now() { return clock().now(); }

private:
    static NewAccount wanted(Sandbox &box)
    {
        NewAccount account = accountOf(box, Vendor::Chatwoot, 8);
        account.account.remoteAccountId.clear();
        return account;
    }
};

/// The conversations and events of a dump; whether a link was inferred or told is no fact.
QStringList factsIn(QString dump)
{
    dump.replace(QRegularExpression(QStringLiteral("^(conversation(\t[^\t]*){4})\t[12]\t"),
                                    QRegularExpression::MultilineOption),
                 QStringLiteral("\\1\t"));
    return dump.split(u'\n').filter(QRegularExpression(QStringLiteral("^(conversation|event)\t")));
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
        const auto [summary, commits, changed] = desk.watched();
        QVERIFY(summary.complete());
        QCOMPARE(changed, 0);
        QCOMPARE(desk.dump(), m_whole);
    }

    void faultsDoNotChangeTheCache_data()
    {
        addFaultRows({{"resets", "reset=0.05"},
                      {"429", "429=0.05"},
                      {"5xx and cut answers", "5xx=0.05,truncate=0.05"},
                      {"all of it", "reset=0.1,429=0.1,5xx=0.1,truncate=0.1"}});
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(const QString, faults);
        Desk desk(*m_box);
        m_box->setFaults(faultsOf(faults));
        const SyncSummary summary = desk.syncUntilComplete(10);
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
        const int commits = probe.watched().commits;
        QVERIFY(commits > 50);
        for (int kill = 1; kill < commits; kill += 1 + commits / 8) {
            Desk desk(*m_box);
            QVERIFY(desk.killedAfter(kill));
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
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
