// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Four vendors in one profile: synced at once, through faults, against the sandbox's own books.
#include "backend/engine/operations/agentconversations.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/engine/operations/keymetricsrequest.h"
#include "backend/reports/reportservice.h"
#include "integration/fouraccounts.h"
#include "support/keybodies.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday

sandbox::SandboxConfig smallWorlds()
{
    sandbox::SandboxConfig config;
    config.seed = 4;
    config.days = 5;
    config.agents = 8;
    config.conversationsPerDay = 40;
    config.now = frozenNow;
    return config;
}

sandbox::FaultMap badLine()
{
    sandbox::FaultSettings faults;
    faults.reset = 0.05;
    faults.tooMany = 0.05;
    faults.serverError = 0.02;
    faults.truncate = 0.01;
    faults.jitterMs = 200;
    sandbox::FaultMap all;
    for (const QString &vendor : sandbox::vendorNames())
        all.insert(vendor, faults);
    return all;
}

QString iso(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

class TestFourAccounts : public QObject {
    Q_OBJECT

    std::unique_ptr<FourAccounts> m_desk; // whose cache the operations answer from
    FakeClock m_reportClock{frozenNow};   // the worlds stand still, the waiting does not count
    std::unique_ptr<ReportService> m_reports;
    QString m_whole;

    /// A row a vendor.
    void vendorRows()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(m_desk->accounts().size()); ++i)
            QTest::newRow(qUtf8Printable(m_desk->accounts()[static_cast<size_t>(i)].provider)) << i;
    }
    const Account &account(int index) const
    {
        return m_desk->accounts()[static_cast<size_t>(index)];
    }
    Vendor vendor(int index) const { return m_desk->vendors()[static_cast<size_t>(index)]; }
    QByteArray truth(int index, const char *operation, const sandbox::TruthParams &params = {})
    {
        return m_desk->box().truth(vendor(index), QLatin1String(operation), params).json.trimmed();
    }
    QJsonArray conversations(int index)
    {
        return QJsonDocument::fromJson(truth(index, "conversations")).array();
    }
    static QString idOf(const QJsonValue &row)
    {
        return row.toObject().value(QLatin1String("id")).toVariant().toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        FourAccounts calm(smallWorlds());
        calm.addAccounts(8);
        const QString errors = calm.sync(1);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
        // Whoever keeps a vendor's limits is never refused.
        for (const Vendor vendor : calm.vendors())
            QVERIFY2(calm.box().refusedCounts(vendor).isEmpty(),
                     qPrintable(sandbox::vendorWord(vendor)));
        m_whole = calm.dump();
        QCOMPARE(calm.accounts().size(), FourAccounts::vendors().size());

        m_desk = std::make_unique<FourAccounts>(smallWorlds());
        m_desk->addAccounts(8);
        m_desk->box().clearLog();
        m_desk->box().setFaults(badLine());
        QElapsedTimer timer;
        timer.start();
        const QString left = m_desk->sync(8);
        QVERIFY2(left.isEmpty(), qPrintable(left));
        for (const Vendor vendor : m_desk->vendors())
            qInfo("%s: %d requests", qPrintable(sandbox::vendorWord(vendor)),
                  m_desk->box().requestCount(vendor));
        qInfo("%lld ms, %lld s by the vendors' clocks", timer.elapsed(),
              (m_desk->clock().now() - frozenNow) / 1000);
        m_reports = std::make_unique<ReportService>(m_desk->profile(), m_reportClock);
    }

    void faultsChangeNothingInTheCache()
    {
        const QString dump = m_desk->dump();
        if (dump != m_whole) {
            const QStringList want = m_whole.split(u'\n');
            const QStringList got = dump.split(u'\n');
            for (qsizetype i = 0; i < std::min(want.size(), got.size()); ++i)
                QCOMPARE(got[i], want[i]);
            QCOMPARE(got.size(), want.size());
        }
    }

    /// A refusal that no fault made is one that pacing should have avoided.
    void theLimitsAreKept_data() { vendorRows(); }
    void theLimitsAreKept()
    {
        QFETCH(const int, index);
        int asked = 0;
        int refused = 0;
        for (const sandbox::LogEntry &entry : m_desk->box().log()) {
            if (entry.server != account(index).provider)
                continue;
            ++asked;
            refused += entry.status == 429 && entry.fault == sandbox::FaultKind::None ? 1 : 0;
        }
        QVERIFY(asked > 20);
        // What a fault swallowed was counted by nobody but the client, and a reset may have been
        // counted by the vendor: at most a handful of a thousand may collide.
        QVERIFY2(refused * 100 <= asked, qPrintable(QString::number(refused)));
    }

    void agentMetricsEqualTheTruth_data() { vendorRows(); }
    void agentMetricsEqualTheTruth()
    {
        QFETCH(const int, index);
        const auto answer = runFuture(m_reports->agentConversationMetrics(account(index).id, {}));
        QVERIFY(answer);
        const QByteArray expected = truth(index, "agent-conversation-metrics");
        QVERIFY(expected.size() > 100);
        QCOMPARE(answer->trimmed(), expected);
    }

    void everyTimelineEqualsTheTruth_data() { vendorRows(); }
    void everyTimelineEqualsTheTruth()
    {
        QFETCH(const int, index);
        const QJsonArray all = conversations(index);
        QVERIFY(all.size() > 100);
        for (const QJsonValue &row : all) {
            const QString id = idOf(row);
            const auto answer = runFuture(m_reports->reportingEvents(account(index).id, id));
            QVERIFY2(answer, qPrintable(id));
            const QByteArray expected =
                truth(index, "reporting-events", {{QStringLiteral("conversation"), id}});
            if (answer->trimmed() != expected) {
                qWarning("conversation %s", qPrintable(id));
                QCOMPARE(answer->trimmed(), expected);
            }
        }
    }

    void conversationsByAgentEqualTheTruth_data() { vendorRows(); }
    void conversationsByAgentEqualTheTruth()
    {
        QFETCH(const int, index);
        for (const TimeRange &range :
             {TimeRange{frozenNow - 4 * 86'400'000LL, frozenNow},
              TimeRange{frozenNow - 90'000'000LL, frozenNow - 3'600'000LL}}) {
            const auto answer =
                runFuture(m_reports->conversationsByAgent(account(index).id, range));
            QVERIFY(answer);
            QCOMPARE(answer->trimmed(), truth(index, "conversations-by-agent",
                                              {{QStringLiteral("start"), iso(range.from)},
                                               {QStringLiteral("end"), iso(range.to)}}));
        }
    }

    void keyMetricsEqualTheTruth_data() { vendorRows(); }
    void keyMetricsEqualTheTruth()
    {
        QFETCH(const int, index);
        KeyBodies bodies(m_desk->box().world(vendor(index)), 3);
        for (int i = 0; i < 40; ++i) {
            const KeyBody body = bodies.next();
            const auto expected = m_desk->box().truth(vendor(index), QStringLiteral("key-metrics"),
                                                      body.params(), body.json);
            KeyMetricsParams params;
            if (!body.sort.isEmpty())
                params.sort = body.sort;
            params.offset = QString::number(body.offset);
            params.limit = QString::number(body.limit);
            const auto request = keyMetricsRequest(params, body.json);
            QVERIFY(request);
            const auto answer = runFuture(m_reports->keyMetrics(account(index).id, *request));
            QVERIFY(answer);
            if (answer->json != expected.json.trimmed()) {
                qWarning("%s", body.json.constData());
                QCOMPARE(answer->json, expected.json.trimmed());
            }
        }
    }

    void agentConversationsEqualTheTruth_data() { vendorRows(); }
    void agentConversationsEqualTheTruth()
    {
        QFETCH(const int, index);
        qsizetype rows = 0;
        const auto &agents = m_desk->box().world(vendor(index)).agents();
        for (const auto &agent : agents) {
            const QByteArray expected =
                truth(index, "agent-conversations", {{QStringLiteral("agentId"), agent.id}});
            const auto request =
                agentConversationsRequest(agent.id, {}, {}, {}, {}, QTimeZone::utc());
            QVERIFY(request);
            const auto answer =
                runFuture(m_reports->agentConversations(account(index).id, *request));
            QVERIFY(answer);
            if (answer->trimmed() != expected) {
                qWarning("agent %s", qPrintable(agent.id));
                QCOMPARE(answer->trimmed(), expected);
            }
            rows += expected.count("\"_id\"");
        }
        QVERIFY(rows > 50);
    }

    void noSecretReachesTheCache()
    {
        for (const Vendor vendor : m_desk->vendors()) {
            const sandbox::VendorAccess access = m_desk->box().access(vendor);
            for (const QString &secret : access.secrets)
                QVERIFY(!m_whole.contains(secret));
        }
    }
};

QTEST_GUILESS_MAIN(TestFourAccounts)
#include "tst_fouraccounts.moc"
