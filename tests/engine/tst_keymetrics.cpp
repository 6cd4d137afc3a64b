// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keymetrics.h"
#include "support/keydesk.h"
#include "support/rowoperations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const char *const everything =
    R"("metricsToRetrieveByTime":["avg_wait_time","avg_wait_time_first_response",)"
    R"("avg_time_to_response","avg_time_to_first_response_first_assignment",)"
    R"("closed_conversations","closed_by_agent","closed_by_consumer","auto_closed",)"
    R"("concluded_conversations","csat","avg_conversations_duration"],)"
    R"("metricsToRetrieveCurrentValue":["assigned_conversations","unassigned_conversations",)"
    R"("active_conversations","agent_load","human_agent_load","human_online_load",)"
    R"("human_away_load","online_agents","back_soon_agents","away_agents","available_slots",)"
    R"("open_conversations","overdue_conversations_in_queue","overdue_conversations_assigned",)"
    R"("overdue_conversations_total","queue_wait_time_50th_percentile",)"
    R"("queue_wait_time_90th_percentile"])";

QByteArray body(const QByteArray &filters, const QByteArray &rest)
{
    return "{\"filters\":{\"time\":{\"from\":" + QByteArray::number(noon - 10 * minute) +
           ",\"to\":" + QByteArray::number(noon) + "}" + filters + "}," + rest + "}";
}

KeyMetricsRequest request(const QByteArray &text, const KeyMetricsParams &params = {})
{
    const auto read = keyMetricsRequest(params, text);
    if (!read)
        qFatal("%s", qPrintable(read.error().sentence()));
    return *read;
}

QByteArray ask(const AccountRows &rows, const QByteArray &text, const KeyMetricsParams &params = {})
{
    return keyMetricsAnswer(rows, request(text, params), noon).json;
}

QJsonObject allOf(const AccountRows &rows, const QByteArray &filters)
{
    const QByteArray answer = ask(rows, body(filters, everything));
    return QJsonDocument::fromJson(answer).object().value(u"all").toObject();
}

} // namespace

// Defined below the class: moc loses its way in raw strings.
class TestKeyMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allMetricsOfAllVendors_data();
    void allMetricsOfAllVendors();
    void withoutDataCountsAreZeroAndMeansAbsent();
    void theWindowIsRoundedOutwardsAndHasBothBounds();
    void filters_data();
    void filters();
    void pages_data();
    void pages();
    void rowsAreSortedAndNamed();
    void parentsHoldTheirSubGroups();
    void theVendorsOwnFiguresSaySo_data();
    void theVendorsOwnFiguresSaySo();
    void wrongRequests_data();
    void wrongRequests();
    void quotientsAreRoundedHalvesAway();
};

void TestKeyMetrics::allMetricsOfAllVendors_data()
{
    QTest::addColumn<QByteArray>("all");
    // Every word of it is the vendor's formula over desk(), by hand.
    QTest::newRow("liveperson") << QByteArray(
        R"({"assignedConversations":1,"availableSlots":5,"onlineAgents":2,"backSoonAgents":0,)"
        R"("awayAgents":1,"avgWaitTime":45000.5,"avgWaitTimeFirstResponse":60000,)"
        R"("avgTimeToResponse":20000,"avgTimeToFirstResponseFirstAssignment":20000,)"
        R"("closedConversations":1,"closedByAgent":1,"closedByConsumer":0,"autoClosed":0,)"
        R"("concludedConversations":2,"csat":0.667,"avgConversationsDuration":3300000,)"
        R"("unassignedConversations":1,"openConversations":3,"overdueConversationsInQueue":1,)"
        R"("overdueConversationsAssigned":1,"overdueConversationsTotal":2,)"
        R"("queueWaitTime50thPercentile":1200000,"queueWaitTime90thPercentile":1200000})");
    QTest::newRow("rocketchat") << QByteArray(
        R"({"assignedConversations":1,"onlineAgents":2,"awayAgents":1,"avgWaitTime":45000.5,)"
        R"("avgWaitTimeFirstResponse":60000,"avgTimeToResponse":20000,)"
        R"("avgTimeToFirstResponseFirstAssignment":20000,"closedConversations":1,)"
        R"("closedByAgent":1,"closedByConsumer":0,"autoClosed":0,"concludedConversations":2,)"
        R"("avgConversationsDuration":3300000,"unassignedConversations":1,)"
        R"("openConversations":3,"queueWaitTime50thPercentile":1200000,)"
        R"("queueWaitTime90thPercentile":1200000})");
    // The waits are first responses and replies; a bot is no member.
    QTest::newRow("chatwoot") << QByteArray(
        R"({"assignedConversations":1,"onlineAgents":1,"avgWaitTime":40000,)"
        R"("avgWaitTimeFirstResponse":60000,"closedConversations":1,"csat":0.667,)"
        R"("avgConversationsDuration":3300000,"unassignedConversations":1,)"
        R"("openConversations":3})");
    // Nothing there is said to be live.
    QTest::newRow("chatdash") << QByteArray(
        R"({"assignedConversations":0,"closedConversations":1,)"
        R"("avgConversationsDuration":3300000,"unassignedConversations":0,)"
        R"("openConversations":0})");
}

