// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfloor.h"
#include "sandbox/truthjson.h"

#include <QTest>

using namespace watchfloor::sandbox;

class TestTruth : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesNumbersShort();
    void chatwootMetrics();
    void chatwootEvents();
    void derivedEvents();
    void rocketChatServedBy();
    void volumeRange();
    void volumeRules_data();
    void volumeRules();
    void chatDashRows_data();
    void chatDashRows();
    void chatDashFlags();
    void chatDashLiveAgents();
    void liveContent();
    void unknownOperation();
};

void TestTruth::writesNumbersShort()
{
    TruthJson json;
    json.beginArray().seconds(120'000).seconds(1500).seconds(-1).seconds(7).number(2.0);
    json.number(0.1).number(1e21).number(-0.0).number(qint64(9'007'199'254'740'993));
    json.text(QStringLiteral("\"\\\n\x01é")).time(Eight + 5).null().boolean(true).endArray();
    QCOMPARE(json.bytes(),
             QByteArray("[120,1.5,-0.001,0.007,2,0.1,1000000000000000000000,0,9007199254740993,"
                        "\"\\\"\\\\\\n\\u0001\xc3\xa9\",\"2026-06-01T08:00:00.005Z\",null,true]"));
    QCOMPARE(parseIsoTime(QStringLiteral("2026-06-01T10:00:00.005+02:00")), Eight + 5);
    QCOMPARE(parseIsoTime(QStringLiteral("2026-06-01T08:00:00")), Eight);
    QCOMPARE(parseIsoTime(QStringLiteral("2026-06-01")), Eight - 8 * Hour);
    QVERIFY(!parseIsoTime(QStringLiteral("2026-02-30")));
    QVERIFY(!parseIsoTime(QStringLiteral("20260601")));
}

void TestTruth::chatwootMetrics()
{
    Floor floor(Vendor::Chatwoot);
    World &world = floor.world;
    const int answered = floor.open(at(0), floor.web, floor.billing);
    world.say(answered, Sender::Contact);
    world.assign(answered, floor.ana);
    world.advanceTo(at(1));
    world.say(answered, Sender::Agent, floor.ana); // open, attended
    const int waiting = floor.open(at(2), floor.web, floor.billing);
    world.say(waiting, Sender::Contact);
    world.assign(waiting, floor.ana); // open, no first reply
    const int again = floor.open(at(3), floor.web, floor.billing);
    world.say(again, Sender::Contact);
    world.assign(again, floor.ana);
    world.advanceTo(at(4));
    world.say(again, Sender::Agent, floor.ana);
    world.advanceTo(at(5));
    world.say(again, Sender::Contact); // waiting again
    const int snoozed = floor.open(at(6), floor.web, floor.billing);
    world.assign(snoozed, floor.ben);
    world.hold(snoozed, at(600));
    const int withBot = floor.open(at(7), floor.web, floor.billing);
    world.startBot(withBot, floor.bot); // pending, nobody's
    const int removed = floor.open(at(8), floor.web, floor.billing);
    world.assign(removed, floor.ben);
    world.remove(removed);
    world.advanceTo(at(9));

    const QByteArray expected =
        "[{\"id\":" + floor.agentId(floor.ana).toUtf8() +
        ",\"name\":\"Ana\",\"email\":\"ana@x.test\",\"thumbnail\":"
        "\"https://h/rails/active_storage/representations/redirect/a0/face.png\","
        "\"availability\":\"online\",\"metric\":{\"open\":3,\"unattended\":2}},"
        "{\"id\":" +
        floor.agentId(floor.ben).toUtf8() +
        ",\"name\":\"Ben\",\"email\":\"ben@x.test\",\"thumbnail\":\"\","
        "\"availability\":\"busy\",\"metric\":{\"open\":0,\"unattended\":0}}]";
    QCOMPARE(floor.ask("agent-conversation-metrics").json, expected);
    QCOMPARE(
        floor.list("agent-conversation-metrics", with("user_id", floor.agentId(floor.ben))).size(),
        1);
    QCOMPARE(floor.ask("agent-conversation-metrics", with("user_id", QStringLiteral("0"))).json,
             QByteArray("[]"));
    QCOMPARE(floor.ask("agent-conversation-metrics", with("page", QStringLiteral("1"))).status,
             400);

    world.removeAgent(floor.ben);
    QCOMPARE(floor.list("agent-conversation-metrics").size(), 1);
    const QJsonArray rows = floor.list("conversations");
    QCOMPARE(rows.size(), 5);
    QCOMPARE(rows.at(3).toObject().value(QStringLiteral("status")).toString(),
             QStringLiteral("snoozed"));
    QVERIFY(rows.at(3).toObject().value(QStringLiteral("agent")).isNull());
    QCOMPARE(rows.at(4).toObject().value(QStringLiteral("status")).toString(),
             QStringLiteral("pending"));
}

void TestTruth::chatwootEvents()
{
    Floor floor(Vendor::Chatwoot);
    World &world = floor.world;
    const int c = floor.open(at(0), floor.web, floor.billing);
    world.say(c, Sender::Contact);
    world.assign(c, floor.ana);
    world.advanceTo(at(2));
    world.say(c, Sender::Agent, floor.ben); // the sender counts, not the assignee
    world.advanceTo(at(10, 30));
    world.close(c, CloseActor::Agent, floor.ana);
    world.advanceTo(at(11));
    const Conversation &row = world.at(c);
    const QByteArray head =
        "\",\"account_id\":1,\"conversation_id\":" + QByteArray::number(row.databaseId) +
        ",\"inbox_id\":" + world.inboxes()[0].id.toUtf8() + ",\"user_id\":";
    const auto event = [&](size_t index) { return world.reportingEvents()[index]; };
    const QByteArray expected =
        "[{\"id\":" + QByteArray::number(event(0).id) +
        ",\"name\":\"first_response\",\"value\":120,\"value_in_business_hours\":0,"
        "\"event_start_time\":\"2026-06-01T08:00:00.000Z\","
        "\"event_end_time\":\"2026-06-01T08:02:00.000Z" +
        head + floor.agentId(floor.ben).toUtf8() +
        ",\"created_at\":\"2026-06-01T08:02:01.000Z\",\"updated_at\":\"2026-06-01T08:02:01.000Z\"},"
        "{\"id\":" +
        QByteArray::number(event(1).id) +
        ",\"name\":\"conversation_resolved\",\"value\":630,\"value_in_business_hours\":0,"
        "\"event_start_time\":\"2026-06-01T08:00:00.000Z\","
        "\"event_end_time\":\"2026-06-01T08:10:30.000Z" +
        head + floor.agentId(floor.ana).toUtf8() +
        ",\"created_at\":\"2026-06-01T08:10:31.000Z\",\"updated_at\":\"2026-06-01T08:10:31.000Z\"}"
        "]";
    QCOMPARE(floor.ask("reporting-events", with("conversation", floor.id(c))).json, expected);

    // Not known in the documents as null: left out.
    world.addCaptainEvent(c, true);
    world.advanceTo(at(12));
    const QJsonObject captain =
        floor.list("reporting-events", with("conversation", floor.id(c))).last().toObject();
    QVERIFY(!captain.contains(QStringLiteral("value_in_business_hours")));
    QCOMPARE(floor.ask("reporting-events", with("conversation", QStringLiteral("77"))).status, 404);
    QCOMPARE(floor.ask("reporting-events").status, 400);
    world.remove(c);
    QCOMPARE(floor.ask("reporting-events", with("conversation", floor.id(c))).status, 404);
}

void TestTruth::derivedEvents()
{
    Floor floor(Vendor::LivePerson);
    World &world = floor.world;
    const int c = floor.open(at(0), floor.web, floor.billing);
    world.say(c, Sender::Contact);
    world.enqueue(c, floor.billing);
    world.advanceTo(at(1));
    world.assign(c, floor.ana);
    world.advanceTo(at(3));
    world.say(c, Sender::Agent, floor.ana);
    world.advanceTo(at(4));
    world.close(c, CloseActor::Consumer);
    world.askCsat(c);
    world.advanceTo(at(5));
    world.answerCsat(c, 4);
    QStringList seen;
    for (const QJsonValue &value :
         floor.list("reporting-events", with("conversation", floor.id(c)))) {
        const QJsonObject event = value.toObject();
        QVERIFY(!event.contains(QStringLiteral("id")));
        QVERIFY(event.value(QStringLiteral("conversation_id")).isString());
        seen.append(event.value(QStringLiteral("name")).toString() + QLatin1Char(' ') +
                    QString::number(event.value(QStringLiteral("value")).toDouble()));
    }
    const QStringList expected{
        QStringLiteral("assigned 60"),    QStringLiteral("first_response 180"),
        QStringLiteral("wait_time 180"),  QStringLiteral("first_assignment_response 120"),
        QStringLiteral("reply_time 120"), QStringLiteral("conversation_resolved 240"),
        QStringLiteral("csat_answer 4")};
    QCOMPARE(seen, expected);
}

void TestTruth::rocketChatServedBy()
{
    Floor floor(Vendor::RocketChat);
    World &world = floor.world;
    const int held = floor.open(at(0), floor.web, floor.tech, floor.support);
    world.assign(held, floor.ben);
    world.hold(held, at(600));
    const int botChat = floor.open(at(1), floor.web, floor.tech, floor.support);
    world.startBot(botChat, floor.bot);
    const int forgotten = floor.open(at(2), floor.web, floor.tech, floor.support);
    world.assign(forgotten, floor.ben);
    world.advanceTo(at(3));
    world.backToQueue(forgotten);
    world.advanceTo(at(4));
    world.close(forgotten, CloseActor::System);
    const int served = floor.open(at(5), floor.web, floor.tech, floor.support);
    world.assign(served, floor.ben);
    world.advanceTo(at(6));
    world.close(served, CloseActor::Consumer);
    const TruthParams range{{QStringLiteral("start"), isoTime(at(0))},
                            {QStringLiteral("end"), isoTime(at(60))}};
    QCOMPARE(floor.ask("conversations-by-agent", range).json,
             QByteArray("{\"total\":3,\"data\":[{\"label\":\"Ben\",\"value\":2},"
                        "{\"label\":\"Robo\",\"value\":1}],\"unspecified\":1,\"success\":true}"));
    const QJsonArray rows = floor.list("agent-conversation-metrics");
    QCOMPARE(rows.size(), 3); // the bot is an agent here
    QCOMPARE(rows.at(0).toObject().value(QStringLiteral("name")).toString(),
             QStringLiteral("Robo"));
    QVERIFY(!rows.at(0).toObject().contains(QStringLiteral("thumbnail")));
    const QJsonObject on = floor.list("conversations").at(0).toObject();
    QCOMPARE(on.value(QStringLiteral("status")).toString(), QStringLiteral("on_hold"));
    QVERIFY(on.value(QStringLiteral("inbox")).isNull());
    QVERIFY(on.value(QStringLiteral("skill")).isNull());
    QVERIFY(on.value(QStringLiteral("group")).isString());
}

void TestTruth::volumeRange()
{
    Floor floor(Vendor::Chatwoot);
    World &world = floor.world;
    // Chatwoot tells whole seconds: the fraction is cut before the range is applied.
    for (const qint64 when : {at(0), at(1) + 999, at(2)})
        world.assign(floor.open(when, floor.web, floor.billing), floor.ana);
    floor.open(at(2) + 1, floor.web, floor.billing);
    const auto ask = [&](qint64 from, qint64 to) {
        const QJsonObject answer =
            QJsonDocument::fromJson(
                floor
                    .ask("conversations-by-agent", {{QStringLiteral("start"), isoTime(from)},
                                                    {QStringLiteral("end"), isoTime(to)}})
                    .json)
                .object();
        return std::pair(answer.value(QStringLiteral("total")).toInt(-1),
                         answer.value(QStringLiteral("unspecified")).toInt(-1));
    };
    QCOMPARE(ask(at(0), at(3)), std::pair(3, 1));
    QCOMPARE(ask(at(0), at(2)), std::pair(2, 0)); // half-open
    QCOMPARE(ask(at(2), at(3)), std::pair(1, 1));
    QCOMPARE(ask(at(1) + 1, at(2)), std::pair(0, 0));
    QCOMPARE(ask(at(1), at(1)), std::pair(0, 0));
    const int twin = floor.person("Ana", floor.support, {}, 1, AgentKind::Human);
    world.assign(floor.open(at(4), floor.web, floor.billing), twin);
    QCOMPARE(floor
                 .ask("conversations-by-agent", {{QStringLiteral("start"), isoTime(at(0))},
                                                 {QStringLiteral("end"), isoTime(at(9))}})
                 .json,
             QByteArray("{\"total\":4,\"data\":[{\"label\":\"Ana\",\"value\":3},"
                        "{\"label\":\"Ana\",\"value\":1}],\"unspecified\":1,\"success\":true}"));
}

void TestTruth::volumeRules_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("error");
    const QString good = QStringLiteral("2026-06-01T00:00:00.000Z");
    const QString notDate = QStringLiteral("The \"%1\" query parameter must be a valid date.");
    QTest::newRow("start missing")
        << QString() << good
        << QStringLiteral("must have required property 'start' [invalid-params]");
    QTest::newRow("end missing") << good << QString()
                                 << QStringLiteral(
                                        "must have required property 'end' [invalid-params]");
    QTest::newRow("start wrong") << QStringLiteral("test") << QStringLiteral("test")
                                 << notDate.arg(QStringLiteral("start"));
    QTest::newRow("end wrong") << good << QStringLiteral("1704067200000")
                               << notDate.arg(QStringLiteral("end"));
    QTest::newRow("too long") << good << QStringLiteral("2027-06-05T00:00:00.000Z")
                              << QStringLiteral(
                                     "The \"start\" and \"end\" query parameters must be "
                                     "less than 1 year apart.");
    QTest::newRow("longest") << good << QStringLiteral("2027-06-04T00:00:00.000Z") << QString();
    QTest::newRow("reversed") << good << QStringLiteral("2026-05-31T00:00:00.000Z")
                              << QStringLiteral("The \"start\" query parameter must be before the "
                                                "\"end\" query parameter.");
}

void TestTruth::volumeRules()
{
    QFETCH(QString, start);
    QFETCH(QString, end);
    QFETCH(QString, error);
    TruthParams params;
    if (!start.isEmpty())
        params.emplace_back(QStringLiteral("start"), start);
    if (!end.isEmpty())
        params.emplace_back(QStringLiteral("end"), end);
    const TruthAnswer answer = Floor(Vendor::RocketChat).ask("conversations-by-agent", params);
    QCOMPARE(answer.status, error.isEmpty() ? 200 : 400);
    const QJsonObject body = QJsonDocument::fromJson(answer.json).object();
    QCOMPARE(body.value(QStringLiteral("error")).toString(), error);
    QCOMPARE(body.value(QStringLiteral("success")).toBool(), error.isEmpty());
    QCOMPARE(body.contains(QStringLiteral("errorType")), error.endsWith(QLatin1Char(']')));
}

void TestTruth::chatDashRows_data()
{
    QTest::addColumn<bool>("pii");
    QTest::newRow("without personal data") << false;
    QTest::newRow("with personal data") << true;
}

void TestTruth::chatDashRows()
{
    QFETCH(bool, pii);
    Floor floor(Vendor::ChatDash, pii);
    World &world = floor.world;
    const int c = floor.open(at(0), floor.web, floor.tech);
    world.startBot(c, floor.bot);
    AiOutcome ai;
    ai.platformId = QStringLiteral("p-1");
    ai.misunderstood = QStringList{QStringLiteral("why?")};
    ai.summary = QStringLiteral("sum");
    ai.topic = QStringLiteral("orders");
    ai.success = false;
    ai.cost = 1.5;
    world.setAiOutcome(c, ai);
    world.advanceTo(at(1));
    world.enqueue(c, floor.tech);
    world.assign(c, floor.ana);
    world.advanceTo(at(2));
    world.close(c, CloseActor::Agent);
    const QByteArray expected =
        "[{\"_id\":\"" + floor.id(c).toUtf8() + "\",\"agentId\":\"" +
        floor.agentId(floor.bot).toUtf8() + "\",\"platformId\":\"p-1\"," +
        (pii ? "\"name\":\"Zoe\"," : "") +
        "\"read\":false,\"endedAt\":\"2026-06-01T08:02:00.000Z\",\"countryCode\":\"PL\","
        "\"record\":true,\"interacted\":true,\"channel\":\"web\",\"status\":\"human\","
        "\"liveAgentName\":\"Ana\",\"liveAgentId\":\"" +
        floor.agentId(floor.ana).toUtf8() + "\",\"isLive\":false,\"topic\":\"orders\"," +
        (pii ? "\"summary\":\"sum\"," : "") + "\"evaluation\":{\"isSuccess\":false}," +
        (pii ? "\"mistunderstoodQueries\":[{\"question\":\"why?\"}]," : "") +
        "\"createdAt\":\"2026-06-01T08:00:00.000Z\",\"updatedAt\":\"2026-06-01T08:02:00.000Z\"}]";
    QCOMPARE(floor.ask("agent-conversations", with("agentId", floor.agentId(floor.bot))).json,
             expected); // cost belongs to calls only
}

void TestTruth::chatDashFlags()
{
    Floor floor(Vendor::ChatDash);
    World &world = floor.world;
    for (int i = 0; i < 4; ++i) {
        const int c = floor.open(at(i), floor.web, floor.tech);
        world.startBot(c, floor.bot);
        AiOutcome ai;
        ai.record = i % 2 == 0;
        ai.interacted = i / 2 == 0;
        world.setAiOutcome(c, ai);
    }
    const auto ids = [&](const TruthParams &more) {
        TruthParams params = with("agentId", floor.agentId(floor.bot));
        params.insert(params.end(), more.begin(), more.end());
        QStringList found;
        for (const QJsonValue &row : floor.list("agent-conversations", params))
            found.append(row.toObject().value(QStringLiteral("_id")).toString());
        return found;
    };
    QCOMPARE(ids({}), QStringList{floor.id(0)});
    QCOMPARE(ids(with("record", QStringLiteral("false"))), QStringList{floor.id(1)});
    QCOMPARE(ids(with("interacted", QStringLiteral("false"))), QStringList{floor.id(2)});
    QCOMPARE(ids(with("startDate", isoTime(at(0, 1)))), QStringList());
    QCOMPARE(ids(with("endDate", isoTime(at(0)))), QStringList());
    QCOMPARE(ids(with("endDate", isoTime(at(0) + 1))), QStringList{floor.id(0)});
    for (const char *bad : {"record", "startDate", "page"}) {
        TruthParams params = with("agentId", floor.agentId(floor.bot));
        params.emplace_back(QString::fromLatin1(bad), QStringLiteral("odd"));
        QCOMPARE(floor.ask("agent-conversations", params).status, 400);
    }
    QCOMPARE(floor.ask("agent-conversations").status, 400);
    QCOMPARE(floor.ask("agent-conversations", with("agentId", QStringLiteral("x"))).json,
             QByteArray("[]"));
}

void TestTruth::chatDashLiveAgents()
{
    Floor floor(Vendor::ChatDash);
    World &world = floor.world;
    QCOMPARE(floor.ask("agent-conversation-metrics").json, QByteArray("[]"));
    const int c = floor.open(at(0), floor.web, floor.tech);
    world.startBot(c, floor.bot);
    world.enqueue(c, floor.tech);
    world.assign(c, floor.ben);
    QCOMPARE(floor.ask("agent-conversation-metrics").json,
             "[{\"id\":\"" + floor.agentId(floor.ben).toUtf8() +
                 "\",\"name\":\"Ben\",\"metric\":{\"open\":1,\"unattended\":0}}]");
}

void TestTruth::liveContent()
{
    // The same operation from a vendor that is no ChatDash: what it can know.
    Floor floor(Vendor::Chatwoot, true);
    const int c = floor.open(at(0) + 7, floor.web, floor.tech);
    floor.world.assign(c, floor.ben);
    const QByteArray ben = floor.agentId(floor.ben).toUtf8();
    QCOMPARE(floor.ask("agent-conversations", with("agentId", floor.agentId(floor.ben))).json,
             "[{\"_id\":1,\"agentId\":" + ben +
                 ",\"name\":\"Zoe\",\"record\":true,"
                 "\"interacted\":true,\"channel\":\"web\",\"liveAgentName\":\"Ben\","
                 "\"liveAgentId\":" +
                 ben +
                 ",\"isLive\":true,"
                 "\"createdAt\":\"2026-06-01T08:00:00.000Z\","
                 "\"updatedAt\":\"2026-06-01T08:00:00.007Z\"}]");
    QCOMPARE(floor
                 .ask("agent-conversations", {{QStringLiteral("agentId"), floor.agentId(floor.ben)},
                                              {QStringLiteral("record"), QStringLiteral("false")}})
                 .json,
             QByteArray("[]"));
}

void TestTruth::unknownOperation()
{
    QCOMPARE(Floor(Vendor::Chatwoot).ask("agents").status, 404);
}

QTEST_GUILESS_MAIN(TestTruth)
#include "tst_truth.moc"
