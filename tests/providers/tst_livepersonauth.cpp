// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/oauth1.h"
#include "support/livepersonrig.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const QByteArray skillsJson = R"([{"id":1,"name":"Sales","deleted":false}])";

QString part(const QByteArray &header, const char *name)
{
    const QRegularExpression pattern(QStringLiteral("%1=\"([^\"]*)\"").arg(QLatin1String(name)));
    const auto match = pattern.match(QString::fromLatin1(header));
    return QUrl::fromPercentEncoding(match.captured(1).toLatin1());
}

/// Whether the header signs just this request, recomputed from what came over the wire.
bool isSigned(const SeenRequest &request, const QUrl &base)
{
    const QByteArray header = request.header("Authorization");
    const QUrl url = QUrl::fromEncoded(base.toEncoded(QUrl::RemovePath | QUrl::StripTrailingSlash) +
                                           request.target,
                                       QUrl::StrictMode);
    oauth1::Credentials all;
    all.consumerKey = "consumer_key-canary";
    all.consumerSecret = "consumer_secret-canary";
    all.token = "token-canary";
    all.tokenSecret = "token_secret-canary";
    oauth1::Parameters oauth;
    for (const char *name : {"oauth_consumer_key", "oauth_nonce", "oauth_signature_method",
                             "oauth_timestamp", "oauth_token", "oauth_version"})
        oauth.append({name, part(header, name).toUtf8()});
    const QByteArray text = oauth1::baseString(request.method, url, oauth);
    return part(header, "oauth_signature").toLatin1() ==
           oauth1::signature(text, all, oauth1::Method::HmacSha1);
}

Reply at(Reply reply, TimeMs serverTime)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(serverTime, Qt::UTC);
    return reply.with(
        "Date",
        QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1());
}

const QByteArray loginJson =
    R"({"bearer":"bearer-canary","csrf":"csrf-canary","sessionTTl":"28800000",
        "config":{"loginName":"lead@example.test","serverCurrentTime":1780315500000,
                  "accountTimeZoneId":"Europe/Berlin"}})";

} // namespace

