// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonclient.h"
#include "sandbox/truthfloor.h"

#include <QTest>

#include <set>

using namespace watchfloor::sandbox;

namespace {

QString path(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestLivePersonDialect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Vendor document, section 3.4.
    void signsAsTheVectors_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("uri");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("oauth");
        QTest::addColumn<QByteArray>("secrets");
        QTest::addColumn<bool>("sha256");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, const char *method, const char *uri,
                            const char *query, const char *oauth, const char *secrets,
                            const char *signature, bool sha256 = false) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(uri) << QByteArray(query)
                                << QByteArray(oauth) << QByteArray(secrets) << sha256
                                << QByteArray(signature);
        };
        row("V1", "GET", "http://photos.example.net/photos", "file=vacation.jpg&size=original",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk&"
            "oauth_signature_method=HMAC-SHA1&oauth_timestamp=1191242096&"
            "oauth_nonce=kllo9940pd9333jh&oauth_version=1.0",
            "kd94hf93k423kf44 pfkkdhi9sl3r4s00", "tR3+Ty81lMeYAr/Fid0kMTYa/WM=");
        row("V2", "GET", "http://photos.example.net/photos", "file=vacation.jpg&size=original",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk&"
            "oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131202&oauth_nonce=chapoH",
            "kd94hf93k423kf44 pfkkdhi9sl3r4s00", "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
        row("V3", "POST", "https://photos.example.net/token", "",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=hh5s93j4hdidpola&"
            "oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_nonce=walatlh&"
            "oauth_verifier=hfdp7dh39dks9884",
            "kd94hf93k423kf44 hdhd0244k9j7ao03", "gKgrFCywp7rO0OXSjdot/IHF7IU=");
        row("V4", "POST", "http://example.com/request", "b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q",
            "oauth_consumer_key=9djdj82h48djs9d2&oauth_token=kkk9d7dh3k39sjv7&"
            "oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_nonce=7d8f3e4a",
            "j49sk3j29djd dh893hdasih9", "r6/TJjbCOr97/+UU0NsvSne7s5g=");
        row("V5", "POST", "https://api.twitter.com/1/statuses/update.json",
            "include_entities=true&status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20"
            "OAuth%20request%21",
            "oauth_consumer_key=xvz1evFS4wEEPTGEFPHBog&"
            "oauth_token=370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb&"
            "oauth_signature_method=HMAC-SHA1&oauth_timestamp=1318622958&"
            "oauth_nonce=kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg&oauth_version=1.0",
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw "
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
            "tnnArxj06cWHq44gCs1OSKk/jLY=");
        const char *ours = "oauth_consumer_key=0123456789abcdef0123456789abcdef&"
                           "oauth_token=fedcba9876543210fedcba9876543210&"
                           "oauth_signature_method=HMAC-SHA1&oauth_timestamp=1591955386&"
                           "oauth_nonce=c1c04ec4-3125-44cf-9c39-cccb9343541b&oauth_version=1.0";
        const QByteArray ours256 = QByteArray(ours).replace("SHA1", "SHA256");
        const char *uri = "https://va.agentmanagerworkspace.example.net/manager_workspace/api/"
                          "account/12345678/metrics";
        const char *query = "offset=0&limit=50&sort=closedConversations:desc";
        row("V6", "POST", uri, query, ours, "appsecret0001 tokensecret0001",
            "HEzu5y6CW5+dAvdnDbzPiHrHoYI=");
        row("V6b", "POST", uri, query, ours256.constData(), "appsecret0001 tokensecret0001",
            "Wa444P5XeCLNycEC4LJj/A1VU3psZcmK0luWitvLF/M=", true);
        row("V7", "POST",
            "https://h.example.net/messaging_history/api/account/1/conversations/search",
            "source=LP%20Dash%2B1",
            "oauth_consumer_key=ck&oauth_token=tk&oauth_signature_method=HMAC-SHA1&"
            "oauth_timestamp=1&oauth_nonce=n&oauth_version=1.0",
            "a&b c%d/é", "aZqOCKHe9JDgvAxTjukaoXd7CR0=");
    }
    void signsAsTheVectors()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, uri);
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, oauth);
        QFETCH(QByteArray, secrets);
        QFETCH(bool, sha256);
        QFETCH(QByteArray, signature);
        OAuthPairs pairs = oauthQueryPairs(query);
        for (const auto &pair : oauthQueryPairs(oauth))
            pairs.push_back(pair);
        const QByteArray base = oauthBaseString(method, uri, pairs);
        const QList<QByteArray> keys = secrets.split(' ');
        QCOMPARE(oauthSignature(base, keys[0], keys[1], sha256), signature);
        if (qstrcmp(QTest::currentDataTag(), "V4") == 0)
            QCOMPARE(base,
                     QByteArray("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2"
                                "%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26"
                                "oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
                                "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D13713"
                                "1201%26oauth_token%3Dkkk9d7dh3k39sjv7"));
    }
    void baseUriDropsDefaultPorts()
    {
        QCOMPARE(oauthBaseUri("HTTPS", "Va.Example.NET:443", "/A/b"),
                 QByteArray("https://va.example.net/A/b"));
        QCOMPARE(oauthBaseUri("http", "h:80", "/"), QByteArray("http://h/"));
        QCOMPARE(oauthBaseUri("http", "h:443", "/"), QByteArray("http://h:443/"));
    }

    void namesItsDomains()
    {
        Floor floor(Vendor::LivePerson);
        LivePersonClient client(floor.world);
        client.authorization = "-";
        const QString one = client.account("service/msgHist/baseURI.json?version=1.0");
        const QJsonObject flat = client.object(client.ask("GET", one));
        QCOMPARE(flat[u"baseURI"].toString(), QStringLiteral("127.0.0.1:8080"));
        QCOMPARE(flat[u"service"].toString(), QStringLiteral("msgHist"));
        const QJsonArray all =
            client
                .object(client.ask("GET",
                                   client.account("service/baseURI.json?version=1.0")))[u"baseURIs"]
                .toArray();
        std::set<QString> names;
        for (const QJsonValue row : all)
            names.insert(row[u"service"].toString());
        for (const char *name : {"agentManagerWorkspace", "msgHist", "accountConfigReadOnly",
                                 "agentActivityDomain", "agentVep"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        QCOMPARE(
            client.ask("GET", client.account("service/msghist/baseURI.json?version=1.0")).status,
            400);
        QCOMPARE(client.ask("GET", client.account("service/msgHist/baseURI.json")).status, 400);
        QCOMPARE(client.ask("GET", path("/api/account/1/service/baseURI.json?version=1.0")).status,
                 401);
    }

    void checksSignatures_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("replace");
        QTest::addColumn<int>("skewSeconds");
        QTest::addColumn<QByteArray>("problem");
        const auto row = [](const char *name, const char *find, const char *replace,
                            const char *problem, int skew = 0) {
            QTest::newRow(name) << QByteArray(find) << QByteArray(replace) << skew
                                << QByteArray(problem);
        };
        row("as it should be", "OAuth", "OAuth", "");
        row("scheme in lower case", "OAuth", "oauth", "");
        row("another secret", "oauth_signature=\"", "oauth_signature=\"x", "signature_invalid");
        row("another key", "sandbox-consumer-key", "other", "consumer_key_unknown");
        row("another token", "sandbox-oauth-token", "other", "token_rejected");
        row("another version", "\"1.0\"", "\"1.1\"", "version_rejected");
        row("another method", "HMAC-SHA1", "PLAINTEXT", "signature_method_rejected");
        row("no nonce", "oauth_nonce", "oauth_extra", "parameter_absent");
        row("a stranger among them", "oauth_version", "version", "parameter_rejected");
        row("no quotes", "\"1.0\"", "1.0", "parameter_rejected");
        row("five minutes late", "OAuth", "OAuth", "", -300);
        row("a second more", "OAuth", "OAuth", "timestamp_refused", -301);
        row("ahead", "OAuth", "OAuth", "timestamp_refused", 301);
    }
    void checksSignatures()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, replace);
        QFETCH(int, skewSeconds);
        QFETCH(QByteArray, problem);
        Floor floor(Vendor::LivePerson);
        LivePersonClient client(floor.world);
        client.skew = skewSeconds * Second;
        const QString target =
            client.account("configuration/le-users/skills?v=4.0&select=id%2Cname%2Bx,%C3%A9");
        client.authorization = client.signature("GET", target.toUtf8()).replace(find, replace);
        const Response response = client.ask("GET", target);
        if (problem.isEmpty()) {
            QCOMPARE(response.status, 200);
            // The same header once more.
            const Response again = client.ask("GET", target);
            QCOMPARE(again.status, 401);
            QVERIFY(again.body.contains("oauth_problem=nonce_used"));
            return;
        }
        QCOMPARE(response.status, 401);
        QVERIFY2(response.body.contains("\"reason\":\"oauth_problem=" + problem),
                 response.body.constData());
        QVERIFY(response.body.contains("oauth_problem_advice="));
    }
    void signatureCoversMethodAndQuery()
    {
        Floor floor(Vendor::LivePerson);
        LivePersonClient client(floor.world);
        const QString target = client.account("configuration/le-users/skills?v=4.0");
        client.authorization = client.signature("GET", target.toUtf8() + "&select=id");
        QCOMPARE(client.ask("GET", target).status, 401);
        client.authorization = client.signature("POST", target.toUtf8());
        QCOMPARE(client.ask("GET", target).status, 401);
        client.authorization = client.signature("GET", target.toUtf8(), "HMAC-SHA256");
        QCOMPARE(client.ask("GET", target).status, 401);
        LivePersonOptions options;
        options.sha256 = true;
        LivePersonClient lenient(floor.world, options);
        lenient.authorization = lenient.signature("GET", target.toUtf8(), "HMAC-SHA256");
        QCOMPARE(lenient.ask("GET", target).status, 200);
    }

    void logsIn()
    {
        Floor floor(Vendor::LivePerson);
        LivePersonOptions options;
        options.sessionMinutes = 10;
        LivePersonClient client(floor.world, options);
        client.authorization = "-";
        const QString login = client.account("login?v=1.3");
        QJsonObject user = lpObject({{"username", options.username}, {"password", lpWord("no")}});
        QCOMPARE(client.post(login, user).status, 401);
        QCOMPARE(client.post(login, lpObject({{"username", options.username}})).status, 400);
        user[u"password"] = options.password;
        QCOMPARE(client.post(client.account("login"), user).status, 400);
        const Response response = client.post(login, user);
        const QJsonObject answer = client.object(response);
        QVERIFY(answer[u"sessionTTl"].isString());
        QCOMPARE(answer[u"sessionTTl"].toString(), QStringLiteral("600000"));
        QVERIFY(answer[u"config"][u"accountTimeZoneId"].isString());
        QCOMPARE(answer[u"config"][u"serverCurrentTime"].toInteger(), floor.world.now());
        QVERIFY(!answer[u"csdsCollectionResponse"][u"baseURIs"].toArray().isEmpty());
        const QByteArray cookie = headerOf(response, "Set-Cookie").split(';').first();
        QVERIFY(cookie.startsWith("Session_id="));

        client.authorization.clear();
        client.bearer = answer[u"bearer"].toString().toUtf8();
        const QString users = client.account("configuration/le-users/users?v=4.0");
        QCOMPARE(client.ask("GET", users).status, 200);
        const QJsonObject csrf = lpObject({{"csrf", answer[u"csrf"]}});
        QCOMPARE(client.post(client.account("refresh?v=1.3"), csrf).status, 401); // no cookie
        client.headers = {{"Cookie", cookie}};
        floor.world.advanceTo(floor.world.now() + 9 * Minute);
        QCOMPARE(client.post(client.account("refresh?v=1.3"), csrf).status, 200);
        floor.world.advanceTo(floor.world.now() + 9 * Minute);
        QCOMPARE(client.ask("GET", users).status, 200);
        floor.world.advanceTo(floor.world.now() + 2 * Minute);
        QCOMPARE(client.ask("GET", users).status, 401); // expired
        QCOMPARE(client.post(client.account("refresh?v=1.3"), csrf).status, 401);

        const QJsonObject second = client.object(client.post(login, user));
        QVERIFY(second[u"bearer"] != answer[u"bearer"]);
        client.bearer = second[u"bearer"].toString().toUtf8();
        QCOMPARE(client.ask("GET", users).status, 200);
        client.headers = {{"Cookie", "Session_id=" + second[u"sessionId"].toString().toUtf8()}};
        QCOMPARE(client.post(client.account("logout?v=1.3"), lpObject({{"csrf", second[u"csrf"]}}))
                     .status,
                 200);
        QCOMPARE(client.ask("GET", users).status, 401);
    }
    void bearersOpenWhatTheyMay()
    {
        Floor floor(Vendor::LivePerson);
        LivePersonOptions options;
        options.kmmBearer = false;
        LivePersonClient client(floor.world, options);
        const QJsonObject answer = client.object(client.post(
            client.account("login?v=1.3"),
            lpObject({{"username", options.username}, {"password", options.password}})));
        client.bearer = answer[u"bearer"].toString().toUtf8();
        QCOMPARE(client.ask("GET", client.account("configuration/le-users/users?v=4.0")).status,
                 200);
        QCOMPARE(client.post(client.kmm("skill/availability"), {}).status, 401);
        QCOMPARE(
            client.ask("GET", path("/api/v2/account/79144597/status-changes?v=2&source=x")).status,
            401);
    }

    void refusesByPermissionRateAndAdoption()
    {
        Floor floor(Vendor::LivePerson);
        LivePersonOptions options;
        options.denied = {QStringLiteral("kmm")};
        options.limitPerMinute = 4;
        options.activityStatus = 403;
        LivePersonClient client(floor.world, options);
        const Response denied = client.post(client.kmm("skill/availability"), {});
        QCOMPARE(denied.status, 403);
        QVERIFY(denied.body.contains("Key Messaging Metrics"));
        QCOMPARE(
            client.ask("GET", path("/api/v2/account/79144597/status-changes?v=2&source=x")).status,
            403);
        const QString users = client.account("configuration/le-users/users?v=4.0");
        QCOMPARE(client.ask("GET", users).status, 200);
        QCOMPARE(client.ask("GET", users).status, 200);
        QCOMPARE(client.ask("GET", users).status, 429);
        floor.world.advanceTo(floor.world.now() + Minute);
        QCOMPARE(client.ask("GET", users).status, 200);
        client.inFlight = 2;
        QCOMPARE(client.ask("GET", users).status, 429);
    }

    void listsSkillsGroupsAndUsers()
    {
        Floor floor(Vendor::LivePerson);
        floor.world.removeAgent(floor.ben);
        LivePersonClient client(floor.world);
        const QJsonArray skills =
            client.list(client.account("configuration/le-users/skills?v=4.0"));
        QCOMPARE(skills.size(), 2);
        QCOMPARE(skills[0].toObject().keys(),
                 (QStringList{path("deleted"), path("id"), path("name")}));
        QCOMPARE(skills[0][u"name"].toString(), path("Billing"));
        QVERIFY(skills[0][u"id"].toInteger() > 3'600'000'000);
        const QJsonArray own = client.list(client.account(
            "configuration/le-users/skills?v=4.0&select=id,nonsense,slaDefaultResponseTime"));
        QCOMPARE(own[0].toObject().keys(),
                 (QStringList{path("id"), path("slaDefaultResponseTime")}));
        const QJsonArray groups =
            client.list(client.account("configuration/le-users/agentGroups?v=4.0"));
        QVERIFY(groups[0][u"parentGroupId"].isNull());
        QCOMPARE(groups[1][u"parentGroupId"].toInteger(), groups[0][u"id"].toInteger());
        QVERIFY(groups[1][u"id"].isString()); // the documents' loose types

        const QString users = client.account("configuration/le-users/users?v=4.0");
        QCOMPARE(client.list(users).size(), 2);
        const QJsonArray all = client.list(users + path("&include_deleted=true"));
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[1][u"deleted"].toString(), path("true"));
        QCOMPARE(all[0][u"maxAsyncChats"].toInt(), 4);
        QCOMPARE(all[0][u"skillIds"].toArray().size(), 1);
        QCOMPARE(all[2][u"userTypeId"].toInt(), 2);
        QCOMPARE(client.ask("GET", client.account("configuration/le-users/users")).status, 400);

        const QByteArray revision = headerOf(client.ask("GET", users), "ac-revision");
        QVERIFY(!revision.isEmpty());
        client.headers = {{"If-Match", revision}};
        const Response unchanged = client.ask("GET", users);
        QCOMPARE(unchanged.status, 304);
        QVERIFY(unchanged.body.isEmpty());
        client.headers = {{"If-Match", "-1"}};
        QCOMPARE(client.ask("GET", users).status, 200);
        client.headers = {{"If-Match", revision}};
        floor.world.removeAgent(floor.ana);
        QCOMPARE(client.ask("GET", users).status, 200);
        client.headers = {{"If-None-Match", revision}};
        QCOMPARE(client.ask("GET", users).status, 500);
    }

    void refusesWhatTheContractDoesNotHold_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("target");
        const auto row = [](const char *method, const char *target) {
            QTest::newRow(target) << QByteArray(method) << path(target);
        };
        row("GET", "/");
        row("GET", "/manager_workspace/api/account/79144597/metrics");
        row("POST", "/manager_workspace/api/account/79144597/metrics?size=1");
        row("POST", "/manager_workspace/api/account/79144597/agent/availability");
        row("GET", "/operations/api/account/79144597/msgqueuehealth/current");
        row("GET", "/api/v2/account/79144597/status-changes?source=x");
        row("GET", "/api/account/79144597/configuration/le-users/users?v=4.0&v=4.0");
    }
    void refusesWhatTheContractDoesNotHold()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, target);
        Floor floor(Vendor::LivePerson);
        LivePersonClient client(floor.world);
        const Response response = client.ask(method, target, method == "POST" ? "{}" : "");
        QCOMPARE(response.status, 500);
        QVERIFY(response.body.startsWith("{\"error\":\"sandbox: "));
    }
};

QTEST_GUILESS_MAIN(TestLivePersonDialect)
#include "tst_livepersondialect.moc"
