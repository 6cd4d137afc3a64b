// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// LivePerson over HTTP into the cache, then the five operations against the sandbox's own books.
#include "backend/engine/operations/agentconversations.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/reports/reportservice.h"
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/keybodies.h"
#include "support/runtask.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::TruthParams;
using sandbox::Vendor;

namespace {

constexpr DurationMs dayMs = 86'400'000;
// Half past nine on a Wednesday: people online, a queue, conversations under way.
constexpr TimeMs frozenNow = 1'781'083'867'250;

QString iso(TimeMs instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// Empty when they are the same, else where two long answers part.
QByteArray parted(const QByteArray &engine, const QByteArray &truth, const QByteArray &what)
{
    if (engine == truth)
        return {};
    qsizetype i = 0;
    while (i < engine.size() && i < truth.size() && engine[i] == truth[i])
        ++i;
    const qsizetype from = std::max<qsizetype>(0, i - 120);
    return what + "\nengine ..." + engine.mid(from, 300) + "\n truth ..." + truth.mid(from, 300);
}

QByteArray bytesOf(const Result<QByteArray> &answer)
{
    return answer ? *answer : answer.error().sentence().toUtf8();
}

} // namespace

#define SAME(engine, truth, what)                                                                  \
    do {                                                                                           \
        const QByteArray where = parted(engine, truth, what);                                      \
        QVERIFY2(where.isEmpty(), where.constData());                                              \
    } while (false)

class TestLivePersonTruth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        SandboxConfig config;
        config.days = 8;
        config.agents = 12;
        config.conversationsPerDay = 80;
        config.now = frozenNow;
        m_box = std::make_unique<Sandbox>(config);
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
        m_clock.setAutoAdvance(true);
        StoreThread store(m_profile.path());
        SyncService service(m_profile.path(), store, m_clock);
        const auto vault = std::make_shared<FakeCredentials::Vault>();
        service.setCredentials(std::make_unique<FakeCredentials>(vault),
                               std::make_unique<FakeCredentials>(vault));
        const sandbox::VendorAccess access = m_box->access(Vendor::LivePerson);
        NewAccount wanted;
        wanted.account.provider = QStringLiteral("liveperson");
        wanted.account.name = QStringLiteral("Brand");
        wanted.account.baseUrl = QUrl(access.url);
        wanted.account.remoteAccountId = access.accountId;
        for (auto it = access.settings.begin(); it != access.settings.end(); ++it)
            wanted.account.settings.insert(it.key(), it.value());
        wanted.account.settings.insert(QStringLiteral("history_days"), 10);
        for (const char *key : {"consumer_key", "consumer_secret", "token", "token_secret"})
            wanted.secrets.insert(QLatin1String(key), access.secrets.value(QLatin1String(key)));
        const auto added = runTask(service.addAccount(wanted, {}));
        QVERIFY2(added.ok(), added ? "" : qPrintable(added.error().sentence()));
        m_id = added->id;
        const auto summary = runTask(service.syncOnce({}, {}), 120'000);
        QVERIFY2(summary.ok() && summary->complete(),
                 summary ? "" : qPrintable(summary.error().sentence()));
        m_clock = FakeClock(frozenNow); // pacing took made-up time
        m_reports = std::make_unique<ReportService>(m_profile.path(), m_clock);
    }

    void openAndUnattended()
    {
        SAME(bytesOf(runFuture(m_reports->agentConversationMetrics(m_id, {}))),
             truth("agent-conversation-metrics"), "all agents");
    }

    void eventsOfEveryConversation()
    {
        qsizetype events = 0;
        for (const auto &conversation : m_box->world(Vendor::LivePerson).conversations()) {
            const QByteArray expected =
                truth("reporting-events", {{QStringLiteral("conversation"), conversation.id}});
            SAME(bytesOf(runFuture(m_reports->reportingEvents(m_id, conversation.id))), expected,
                 conversation.id.toUtf8());
            events += expected.count("\"name\"");
        }
        QVERIFY2(events > 2000, qPrintable(QString::number(events)));
    }

    void conversationsPerAgent()
    {
        for (int days = 1; days < 8; ++days) {
            const QString from = iso(frozenNow - days * dayMs);
            const QString to = iso(frozenNow - (days - 1) * dayMs / 2);
            const auto range = conversationsByAgentRange(from, to, QTimeZone::utc());
            QVERIFY(range.ok());
            SAME(bytesOf(runFuture(m_reports->conversationsByAgent(m_id, *range))),
                 truth("conversations-by-agent",
                       {{QStringLiteral("start"), from}, {QStringLiteral("end"), to}}),
                 (from + u' ' + to).toUtf8());
        }
    }

    /// Recomputed from messages, participants, transfers and surveys, by every filter and grouping.
    void keyMetrics()
    {
        KeyBodies bodies(m_box->world(Vendor::LivePerson), 29);
        int withData = 0;
        for (int i = 0; i < 200; ++i) {
            const KeyBody body = bodies.next();
            const QByteArray expected = truth("key-metrics", body.params(), body.json);
            KeyMetricsParams params;
            if (!body.sort.isEmpty())
                params.sort = body.sort;
            params.offset = QString::number(body.offset);
            params.limit = QString::number(body.limit);
            const auto request = keyMetricsRequest(params, body.json);
            QVERIFY2(request.ok(), body.json.constData());
            const auto answer = runFuture(m_reports->keyMetrics(m_id, *request));
            QVERIFY(answer.ok());
            SAME(answer->json, expected, body.json + ' ' + body.sort.toLatin1());
            withData += expected.contains("avg");
        }
        QVERIFY2(withData > 20, qPrintable(QString::number(withData)));
    }

    void agentConversations()
    {
        for (const auto &agent : m_box->world(Vendor::LivePerson).agents()) {
            AgentConversationsRequest request;
            request.agentId = agent.id;
            SAME(bytesOf(runFuture(m_reports->agentConversations(m_id, request))),
                 truth("agent-conversations", {{QStringLiteral("agentId"), agent.id}}),
                 agent.id.toUtf8());
        }
    }

private:
    QByteArray truth(const char *operation, const TruthParams &params = {},
                     const QByteArray &body = {})
    {
        return m_box->truth(Vendor::LivePerson, QLatin1String(operation), params, body).json;
    }

    std::unique_ptr<Sandbox> m_box;
    QTemporaryDir m_profile;
    FakeClock m_clock{frozenNow};
    RowId m_id = 0;
    std::unique_ptr<ReportService> m_reports;
};

QTEST_GUILESS_MAIN(TestLivePersonTruth)
#include "tst_livepersontruth.moc"