class TestLivePersonAuth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAttemptIsSignedAnew()
    {
        LivePersonRig rig;
        int count = 0;
        rig.on("le-users/skills", [&](const SeenRequest &) {
            return ++count < 3 ? Reply::json(R"({"message":"try later"})", 503)
                               : Reply::json(skillsJson);
        });
        const auto batch = rig.fetch("skills");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        const auto asked = rig.asked("le-users/skills");
        QCOMPARE(asked.size(), size_t(3));
        QSet<QString> nonces;
        QSet<QString> times;
        for (const SeenRequest &request : asked) {
            QVERIFY2(isSigned(request, rig.server.url()), request.header("Authorization"));
            nonces.insert(part(request.header("Authorization"), "oauth_nonce"));
            times.insert(part(request.header("Authorization"), "oauth_timestamp"));
        }
        QCOMPARE(nonces.size(), 3);
        QCOMPARE(times.size(), 3); // after 5 and 10 seconds
        QVERIFY(!asked[0].has("Cookie"));
    }

    void clockIsCorrectedOnce_data()
    {
        QTest::addColumn<qint64>("skewSeconds");
        QTest::addColumn<int>("requests");
        QTest::newRow("an hour ahead") << qint64(3600) << 2;
        QTest::newRow("ten minutes behind") << qint64(-600) << 2;
        QTest::newRow("nearly right: the key itself is wrong") << qint64(30) << 1;
    }

    void clockIsCorrectedOnce()
    {
        QFETCH(qint64, skewSeconds);
        QFETCH(int, requests);
        LivePersonRig rig;
        rig.on("le-users/skills", [&](const SeenRequest &request) {
            const TimeMs serverNow = rig.clock.now() + skewSeconds * 1000;
            const qint64 stamp =
                part(request.header("Authorization"), "oauth_timestamp").toLongLong();
            const bool good = qAbs(stamp - serverNow / 1000) < 20;
            return at(good ? Reply::json(skillsJson)
                           : Reply::json(R"({"reason":"oauth_problem=timestamp_refused",
                                             "message":"Unauthorized"})",
                                         401),
                      serverNow);
        });
        const auto batch = rig.fetch("skills");
        QCOMPARE(batch.ok(), requests == 2);
        QCOMPARE(int(rig.asked("le-users/skills").size()), requests);
        if (batch.ok()) { // and from then on at once
            QVERIFY(rig.fetch("skills").ok());
            QCOMPARE(int(rig.asked("le-users/skills").size()), requests + 1);
        } else {
            QCOMPARE(batch.error().kind(), Error::Kind::Unauthorized);
            QVERIFY(batch.error().sentence().contains(QLatin1String("timestamp_refused")));
        }
    }

    void refusals_data()
    {
        QTest::addColumn<bool>("anotherWorks");
        QTest::addColumn<int>("status");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("401 alone") << false << 401 << Error::Kind::Unauthorized
                                   << QStringLiteral("four values of the API key");
        QTest::newRow("401 beside another service")
            << true << 401 << Error::Kind::Forbidden
            << QStringLiteral("\"Data, Key Messaging Metrics\"");
        QTest::newRow("403") << false << 403 << Error::Kind::Forbidden
                             << QStringLiteral("\"Data, Key Messaging Metrics\"");
        QTest::newRow("404") << false << 404 << Error::Kind::Unavailable
                             << QStringLiteral("may not have the feature");
        QTest::newRow("400") << false << 400 << Error::Kind::HttpStatus
                             << QStringLiteral("limit: must be less");
    }

    void refusals()
    {
        QFETCH(bool, anotherWorks);
        QFETCH(int, status);
        QFETCH(Error::Kind, kind);
        QFETCH(QString, says);
        LivePersonRig rig;
        rig.on("le-users/skills", skillsJson);
        rig.on("historical", R"({"causes":["limit: must be less"],"message":"Bad"})", status);
        if (anotherWorks)
            QVERIFY(rig.fetch("skills").ok());
        const auto batch = rig.fetch("key_trend");
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind(), kind);
        const QString sentence = batch.error().sentence();
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QLatin1String("canary")), qPrintable(sentence));
        QCOMPARE(rig.asked("historical").size(), size_t(1)); // 4xx is never tried again
    }

    void domainsAreLookedUpAndRemembered()
    {
        LivePersonRig rig;
        rig.set("domain_lookup", QStringLiteral("always"));
        const QByteArray host = rig.server.url().authority().toLatin1();
        rig.on("/service/baseURI.json",
               "{\"baseURIs\":[{\"service\":\"accountConfigReadOnly\",\"account\":\"12345678\","
               "\"baseURI\":\"" +
                   host + "\"},{\"service\":\"bad\",\"baseURI\":\"evil.test/path\"}]}");
        rig.on("/service/agentManagerWorkspace/baseURI.json",
               "{\"service\":\"agentManagerWorkspace\",\"account\":\"12345678\",\"baseURI\":\"" +
                   host + "\"}");
        rig.on("le-users/skills", skillsJson);
        rig.on("historical", R"({"historicalMetricsIntervals":[]})");
        QVERIFY(rig.fetch("skills").ok());
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.asked("baseURI.json").size(), size_t(1));
        const SeenRequest lookup = rig.asked("baseURI.json").front();
        QCOMPARE(lookup.target,
                 QByteArray("/api/account/12345678/service/baseURI.json?version=1.0"));
        QVERIFY(!lookup.has("Authorization"));
        // The list does not name it: asked by its own name.
        QVERIFY(rig.fetch("key_trend").ok());
        QCOMPARE(rig.asked("service/agentManagerWorkspace/baseURI.json").size(), size_t(1));
        const size_t before = rig.asked("baseURI.json").size();
        rig.clock.advance(23 * 3'600'000);
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.asked("baseURI.json").size(), before);
        rig.clock.advance(2 * 3'600'000);
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.asked("baseURI.json").size(), before + 1);
    }

    void movedServiceIsFoundAgain_data()
    {
        QTest::addColumn<bool>("dead");
        QTest::newRow("404") << false;
        QTest::newRow("nobody there") << true;
    }

    void movedServiceIsFoundAgain()
    {
        QFETCH(bool, dead);
        LivePersonRig rig;
        LoopbackServer newHome;
        newHome.setResponder([](const SeenRequest &) { return Reply::json(skillsJson); });
        auto oldHome = std::make_unique<LoopbackServer>();
        oldHome->setResponder([](const SeenRequest &) { return Reply::json(skillsJson); });
        QByteArray host = oldHome->url().authority().toLatin1();
        rig.set("domain_lookup", QStringLiteral("always"));
        rig.on("/service/baseURI.json", [&](const SeenRequest &) {
            return Reply::json("{\"baseURIs\":[{\"service\":\"accountConfigReadOnly\","
                               "\"baseURI\":\"" +
                               host + "\"}]}");
        });
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(oldHome->requests().size(), size_t(1));
        host = newHome.url().authority().toLatin1();
        rig.clock.advance(30 * 60'000);
        if (dead)
            oldHome.reset();
        else
            oldHome->setResponder([](const SeenRequest &) { return Reply::json("{}", 404); });
        const auto batch = rig.fetch("skills");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        QCOMPARE(newHome.requests().size(), size_t(1));
        QCOMPARE(rig.asked("baseURI.json").size(), size_t(2));
    }

    void unknownAccount()
    {
        LivePersonRig rig;
        rig.set("domain_lookup", QStringLiteral("always"));
        rig.on("baseURI.json", R"({"message":"bad site"})", 401);
        const auto result = rig.probe();
        QVERIFY(!result.ok());
        QCOMPARE(result.error().kind(), Error::Kind::BadInput);
        QVERIFY(result.error().sentence().contains(QLatin1String("no account of this id")));
    }

    void signInOnceAndKeptAlive()
    {
        LivePersonRig rig;
        rig.useLogin();
        rig.on("/login", [](const SeenRequest &) {
            Reply reply = Reply::json(loginJson);
            return reply.with("Set-Cookie", "Session_id=cookie-canary; Path=/; Secure");
        });
        rig.on("/refresh", [](const SeenRequest &) { return Reply::json("{}"); });
        rig.on("le-users/skills", [](const SeenRequest &request) {
            return request.header("Authorization") == "Bearer bearer-canary"
                       ? Reply::json(skillsJson)
                       : Reply::json("{}", 401);
        });
        QVERIFY(rig.fetch("skills").ok());
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.asked("/login").size(), size_t(1));
        const SeenRequest login = rig.asked("/login").front();
        QCOMPARE(login.target, QByteArray("/api/account/12345678/login?v=1.3"));
        QCOMPARE(LivePersonRig::bodyOf(login)[u"username"].toString(),
                 QStringLiteral("lead@example.test"));
        QVERIFY(!login.has("Authorization"));
        QCOMPARE(rig.asked("/refresh").size(), size_t(0));
        rig.clock.advance(6 * 60'000);
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.asked("/refresh").size(), size_t(1));
        const SeenRequest refresh = rig.asked("/refresh").front();
        QCOMPARE(refresh.header("Cookie"), QByteArray("Session_id=cookie-canary"));
        QCOMPARE(LivePersonRig::bodyOf(refresh)[u"csrf"].toString(), QStringLiteral("csrf-canary"));
        // Near its end the session is replaced, not renewed.
        rig.clock.advance(8 * 3'600'000);
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.asked("/login").size(), size_t(2));
        for (const SeenRequest &request : rig.asked("le-users/skills"))
            QVERIFY(!request.has("Cookie"));
    }

    void lostSessionIsReplacedOnce()
    {
        LivePersonRig rig;
        rig.useLogin();
        int logins = 0;
        bool locked = false;
        rig.on("/login", [&](const SeenRequest &) {
            ++logins;
            return Reply::json(R"({"bearer":"b)" + QByteArray::number(logins) + R"("})");
        });
        rig.on("/refresh", R"({"message":"gone"})", 401);
        rig.on("le-users/skills", [&](const SeenRequest &request) {
            const bool good = !locked && request.header("Authorization") ==
                                             "Bearer b" + QByteArray::number(logins);
            return good && logins > 1 ? Reply::json(skillsJson) : Reply::json("{}", 401);
        });
        QVERIFY(!rig.fetch("skills").ok()); // as fresh as can be, and refused
        rig.clock.advance(60'000);
        QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(logins, 2);
        locked = true;
        rig.clock.advance(60'000);
        const auto batch = rig.fetch("skills");
        QVERIFY(!batch.ok());
        QCOMPARE(logins, 3);
    }

    void wrongPasswordIsNotTriedAgainAndAgain()
    {
        LivePersonRig rig;
        rig.useLogin();
        rig.on("/login", R"({"message":"wrong"})", 401);
        for (int i = 0; i < 3; ++i) {
            const auto batch = rig.fetch("skills");
            QVERIFY(!batch.ok());
            QCOMPARE(batch.error().kind(), Error::Kind::Unauthorized);
            QVERIFY(!batch.error().sentence().contains(QLatin1String("canary")));
        }
        QCOMPARE(rig.asked("/login").size(), size_t(1));
    }

    void probeFindsRights()
    {
        LivePersonRig rig;
        rig.on("metrics", R"({"metadata":{"count":0},"all":{"onlineAgents":3}})");
        rig.on("le-users/agentGroups", R"([{"id":1,"deleted":false}])");
        rig.on("conversations/search", R"({"message":"no"})", 403);
        const auto result = rig.probe();
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().sentence()));
        QCOMPARE(result->capabilities,
                 QStringList({QStringLiteral("key_metrics"), QStringLiteral("configuration")}));
        QCOMPARE(result->chosenAccountId, QStringLiteral("12345678"));
        QCOMPARE(result->notes.size(), 2);
        QVERIFY(result->notes[0].contains(
            QLatin1String("\"Data, Engagement History / Messaging Interactions\"")));
        QVERIFY(result->notes[1].contains(QLatin1String("does not offer it")));
    }

    void probeOfALogin()
    {
        LivePersonRig rig;
        rig.useLogin();
        rig.on("/login", loginJson);
        rig.on("metrics", R"({"all":{}})");
        const auto result = rig.probe();
        QVERIFY(result.ok());
        QCOMPARE(result->timeZone, QStringLiteral("Europe/Berlin"));
        QCOMPARE(result->userName, QStringLiteral("lead@example.test"));
        QCOMPARE(result->capabilities, QStringList(QStringLiteral("key_metrics")));
    }

    void probeOfAWrongKey()
    {
        LivePersonRig rig;
        for (const char *path : {"metrics", "agentGroups", "search", "status-changes"})
            rig.on(path, R"({"reason":"oauth_problem=token_rejected&oauth_problem_advice=x"})",
                   401);
        const auto result = rig.probe();
        QVERIFY(!result.ok());
        QCOMPARE(result.error().kind(), Error::Kind::Unauthorized);
        QVERIFY(result.error().sentence().contains(QLatin1String("token_rejected")));
        QVERIFY(!result.error().sentence().contains(QLatin1String("canary")));
    }

    void rateIsKept()
    {
        LivePersonRig rig;
        rig.paced = true;
        rig.restart();
        std::vector<TimeMs> times;
        rig.on("le-users/skills", [&](const SeenRequest &) {
            times.push_back(rig.clock.now());
            return Reply::json(skillsJson);
        });
        for (int i = 0; i < 65; ++i)
            QVERIFY(rig.fetch("skills").ok());
        QCOMPARE(rig.server.maxActive(), 1);
        for (size_t i = 1; i < times.size(); ++i)
            QVERIFY(times[i] - times[i - 1] >= 250);
        for (size_t i = 30; i < times.size(); ++i)
            QVERIFY(times[i] - times[i - 30] >= 60'000);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonAuth)
#include "tst_livepersonauth.moc"
