// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/agentconversations.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/engine/operations/keymetrics.h"
#include "backend/reports/reportservice.h"
#include "providers/vendorsync.h"
#include "support/keybodies.h"

#include <QDateTime>
#include <QFile>
#include <QTest>
#include <QTimeZone>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::RocketChatOptions;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::TruthParams;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenMoment = 1'781'092'800'000; // 2026-06-10T12:00Z
constexpr DurationMs oneDay = 86'400'000;

SandboxConfig oneFloor(const RocketChatOptions &options = {})
{
    SandboxConfig config;
    config.seed = 3;
    config.days = 6;
    config.agents = 10;
    config.conversationsPerDay = 50;
    config.now = frozenMoment;
    config.rocketchat = options;
    return config;
}

RocketChatOptions unlimited()
{
    RocketChatOptions options;
    options.limit = 0;
    return options;
}

QString iso(TimeMs instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray bytesOf(const Result<QByteArray> &answer)
{
    return answer ? *answer : answer.error().sentence().toUtf8();
}

} // namespace

class TestRocketChatTruth : public QObject {
    Q_OBJECT

    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<VendorSync> m_desk;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ReportService> m_reports;

    QByteArray truth(const char *operation, const TruthParams &params = {},
                     const QByteArray &body = {}) const
    {
        return m_box->truth(Vendor::RocketChat, QLatin1String(operation), params, body).json;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_box = std::make_unique<Sandbox>(oneFloor(unlimited()));
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
        m_desk = std::make_unique<VendorSync>(*m_box, Vendor::RocketChat, 9);
        const SyncSummary summary = m_desk->sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        m_desk->kill();
        m_clock = std::make_unique<FakeClock>(frozenMoment);
        m_reports = std::make_unique<ReportService>(m_desk->profile(), *m_clock);
    }
    void cleanupTestCase() { m_reports.reset(); }

    void openAndUnattended()
    {
        QCOMPARE(bytesOf(runFuture(m_reports->agentConversationMetrics(m_desk->account.id, {}))),
                 truth("agent-conversation-metrics"));
    }

