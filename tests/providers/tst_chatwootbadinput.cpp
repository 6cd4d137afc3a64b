// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatwootrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct World {
    const char *version = "4.15.1";
    // No raw string with an odd quote in this file: moc would lose the class.
    const char *accounts = "[{\"id\":1,\"name\":\"Acme\",\"status\":\"active\","
                           "\"role\":\"administrator\",\"custom_role_id\":null}]";
};

/// A sentence for a person: says what failed and what to do, and gives nothing secret away.
void checkSentence(const Error &error, const QString &names)
{
    const QString text = error.sentence();
    QVERIFY2(text.contains(names, Qt::CaseInsensitive), qPrintable(text));
    QVERIFY2(!error.remedy().isEmpty(), qPrintable(text));
    QVERIFY2(!text.contains(QLatin1String("t0ken")) && !text.contains(QLatin1String("SECRET")),
             qPrintable(text));
    QVERIFY2(!text.contains(QLatin1String("since=")), qPrintable(text));
}

} // namespace

class TestChatwootBadInput : public QObject {
    Q_OBJECT

    static void serve(ChatwootRig &rig, const World &world = {})
    {
        rig.on("/prefix/api",
               QByteArray("{\"version\":\"") + world.version + "\",\"queue_services\":\"ok\"}");
        rig.on("/api",
               QByteArray("{\"version\":\"") + world.version + "\",\"queue_services\":\"ok\"}");
        rig.on("/api/v1/profile",
               QByteArray("{\"name\":\"Lea\",\"access_token\":\"SECRET\",\"accounts\":") +
                   world.accounts + '}');
        rig.on("/api/v1/accounts/1", R"({"features":{"sla":true},"settings":{}})");
        rig.on("reporting_events", R"({"payload":[],"meta":{"total_pages":0}})");
        rig.on("/api/v2/accounts/1/live_reports/conversation_metrics",
               R"({"open":0,"unattended":0,"unassigned":0,"pending":0})");
    }

private Q_SLOTS:
    void probe_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("account");
        QTest::addColumn<QString>("capabilities");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, const char *version, const char *account,
                            const char *capabilities, const char *note) {
            QTest::newRow(name) << QByteArray(version) << QByteArray(account)
                                << QString::fromLatin1(capabilities) << QString::fromLatin1(note);
        };
        row("administrator, Enterprise", "4.15.1",
            R"("role":"administrator","custom_role_id":null)",
            "account_events conversation_events csat live_reports reports sla", "");
        row("agent", "4.15.1", R"("role":"agent","custom_role_id":null)",
            "conversation_events own_inboxes_only", "may not see reports");
        row("custom role", "4.15.1",
            R"("role":"agent","permissions":["report_manage"],"custom_role_id":4)",
            "conversation_events csat live_reports own_inboxes_only reports",
            "conversation by conversation");
        row("Community", "4.15.1", R"("role":"administrator")", "csat live_reports reports",
            "Community");
        row("before 4.8", "4.7.9", R"("role":"administrator","custom_role_id":null)",
            "csat live_reports reports sla", "older than 4.8");
        row("before 4.0.3", "4.0.2", R"("role":"administrator","custom_role_id":null)",
            "csat reports sla", "older than 4.8");
        row("very old", "3.5.0", R"("role":"administrator")", "csat reports", "older than 3.6");
    }
    void probe()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, account);
        QFETCH(QString, capabilities);
        QFETCH(QString, note);
        ChatwootRig rig;
        const QByteArray accounts =
            "[{\"id\":1,\"name\":\"Acme\",\"status\":\"active\"," + account + "}]";
        serve(rig, World{version.constData(), accounts.constData()});
        rig.account.remoteAccountId.clear();
        rig.restart();
        auto found = rig.probe();
        QVERIFY2(found.ok(), found ? "" : qPrintable(found.error().sentence()));
        QCOMPARE(found->chosenAccountId, QStringLiteral("1"));
        QCOMPARE(found->userName, QStringLiteral("Lea"));
        found->capabilities.sort();
        QCOMPARE(found->capabilities.join(u' '), capabilities);
        QVERIFY2(found->notes.join(u' ').contains(note), qPrintable(found->notes.join(u' ')));
        QVERIFY(
            !rig.server.requests().front().has("Api-Access-Token")); // not before it is known whose
    }

    void routesDecideOverVersions()
    {
        ChatwootRig rig;
        serve(rig);
        rig.on("reporting_events", R"({"status":404,"error":"Not Found"})", 404);
        rig.on("/api/v2/accounts/1/live_reports/conversation_metrics", "<html>no</html>", 404);
        const auto found = rig.probe();
        QVERIFY(found.ok());
        QCOMPARE(found->capabilities, QStringList({QStringLiteral("reports"),
                                                   QStringLiteral("csat"), QStringLiteral("sla")}));
        QCOMPARE(found->notes.size(), 2);
    }

    void accountChoice()
    {
        ChatwootRig rig;
        World world;
        world.accounts = R"([{"id":1,"name":"Acme","status":"suspended","role":"agent"},
                             {"id":2,"name":"Beta","status":"active","role":"agent"},
                             {"id":3,"name":"Gamma","status":"active","role":"agent"}])";
        serve(rig, world);
        rig.account.remoteAccountId.clear();
        rig.restart();
        const auto open = rig.probe();
        QVERIFY(open.ok() && open->chosenAccountId.isEmpty());
        QCOMPARE(open->accounts.size(), size_t(3));
        QVERIFY(!open->accounts[0].usable);

        rig.account.remoteAccountId = QStringLiteral("1");
        rig.restart();
        QCOMPARE(rig.probe().error().kind(), Error::Kind::Forbidden);
        checkSentence(rig.probe().error(), QStringLiteral("suspended"));

        rig.account.remoteAccountId = QStringLiteral("77");
        rig.restart();
        const auto foreign = rig.probe();
        QCOMPARE(foreign.error().kind(), Error::Kind::Forbidden);
        checkSentence(foreign.error(), QStringLiteral("account 77"));
        QVERIFY(foreign.error().sentence().contains(QLatin1String("2 (Beta)")));
    }

    void notAChatwoot_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("page") << 200 << QByteArray("text/html")
                              << QByteArray("<html>Welcome</html>");
        QTest::newRow("other json")
            << 200 << QByteArray("application/json") << QByteArray("{\"hello\":1}");
        QTest::newRow("list") << 200 << QByteArray("application/json") << QByteArray("[]");
        QTest::newRow("no such path")
            << 404 << QByteArray("text/html") << QByteArray("<html>404</html>");
        QTest::newRow("password") << 401 << QByteArray("text/html")
                                  << QByteArray("<html>401</html>");
        QTest::newRow("empty") << 200 << QByteArray("application/json") << QByteArray();
    }
    void notAChatwoot()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        ChatwootRig rig;
        rig.on("/prefix/api", [=](const SeenRequest &) { return Reply(status, type, body); });
        const auto found = rig.probe();
        QVERIFY(!found.ok());
        QCOMPARE(found.error().kind(), Error::Kind::BadInput);
        checkSentence(found.error(), QStringLiteral("answers, but is not a Chatwoot"));
        QCOMPARE(rig.server.requests().size(), size_t(1)); // at once, and the token went nowhere
    }

    void wrongUrl()
    {
        ChatwootRig rig;
        rig.account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
        rig.restart();
        const auto found = rig.probe();
        QVERIFY(!found.ok());
        QCOMPARE(found.error().kind(), Error::Kind::Network);
        checkSentence(found.error(), QStringLiteral("127.0.0.1"));
    }

    void expiredTokenAndNone()
    {
        ChatwootRig rig;
        serve(rig);
        rig.on("/api/v1/profile", R"({"name":"Ana","accounts":[{"id":"one","name":7}]})");
        QCOMPARE(rig.probe().error().kind(), Error::Kind::WrongShape); // not "no member"
        rig.on("/api/v1/profile", R"({"error":"Invalid Access Token"})", 401);
        const auto found = rig.probe();
        QCOMPARE(found.error().kind(), Error::Kind::Unauthorized);
        checkSentence(found.error(), QStringLiteral("the user's profile"));
        rig.provider = std::make_unique<ChatwootProvider>(
            rig.account, Secrets(), ProviderContext{&rig.http, &rig.worker, &rig.clock});
        QCOMPARE(rig.probe().error().kind(), Error::Kind::Unauthorized);
        QCOMPARE(rig.fetch("agents").error().kind(), Error::Kind::Unauthorized);
    }

    void answers_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        using Kind = Error::Kind;
        const QByteArray json("application/json");
        const auto row = [](const char *name, Reply::How how, int status, const QByteArray &type,
                            const QByteArray &body, Kind kind) {
            QTest::newRow(name) << static_cast<int>(how) << status << type << body
                                << static_cast<int>(kind);
        };
        row("page", Reply::How::Whole, 200, "text/html", "<html>Sign in</html>", Kind::NotJson);
        row("page called json", Reply::How::Whole, 200, json, "<html>Sign in</html>",
            Kind::NotJson);
        row("truncated", Reply::How::Whole, 200, json, "[{\"id\":3,\"na", Kind::NotJson);
        row("cut by length", Reply::How::CutLength, 200, json, "[]", Kind::Network);
        row("object for list", Reply::How::Whole, 200, json, R"({"id":3})", Kind::WrongShape);
        row("token expired", Reply::How::Whole, 401, json, R"({"error":"Invalid Access Token"})",
            Kind::Unauthorized);
        row("account not yours", Reply::How::Whole, 401, json,
            R"({"error":"You are not authorized to access this account"})", Kind::Unauthorized);
        row("no route", Reply::How::Whole, 404, json, R"({"status":404,"error":"Not Found"})",
            Kind::Unavailable);
        row("server broken", Reply::How::Whole, 500, json,
            R"({"status":500,"error":"Internal Server Error"})", Kind::HttpStatus);
        row("proxy", Reply::How::Whole, 502, "text/html", "<html>Bad Gateway</html>",
            Kind::HttpStatus);
        row("redirect", Reply::How::Whole, 302, "text/html", "", Kind::HttpStatus);
        row("throttled for ever", Reply::How::Whole, 429, "text/plain", "Retry later\n",
            Kind::RateLimited);
        row("200 MB", Reply::How::Announce, 200, json, "[", Kind::TooLarge);
        row("endless", Reply::How::Endless, 200, json, QByteArray(65'536, ' '), Kind::TooLarge);
    }
    void answers()
    {
        QFETCH(int, how);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        ChatwootRig rig;
        rig.on("agents", [&](const SeenRequest &) {
            Reply reply(status, type, body);
            reply.as(static_cast<Reply::How>(how));
            return reply.how == Reply::How::Announce ? reply.announcing(200'000'000) : reply;
        });
        const auto batch = rig.fetch("agents");
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind(), static_cast<Error::Kind>(kind));
        checkSentence(batch.error(), QStringLiteral("the list of agents"));
        // A fault that cannot pass by itself is asked for once, the others a few times.
        const bool transient = batch.error().isTransient();
        QVERIFY(rig.server.requests().size() <= (transient ? 5U : 1U));
        QVERIFY(!transient || rig.server.requests().size() > 1);
    }

    void oneCutAnswerIsReadAgain()
    {
        ChatwootRig rig;
        rig.on("agents", "[]");
        rig.server.enqueue(Reply::json("[{\"id\":"));
        const auto batch = rig.fetch("agents");
        QVERIFY(batch.ok());
        QCOMPARE(rig.server.requests().size(), size_t(2));
    }

    void throttledKnocksAFewTimesAndWaitsForTheServersMinute()
    {
        ChatwootRig rig;
        rig.on("agents", "[]");
        const auto refuse = [&rig](const char *date) {
            rig.server.enqueue(Reply(429, "text/plain", "Retry later\n").with("Date", date));
        };
        refuse("Mon, 01 Jun 2026 08:00:20 GMT");
        QVERIFY(rig.fetch("agents").ok());
        const DurationMs sporadic = rig.clock.now() - ChatwootRig::startOfTime;
        QVERIFY(sporadic >= 500 && sporadic < 1'000);
        for (const char *date : {"Mon, 01 Jun 2026 08:00:21 GMT", "Mon, 01 Jun 2026 08:00:22 GMT",
                                 "Mon, 01 Jun 2026 08:00:24 GMT", "Mon, 01 Jun 2026 08:00:33 GMT"})
            refuse(date);
        QVERIFY(rig.fetch("agents").ok());
        const DurationMs throttled = rig.clock.now() - ChatwootRig::startOfTime - sporadic;
        QVERIFY(throttled >= 37'000 && throttled < 50'000);
    }

    void badRowsCostOnlyThemselves()
    {
        ChatwootRig rig;
        rig.on("agents", R"([{"id":3,"name":12,"email":"a"},{"id":4,"name":"Lea","email":null},
                             {"id":5,"name":"Good","email":"g"}])");
        const auto batch = rig.fetch("agents");
        QVERIFY(batch.ok());
        QCOMPARE(batch->agents.size(), size_t(1));
        QCOMPARE(batch->problems.size(), size_t(2));
        for (const Error &problem : batch->problems)
            checkSentence(problem, QStringLiteral("the list of agents"));
        QVERIFY(batch->problems[0].detail().contains(
            QLatin1String("$[0].name: text expected, number found")));
        QCOMPARE(batch->complete[0].remoteIds.size(), 3); // the bad ones are there, not gone
    }

    void textIsNoId()
    {
        ChatwootRig rig;
        rig.on("conversations", conversationList({conversationRow(7, 1'780'300'000)})
                                    .replace("\"id\": 7", "\"id\": \"wrong\""));
        rig.on("reporting_events", R"({"payload":[{"id":1,"name":"reply_time","value":1.0,
            "conversation_id":"wrong","created_at":"2026-06-01T08:00:00Z"}],"meta":{"total_pages":1}})");
        const auto conversations = rig.fetch("conversations");
        QVERIFY(conversations.ok() && conversations->conversations.empty());
        QCOMPARE(conversations->problems.size(), size_t(1));
        FetchRequest request(QStringLiteral("reporting_events"));
        request.window = TimeRange{0, 86'400'000};
        const auto events = rig.fetch(request);
        QVERIFY(events.ok() && events->events.empty());
        QCOMPARE(events->problems.size(), size_t(1));
    }

    void garbledRowsAreReadAgain()
    {
        ChatwootRig rig;
        const QByteArray good =
            R"([{"id":3,"name":"Ana","email":"a"},{"id":4,"name":"Lea","email":"l"}])";
        rig.on("agents", good);
        rig.server.enqueue(Reply::json(QByteArray(good).replace("\"Lea\"", "true")));
        const auto batch = rig.fetch("agents");
        QVERIFY(batch.ok());
        QCOMPARE(batch->agents.size(), size_t(2));
        QVERIFY(batch->problems.empty());
        QCOMPARE(rig.server.requests().size(), size_t(2));
    }

    void aDialectOfItsOwnIsNotAskedTwiceForEver()
    {
        ChatwootRig rig;
        rig.on("agents", R"([{"id":3,"name":12,"email":"a"},{"id":4,"name":"Lea","email":"l"}])");
        const size_t times = 20;
        for (size_t i = 0; i < times; ++i)
            QCOMPARE(rig.fetch("agents")->problems.size(), size_t(1));
        QCOMPARE(rig.server.requests().size(), times + 3);
    }

    void endlessPages_data()
    {
        QTest::addColumn<QString>("feed");
        for (const char *feed : {"conversations", "conversation_updates", "active_conversations",
                                 "reporting_events", "csat", "applied_slas"})
            QTest::newRow(feed) << QString::fromLatin1(feed);
    }
    // The server ignores the page number.
    void endlessPages()
    {
        QFETCH(QString, feed);
        ChatwootRig rig;
        const qint64 now = ChatwootRig::startOfTime / 1000;
        rig.on("conversations", conversationList({conversationRow(1, now)}));
        rig.on("reporting_events", R"({"payload":[{"id":1,"name":"reply_time","value":1.0,
            "created_at":"2026-06-01T08:00:00Z"}]})");
        rig.on("csat_survey_responses", R"([{"conversation_id":7,"rating":2}])");
        rig.on("applied_slas",
               R"({"payload":[{"applied_sla":{"sla_status":"missed"},"conversation":{"id":1}}]})");
        FetchRequest request(feed);
        request.window = TimeRange{0, 86'400'000};
        request.since = 1'000;
        for (int page = 1; page <= 3; ++page) {
            const auto batch = rig.fetch(request);
            if (page == 3) {
                QVERIFY(!batch.ok());
                QCOMPARE(batch.error().kind(), Error::Kind::TooLarge);
                checkSentence(batch.error(), QStringLiteral("does not end"));
                break;
            }
            QVERIFY(batch.ok());
            request.cursor = batch->nextCursor;
            QVERIFY(!request.cursor.isEmpty());
        }
        // After three failed attempts in the same place the list is still not called endless.
        request.cursor.clear();
        for (int attempt = 0; attempt < 4; ++attempt)
            QVERIFY(rig.fetch(request).ok());
    }
};

QTEST_GUILESS_MAIN(TestChatwootBadInput)
#include "tst_chatwootbadinput.moc"