void TestKeyMetrics::allMetricsOfAllVendors()
{
    QFETCH(QByteArray, all);
    AccountRows rows = desk();
    rows.account.provider = QString::fromLatin1(QTest::currentDataTag());
    rows.reported = {own("available_slots", MetricScope::Account, "", 5)};
    QCOMPARE(ask(rows, body("", QByteArray(everything) + ",\"responseSections\":[\"all\"]")),
             R"({"metadata":{"count":0,"self":{"rel":"self","href":"https://lp.example.test/x/)"
             R"(manager_workspace/api/account/79144597/metrics?offset=0&limit=50&sort=key:asc"}},)"
             R"("all":)" +
                 all + "}");
}

void TestKeyMetrics::withoutDataCountsAreZeroAndMeansAbsent()
{
    AccountRows rows = desk();
    rows.events.clear();
    rows.conversations.clear();
    rows.agents[0].availability.clear(); // nobody has told yet
    const QJsonObject all = allOf(rows, "");
    QCOMPARE(all.value(u"closedConversations"), QJsonValue(0));
    for (const char *absent :
         {"avgWaitTime", "csat", "agentLoad", "onlineAgents", "queueWaitTime50thPercentile"})
        QVERIFY2(!all.contains(QLatin1String(absent)), absent);
}

void TestKeyMetrics::theWindowIsRoundedOutwardsAndHasBothBounds()
{
    const QByteArray text = R"({"filters":{"time":{"from":")" + QByteArray::number(noon + 59'999) +
                            R"(","to":)" + QByteArray::number(noon + minute + 1) +
                            R"(}},"metricsToRetrieveByTime":"closed_conversations"})";
    const KeyMetricsRequest read = request(text);
    QCOMPARE(read.from, noon);
    QCOMPARE(read.to, noon + 2 * minute);
    AccountRows rows = desk();
    for (const TimeMs at : {noon - 1, noon, noon + 2 * minute, noon + 2 * minute + 1})
        rows.events.push_back(step("conversation_resolved", 1, "a1", "g2", "s1", at));
    const auto answer = QJsonDocument::fromJson(ask(rows, text)).object();
    QCOMPARE(answer[u"all"][u"closedConversations"].toInt(), 2);
}

void TestKeyMetrics::filters_data()
{
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<QByteArray>("expected"); // waits, online + away, open, closed
    const auto row = [](const char *filters, const char *expected) {
        QTest::newRow(filters) << QByteArray(filters) << QByteArray(expected);
    };
    row(R"(,"agentIds":["a1"])", "60000 1 1 1");
    row(R"(,"agentIds":["a1","a2"])", "45000.5 2 2 1");
    row(R"(,"agentIds":[""])", "none 0 0 0");
    row(R"(,"agentGroupIds":["g1"])", "30001 2 1 0");
    row(R"(,"agentGroupIds":["g1"],"includeSubGroups":true)", "45000.5 3 2 1");
    row(R"(,"agentGroupIds":["g1"],"includeSubGroups":"true")", "45000.5 3 2 1");
    row(R"(,"agentGroupIds":["g2"],"includeSubGroups":true)", "60000 1 1 1");
    row(R"(,"skillIds":["s2"])", "30001 2 2 0");
    row(R"(,"skillIds":["s1"],"agentGroupIds":["g1"])", "none 0 0 0");
    row(R"(,"userTypes":["HUMAN"])", "45000.5 2 2 1");
    row(R"(,"userTypes":"BOT")", "none 1 0 0");
    row(R"(,"userTypes":["HUMAN","BOT"])", "45000.5 3 3 1");
    row(R"(,"agentIds":[])", "45000.5 3 3 1");
}

