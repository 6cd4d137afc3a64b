// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/rocketchatfloor.h"

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::FaultSettings;

class TestRocketChatSandbox : public QObject {
    Q_OBJECT

    std::unique_ptr<SyncedFloor> m_floor;

private Q_SLOTS:
    void initTestCase() { m_floor = std::make_unique<SyncedFloor>(smallFloor()); }
    void cleanup() { m_floor->box.setFaults({}); }

    void cacheEqualsTheWorlds()
    {
        compareLines(factsIn(m_floor->whole), factsIn(worldDump(m_floor->box, Vendor::RocketChat)));
        QVERIFY(m_floor->whole.count(QStringLiteral("\nconversation\t")) > 200);
        QVERIFY(m_floor->whole.count(QStringLiteral("\nevent\t")) > 1'000);
    }

    void aSecondPassChangesNothing()
    {
        VendorSync desk(m_floor->box, Vendor::RocketChat, 8);
        desk.sync();
        const auto [summary, commits, changed] = desk.watched();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        QCOMPARE(changed, 0);
        QCOMPARE(desk.dump(), m_floor->whole);
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
        compareLines(factsIn(desk.dump()), factsIn(m_floor->whole));
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
        VendorSync desk(m_floor->box, Vendor::RocketChat, 8);
        FaultSettings faults;
        faults.reset = reset;
        faults.tooMany = tooMany;
        faults.serverError = serverError;
        faults.truncate = truncate;
        m_floor->box.setFaults({{rocketchat, faults}});
        const SyncSummary summary = desk.syncUntilComplete(10);
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareLines(factsIn(desk.dump()), factsIn(m_floor->whole));
    }
};

QTEST_GUILESS_MAIN(TestRocketChatSandbox)
#include "tst_rocketchatsandbox.moc"
