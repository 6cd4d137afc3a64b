// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/jsonschema.h"
#include "sandbox/rocketchatclient.h"
#include "sandbox/truthfloor.h"

#include <QFile>
#include <QTest>

using namespace watchfloor::sandbox;

namespace {

const QString Start = QStringLiteral("2026-05-31T00:00:00.000Z");
const QString End = QStringLiteral("2026-06-02T00:00:00.000Z");

RocketChatOptions with(const char *settings)
{
    RocketChatOptions options;
    options.limit = 0;
    for (const QString &pair : QString::fromLatin1(settings).split(u' ', Qt::SkipEmptyParts)) {
        const QString wrong = setOption(QStringLiteral("--rocketchat"), rocketChatOptions(),
                                        &options, pair.section(u'=', 0, 0), pair.section(u'=', 1));
        if (!wrong.isEmpty())
            qFatal("%s", qPrintable(wrong));
    }
    return options;
}

QString errorOf(const Response &response)
{
    return QJsonDocument::fromJson(response.body)
        .object()
        .value(QStringLiteral("error"))
        .toString();
}

} // namespace

/// Who may come in, which text whom is refused with, and how often one may ask.
class TestRocketChatGate : public QObject {
    Q_OBJECT

    Floor m_floor{Vendor::RocketChat};

private Q_SLOTS:
    void initTestCase() { m_floor.open(at(1), m_floor.web, m_floor.tech); }

