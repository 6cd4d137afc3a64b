// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwooterrors.h"
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootmessages.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "providers/goldenfiles.h"

using namespace watchfloor;
using namespace watchfloor::chatwoot;
using namespace watchfloor::test;

namespace {

constexpr TimeMs takenAt = 1'780'300'999'000;

Result<SyncBatch> parseDerived(const QByteArray &body)
{
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    const QJsonObject from = root.value(QLatin1String("conversation")).toObject();
    ConversationKey key;
    key.remoteId = from.value(QLatin1String("remoteId")).toString();
    key.inboxRemoteId = from.value(QLatin1String("inbox")).toString();
    key.status = from.value(QLatin1String("status")).toString();
    key.created = from.value(QLatin1String("created")).toInteger();
    const QJsonDocument answer(root.value(QLatin1String("answer")).toObject());
    const auto page = parseMessages(answer.toJson());
    if (!page)
        return page.error();
    SyncBatch batch;
    batch.events = deriveEvents(key, page->facts, page->assigneeRemoteId);
    batch.problems = page->problems;
    batch.wireRows = page->wireRows;
    return batch;
}

Result<SyncBatch> parsePageOfEvents(const QByteArray &body)
{
    auto page = parseEventPage(body);
    if (!page)
        return page.error();
    // The golden file shows the number of pages where a cursor would stand.
    page->batch.nextCursor = QStringLiteral("of %1").arg(page->totalPages);
    return page->batch;
}

Parse parserFor(const QString &name)
{
    const auto starts = [&](const char *part) { return name.startsWith(QLatin1String(part)); };
    if (name == QLatin1String("conversation"))
        return [](const QByteArray &b) { return parseConversation(b, {}); };
    if (name == QLatin1String("conversations-with-contacts"))
        return [](const QByteArray &b) { return parseConversations(b, ConversationOptions{true}); };
    if (starts("conversations"))
        return [](const QByteArray &b) { return parseConversations(b, {}); };
    if (starts("conversation-events"))
        return
            [](const QByteArray &b) { return parseConversationEvents(b, QStringLiteral("33081")); };
    if (starts("events-page"))
        return parsePageOfEvents;
    if (starts("agent-metrics"))
        return [](const QByteArray &b) { return parseAgentMetrics(b, takenAt); };
    if (starts("grouped-metrics")) {
        return [](const QByteArray &b) {
            auto batch = parseGroupedMetrics(b, takenAt);
            if (batch)
                addInferredZeros(*batch, {QStringLiteral("3"), QStringLiteral("8")}, takenAt);
            return batch;
        };
    }
    if (starts("account-metrics"))
        return [](const QByteArray &b) { return parseAccountMetrics(b, takenAt, true); };
    if (starts("team-members"))
        return [](const QByteArray &b) {
            return parseMembers(b, GroupingKind::Team, QStringLiteral("5"));
        };
    if (starts("inbox-members"))
        return [](const QByteArray &b) {
            return parseMembers(b, GroupingKind::Inbox, QStringLiteral("2"));
        };
    if (starts("messages"))
        return parseDerived;
    if (starts("agents"))
        return parseAgents;
    if (starts("teams"))
        return parseTeams;
    if (starts("inboxes"))
        return parseInboxes;
    if (starts("labels"))
        return parseLabels;
    if (starts("csat"))
        return [](const QByteArray &b) -> Result<SyncBatch> {
            auto page = parseCsat(b);
            if (!page)
                return page.error();
            return page->batch;
        };
    if (starts("applied-slas"))
        return parseAppliedSlas;
    return {};
}

} // namespace

class TestChatwootParser : public QObject {
    Q_OBJECT

    const GoldenFiles m_files{"chatwoot"};

private Q_SLOTS:
    void golden_data() { m_files.addRows(); }
    void golden()
    {
        QFETCH(const QString, name);
        QByteArray text;
        m_files.compare(name, parserFor(name), &text);
        // Whatever a fixture marks as secret or personal must not survive, except the name asked
        // for.
        QVERIFY(!text.contains("SECRET"));
        QVERIFY(!text.contains("secret text"));
        QVERIFY(!text.contains("example.test\"") || name.startsWith(QLatin1String("agent")));
        QVERIFY(!text.contains("Erika") || name == QLatin1String("conversations-with-contacts"));
    }

    void truncated() { m_files.compareTruncated(parserFor, "messages"); }