    void eventsOfEveryConversation()
    {
        qsizetype events = 0;
        for (const auto &conversation : m_box->world(Vendor::RocketChat).conversations()) {
            if (conversation.deleted())
                continue;
            const QByteArray expected =
                truth("reporting-events", {{QStringLiteral("conversation"), conversation.id}});
            const auto answer =
                runFuture(m_reports->reportingEvents(m_desk->account.id, conversation.id));
            QCOMPARE(bytesOf(answer), expected);
            events += expected.count("\"name\"");
        }
        QVERIFY2(events > 1'000, qPrintable(QString::number(events)));
    }

    void conversationsPerAgent()
    {
        for (int day = 0; day < 6; ++day) {
            const TimeMs from = frozenMoment - (6 - day) * oneDay + day * 1'234'567;
            const TimeMs to = from + (day + 1) * oneDay / 2;
            const auto range = conversationsByAgentRange(iso(from), iso(to), QTimeZone::utc());
            QVERIFY(range.ok());
            QCOMPARE(
                bytesOf(runFuture(m_reports->conversationsByAgent(m_desk->account.id, *range))),
                truth("conversations-by-agent",
                      {{QStringLiteral("start"), iso(from)}, {QStringLiteral("end"), iso(to)}}));
        }
    }

    void keyMetrics()
    {
        KeyBodies bodies(m_box->world(Vendor::RocketChat), 17);
        int withData = 0;
        for (int i = 0; i < 60; ++i) {
            const KeyBody body = bodies.next();
            const QByteArray expected = truth("key-metrics", body.params(), body.json);
            KeyMetricsParams params;
            if (!body.sort.isEmpty())
                params.sort = body.sort;
            params.offset = QString::number(body.offset);
            params.limit = QString::number(body.limit);
            const auto request = keyMetricsRequest(params, body.json);
            QVERIFY2(request.ok(), body.json.constData());
            const auto answer = runFuture(m_reports->keyMetrics(m_desk->account.id, *request));
            QVERIFY(answer.ok());
            QVERIFY2(answer->json == expected,
                     (body.json + "\n" + answer->json + "\n" + expected).constData());
            withData += expected.contains("avg");
        }
        QVERIFY2(withData > 5, qPrintable(QString::number(withData)));
    }

    void agentConversations()
    {
        for (const auto &agent : m_box->world(Vendor::RocketChat).agents()) {
            const auto request =
                agentConversationsRequest(agent.id, {}, {}, {}, {}, QTimeZone::utc());
            QVERIFY(request.ok());
            QCOMPARE(
                bytesOf(runFuture(m_reports->agentConversations(m_desk->account.id, *request))),
                truth("agent-conversations", {{QStringLiteral("agentId"), agent.id}}));
        }
    }

    /// Section 1.4: with an agent + unspecified = by status = rooms of the day.
    void theServersReportsAddUp()
    {
        std::map<TimeMs, double> served, rest, byStatus;
        std::map<TimeMs, double> rooms;
        const QStringList lines = linesOf(cacheDump(m_desk->profile()), {QStringLiteral("metric")});
        for (const QString &line : lines) {
            const QStringList field = line.split(u'\t');
            if (field[3] != QString::number(static_cast<int>(MetricScope::Account)))
                continue;
            const TimeMs from = field[5].toLongLong();
            if (field[2] == QLatin1String("conversations"))
                served[from] = field[8].toDouble();
            else if (field[2] == QLatin1String("unspecified"))
                rest[from] = field[8].toDouble();
            else if (field[2] == QLatin1String("report_total_by_status"))
                byStatus[from] = field[8].toDouble();
        }
        for (const auto &conversation : m_box->world(Vendor::RocketChat).conversations()) {
            if (!conversation.deleted())
                rooms[conversation.createdAt / oneDay * oneDay] += 1;
        }
        QVERIFY(rooms.size() >= 6);
        for (const auto &[day, count] : rooms) {
            QCOMPARE(byStatus[day], count);
            QCOMPARE(served[day] + rest[day], count);
        }
    }

    /// Tokens of visitors, texts, names and the own token are nowhere in the files.
    void nothingSecretIsStored()
    {
        QByteArray stored;
        for (const char *name : {"/cache.sqlite", "/cache.sqlite-wal"}) {
            QFile file(m_desk->profile() + QLatin1String(name));
            if (file.open(QIODevice::ReadOnly))
                stored += file.readAll();
        }
        QVERIFY(stored.size() > 100'000);
        const auto &world = m_box->world(Vendor::RocketChat);
        QByteArrayList secrets{"visitor-token",
                               "guest-",
                               "About my order",
                               "thank you",
                               "please take this one over",
                               RocketChatOptions().token.toUtf8()};
        for (const auto &contact : world.contacts())
            secrets << contact.name.toUtf8() << contact.email.toUtf8() << contact.phone.toUtf8();
        for (const QByteArray &secret : secrets)
            QVERIFY2(secret.size() < 6 || !stored.contains(secret), secret.constData());
    }

    /// The server counts each route; a client that keeps its word never sees a 429.
    void limitsAreKept()
    {
        SandboxConfig config = oneFloor();
        config.days = 2;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        VendorSync desk(box, Vendor::RocketChat, 3);
        desk.clock().box = &box;
        const TimeMs before = box.now();
        const SyncSummary summary = desk.sync();
        desk.clock().box = nullptr;
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        QCOMPARE(box.refusedCounts(Vendor::RocketChat).keys().join(u' '), QString());
        // About a hundred conversations at ten a minute, and no slower than that.
        const double minutes = double(box.now() - before) / 60'000.0;
        const double asked =
            box.requestCounts(Vendor::RocketChat)
                .value(QStringLiteral("GET /api/v1/livechat/transfer.history/{id}"));
        QVERIFY2(asked > 50, qPrintable(QString::number(asked)));
        QVERIFY2(minutes < asked / 10 + 5, qPrintable(QString::number(minutes)));
    }

    void signInWithASecondFactor()
    {
        RocketChatOptions options = unlimited();
        options.twoFactor = QStringLiteral("totp");
        Sandbox box(oneFloor(options));
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        VendorSync desk(box, Vendor::RocketChat, 2);
        NewAccount wanted = VendorSync::accountOf(box, Vendor::RocketChat, 2);
        wanted.account.name = QStringLiteral("By password");
        wanted.secrets.clear();
        wanted.secrets.insert(QStringLiteral("username"), options.login);
        wanted.secrets.insert(QStringLiteral("password"), options.password);
        const auto without = runTask(desk.service().addAccount(wanted, {}));
        QVERIFY(!without.ok());
        QCOMPARE(without.error().kind(), Error::Kind::Unauthorized);
        QCOMPARE(without.error().asksFor(), QStringLiteral("code"));
        QVERIFY2(without.error().sentence().contains(QLatin1String("second factor")),
                 qPrintable(without.error().sentence()));
        wanted.secrets.insert(QStringLiteral("code"), options.code);
        const auto added = runTask(desk.service().addAccount(wanted, {}));
        QVERIFY2(added.ok(), added ? "" : qPrintable(added.error().sentence()));
    }

    void roles_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<bool>("complete");
        QTest::newRow("monitor") << QStringLiteral("livechat-monitor") << true;
        QTest::newRow("agent") << QStringLiteral("livechat-agent") << false;
    }
    /// Who may less gets less and a sentence, never an account that fails.
    void roles()
    {
        QFETCH(const QString, role);
        QFETCH(const bool, complete);
        RocketChatOptions options = unlimited();
        options.role = role;
        Sandbox box(oneFloor(options));
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        VendorSync desk(box, Vendor::RocketChat, 9);
        const SyncSummary summary = desk.sync();
        for (const AccountSummary &one : summary.accounts) {
            QVERIFY(!one.error.has_value());
            for (const FeedSummary &feed : one.feeds) {
                if (feed.error)
                    QVERIFY2(feed.error->kind() == Error::Kind::Forbidden,
                             qPrintable(feed.error->sentence()));
            }
        }
        QCOMPARE(desk.account.capabilities.contains(QStringLiteral("own_units_only")), complete);
        const auto count = linesOf(desk.dump(), {QStringLiteral("conversation")}).size();
        qsizetype visible = 0;
        for (const auto &c : box.world(Vendor::RocketChat).conversations())
            visible +=
                complete && !c.deleted() && c.group != sandbox::Nobody && c.group < options.units;
        QCOMPARE(count, visible);
    }
};

QTEST_GUILESS_MAIN(TestRocketChatTruth)
#include "tst_rocketchattruth.moc"
