// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "backend/sync/providerregistry.h"
#include "backend/sync/syncrunner.h"
#include "providers/vendorsync.h"

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::FaultSettings;
using sandbox::RocketChatOptions;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday
constexpr int worldDays = 5;
const QString rocketchat = QStringLiteral("rocketchat");

SandboxConfig smallFloor(const RocketChatOptions &options = {})
{
    SandboxConfig config;
    config.days = worldDays;
    config.agents = 10;
    config.conversationsPerDay = 60;
    config.now = frozenNow;
    config.rocketchat = options;
    config.rocketchat.limit = 0; // unpaced; the limiter has a test of its own
    return config;
}

/// Agents, departments, conversations and events. Who left before we first looked is in no list:
/// of them only ids are known.
QStringList factsIn(const QString &dump)
{
    QStringList lines = linesOf(dump, {QStringLiteral("agent"), QStringLiteral("grouping"),
                                       QStringLiteral("membership"), QStringLiteral("conversation"),
                                       QStringLiteral("event")});
    lines.removeIf([](const QString &line) {
        return line.startsWith(QLatin1String("agent\t")) &&
               (line.endsWith(QLatin1String("\t1")) ||
                line.section(u'\t', 3, 3) == QLatin1String("0"));
    });
    return lines;
}

/// The same without what is gone, and without the agents: who left meanwhile is known by name.
QStringList livingIn(const QString &dump)
{
    QStringList lines = linesOf(dump, {QStringLiteral("conversation"), QStringLiteral("event")});
    QSet<QString> gone;
    for (const QString &line : lines) {
        const QStringList fields = line.split(u'\t');
        if (fields[0] == QLatin1String("conversation") &&
            fields[fields.size() - 2] == QLatin1String("1"))
            gone.insert(fields[2]);
    }
    lines.removeIf([&](const QString &line) { return gone.contains(line.section(u'\t', 2, 2)); });
    return lines;
}

} // namespace

class TestRocketChatSandbox : public QObject {
    Q_OBJECT

    std::unique_ptr<Sandbox> m_box;
    QString m_whole;

private Q_SLOTS:
    void initTestCase()
    {
        m_box = std::make_unique<Sandbox>(smallFloor());
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
        VendorSync desk(*m_box, Vendor::RocketChat, 8);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        m_whole = desk.dump();
    }
    void cleanup() { m_box->setFaults({}); }

