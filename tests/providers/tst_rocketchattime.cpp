// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "backend/sync/providerregistry.h"
#include "backend/sync/syncrunner.h"
#include "providers/rocketchatfloor.h"

using namespace watchfloor;
using namespace watchfloor::test;

/// What takes its time: restarts, the limiter's pace, days that pass.
class TestRocketChatTime : public QObject {
    Q_OBJECT

    std::unique_ptr<SyncedFloor> m_floor;

private Q_SLOTS:
    void killedAnywhere_data()
    {
        QTest::addColumn<int>("commits");
        for (const int commits : {1, 4, 7, 9, 14, 40, 90})
            QTest::addRow("after %d", commits) << commits;
    }
    void killedAnywhere()
    {
        QFETCH(const int, commits);
        if (!m_floor)
            m_floor = std::make_unique<SyncedFloor>(smallFloor());
        VendorSync desk(m_floor->box, Vendor::RocketChat, 8);
        QVERIFY(desk.killedAfter(commits));
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareDumps(desk.dump(), m_floor->whole);
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

QTEST_GUILESS_MAIN(TestRocketChatTime)
#include "tst_rocketchattime.moc"