    void refuses_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<bool>("knownToken");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        const QString seed = report("agent", Start, End);
        const char *login = "You must be logged in to do this.";
        const char *right = "User does not have the permissions required for this action "
                            "[error-unauthorized]";
        const char *licence = "This is an enterprise feature [error-action-not-allowed]";
        const auto row = [](const char *name, const char *settings, bool known,
                            const QString &target, int status, const char *error) {
            QTest::newRow(name) << QString::fromLatin1(settings) << known << target << status
                                << QString::fromLatin1(error);
        };
        row("good", "", true, seed, 200, "");
        row("no token", "", false, seed, 401, login);
        row("no licence", "edition=community", true, seed, 400, licence);
        row("an agent", "role=livechat-agent", true, seed, 403, right);
        row("a monitor", "role=livechat-monitor", true, seed, 200, "");
        // Two faults at once: which one is told changed with the order of the checks.
        row("newer, no token and licence", "edition=community", false, seed, 401, login);
        row("older, no token and licence", "edition=community version=7.9.0", false, seed, 400,
            licence);
        row("newer, agent without licence", "edition=community role=livechat-agent", true, seed,
            403, right);
        row("older, agent without licence", "edition=community role=livechat-agent version=7.9.0",
            true, seed, 400, licence);
        row("newer, agent and no start", "role=livechat-agent", true,
            livechat(QStringLiteral("analytics/dashboards/conversations-by-agent")), 403, right);
        row("older, agent and no start", "role=livechat-agent version=7.9.0", true,
            livechat(QStringLiteral("analytics/dashboards/conversations-by-agent")), 400,
            "must have required property 'start' [invalid-params]");
        row("older words", "role=livechat-agent version=7.9.0", true, seed, 403, "unauthorized");
        row("9.0 words", "role=livechat-agent version=9.0.0", true, seed, 403, "forbidden");
        row("6.4 without licence", "edition=community version=6.5.0", true, seed, 404, "");
        row("before 6.4", "version=6.3.0", true, seed, 404, "");
        row("agent asks for all rooms", "role=livechat-agent", true,
            livechat(QStringLiteral("rooms")), 403, "unauthorized");
        row("agent asks for own rooms", "role=livechat-agent", true,
            livechat(QStringLiteral("rooms?agents[]=wfBoardUser000017")), 200, "");
        row("manager asks for the licence", "", true, QStringLiteral("/api/v1/licenses.info"), 403,
            right);
        row("admin asks for it", "role=admin", true, QStringLiteral("/api/v1/licenses.info"), 200,
            "");
        row("one parameter too many", "", true, seed + QStringLiteral("&departmentId=x"), 400,
            "must NOT have additional properties [invalid-params]");
        row("sort in words", "", true, seed + QStringLiteral("&sort=name"), 400,
            "Invalid sort parameter provided: \"name\" [error-invalid-sort]");
        row("sort by two", "", true, seed + QStringLiteral("&sort={\"total\":2}"), 400,
            "Invalid sort parameter provided: \"{\"total\":2}\" [error-invalid-sort]");
        row("no end", "", true,
            livechat(QStringLiteral("analytics/dashboards/conversations-by-tags?start=")) + Start,
            400, "must have required property 'end' [invalid-params]");
        row("outside the contract", "", true, QStringLiteral("/api/v1/channels.list"), 500,
            "sandbox: GET /api/v1/channels.list is not in the contract");
        row("a room's bad date", "", true,
            livechat(QStringLiteral("rooms?createdAt={\"start\":\"soon\"}")), 400,
            "The \"createdAt.start\" query parameter must be a valid date.");
        row("rooms with a cache buster", "", true, livechat(QStringLiteral("rooms?_=1")), 400,
            "must NOT have additional properties [invalid-params]");
        row("another path", "root=/chat", true, seed, 404, "");
        row("the sub-path", "root=/chat", true, QStringLiteral("/chat") + seed, 200, "");
    }
    void refuses()
    {
        QFETCH(QString, settings);
        QFETCH(bool, knownToken);
        QFETCH(QString, target);
        QFETCH(int, status);
        QFETCH(QString, error);
        RocketChatClient client(m_floor.world, with(settings.toLatin1().constData()));
        if (!knownToken)
            client.token = "stale";
        const Response response = client.ask(target);
        QVERIFY2(response.status == status, response.body.constData());
        QCOMPARE(errorOf(response), error);
        // Both headers are needed, and one's token opens nothing for another.
        client.userId = "somebodyElse00001";
        if (status == 200)
            QCOMPARE(client.ask(target).status, 401);
    }

    void errorsFitTheSchemas()
    {
        QFile file(QStringLiteral(TEST_DATA_DIR "/sandbox/rocketchat.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const JsonSchema schemas(QJsonDocument::fromJson(file.readAll())
                                     .object()
                                     .value(QStringLiteral("schemas"))
                                     .toObject());
        const auto fits = [&](const Response &response, const char *schema) {
            return schemas.check(QLatin1String(schema),
                                 QJsonDocument::fromJson(response.body).object());
        };
        RocketChatClient client(m_floor.world);
        QCOMPARE(fits(client.ask(report("agent", Start, End)), "by_agent"), QString());
        QCOMPARE(fits(client.ask(report("agent", End, Start)), "bad_request"), QString());
        RocketChatClient agent(m_floor.world, with("role=livechat-agent"));
        QCOMPARE(fits(agent.ask(report("agent", Start, End)), "forbidden"), QString());
        client.token.clear();
        QCOMPARE(fits(client.ask(report("agent", Start, End)), "unauthorized"), QString());
        RocketChatClient later(m_floor.world, with("version=9.0.0"));
        later.token.clear();
        QVERIFY(!later.ask(report("agent", Start, End)).body.contains("message"));
    }

    void readsDates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc"); // empty: no date
        const auto row = [](const char *text, const char *utc) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
        };
        row("2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z");
        row("2024-01-01T00:00:00+03:00", "2023-12-31T21:00:00.000Z");
        row("2024-01-01T00:00:00-0330", "2024-01-01T03:30:00.000Z");
        // Without a zone: the server's, three hours west.
        row("2024-01-01", "2024-01-01T03:00:00.000Z");
        row("20240101", "2024-01-01T03:00:00.000Z");
        row("2024", "2024-01-01T03:00:00.000Z");
        row("2024-W05", "2024-01-29T03:00:00.000Z");
        row("2024-01-01T10:00:00", "2024-01-01T13:00:00.000Z");
        row("01/02/2024", "2024-01-02T03:00:00.000Z");
        row("Mon, 01 Jan 2024 00:00:00 +0000", "2024-01-01T00:00:00.000Z");
        row("2024-01-01T00:00:00 03:00", "");
        row("1704067200", "");
        row("1704067200000", "");
        row("", "");
        row("null", "");
        row("test", "");
        row("2024-02-30", "");
    }
    void readsDates()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const rocketchat::Dates dates(QStringLiteral("America/Sao_Paulo"));
        const auto found = dates.moment(text);
        QCOMPARE(found ? rocketchat::isoText(*found) : QString(), utc);
    }

    void checksRanges_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *start, const char *end, const char *error) {
            QTest::addRow("%s %s", start, end)
                << QString::fromLatin1(start) << QString::fromLatin1(end)
                << QString::fromLatin1(error);
        };
        const char *tooLong =
            "The \"start\" and \"end\" query parameters must be less than 1 year apart.";
        row("2024-03-01T12:00:00Z", "2025-03-04T12:00:00Z", "");
        row("2024-03-01T12:00:00Z", "2025-03-05T12:00:00Z", tooLong);
        row("2024-01-01T00:00:00Z", "2025-01-15T00:00:00Z", tooLong);
        row("x", "y", "The \"start\" query parameter must be a valid date.");
        row("2024-01-01T00:00:00Z", "y", "The \"end\" query parameter must be a valid date.");
        row("2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z",
            "The \"start\" query parameter must be before the \"end\" query parameter.");
        row("2024-01-02T00:00:00Z", "2024-01-02T00:00:00Z", "");
    }
    void checksRanges()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(QString, error);
        RocketChatClient client(m_floor.world);
        const Response response = client.ask(report("agent", start, end));
        QCOMPARE(errorOf(response), error);
        QCOMPARE(response.status, error.isEmpty() ? 200 : 400);
        QVERIFY(!response.body.contains("errorType"));
    }

    void limitsEachRoute()
    {
        RocketChatOptions options;
        RocketChatClient client(m_floor.world, options);
        const QString rooms = livechat(QStringLiteral("rooms"));
        const auto header = [](const Response &response, const char *name) {
            for (const auto &[key, value] : response.headers) {
                if (key == name)
                    return value.toLongLong();
            }
            return qlonglong(-1);
        };
        const Ms begin = 5'000'000;
        client.pacedMs = begin;
        for (int i = 1; i <= 10; ++i) {
            const Response response = client.ask(rooms);
            QCOMPARE(response.status, 200);
            QCOMPARE(header(response, "X-RateLimit-Limit"), 10);
            QCOMPARE(header(response, "X-RateLimit-Remaining"), 10 - i);
            QCOMPARE(header(response, "X-RateLimit-Reset"), m_floor.world.now() + Minute);
        }
        client.pacedMs = begin + 18 * Second + 400;
        const Response refused = client.ask(rooms);
        QCOMPARE(refused.status, 429);
        QCOMPARE(errorOf(refused),
                 QStringLiteral("Error, too many requests. Please slow down. You must wait 42 "
                                "seconds before trying this endpoint again. "
                                "[error-too-many-requests]"));
        QCOMPARE(header(refused, "X-RateLimit-Remaining"), 0);
        QCOMPARE(header(refused, "X-RateLimit-Reset"),
                 m_floor.world.now() + Minute - 18 * Second - 400);
        QCOMPARE(client.ask(livechat(QStringLiteral("queue"))).status, 200); // another route
        client.pacedMs = begin + Minute; // what the header names still belongs to the window
        QCOMPARE(client.ask(rooms).status, 429);
        client.pacedMs = begin + Minute + 1;
        QCOMPARE(client.ask(rooms).status, 200);
        // Who is nobody is not counted either.
        client.token = "stale";
        QCOMPARE(header(client.ask(rooms), "X-RateLimit-Limit"), -1);
        RocketChatClient off(m_floor.world);
        for (int i = 0; i < 30; ++i)
            QCOMPARE(header(off.ask(rooms), "X-RateLimit-Limit"), -1);
    }

    void logsIn()
    {
        RocketChatClient client(m_floor.world, with("two_factor=totp session=60"));
        const QByteArray goodToken = client.token;
        client.extra = {{"Content-Type", "application/json"}};
        client.token.clear();
        const QString path = QStringLiteral("/api/v1/login");
        const auto post = [&](const QByteArray &body) {
            client.method = "POST";
            client.body = body;
            const Response response = client.ask(path);
            client.method = "GET";
            return response;
        };
        QCOMPARE(post(R"({"user":"lead","password":"wrong"})").status, 401);
        const Response challenge = post(R"({"user":"lead","password":"sandbox-password"})");
        QCOMPARE(challenge.status, 401);
        QCOMPARE(errorOf(challenge), QStringLiteral("totp-required"));
        QCOMPARE(QJsonDocument::fromJson(challenge.body)[u"details"][u"method"].toString(),
                 QStringLiteral("totp"));
        QCOMPARE(post(R"({"user":"lead","password":"sandbox-password","code":"1"})").status, 401);
        QCOMPARE(post(R"({"user":"lead","password":"x","colour":"red"})").status, 500);
        const Response welcome =
            post(R"({"user":"lead","password":"sandbox-password","code":"123456"})");
        QCOMPARE(welcome.status, 200);
        const auto data = QJsonDocument::fromJson(welcome.body)[u"data"];
        QCOMPARE(data[u"userId"].toString().toUtf8(), client.userId);
        client.token = data[u"authToken"].toString().toUtf8();
        QVERIFY(!client.token.isEmpty() && client.token != goodToken);
        QCOMPARE(client.object(QStringLiteral("/api/v1/me"))[u"username"].toString(),
                 QStringLiteral("lead"));
        QCOMPARE(post("{\"resume\":\"" + client.token + "\"}").status, 200);
        client.method = "POST";
        QCOMPARE(client.ask(QStringLiteral("/api/v1/logout")).status, 200);
        client.method = "GET";
        QCOMPARE(client.ask(QStringLiteral("/api/v1/me")).status, 401);
        QCOMPARE(post("{\"resume\":\"" + client.token + "\"}").status, 401);
        // A personal access token lives on; logging out with it would end it.
        client.token = goodToken;
        client.method = "POST";
        QCOMPARE(client.ask(QStringLiteral("/api/v1/logout")).status, 500);
        client.body = R"({"tokenName":"board"})";
        QVERIFY(errorOf(client.ask(QStringLiteral("/api/v1/users.generatePersonalAccessToken")))
                    .contains(QStringLiteral("[totp-required]")));
        client.extra.emplace_back("x-2fa-code", "123456");
        QCOMPARE(client.object(QStringLiteral("/api/v1/users.generatePersonalAccessToken"))
                     .value(QStringLiteral("token"))
                     .toString()
                     .toUtf8(),
                 goodToken);
        // From 9.0 on nothing tells that a code is missing.
        RocketChatClient later(m_floor.world, with("two_factor=email version=9.0.0"));
        later.extra = {{"Content-Type", "application/json"}};
        later.method = "POST";
        later.body = R"({"user":"lead","password":"sandbox-password"})";
        QCOMPARE(later.ask(path).body, QByteArray(R"({"error":"unauthorized","success":false})"));
    }

    void loginsEnd()
    {
        Floor floor(Vendor::RocketChat);
        RocketChatClient client(floor.world, with("session=60"));
        client.extra = {{"Content-Type", "application/json"}};
        client.method = "POST";
        client.body = R"({"user":"lead","password":"sandbox-password"})";
        const Response welcome = client.ask(QStringLiteral("/api/v1/login"));
        client.token =
            QJsonDocument::fromJson(welcome.body)[u"data"][u"authToken"].toString().toUtf8();
        client.method = "GET";
        QCOMPARE(client.ask(QStringLiteral("/api/v1/me")).status, 200);
        floor.world.advanceTo(floor.world.now() + Minute);
        QCOMPARE(client.ask(QStringLiteral("/api/v1/me")).status, 401);
    }

    void tellsItsVersion()
    {
        RocketChatClient client(m_floor.world);
        client.token.clear();
        const QJsonObject info = client.object(QStringLiteral("/api/info"));
        QCOMPARE(info.value(QStringLiteral("version")).toString(), QStringLiteral("8.7"));
        QVERIFY(!info.contains(QStringLiteral("info")));
        RocketChatClient admin(m_floor.world, with("role=admin"));
        QCOMPARE(admin.object(QStringLiteral("/api/info"))[u"info"][u"version"].toString(),
                 QStringLiteral("8.7.1"));
    }
};

QTEST_GUILESS_MAIN(TestRocketChatGate)
#include "tst_rocketchatgate.moc"
