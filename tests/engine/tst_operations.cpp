// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/agentconversationmetrics.h"
#include "backend/engine/operations/agentconversations.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/engine/operations/remoteids.h"
#include "backend/engine/vendors.h"
#include "backend/engine/operations/reportingevents.h"
#include "backend/engine/operations/requesterror.h"
#include "support/enginerows.h"
#include "support/rowoperations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <random>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// The expected bytes; line ends are only there for the reader.
QByteArray golden(const char *name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/engine/%1.json").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return file.readAll().replace('\n', QByteArray());
}

/// Two agents who are there, one who left, one bot, one only seen as assignee.
AccountRows desk(const char *provider)
{
    AccountRows rows;
    rows.account = account(provider);
    rows.agents = {
        agent("3", "Ana"),   agent("12", "Łukasz \"<b>\""), agent("9", "Lea Lead", "offline"),
        agent("20", "Gone"), agent("21", "Robot"),          agent("22", "")};
    rows.agents[1].avatarUrl = QStringLiteral("https://cw.example.test/a.png");
    rows.agents[3].goneAt = 1;
    rows.agents[4].kind = AgentKind::Bot;
    rows.agents[5].email.clear();
    Conversation answered = conversation("101", "open", "3");
    answered.firstResponse = answered.created + 60'000;
    Conversation waiting = answered;
    waiting.id = 102;
    waiting.waitingSince = answered.created + 90'000;
    Conversation deleted = conversation("103", "open", "3");
    deleted.goneAt = 1;
    rows.conversations = {answered,
                          waiting,
                          deleted,
                          conversation("104", "open", "3"),
                          conversation("105", "pending", "3"),
                          conversation("106", "open", "12"),
                          conversation("107", "open", ""),
                          conversation("108", "open", "20"),
                          conversation("109", "closed", "9"),
                          conversation("110", "open", "22")};
    rows.feeds = {feed("active_conversations", "2026-06-01T09:00:00.000Z")};
    return rows;
}

