// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfloor.h"

#include <QTest>

using namespace watchfloor::sandbox;

namespace {

QByteArray metricsBody(const QByteArray &more = {}, qint64 from = at(0), qint64 to = at(60))
{
    return "{\"filters\":{\"time\":{\"from\":" + QByteArray::number(from) +
           ",\"to\":" + QByteArray::number(to) + "}" + more;
}

constexpr const char *ByTime =
    R"(,"metricsToRetrieveByTime":["avg_wait_time","avg_wait_time_first_response",)"
    R"("avg_time_to_response","avg_time_to_first_response_first_assignment",)"
    R"("closed_conversations","closed_by_agent","closed_by_consumer","auto_closed",)"
    R"("concluded_conversations","csat","avg_conversations_duration"])";
constexpr const char *Current =
    R"(,"metricsToRetrieveCurrentValue":["assigned_conversations","active_conversations",)"
    R"("unassigned_conversations","open_conversations","agent_load","human_agent_load",)"
    R"("human_online_load","human_away_load","online_agents","back_soon_agents","away_agents",)"
    R"("available_slots","overdue_conversations_in_queue","overdue_conversations_assigned",)"
    R"("overdue_conversations_total","queue_wait_time_50th_percentile",)"
    R"("queue_wait_time_90th_percentile"])";

/// 08:00 to 09:00 at LivePerson, or what another vendor would know of the same hour.
struct ShiftHour : Floor {
    explicit ShiftHour(Vendor vendor)
        : Floor(vendor)
    {
        const int first = open(at(0), web, billing, billingGroup);
        world.say(first, Sender::Contact);
        world.enqueue(first, billing);
        step(at(1)).assign(first, ana);
        step(at(1, 30)).say(first, Sender::Contact);
        step(at(3)).say(first, Sender::Agent, ana); // waited 180 s, 120 s of it with Ana
        step(at(4)).say(first, Sender::Contact);
        step(at(4, 30)).say(first, Sender::Agent, ana, true); // a note is no answer
        step(at(5)).say(first, Sender::Agent, ana);           // 60 s, 60 s
        step(at(6)).transferToSkill(first, tech, ana);
        step(at(6, 30)).say(first, Sender::Contact);
        step(at(10)).assign(first, ben);
        step(at(10, 30)).say(first, Sender::Agent, ben); // 240 s, 30 s
        step(at(12)).close(first, CloseActor::Agent, ben);
        world.askCsat(first);
        step(at(13)).answerCsat(first, 5);

        const int second = open(at(20), mail, billing, billingGroup);
        world.say(second, Sender::Contact);
        world.enqueue(second, billing);
        step(at(21)).assign(second, ana); // overdue since 08:35

        const int fourth = open(at(30), web, tech, support);
        world.startBot(fourth, bot);
        world.say(fourth, Sender::Contact);
        const int third = open(at(50), web, tech, support);
        world.say(third, Sender::Contact);
        world.enqueue(third, tech);
        world.advanceTo(at(60));
    }
    World &step(qint64 when)
    {
        world.advanceTo(when);
        return world;
    }
    QJsonObject metrics(const QByteArray &filters, const QByteArray &rest = {},
                        const TruthParams &params = {}) const
    {
        const TruthAnswer answer =
            ask("key-metrics", params, metricsBody(filters) + "}" + ByTime + Current + rest + "}");
        return QJsonDocument::fromJson(answer.json).object();
    }
};

QJsonObject allOf(const QJsonObject &answer)
{
    return answer.value(QStringLiteral("all")).toObject();
}

QJsonObject group(const QJsonObject &answer, int index)
{
    return answer.value(QStringLiteral("groupBy"))
        .toObject()
        .value(QStringLiteral("groups"))
        .toArray()
        .at(index)
        .toObject();
}

double value(const QJsonObject &metrics, const char *key)
{
    return metrics.value(QLatin1String(key)).toDouble(-1);
}

} // namespace

class TestTruthKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeAccount();
    void bySkillAndGroup();
    void subGroups();
    void filters();
    void percentilesAreNearestRank();
    void windowIsRoundedOutwards();
    void pagesAndLinks();
    void sorts();
    void sections();
    void otherVendors_data();
    void otherVendors();
    void refuses_data();
    void refuses();
};