void TestKeyMetrics::filters()
{
    QFETCH(QByteArray, filters);
    QFETCH(QByteArray, expected);
    const QJsonObject all = allOf(desk(), filters);
    const QJsonValue wait = all.value(u"avgWaitTime");
    QByteArray seen = wait.isUndefined() ? "none" : QByteArray::number(wait.toDouble());
    seen += ' ' + QByteArray::number(all[u"onlineAgents"].toInt() + all[u"awayAgents"].toInt());
    seen += ' ' + QByteArray::number(all[u"openConversations"].toInt());
    seen += ' ' + QByteArray::number(all[u"closedConversations"].toInt());
    QCOMPARE(seen, expected);
}

void TestKeyMetrics::pages_data()
{
    QTest::addColumn<QString>("offset");
    QTest::addColumn<QByteArray>("links");
    QTest::newRow("first") << "0" << QByteArray("self=0 next=1 last=2 : g1");
    QTest::newRow("middle") << "1" << QByteArray("first=0 prev=0 self=1 next=2 last=2 : g2");
    QTest::newRow("last") << "2" << QByteArray("first=0 prev=1 self=2 : g3");
    QTest::newRow("beyond") << "9" << QByteArray("first=0 prev=8 self=9 : ");
}

void TestKeyMetrics::pages()
{
    QFETCH(QString, offset);
    QFETCH(QByteArray, links);
    AccountRows rows = desk();
    rows.groupings.push_back(grouping(GroupingKind::Group, "g3", "VIP"));
    const auto answer =
        QJsonDocument::fromJson(ask(rows,
                                    body("", R"("metricsToRetrieveByTime":["csat"],)"
                                             R"("groupBy":"agentGroupId")"),
                                    {{}, offset, QStringLiteral("1")}))
            .object();
    const QJsonObject metadata = answer.value(u"metadata").toObject();
    QCOMPARE(metadata.value(u"count").toInt(), 3);
    QByteArray seen;
    for (const char *rel : {"first", "prev", "self", "next", "last"}) {
        const QJsonObject link = metadata.value(QLatin1String(rel)).toObject();
        if (link.isEmpty())
            continue;
        QCOMPARE(link.value(u"rel").toString(), QLatin1String(rel));
        const QString href = link.value(u"href").toString();
        seen += QByteArray(rel) + '=' +
                href.section(QStringLiteral("offset="), 1).section(u'&', 0, 0).toLatin1() + ' ';
    }
    seen += ": ";
    const QJsonArray groups = answer[u"groupBy"][u"groups"].toArray();
    for (const QJsonValue group : groups)
        seen += group[u"key"].toString().toLatin1();
    QCOMPARE(seen, links);
}