    void wrongOutside_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
             {"{}", "[]", "null", "3", "\"x\"", "{\"payload\": {}}", "{\"data\": []}",
              "{\"data\": {\"payload\": 3}}", "{\"error\": \"no\"}"})
            QTest::newRow(body) << QByteArray(body);
    }
    // Each parser takes exactly one outer shape; everything else is one sentence, not rows.
    void wrongOutside()
    {
        QFETCH(QByteArray, body);
        const bool list = body == "[]";
        for (const char *name : {"agents", "teams", "agent-metrics", "csat", "conversation-events"})
            QCOMPARE(parserFor(QLatin1String(name))(body).ok(), list);
        for (const char *name : {"inboxes", "labels", "conversations", "conversation",
                                 "events-page", "applied-slas", "account-metrics"})
            QVERIFY2(!parserFor(QLatin1String(name))(body).ok(), name);
    }

    void manyBadRows()
    {
        QByteArray body = "[";
        for (int i = 0; i < 5000; ++i)
            body += "{\"id\": \"x\", \"name\": 1},";
        body.chop(1);
        body += ']';
        const auto batch = parseAgents(body);
        QVERIFY(batch.ok());
        QCOMPARE(batch->problems.size(), size_t(20));
        QCOMPARE(batch->moreLeftOut, 4980);
    }

    void errors_data()
    {
        addRefusalColumns();
        using Kind = Error::Kind;
        const auto row = addRefusal;
        const char *json = "application/json; charset=utf-8";
        const char *html = "text/html";
        row("no token", 401, R"({"errors":["You need to sign in or sign up before continuing."]})",
            json, Kind::Unauthorized, "saw no token");
        row("bad token", 401, R"({"error":"Invalid Access Token"})", json, Kind::Unauthorized,
            "does not accept the token");
        row("bot token", 401, R"({"error":"Access to this endpoint is not authorized for bots"})",
            json, Kind::Unauthorized, "belongs to a bot");
        row("not yours", 401, R"({"error":"You are not authorized to access this account"})", json,
            Kind::Unauthorized, "not a member");
        row("suspended", 401, R"({"error":"Account is suspended"})", json, Kind::Unauthorized,
            "suspended");
        row("no right", 401, R"({"error":"You are not authorized to do this action"})", json,
            Kind::Forbidden, "may not read");
        row("proxy sign-in", 401, "<html>Basic auth</html>", html, Kind::Unauthorized,
            "in front of Chatwoot");
        row("plan", 402, R"({"error":"Account limit exceeded"})", json, Kind::Unavailable, "plan");
        row("documented 403", 403, R"({"description":"Access denied","errors":[]})", json,
            Kind::Forbidden, "may not read");
        row("blocklist", 403, "Forbidden\n", "text/plain", Kind::HttpStatus,
            "in front of Chatwoot");
        row("no record", 404, R"({"error":"Resource could not be found"})", json, Kind::NotFound,
            "no such record");
        row("no route", 404, R"({"status":404,"error":"Not Found"})", json, Kind::Unavailable,
            "does not offer");
        row("no route, page", 404, "<!DOCTYPE html><title>404</title>", html, Kind::Unavailable,
            "does not offer");
        row("empty 422", 422, "", json, Kind::HttpStatus, "status 422");
        row("text 422", 422, R"({"error":"invalid group_by"})", json, Kind::HttpStatus,
            "invalid group_by");
        row("model 422", 422, R"({"message":"Name is too long","attributes":["name"]})", json,
            Kind::HttpStatus, "Name is too long");
        row("throttled", 429, "Retry later\n", "text/plain", Kind::RateLimited, "slow down");
        row("crash", 500, R"({"status":500,"error":"Internal Server Error"})", json,
            Kind::HttpStatus, "status 500");
        row("gateway", 502, "<html><h1>502 Bad Gateway</h1></html>", html, Kind::HttpStatus,
            "status 502");
        row("moved", 302, "", html, Kind::HttpStatus, "sends the request on");
        row("page", 200, "<html>Sign in</html>", html, Kind::NotJson, "page, not data");
        row("huge error", 500, QByteArray(100'000, '{').constData(), json, Kind::HttpStatus,
            "status 500");
    }
    void errors() { compareRefusal(classify); }
    void goodAnswers()
    {
        QVERIFY(!classify(answer(200, "{}", "application/json; charset=utf-8")));
        QVERIFY(!classify(answer(200, "[]")));
    }

    void redirectNamesNoQuery()
    {
        HttpResponse moved = answer(301, {});
        moved.headers.emplaceBack("Location", "https://sso.example.test/login?token=SECRET");
        const QString text = classify(moved)->sentence();
        QVERIFY(text.contains(QLatin1String("https://sso.example.test")));
        QVERIFY(!text.contains(QLatin1String("SECRET")));
    }

    void aRefusalLeavesTheWaitToTheGate()
    {
        const auto fault = classify(answer(429, "Retry later\n", "text/plain"));
        QCOMPARE(fault->kind(), Error::Kind::RateLimited);
        QVERIFY(!fault->retryAfterMs()); // early probe, then the server's next minute
    }

    void unknownWordsPassVerbatim()
    {
        const QString odd = QStringLiteral("Channel::Carrier Pigeon");
        for (const auto translate :
             {statusFromWire, availabilityFromWire, channelFromWire, priorityFromWire})
            QCOMPARE(translate(odd), odd);
        QCOMPARE(eventFromWire(odd).name, odd);
        QVERIFY(!eventFromWire(odd).byBot.has_value());
    }

    void versions()
    {
        const auto version = parseServerVersion(R"({"version":"4.15.1","queue_services":"ok"})");
        QVERIFY(version.ok());
        QVERIFY(version->atLeast(4, 8));
        QVERIFY(version->atLeast(4, 15, 1));
        QVERIFY(!version->atLeast(4, 15, 2));
        QVERIFY(!parseServerVersion(R"({"version":"next"})").ok());
        QVERIFY(!parseServerVersion(R"({"hello":"world"})").ok());
        QVERIFY(parseServerVersion(R"({"version":"4.8.0-ce"})")->atLeast(4, 8));
    }
};

QTEST_GUILESS_MAIN(TestChatwootParser)
#include "tst_chatwootparser.moc"