void TestTruthKeys::wholeAccount()
{
    // Worked out by hand from the lines of ShiftHour, in the order of the vendor's table.
    const TruthAnswer answer =
        ShiftHour(Vendor::LivePerson)
            .ask("key-metrics", {}, metricsBody() + "}" + ByTime + Current + "}");
    QCOMPARE(
        answer.json,
        QByteArray("{\"metadata\":{\"count\":0,\"self\":{\"rel\":\"self\",\"href\":\"https://h/"
                   "manager_workspace/api/account/1/metrics?offset=0&limit=50&sort=key:asc\"}},"
                   "\"all\":{\"assignedConversations\":2,\"activeConversations\":1,"
                   "\"agentLoad\":0.075,\"humanAgentLoad\":0.033,\"humanOnlineLoad\":0.05,"
                   "\"humanAwayLoad\":0,\"availableSlots\":12,\"onlineAgents\":2,"
                   "\"backSoonAgents\":0,\"awayAgents\":1,\"avgWaitTime\":160000,"
                   "\"avgWaitTimeFirstResponse\":180000,\"avgTimeToResponse\":70000,"
                   "\"avgTimeToFirstResponseFirstAssignment\":120000,"
                   "\"closedConversations\":1,\"closedByAgent\":1,\"closedByConsumer\":0,"
                   "\"autoClosed\":0,\"concludedConversations\":2,\"csat\":1,"
                   "\"avgConversationsDuration\":720000,\"unassignedConversations\":1,"
                   "\"openConversations\":3,\"overdueConversationsInQueue\":0,"
                   "\"overdueConversationsAssigned\":1,\"overdueConversationsTotal\":1,"
                   "\"queueWaitTime50thPercentile\":600000,"
                   "\"queueWaitTime90thPercentile\":600000}}"));
}