void TestKeyMetrics::rowsAreSortedAndNamed()
{
    AccountRows rows = desk();
    Grouping gone = grouping(GroupingKind::Group, "g9", "");
    gone.goneAt = 1;
    rows.groupings.push_back(gone);
    const auto keys = [&](const char *sort, const char *groupBy) {
        const auto answer = QJsonDocument::fromJson(
            ask(rows,
                body("", R"("metricsToRetrieveByTime":["csat"],"groupBy":")" + QByteArray(groupBy) +
                             '"'),
                {QString::fromLatin1(sort), {}, {}}));
        QStringList seen;
        const QJsonArray groups = answer[u"groupBy"][u"groups"].toArray();
        for (const QJsonValue group : groups)
            seen += group[u"key"].toString() + u':' + group[u"keyDescription"].toString();
        return seen.join(u' ');
    };
    QCOMPARE(keys("key:asc", "agentGroupId"), QStringLiteral("g1:Support g2:Billing"));
    QCOMPARE(keys("key:desc", "skillId"), QStringLiteral("s2:NA s1:General"));
    // A group that left is there as long as something belongs to it; without data comes last.
    rows.events.push_back(step("wait_time", 90'000, "a1", "g9"));
    rows.groupings.push_back(grouping(GroupingKind::Group, "g5", "Empty"));
    QCOMPARE(keys("avgWaitTime:desc", "agentGroupId"),
             QStringLiteral("g9:NA g2:Billing g1:Support g5:Empty"));
    QCOMPARE(keys("avgWaitTime:asc", "agentGroupId"),
             QStringLiteral("g1:Support g2:Billing g9:NA g5:Empty"));
    // Equals stand in order of the key, either way.
    QCOMPARE(keys("backSoonAgents:desc", "agentGroupId"),
             QStringLiteral("g1:Support g2:Billing g5:Empty g9:NA"));
}

void TestKeyMetrics::parentsHoldTheirSubGroups()
{
    AccountRows rows = desk();
    rows.groupings[0].parentRemoteId = QStringLiteral("g2"); // a circle must not hang
    const auto waits = [&](const char *filters) {
        const auto answer = QJsonDocument::fromJson(
            ask(rows, body(filters, R"("metricsToRetrieveByTime":["avg_wait_time"],)"
                                    R"("groupBy":"agentGroupId")")));
        QStringList seen;
        const QJsonArray groups = answer[u"groupBy"][u"groups"].toArray();
        for (const QJsonValue group : groups)
            seen += QString::number(group[u"metrics"][u"avgWaitTime"].toDouble());
        return seen.join(u' ');
    };
    QCOMPARE(waits(R"(,"includeSubGroups":true)"), QStringLiteral("45000.5 45000.5"));
    rows.groupings[0].parentRemoteId.clear();
    QCOMPARE(waits(R"(,"includeSubGroups":true)"), QStringLiteral("45000.5 60000"));
    QCOMPARE(waits(""), QStringLiteral("30001 60000"));
}

void TestKeyMetrics::theVendorsOwnFiguresSaySo_data()
{
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<QByteArray>("expected"); // active, load, human load, away load, slots
    const auto row = [](const char *filters, const char *expected) {
        QTest::newRow(filters) << QByteArray(filters) << QByteArray(expected);
    };
    row("", "9 0.1 0.55 0.5 7");
    row(R"(,"agentGroupIds":["g2"])", "3 0.75 0.75 - 1");
    // From the agents' own: (0.75 * 4 + 0.5 * 2) / 6, and with the bot (+ 0.02 * 50) / 56.
    row(R"(,"agentIds":["a1","a2"])", "4 0.667 0.667 0.5 2");
    row(R"(,"agentGroupIds":["g1"],"includeSubGroups":true)", "6 0.089 0.667 0.5 42");
    // Among people everybody's load is the people's.
    row(R"(,"userTypes":["HUMAN"])", "4 0.55 0.55 0.5 2");
    row(R"(,"userTypes":["BOT"])", "2 0.02 - - 40");
    row(R"(,"skillIds":["s1"])", "8 0.3 0.75 - 1");
    // Which skill an agent's active conversations have nobody tells.
    row(R"(,"skillIds":["s1"],"agentIds":["a1"])", "- 0.75 0.75 - 1");
    row(R"(,"agentIds":["unknown"])", "0 - - - 0");
}

void TestKeyMetrics::theVendorsOwnFiguresSaySo()
{
    QFETCH(QByteArray, filters);
    QFETCH(QByteArray, expected);
    AccountRows rows = desk();
    const auto put = [&](MetricScope scope, const char *key, double active, double load,
                         double slots) {
        rows.reported.push_back(own("active_conversations", scope, key, active));
        rows.reported.push_back(own("agent_load", scope, key, load));
        rows.reported.push_back(own("available_slots", scope, key, slots));
    };
    put(MetricScope::Account, "", 9, 0.1, 7);
    put(MetricScope::Group, "g2", 3, 0.75, 1);
    put(MetricScope::Skill, "s1", 8, 0.3, 1);
    put(MetricScope::Agent, "a1", 3, 0.75, 1);
    put(MetricScope::Agent, "a2", 1, 0.5, 1);
    put(MetricScope::Agent, "b", 2, 0.02, 40);
    rows.reported.push_back(own("human_agent_load", MetricScope::Account, "", 0.55));
    rows.agents[0].availability = QStringLiteral("back_soon");
    QByteArray seen;
    const QJsonObject all = allOf(rows, filters);
    for (const char *name : {"activeConversations", "agentLoad", "humanAgentLoad", "humanAwayLoad",
                             "availableSlots"}) {
        const QJsonValue value = all.value(QLatin1String(name));
        seen += (value.isUndefined() ? "-" : QByteArray::number(value.toDouble())) + ' ';
    }
    QCOMPARE(seen.trimmed(), expected);
    const KeyMetricsAnswer answer =
        keyMetricsAnswer(rows,
                         request(body("", R"("metricsToRetrieveCurrentValue":)"
                                          R"(["agent_load","open_conversations"])")),
                         noon);
    QCOMPARE(answer.reported, QStringList{QStringLiteral("agent_load")});
    QCOMPARE(answer.reportedAt, std::optional(noon - minute));
}

void TestKeyMetrics::wrongRequests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("sort");
    QTest::addColumn<QString>("offset");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QByteArray>("cause");
    const QByteArray good = body("", R"("metricsToRetrieveByTime":["csat"])");
    const auto row = [](const char *cause, const QByteArray &text, const char *sort = "",
                        const char *offset = "", const char *limit = "") {
        QTest::newRow(cause) << text << QString::fromLatin1(sort) << QString::fromLatin1(offset)
                             << QString::fromLatin1(limit) << QByteArray(cause);
    };
    const auto param = [&](const char *cause, const char *sort, const char *offset = "",
                           const char *limit = "") { row(cause, good, sort, offset, limit); };
    param("limit: must be from 1 to 50", "", "", "51");
    param("offset: must be 0 or more", "", "-1", "0");
    param("sort: must be field:asc or field:desc", "key");
    param("sort: csat cannot be sorted by", "csat:asc");
    row("body: must be a JSON object", "[]");
    row("body: no metric is asked for", body("", R"("groupBy":"skillId")"));
    row("agents: unknown field in filters",
        body(R"(,"agents":[])", R"("metricsToRetrieveByTime":["csat"])"));
    row("limit: unknown field in the body",
        body("", R"("metricsToRetrieveByTime":["csat"],"limit":5)"));
    row("filters.time: from and to must be epoch milliseconds",
        R"({"filters":{"time":{"from":"x","to":1}},"metricsToRetrieveByTime":["csat"]})");
    row("filters.time: from must not be after to",
        R"({"filters":{"time":{"from":"9","to":1}},"metricsToRetrieveByTime":["csat"]})");
    row("skillIds: must be an array of strings",
        body(R"(,"skillIds":{})", R"("metricsToRetrieveByTime":["csat"])"));
    row("userTypes: must be HUMAN or BOT",
        body(R"(,"userTypes":["SYSTEM"])", R"("metricsToRetrieveByTime":["csat"])"));
    row("includeSubGroups: must be a boolean",
        body(R"(,"includeSubGroups":1)", R"("metricsToRetrieveByTime":["csat"])"));
    row("metricsToRetrieveByTime: there is no metric online_agents",
        body("", R"("metricsToRetrieveByTime":["online_agents"])"));
    row("responseSections: must be all or groupBy",
        body("", R"("metricsToRetrieveByTime":["csat"],"responseSections":["none"])"));
    row("groupBy: must be skillId or agentGroupId",
        body("", R"("metricsToRetrieveByTime":["csat"],"groupBy":"agentId")"));
}

void TestKeyMetrics::wrongRequests()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, sort);
    QFETCH(QString, offset);
    QFETCH(QString, limit);
    QFETCH(QByteArray, cause);
    const auto given = [](const QString &value) {
        return value.isEmpty() ? std::nullopt : std::optional(value);
    };
    const auto read = keyMetricsRequest({given(sort), given(offset), given(limit)}, text);
    QVERIFY(!read.ok());
    QCOMPARE(keyMetricsError(read.error()),
             "{\"causes\":[\"" + cause + "\"],\"message\":\"Bad Request\"}");
}

void TestKeyMetrics::quotientsAreRoundedHalvesAway()
{
    AccountRows rows = desk();
    rows.events = {step("wait_time", -1), step("wait_time", -2), step("wait_time", 0),
                   step("wait_time", 4'000'000'000'000'000)};
    QCOMPARE(allOf(rows, "").value(u"avgWaitTime").toDouble(), 999999999999999.25);
    rows.events.pop_back();
    rows.events.pop_back();
    QCOMPARE(allOf(rows, "").value(u"avgWaitTime").toDouble(), -1.5);
}

QTEST_GUILESS_MAIN(TestKeyMetrics)
#include "tst_keymetrics.moc"