/// ChatDash: c1 with everything there is, c2 with nothing, c3 not interacted, c4 not recorded.
AccountRows aiDesk()
{
    AccountRows rows;
    rows.account = account("chatdash");
    rows.agents = {agent("h1", "Jane Kim")};
    const auto made = [](const char *id, bool recorded, bool interacted) {
        Conversation row = conversation(id, "closed", "");
        row.extra.insert(QStringLiteral("agentId"), QStringLiteral("ai"));
        row.isLive = false;
        row.recorded = recorded;
        row.interacted = interacted;
        return row;
    };
    Conversation full = made("c1", true, true);
    QFile file(QStringLiteral(TEST_DATA_DIR "/engine/chatdash-extra.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    full.extra = QJsonDocument::fromJson(file.readAll()).object();
    full.agentRemoteId = QStringLiteral("h1");
    full.contact = QStringLiteral("Łukasz");
    full.closed = full.created + 90'000;
    full.updatedAt = full.created + 95'000;
    full.channel = QStringLiteral("voice");
    full.cost = 0.25;
    full.talkDuration = 90'000;
    full.topic = QStringLiteral("billing");
    full.subtopic = QStringLiteral("refund");
    Conversation gone = made("c5", true, true);
    gone.goneAt = 1;
    Conversation other = made("c6", true, true);
    other.extra.insert(QStringLiteral("agentId"), QStringLiteral("ai2"));
    rows.conversations = {made("c4", false, true),
                          made("c3", true, false),
                          made("c2", true, true),
                          gone,
                          other,
                          full};
    return rows;
}

ReportingEvent eventRow(qint64 id, const char *name, const char *created, DurationMs value)
{
    ReportingEvent row;
    if (id)
        row.remoteId = id;
    row.name = QString::fromLatin1(name);
    row.created = at(created);
    row.updated = row.created;
    row.value = value;
    return row;
}

} // namespace

class TestOperations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWriterIsExact()
    {
        JsonWriter json;
        json.beginObject();
        json.key("z").beginArray().value(true).null().value(qint64(-3)).value(0.1).value(2.0);
        json.value(1e300).value(std::numeric_limits<double>::infinity()).endArray();
        json.key("a").beginObject().endObject();
        json.key("t").value(QString::fromUtf8("\"\\\n\x01 ä\xf0\x9f\x99\x82"));
        json.key("s").beginArray();
        for (const DurationMs ms : {0, 120000, 1500, 1, 10, -1, -1500, 86400000})
            json.seconds(ms);
        json.seconds(std::numeric_limits<qint64>::min()).endArray();
        json.key("i").beginArray();
        for (const char *id :
             {"7", "007", "x7", "-7", "", "123456789012345678", "1234567890123456789"})
            json.id(QString::fromLatin1(id), true);
        json.id(QStringLiteral("7"), false).endArray().endObject();
        QCOMPARE(json.bytes(), golden("writer"));
        QVERIFY(QJsonDocument::fromJson(json.bytes()).isObject());
    }

    void agentMetrics_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("userId");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *provider, const char *userId,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(provider) << QString::fromLatin1(userId)
                                << golden(expected);
        };
        // Gone, bot and nameless agents are absent; equal counters stand in order of the number.
        row("all", "chatwoot", "", "agents-chatwoot");
        row("one agent", "chatwoot", "12", "agents-chatwoot-one");
        row("unknown agent", "chatwoot", "999", "empty");
        row("agent who left", "chatwoot", "20", "empty");
        // Elsewhere ids are strings, bots are agents and what is not known is left out.
        row("bot", "rocketchat", "21", "agents-rocketchat-bot");
        // Open, no waiting time, never answered: LivePerson does not say who waits.
        row("not told", "liveperson", "12", "agents-liveperson");
    }
    void agentMetrics()
    {
        QFETCH(QString, provider);
        QFETCH(QString, userId);
        QFETCH(QByteArray, expected);
        AccountRows rows = desk(provider.toLatin1().constData());
        std::mt19937 order(7); // the bytes do not depend on the order of the rows
        for (int round = 0; round < 5; ++round) {
            QCOMPARE(agentConversationMetrics(rows, userId), expected);
            std::shuffle(rows.agents.begin(), rows.agents.end(), order);
            std::shuffle(rows.conversations.begin(), rows.conversations.end(), order);
        }
    }

    void agentMetricsBeforeTheFirstSyncIsDone()
    {
        AccountRows rows = desk("chatwoot");
        rows.feeds.clear();
        rows.agents = {agent("3", "Ana"), agent("9", "Lea")};
        rows.agents[1].availability.clear();
        rows.agents[1].email.clear();
        MetricValue open;
        open.metric = QStringLiteral("open_conversations");
        open.scope = MetricScope::Agent;
        open.scopeKey = QStringLiteral("3");
        open.value = 7;
        rows.reported = {open};
        QCOMPARE(agentConversationMetrics(rows, {}), golden("agents-chatwoot-reported"));
        rows.agents.clear();
        QCOMPARE(agentConversationMetrics(rows, {}), QByteArray("[]"));
    }

    void chatDashCountsTheLiveAgent()
    {
        AccountRows rows;
        rows.account = account("chatdash");
        rows.agents = {agent("5f", "Jane Kim")};
        Conversation live = conversation("1", "open", "5f");
        live.isLive = true;
        Conversation over = conversation("2", "open", "5f");
        over.isLive = false;
        Conversation pending = conversation("3", "pending", "5f");
        pending.isLive = true;
        rows.conversations = {live, over, pending};
        rows.feeds = {feed("conversations", "2026-06-01T09:00:00.000Z", {}, true)};
        const auto answer = QJsonDocument::fromJson(agentConversationMetrics(rows, {})).array();
        const QJsonObject metric = answer.at(0).toObject().value(u"metric").toObject();
        QCOMPARE(metric.value(u"open").toInt(), 1);
        QCOMPARE(metric.value(u"unattended").toInt(), 1);
    }

    void eventsAreTheSeedsRows()
    {
        Conversation talk = conversation("33081", "open", "3");
        talk.internalId = QStringLiteral("33100");
        ReportingEvent first = eventRow(91, "first_response", "2026-06-01T08:02:33.412Z", 120'000);
        first.valueInBusinessHours = 0;
        first.start = at("2026-06-01T08:00:30.417Z");
        first.end = at("2026-06-01T08:02:30.900Z");
        first.inboxRemoteId = QStringLiteral("2");
        first.agentRemoteId = QStringLiteral("3");
        first.updated = at("2026-06-01T08:02:34.000Z");
        ReportingEvent captain = eventRow(95, "conversation_captain_inference_resolved",
                                          "2026-06-01T08:02:33.412Z", -1500);
        ReportingEvent derived = eventRow(0, "reply_time", "2026-06-01T08:02:33.412Z", 90'500);
        derived.origin = EventOrigin::Derived;
        const ReportingEvent early =
            eventRow(99, "conversation_opened", "2026-06-01T08:00:31.010Z", 0);

        const QByteArray chatwoot =
            reportingEvents(account("chatwoot"), talk, {derived, captain, first, early});
        QCOMPARE(chatwoot, golden("events-chatwoot"));

        const auto other =
            QJsonDocument::fromJson(reportingEvents(account("liveperson"), talk, {first}))
                .array()
                .at(0)
                .toObject();
        QCOMPARE(other.value(u"id").toString(), QStringLiteral("91"));
        QCOMPARE(other.value(u"conversation_id").toString(), QStringLiteral("33081"));
        QCOMPARE(other.value(u"account_id").toString(), QStringLiteral("1"));
        QCOMPARE(other.value(u"user_id").toString(), QStringLiteral("3"));

        talk.internalId.clear(); // not matched with the database id yet
        const auto unmatched =
            QJsonDocument::fromJson(reportingEvents(account("chatwoot"), talk, {derived}))
                .array()
                .at(0)
                .toObject();
        QVERIFY(unmatched.value(u"conversation_id").isNull());
        QCOMPARE(reportingEvents(account("chatwoot"), talk, {}), QByteArray("[]"));
    }

    void wrongRequestsHaveTheSeedsBody()
    {
        QCOMPARE(requestErrorBody(QStringLiteral("Not found"), QStringLiteral("account_id"),
                                  QStringLiteral("No such \"thing\""), QStringLiteral("not_found")),
                 golden("request-error"));
    }

    void conversationsPerAgent()
    {
        AccountRows rows = desk("rocketchat");
        rows.agents.push_back(agent("31", "Ana")); // a second one of that name
        rows.conversations.push_back(conversation("120", "closed", "31"));
        rows.conversations.push_back(
            conversation("121", "closed", "3", "2026-06-02T00:00:00.000Z"));
        const TimeRange day{at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")};
        QCOMPARE(conversationsByAgent(rows, day), golden("volume-rocketchat"));
        QCOMPARE(conversationsByAgent(rows, {day.from, day.from}), golden("volume-empty"));
        // Where leaving unassigns, nobody keeps the conversations of who left.
        rows.account.provider = QStringLiteral("chatwoot");
        const auto chatwoot = QJsonDocument::fromJson(conversationsByAgent(rows, day)).object();
        QCOMPARE(chatwoot.value(u"unspecified").toInt(), 2);
        QCOMPARE(chatwoot.value(u"total").toInt(), 8);
    }

    void conversationsPerAgentHaveFourRules_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *start, const char *end, const char *error,
                            const char *type = "") {
            const QByteArray body =
                *error ? QByteArray("{\"success\":false,\"error\":\"") + error + "\"" + type + "}"
                       : QByteArray();
            QTest::addRow("%s %s", start, end)
                << QString::fromLatin1(start) << QString::fromLatin1(end) << body;
        };
        const char *type = ",\"errorType\":\"invalid-params\"";
        row("", "2026-01-01", "must have required property 'start' [invalid-params]", type);
        row("2026-01-01", "", "must have required property 'end' [invalid-params]", type);
        row("x", "y", "The \\\"start\\\" query parameter must be a valid date.");
        row("2026-01-01", "1704067200", "The \\\"end\\\" query parameter must be a valid date.");
        row("2025-01-01", "2026-01-05",
            "The \\\"start\\\" and \\\"end\\\" query parameters must be less than 1 year apart.");
        row("2026-01-02", "2026-01-01",
            "The \\\"start\\\" query parameter must be before the \\\"end\\\" query parameter.");
        row("2025-01-01", "2026-01-04", "");
        row("2026-01-01", "2026-01-01", "");
        row("2026-01-01T24:00:00Z", "2026-01-02T00:00:00Z", ""); // equal, so not refused
        row("2026-01-01T24:00:00.001Z", "2026-01-02",
            "The \\\"start\\\" query parameter must be a valid date.");
    }
    void conversationsPerAgentHaveFourRules()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(QByteArray, body);
        const auto given = [](const QString &text) {
            return text.isEmpty() ? std::nullopt : std::optional(text);
        };
        const auto range = conversationsByAgentRange(given(start), given(end), QTimeZone::utc());
        QCOMPARE(range.ok() ? QByteArray() : conversationsByAgentError(range.error()), body);
    }

    /// The vendor's own rooms and report.
    void conversationsPerAgentAsRocketChatCounts()
    {
        QFile file(QStringLiteral(TEST_DATA_DIR "/engine/rocketchat-by-agent.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject vector = QJsonDocument::fromJson(file.readAll()).object();
        AccountRows rows;
        rows.account = account("rocketchat");
        const QJsonArray users = vector.value(u"users").toArray();
        for (const QJsonValue user : users)
            rows.agents.push_back(agent(user[u"_id"].toString().toLatin1().constData(),
                                        user[u"name"].toString().toUtf8().constData()));
        const QJsonArray rooms = vector.value(u"rooms").toArray();
        for (const QJsonValue room : rooms) {
            if (room[u"t"].toString() == QLatin1String("l")) // the others are calls
                rows.conversations.push_back(
                    conversation(room[u"_id"].toString().toLatin1().constData(), "open",
                                 room[u"servedBy"].toString().toLatin1().constData(),
                                 room[u"ts"].toString().toLatin1().constData()));
        }
        const auto range = conversationsByAgentRange(
            vector.value(u"start").toString(), vector.value(u"end").toString(), QTimeZone::utc());
        QVERIFY(range.ok());
        QCOMPARE(conversationsByAgent(rows, *range), vector.value(u"expected").toString().toUtf8());
    }

    void surveyAnswersAreRatings()
    {
        ReportingEvent answer = eventRow(0, "csat_answer", "2026-06-01T08:02:33.412Z", 4);
        const Conversation talk = conversation("c", "closed", "3");
        const QByteArray events = reportingEvents(account("liveperson"), talk, {answer});
        QVERIFY2(events.contains("\"value\":4,"), events.constData());
        // They are no reporting events of Chatwoot's.
        QCOMPARE(reportingEvents(account("chatwoot"), talk, {answer}), QByteArray("[]"));
    }

    void nobodyWaitsForAPersonAtABot()
    {
        AccountRows rows = desk("rocketchat");
        rows.conversations = {conversation("1", "open", "21")};
        const auto robot = QJsonDocument::fromJson(
            agentConversationMetrics(rows, QStringLiteral("21")))[0][u"metric"];
        QCOMPARE(robot[u"open"].toInt(), 1);
        QCOMPARE(robot[u"unattended"].toInt(), 0);
        // LivePerson says so itself when it is the consumer's turn.
        rows.account.provider = QStringLiteral("liveperson");
        rows.conversations = {conversation("1", "open", "3")};
        rows.conversations[0].extra.insert(QStringLiteral("waits_for"), QStringLiteral("consumer"));
        const auto ana = QJsonDocument::fromJson(
            agentConversationMetrics(rows, QStringLiteral("3")))[0][u"metric"];
        QCOMPARE(ana[u"unattended"], QJsonValue(0));
    }

    void agentConversationsHaveAllFields()
    {
        QCOMPARE(agentConversations(aiDesk(), {QStringLiteral("ai"), {}, {}, true, true}),
                 golden("conversations-chatdash"));
        // Elsewhere the agent is whoever has it, and nothing is recorded or not.
        AccountRows rows = desk("chatwoot");
        rows.conversations = {conversation("106", "closed", "12")};
        rows.conversations[0].closed = rows.conversations[0].created + 60'000;
        rows.conversations[0].channel = QStringLiteral("email");
        QCOMPARE(agentConversations(rows, {QStringLiteral("12"), {}, {}, true, true}),
                 golden("conversations-chatwoot"));
        QCOMPARE(agentConversations(rows, {QStringLiteral("12"), {}, {}, false, true}),
                 QByteArray("[]"));
        QCOMPARE(agentConversations(rows, {QString(), {}, {}, true, true}), QByteArray("[]"));
    }

    void agentConversationsAreChosen_data()
    {
        QTest::addColumn<QStringList>("given"); // startDate, endDate, record, interacted
        QTest::addColumn<QString>("ids");
        const auto row = [](const char *given, const char *ids) {
            QTest::newRow(given) << QString::fromLatin1(given).split(u' ')
                                 << QString::fromLatin1(ids);
        };
        row("- - - -", "c1 c2");
        row("- - false -", "c4");
        row("- - - false", "c3");
        row("- - false false", "");
        row("- - true true", "c1 c2");
        row("2026-06-01T08:00:00.000Z 2026-06-01T08:00:00.001Z - -", "c1 c2");
        row("2026-06-01T08:00:00.001Z - - -", "");
        row("- 2026-06-01T08:00:00.000Z - -", "");
        row("2026-06-01T10:00 - - -", "c1 c2"); // of the zone, two hours ahead
        row("tomorrow - - -", "startDate must be an ISO 8601 date");
        row("- 2026-02-30 - -", "endDate must be an ISO 8601 date");
        row("- - maybe -", "record and interacted must be true or false");
        row("- - - 1", "record and interacted must be true or false");
    }
    void agentConversationsAreChosen()
    {
        QFETCH(QStringList, given);
        QFETCH(QString, ids);
        const auto value = [&](int i) {
            return given[i] == QLatin1String("-") ? std::nullopt : std::optional(given[i]);
        };
        const auto request =
            agentConversationsRequest(QStringLiteral("ai"), value(0), value(1), value(2), value(3),
                                      QTimeZone("Europe/Berlin"));
        if (!request) {
            QCOMPARE(agentConversationsError(request.error()),
                     "{\"message\":\"" + ids.toUtf8() + "\"}");
            return;
        }
        QStringList seen;
        const QJsonArray rows =
            QJsonDocument::fromJson(agentConversations(aiDesk(), *request)).array();
        for (const QJsonValue row : rows)
            seen.append(row[u"_id"].toString());
        QCOMPARE(seen.join(u' '), ids);
    }

    void idsHaveATotalOrder()
    {
        QStringList ids{QStringLiteral("b"), QStringLiteral("10"), QStringLiteral("9"),
                        QStringLiteral("a1"), QStringLiteral("09")};
        std::sort(ids.begin(), ids.end(), remoteIdLess);
        QCOMPARE(ids.join(u' '), QStringLiteral("09 9 10 a1 b"));
    }

    void everyVendorHasItsRules()
    {
        QVERIFY(rulesFor(QStringLiteral("chatwoot")).numericIds);
        QVERIFY(rulesFor(QStringLiteral("rocketchat")).listsBots);
        QVERIFY(!rulesFor(QStringLiteral("liveperson")).key.groupIsConversations);
        QVERIFY(!rulesFor(QStringLiteral("chatdash")).key.canGive(KeyMetric::AvgWaitTime));
        QVERIFY(&rulesFor(QStringLiteral("unknown")) == &vendorrules::neutral());
        // A second call adds; what was told before stays.
        knowVendors({ProviderInfo{}});
        QVERIFY(rulesFor(QStringLiteral("chatwoot")).numericIds);
        for (const char *vendor : {"rocketchat", "liveperson", "chatdash", "unknown"})
            QVERIFY(!rulesFor(QString::fromLatin1(vendor)).numericIds);
    }
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