void TestTruthKeys::bySkillAndGroup()
{
    const ShiftHour hour(Vendor::LivePerson);
    const QJsonObject bySkill = hour.metrics({}, R"(,"groupBy":"skillId")");
    QCOMPARE(group(bySkill, 0).value(QStringLiteral("keyDescription")).toString(),
             QStringLiteral("Billing"));
    const QJsonObject billing = group(bySkill, 0).value(QStringLiteral("metrics")).toObject();
    const QJsonObject tech = group(bySkill, 1).value(QStringLiteral("metrics")).toObject();
    QCOMPARE(value(billing, "avgWaitTime"), 120'000.0);
    QCOMPARE(value(tech, "avgWaitTime"), 240'000.0); // the skill at the time of the answer
    QCOMPARE(value(billing, "closedConversations"), 0.0);
    QCOMPARE(value(tech, "closedConversations"), 1.0);
    QCOMPARE(value(billing, "concludedConversations"), 1.0); // the transfer left from here
    QCOMPARE(value(billing, "availableSlots"), 3.0);
    QCOMPARE(value(tech, "availableSlots"), 9.0);
    QCOMPARE(value(tech, "unassignedConversations"), 1.0);
    QVERIFY(!billing.contains(QStringLiteral("queueWaitTime50thPercentile"))); // no data, no key
    const QJsonObject byGroup = hour.metrics({}, R"(,"groupBy":"agentGroupId")");
    const QJsonObject support = group(byGroup, 0).value(QStringLiteral("metrics")).toObject();
    const QJsonObject team = group(byGroup, 1).value(QStringLiteral("metrics")).toObject();
    QCOMPARE(value(support, "avgWaitTime"), 240'000.0);
    QCOMPARE(value(team, "avgTimeToResponse"), 90'000.0);
    QCOMPARE(value(support, "assignedConversations"), 1.0);
    QCOMPARE(value(support, "unassignedConversations"), 0.0); // waiting is nobody's group
    QCOMPARE(value(team, "humanOnlineLoad"), 0.05);
    QVERIFY(!team.contains(QStringLiteral("humanAwayLoad"))); // nobody there to be away
}

void TestTruthKeys::subGroups()
{
    const ShiftHour hour(Vendor::LivePerson);
    const QJsonObject answer =
        hour.metrics(R"(,"includeSubGroups":true)", R"(,"groupBy":"agentGroupId")");
    const QJsonObject support = group(answer, 0).value(QStringLiteral("metrics")).toObject();
    QCOMPARE(value(support, "avgWaitTime"), 160'000.0);
    QCOMPARE(value(support, "assignedConversations"), 2.0);
    QCOMPARE(value(support, "availableSlots"), 12.0);
    const QByteArray only =
        ",\"agentGroupIds\":[\"" + hour.world.groups()[size_t(hour.support)].id.toUtf8() + "\"]";
    QCOMPARE(value(allOf(hour.metrics(only)), "avgWaitTime"), 240'000.0);
    const QJsonObject both =
        hour.metrics(only + R"(,"includeSubGroups":true)", R"(,"groupBy":"agentGroupId")");
    QCOMPARE(value(allOf(both), "avgWaitTime"), 160'000.0);
    QCOMPARE(
        both.value(QStringLiteral("metadata")).toObject().value(QStringLiteral("count")).toInt(),
        1);
}

void TestTruthKeys::filters()
{
    const ShiftHour hour(Vendor::LivePerson);
    const QJsonObject humans = allOf(hour.metrics(R"(,"userTypes":["HUMAN"])"));
    QCOMPARE(value(humans, "assignedConversations"), 1.0);
    QCOMPARE(value(humans, "unassignedConversations"), 0.0);
    QCOMPARE(value(humans, "agentLoad"), 0.033);
    const QJsonObject bots = allOf(hour.metrics(R"(,"userTypes":"BOT")"));
    QCOMPARE(value(bots, "assignedConversations"), 1.0);
    QVERIFY(!bots.contains(QStringLiteral("avgWaitTime")));
    QVERIFY(!bots.contains(QStringLiteral("humanAgentLoad")));
    QCOMPARE(value(allOf(hour.metrics(R"(,"userTypes":["HUMAN","BOT"])")), "openConversations"),
             3.0);
    const QByteArray ana = ",\"agentIds\":[\"" + hour.agentId(hour.ana).toUtf8() + "\"]";
    QCOMPARE(value(allOf(hour.metrics(ana)), "avgWaitTime"), 120'000.0);
    const QByteArray tech =
        ",\"skillIds\":[\"" + hour.world.skills()[size_t(hour.tech)].id.toUtf8() + "\"]";
    const QJsonObject byTech = hour.metrics(tech, R"(,"groupBy":"skillId")");
    QCOMPARE(value(allOf(byTech), "openConversations"), 2.0);
    QCOMPARE(value(allOf(byTech), "onlineAgents"), 1.0);
    QVERIFY(group(byTech, 1).isEmpty());
    const QJsonObject nobody = allOf(hour.metrics(R"(,"agentIds":["nobody"])"));
    QCOMPARE(value(nobody, "openConversations"), 0.0);
    QVERIFY(!nobody.contains(QStringLiteral("agentLoad")));
}

void TestTruthKeys::percentilesAreNearestRank()
{
    Floor floor(Vendor::LivePerson);
    for (const int minute : {0, 10, 20, 30})
        floor.world.enqueue(floor.open(at(minute), floor.web, floor.tech), floor.tech);
    const auto percentile = [&](const char *key) {
        const QByteArray body = metricsBody() + "}" + Current + "}";
        return value(
                   allOf(QJsonDocument::fromJson(floor.ask("key-metrics", {}, body).json).object()),
                   key) /
               Minute;
    };
    floor.world.advanceTo(at(40)); // waits of 10, 20, 30 and 40 minutes
    QCOMPARE(percentile("queueWaitTime50thPercentile"), 20.0);
    QCOMPARE(percentile("queueWaitTime90thPercentile"), 40.0);
    floor.world.advanceTo(at(24 * 60 + 15)); // older than a day does not count
    QCOMPARE(percentile("queueWaitTime50thPercentile"), 24.0 * 60 - 15);
}

void TestTruthKeys::windowIsRoundedOutwards()
{
    const ShiftHour hour(Vendor::LivePerson);
    const auto closed = [&](qint64 from, qint64 to) {
        const QByteArray body = metricsBody({}, from, to) + "}" + ByTime + "}";
        return value(
            allOf(QJsonDocument::fromJson(hour.ask("key-metrics", {}, body).json).object()),
            "closedConversations");
    };
    QCOMPARE(closed(at(12), at(12)), 1.0);          // both bounds belong to it
    QCOMPARE(closed(at(12) + 30'000, at(13)), 1.0); // from is rounded down to 08:12
    QCOMPARE(closed(at(11), at(11) + 1), 1.0);      // to is rounded up to 08:12
    QCOMPARE(closed(at(11), at(11)), 0.0);
    QCOMPARE(closed(at(13), at(60)), 0.0);
}

void TestTruthKeys::pagesAndLinks()
{
    const ShiftHour hour(Vendor::LivePerson);
    const auto page = [&](int offset, int limit) {
        const QJsonObject answer =
            hour.metrics({}, R"(,"groupBy":"skillId")",
                         {{QStringLiteral("offset"), QString::number(offset)},
                          {QStringLiteral("limit"), QString::number(limit)}});
        const QJsonObject metadata = answer.value(QStringLiteral("metadata")).toObject();
        QStringList links;
        for (const char *rel : {"first", "prev", "self", "next", "last"}) {
            const QString href = metadata.value(QLatin1String(rel))
                                     .toObject()
                                     .value(QStringLiteral("href"))
                                     .toString();
            const qsizetype from = href.indexOf(QLatin1String("offset="));
            links.append(from < 0 ? QStringLiteral("-")
                                  : href.mid(from + 7, href.indexOf(QLatin1Char('&')) - from - 7));
        }
        const auto rows = answer.value(QStringLiteral("groupBy"))
                              .toObject()
                              .value(QStringLiteral("groups"))
                              .toArray()
                              .size();
        return QStringLiteral("%1 of %2: %3")
            .arg(QString::number(rows),
                 QString::number(metadata.value(QStringLiteral("count")).toInt()),
                 links.join(QLatin1Char(' ')));
    };
    QCOMPARE(page(0, 50), QStringLiteral("2 of 2: - - 0 - -"));
    QCOMPARE(page(0, 1), QStringLiteral("1 of 2: - - 0 1 1"));
    QCOMPARE(page(1, 1), QStringLiteral("1 of 2: 0 0 1 - -"));
    QCOMPARE(page(9, 1), QStringLiteral("0 of 2: 0 8 9 - -"));
}

void TestTruthKeys::sorts()
{
    const ShiftHour hour(Vendor::LivePerson);
    const auto order = [&](const char *sort) {
        const QJsonObject answer =
            hour.metrics({}, R"(,"groupBy":"skillId")", with("sort", QLatin1String(sort)));
        return group(answer, 0).value(QStringLiteral("keyDescription")).toString().left(1) +
               group(answer, 1).value(QStringLiteral("keyDescription")).toString().left(1);
    };
    const QString ascending = hour.world.skills()[0].id < hour.world.skills()[1].id
                                  ? QStringLiteral("BT")
                                  : QStringLiteral("TB");
    QCOMPARE(order("key:asc"), ascending);
    QVERIFY(order("key:desc") != ascending);
    QCOMPARE(order("avgWaitTime:desc"), QStringLiteral("TB"));
    QCOMPARE(order("avgWaitTime:asc"), QStringLiteral("BT"));
    QCOMPARE(order("backSoonAgents:desc"), ascending); // equal: by key
}

void TestTruthKeys::sections()
{
    const ShiftHour hour(Vendor::LivePerson);
    const QJsonObject onlyAll =
        hour.metrics({}, R"(,"groupBy":"skillId","responseSections":["all"])");
    QVERIFY(onlyAll.contains(QStringLiteral("all")) &&
            !onlyAll.contains(QStringLiteral("groupBy")));
    const QJsonObject onlyGroups =
        hour.metrics({}, R"(,"groupBy":"skillId","responseSections":["groupBy"])");
    QVERIFY(!onlyGroups.contains(QStringLiteral("all")));
    QCOMPARE(onlyGroups.value(QStringLiteral("groupBy"))
                 .toObject()
                 .value(QStringLiteral("groupByField"))
                 .toString(),
             QStringLiteral("skillId"));
}

void TestTruthKeys::otherVendors_data()
{
    QTest::addColumn<int>("vendor");
    QTest::addColumn<QByteArray>("all");
    QTest::addColumn<int>("skills");
    QTest::addColumn<int>("groups");
    // Chatwoot's rows: first answer 180 s; later ones 60 s (since the waiting began) and 240 s.
    QTest::newRow("chatwoot")
        << int(Vendor::Chatwoot)
        << QByteArray("{\"assignedConversations\":1,\"avgWaitTime\":160000,"
                      "\"avgWaitTimeFirstResponse\":180000,\"closedConversations\":1,\"csat\":1,"
                      "\"avgConversationsDuration\":720000,\"onlineAgents\":1,"
                      "\"openConversations\":2,\"unassignedConversations\":1}")
        << 0 << 2;
    QTest::newRow("rocketchat")
        << int(Vendor::RocketChat)
        << QByteArray(
               "{\"assignedConversations\":2,\"autoClosed\":0,\"avgConversationsDuration\":"
               "720000,\"avgTimeToFirstResponseFirstAssignment\":120000,"
               "\"avgTimeToResponse\":70000,\"avgWaitTime\":160000,"
               "\"avgWaitTimeFirstResponse\":180000,\"awayAgents\":1,\"closedByAgent\":1,"
               "\"closedByConsumer\":0,\"closedConversations\":1,\"concludedConversations\":2,"
               "\"onlineAgents\":2,\"openConversations\":3,"
               "\"queueWaitTime50thPercentile\":600000,"
               "\"queueWaitTime90thPercentile\":600000,\"unassignedConversations\":1}")
        << 0 << 2;
    QTest::newRow("chatdash")
        << int(Vendor::ChatDash)
        << QByteArray("{\"assignedConversations\":1,\"avgConversationsDuration\":720000,"
                      "\"closedConversations\":1,\"openConversations\":2,"
                      "\"unassignedConversations\":1}")
        << 0 << 0;
}

void TestTruthKeys::otherVendors()
{
    QFETCH(int, vendor);
    QFETCH(QByteArray, all);
    QFETCH(int, skills);
    QFETCH(int, groups);
    const ShiftHour hour(static_cast<Vendor>(vendor));
    const QJsonObject bySkill = hour.metrics({}, R"(,"groupBy":"skillId")");
    QCOMPARE(allOf(bySkill), QJsonDocument::fromJson(all).object());
    const auto count = [](const QJsonObject &answer) {
        return answer.value(QStringLiteral("metadata"))
            .toObject()
            .value(QStringLiteral("count"))
            .toInt();
    };
    QCOMPARE(count(bySkill), skills);
    QCOMPARE(count(hour.metrics({}, R"(,"groupBy":"agentGroupId")")), groups);
}

void TestTruthKeys::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("param");
    const QByteArray good = metricsBody() + "}" + ByTime + "}";
    QTest::newRow("no JSON") << QByteArray("{") << QString();
    QTest::newRow("no time") << QByteArray("{\"filters\":{}") + ByTime + "}" << QString();
    QTest::newRow("reversed") << metricsBody({}, at(1), at(0)) + "}" + ByTime + "}" << QString();
    QTest::newRow("no metric") << metricsBody() + "}}" << QString();
    QTest::newRow("wrong metric") << metricsBody() +
                                         R"(},"metricsToRetrieveByTime":["online_agents"]})"
                                  << QString();
    QTest::newRow("wrong group") << metricsBody() + "}" + ByTime + R"(,"groupBy":"agentId"})"
                                 << QString();
    QTest::newRow("wrong section")
        << metricsBody() + "}" + ByTime + R"(,"responseSections":["none"]})" << QString();
    QTest::newRow("wrong type") << metricsBody(R"(,"userTypes":["SYSTEM"])") + "}" + ByTime + "}"
                                << QString();
    QTest::newRow("unknown field")
        << metricsBody(R"(,"agents":[])") + "}" + ByTime + "}" << QString();
    QTest::newRow("limit 51") << good << QStringLiteral("limit=51");
    QTest::newRow("limit 0") << good << QStringLiteral("limit=0");
    QTest::newRow("offset") << good << QStringLiteral("offset=-1");
    QTest::newRow("offset text") << good << QStringLiteral("offset=x");
    QTest::newRow("sort field") << good << QStringLiteral("sort=csat:asc");
    QTest::newRow("sort order") << good << QStringLiteral("sort=agentLoad:up");
    QTest::newRow("sort alone") << good << QStringLiteral("sort=agentLoad");
    QTest::newRow("parameter") << good << QStringLiteral("v=1");
}

void TestTruthKeys::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, param);
    TruthParams params;
    if (!param.isEmpty())
        params.emplace_back(param.section(QLatin1Char('='), 0, 0),
                            param.section(QLatin1Char('='), 1));
    const TruthAnswer answer = Floor(Vendor::LivePerson).ask("key-metrics", params, body);
    QCOMPARE(answer.status, 400);
    const QJsonObject error = QJsonDocument::fromJson(answer.json).object();
    QCOMPARE(error.value(QStringLiteral("causes")).toArray().size(), 1);
    QVERIFY(!error.value(QStringLiteral("message")).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestTruthKeys)
#include "tst_truthkeys.moc"