    void cacheEqualsTheWorlds()
    {
        compareLines(factsIn(m_whole), factsIn(worldDump(*m_box, Vendor::RocketChat)));
        QVERIFY(m_whole.count(QStringLiteral("\nconversation\t")) > 200);
        QVERIFY(m_whole.count(QStringLiteral("\nevent\t")) > 1'000);
    }

    void aSecondPassChangesNothing()
    {
        VendorSync desk(*m_box, Vendor::RocketChat, 8);
        desk.sync();
        const auto [summary, commits, changed] = desk.watched();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        QCOMPARE(changed, 0);
        QCOMPARE(desk.dump(), m_whole);
    }

    void servers_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const char *key, const char *value) {
            QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(value);
        };
        row("first with reports, no list of queued rooms", "version", "6.5.0");
        row("shorter bodies", "version", "9.0.0");
        row("below a path", "root", "/chat");
        row("short pages", "count.most", "17");
        row("community", "edition", "community");
    }
    /// Whatever the server, the facts are the same.
    void servers()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, value);
        RocketChatOptions options;
        const QString wrong =
            sandbox::setOption(rocketchat, sandbox::rocketChatOptions(), &options, key, value);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        Sandbox box(smallFloor(options));
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        VendorSync desk(box, Vendor::RocketChat, 8);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(factsIn(desk.dump()), factsIn(m_whole));
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
        QTest::newRow("all of it") << 0.05 << 0.05 << 0.05 << 0.05;
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(const double, reset);
        QFETCH(const double, tooMany);
        QFETCH(const double, serverError);
        QFETCH(const double, truncate);
        VendorSync desk(*m_box, Vendor::RocketChat, 8);
        FaultSettings faults;
        faults.reset = reset;
        faults.tooMany = tooMany;
        faults.serverError = serverError;
        faults.truncate = truncate;
        m_box->setFaults({{rocketchat, faults}});
        const SyncSummary summary = desk.syncUntilComplete(10);
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(factsIn(desk.dump()), factsIn(m_whole));
    }

    void killedAnywhere_data()
    {
        QTest::addColumn<int>("commits");
        for (const int commits : {1, 4, 7, 9, 14, 40, 90})
            QTest::addRow("after %d", commits) << commits;
    }
    void killedAnywhere()
    {
        QFETCH(const int, commits);
        VendorSync desk(*m_box, Vendor::RocketChat, 8);
        QVERIFY(desk.killedAfter(commits));
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareDumps(desk.dump(), m_whole);
    }

    void keepsThePace_data()
    {
        QTest::addColumn<TimeMs>("begin");
        QTest::addColumn<DurationMs>("ahead");
        QTest::addColumn<int>("permitted");
        QTest::addColumn<int>("wished"); // by the user; 0 = what is permitted
        const auto row = [](const char *name, TimeMs begin, DurationMs ahead, int permitted,
                            int wished) {
            QTest::newRow(name) << begin << ahead << permitted << wished;
        };
        row("on the second", frozenNow, 0, 10, 0);
        row("a server behind", frozenNow + 999, -61'500, 10, 0);
        row("a server that permits less", frozenNow, 0, 4, 0);
        row("a user who wants less", frozenNow, 0, 10, 5);
    }
    /// Whoever knows how the server counts is never refused, and uses what is permitted.
    void keepsThePace()
    {
        QFETCH(const TimeMs, begin);
        QFETCH(const DurationMs, ahead);
        QFETCH(const int, permitted);
        QFETCH(const int, wished);
        const int limit = wished > 0 ? wished : permitted;
        FakeClock clock(begin);
        clock.setAutoAdvance(true);
        SandboxConfig config = smallFloor();
        config.days = 1;
        config.rocketchat.limit = permitted;
        config.time = [&clock] { return clock.now(); };
        config.faults[rocketchat].skewMs = ahead;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));

        const NewAccount wanted = VendorSync::accountOf(box, Vendor::RocketChat, 3);
        const auto known = knownProviders();
        const ProviderEntry *entry = findProvider(known, rocketchat);
        Account account = wanted.account;
        if (wished > 0)
            account.settings.insert(QStringLiteral("requests_per_minute"), wished);
        QTemporaryDir profile;
        HttpClient http;
        StoreThread store(profile.path());
        ProviderContext context{&http, &store.worker(), &clock};
        context.paceLoopback = true;
        const auto probed = runTask(entry->create(account, wanted.secrets, context)->probe({}));
        QVERIFY2(probed, qPrintable(probed ? QString() : probed.error().sentence()));
        account.capabilities = probed->capabilities;
        const auto id =
            runFuture(store.run([account](Store &cache) { return cache.addAccount(account); }));
        QVERIFY(id);
        account.id = *id;
        const std::shared_ptr<Provider> provider = entry->create(account, wanted.secrets, context);
        Gate open(true);
        SyncRunner runner(account, provider, store, clock, open, {});
        PlanOptions options;
        options.once = true;
        const AccountSummary summary = runTask(runner.run(options, {}), 240'000);
        QVERIFY2(!summary.error, qPrintable(summary.error ? summary.error->sentence() : QString()));

        int refused = 0;
        for (const int count : box.refusedCounts(Vendor::RocketChat))
            refused += count;
        QCOMPARE(refused, 0);
        int messages = 0;
        const QMap<QString, int> counts = box.requestCounts(Vendor::RocketChat);
        for (auto it = counts.begin(); it != counts.end(); ++it)
            messages += it.key().contains(QLatin1String("livechat/messages/")) ? *it : 0;
        QVERIFY2(messages > 40, qPrintable(QString::number(messages)));
        // Its windows in a row, the rest of a second Date does not tell, and the other lists.
        const DurationMs least = DurationMs(messages / limit) * 60'000;
        const DurationMs took = clock.now() - begin;
        QVERIFY2(took >= DurationMs((messages - 1) / limit) * 60'000,
                 qPrintable(QString::number(took)));
        QVERIFY2(
            took <= least * 103 / 100 + 5 * 60'000,
            qPrintable(QStringLiteral("%1 s, at least %2 s").arg(took / 1'000).arg(least / 1'000)));
    }

    /// Hour by hour and after a day away: what changed, closed, moved or vanished is found.
    void keepsUpWithTheFloor()
    {
        Sandbox box(smallFloor());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        VendorSync desk(box, Vendor::RocketChat, 12);
        desk.sync();
        for (const DurationMs away : {3'600'000LL, 7'200'000LL, 86'400'000LL, 600'000LL}) {
            box.advance(away);
            desk.clock().advanceTo(box.now());
            const SyncSummary summary = desk.sync();
            QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        }
        // Deleted rooms announce nothing: only a full scan finds the closed ones among them.
        SyncOptions full;
        full.full = true;
        const SyncSummary summary = desk.sync(full);
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(livingIn(desk.dump()), livingIn(worldDump(box, Vendor::RocketChat)));
    }
};

QTEST_GUILESS_MAIN(TestRocketChatSandbox)
#include "tst_rocketchatsandbox.moc"
