// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonkeymetrics.h"
#include "support/livepersonrig.h"

#include <QTest>

#include <set>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs noon = 1'780'315'200'000; // 2026-06-01T12:00:00Z
constexpr DurationMs hour = 3'600'000;

QStringList texts(const QJsonValue &array)
{
    QStringList list;
    for (const QJsonValue &one : array.toArray())
        list.append(one.toString());
    return list;
}

HttpResponse response(const QByteArray &body, int status = 200)
{
    HttpResponse answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

liveperson::KeyMetricsQuestion bySkill()
{
    return liveperson::KeyMetricsQuestion(liveperson::KeyGroups::Skills, {noon - hour, noon},
                                          {noon - hour, noon}, noon);
}

/// `count` skills, all with the same figures.
QByteArray metricsPage(const SeenRequest &request, int count, int perPage)
{
    const int offset = request.query("offset").toInt();
    QJsonArray groups;
    for (int i = offset; i < std::min(count, offset + perPage); ++i) {
        groups.append(QJsonObject{
            {QStringLiteral("key"), QString::number(1000 + i)},
            {QStringLiteral("keyDescription"), QStringLiteral("NA")},
            {QStringLiteral("metrics"), QJsonObject{{QStringLiteral("openConversations"), i}}}});
    }
    // The links name another host on purpose.
    QJsonObject metadata{{QStringLiteral("count"), count}};
    const QJsonObject link{{QStringLiteral("rel"), QStringLiteral("next")},
                           {QStringLiteral("href"), QStringLiteral("https://localhost:1/evil")}};
    if (offset + perPage < count)
        metadata.insert(QStringLiteral("next"), link);
    const QJsonObject body{
        {QStringLiteral("metadata"), metadata},
        {QStringLiteral("groupBy"), QJsonObject{{QStringLiteral("groups"), groups}}},
        {QStringLiteral("all"),
         QJsonObject{{QStringLiteral("openConversations"), offset == 0 ? 77 : -9}}}};
    return QJsonDocument(body).toJson();
}

const QByteArray noFigures = R"({"metadata":{"count":0},"groupBy":{"groups":[]},"all":{}})";
const QByteArray noAgents = R"({"metadata":{"count":0},"agentViewRecords":[]})";

void answerAll(LivePersonRig &rig)
{
    rig.on("metrics", noFigures);
    rig.on("agent_view", noAgents);
    rig.on("le-users/users", "[]");
}

} // namespace

class TestLivePersonLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What may come and what it means. "none" = no row, "NaN" = no data, "0?" = inferred zero.
    void oneGroup_data()
    {
        QTest::addColumn<QByteArray>("metrics");
        QTest::addColumn<QByteArray>("metric");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *metrics, const char *metric,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(metrics) << QByteArray(metric)
                                << QString::fromLatin1(expected);
        };
        row("integer", R"({"assignedConversations":6})", "assigned_conversations", "6");
        row("double that is whole", R"({"closedConversations":3986.0})", "closed_conversations",
            "3986");
        row("text", R"({"closedConversations":"12"})", "closed_conversations", "12");
        row("load above one", R"({"humanAgentLoad":1.18})", "human_agent_load", "1.18");
        row("mean", R"({"avgWaitTime":228876.654})", "avg_wait_time", "228876.654");
        row("counter left out", "{}", "online_agents", "0?");
        row("counter null", R"({"onlineAgents":null})", "online_agents", "NaN");
        row("counter negative", R"({"onlineAgents":-1})", "online_agents", "NaN");
        row("mean left out", "{}", "avg_wait_time", "NaN");
        row("mean null", R"({"avgWaitTime":null})", "avg_wait_time", "NaN");
        row("mean NaN", R"({"avgWaitTime":"NaN"})", "avg_wait_time", "NaN");
        row("percentile -1", R"({"queueWaitTime50thPercentile":-1})",
            "queue_wait_time_50th_percentile", "NaN");
        row("percentile 0", R"({"queueWaitTime90thPercentile":0})",
            "queue_wait_time_90th_percentile", "0");
        row("csat as ratio", R"({"csat":0.75})", "csat", "0.75");
        row("csat as percentage", R"({"csat":75})", "csat", "0.75");
        row("concluded named", R"({"concludedConversations":4,"closedConversations":3})",
            "concluded_conversations", "4");
        row("concluded unknown to the server", R"({"closedConversations":3})",
            "concluded_conversations", "NaN");
        row("concluded left out as zero", "{}", "concluded_conversations", "0?");
        row("half a conversation", R"({"openConversations":1.5})", "open_conversations", "problem");
        row("a list for a number", R"({"agentLoad":true})", "agent_load", "problem");
        row("one odd, the others good", R"({"agentLoad":{},"openConversations":2})",
            "open_conversations", "2");
    }

    void oneGroup()
    {
        QFETCH(QByteArray, metrics);
        QFETCH(QByteArray, metric);
        QFETCH(QString, expected);
        const auto page = liveperson::parseKeyMetrics(
            response("{\"metadata\":{\"count\":1},\"groupBy\":{\"groupByField\":\"agentId\","
                     "\"groups\":[{\"key\":3680508910,\"keyDescription\":\"x\",\"metrics\":" +
                     metrics + "}]}}"),
            bySkill());
        QVERIFY(page.ok());
        QString found = QStringLiteral("none");
        for (const MetricValue &row : page->batch.metricValues) {
            if (row.metric != QLatin1String(metric) || row.scope != MetricScope::Skill)
                continue;
            QCOMPARE(row.scopeKey, QStringLiteral("3680508910"));
            found = row.value ? QString::number(*row.value, 'g', 12) : QStringLiteral("NaN");
            if (row.inferredZero)
                found += u'?';
        }
        if (!page->batch.problems.empty() && found == QLatin1String("none"))
            found = QStringLiteral("problem");
        QCOMPARE(found, expected);
    }

    void emptyAnswers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("open"); // open_conversations of the account
        QTest::newRow("no groups") << noFigures << 200 << QStringLiteral("0");
        QTest::newRow("all inside metrics")
            << QByteArray(R"({"all":{"metrics":{"openConversations":5}}})") << 200
            << QStringLiteral("5");
        QTest::newRow("all as such")
            << QByteArray(R"({"all":{"openConversations":5}})") << 200 << QStringLiteral("5");
        QTest::newRow("no all") << QByteArray(R"({"groupBy":{"groups":[]}})") << 200
                                << QStringLiteral("nan");
        QTest::newRow("nothing") << QByteArray("{}") << 200 << QStringLiteral("nan");
        QTest::newRow("204") << QByteArray() << 204 << QStringLiteral("nan");
    }

    void emptyAnswers()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, open);
        const auto page = liveperson::parseKeyMetrics(response(body, status), bySkill());
        QVERIFY(page.ok());
        QVERIFY(page->batch.problems.empty());
        QVERIFY(page->keys.isEmpty());
        const auto found = figure(page->batch, "open_conversations", MetricScope::Account);
        QVERIFY(found.has_value()); // stored as such: "no data" is not "not asked"
        QCOMPARE(QString::number(*found), open);
    }

    void allTwentySevenInOneRequestPerScope()
    {
        LivePersonRig rig;
        answerAll(rig);
        QVERIFY(rig.fetch("live").ok());
        const auto asked = rig.asked("metrics");
        QCOMPARE(asked.size(), size_t(2));
        QSet<QString> scopes;
        for (const SeenRequest &request : asked) {
            QCOMPARE(request.method, QByteArray("POST"));
            QCOMPARE(request.target, QByteArray("/manager_workspace/api/account/12345678/metrics"
                                                "?offset=0&limit=50"));
            const QJsonObject body = LivePersonRig::bodyOf(request);
            const QStringList byTime = texts(body[u"metricsToRetrieveByTime"]);
            const QStringList current = texts(body[u"metricsToRetrieveCurrentValue"]);
            QCOMPARE(byTime.size(), 10);
            QCOMPARE(current.size(), 17);
            QVERIFY(byTime.contains(QStringLiteral("concluded_conversations")));
            QVERIFY(current.contains(QStringLiteral("queue_wait_time_90th_percentile")));
            QCOMPARE(texts(body[u"responseSections"]),
                     QStringList({QStringLiteral("all"), QStringLiteral("groupBy")}));
            scopes.insert(body[u"groupBy"].toString());
            const QJsonObject time = body[u"filters"][u"time"].toObject();
            QCOMPARE(time[u"from"].toInteger(), noon);
            QCOMPARE(time[u"to"].toInteger(), noon + 5 * 60'000);
            QVERIFY(!body.contains(QStringLiteral("sort")));
        }
        QCOMPARE(scopes,
                 QSet<QString>({QStringLiteral("skillId"), QStringLiteral("agentGroupId")}));
    }

    void pagesByOffsetAndAllOnce_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("pages");
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("a full page") << 50 << 1;
        QTest::newRow("one more") << 51 << 2;
        QTest::newRow("three pages") << 120 << 3;
    }

    void pagesByOffsetAndAllOnce()
    {
        QFETCH(int, count);
        QFETCH(int, pages);
        LivePersonRig rig;
        answerAll(rig);
        rig.on("metrics", [&](const SeenRequest &request) {
            const bool skills =
                LivePersonRig::bodyOf(request)[u"groupBy"].toString() == QLatin1String("skillId");
            return Reply::json(skills ? metricsPage(request, count, 50) : noFigures);
        });
        const auto batch = rig.fetch("live");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        QCOMPARE(int(rig.asked("metrics").size()), pages + 1);
        std::set<QString> keys;
        for (const MetricValue &row : batch->metricValues) {
            if (row.scope == MetricScope::Skill &&
                row.metric == QLatin1String("open_conversations"))
                QVERIFY(keys.insert(row.scopeKey).second);
        }
        QCOMPARE(int(keys.size()), count);
        QCOMPARE(figure(*batch, "open_conversations", MetricScope::Account), 77.0);
        for (const SeenRequest &request : rig.server.requests())
            QVERIFY(!request.target.contains("evil"));
    }

    void listsWithoutEndEnd()
    {
        LivePersonRig rig;
        answerAll(rig);
        rig.on("metrics", [](const SeenRequest &request) {
            SeenRequest first = request;
            first.target = "/?offset=0";
            return Reply::json(metricsPage(first, 100'000, 50)); // the same page each time
        });
        const auto batch = rig.fetch("live");
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind(), Error::Kind::TooLarge);
        QVERIFY(rig.asked("metrics").size() < 5);
    }

    void vanishedSkillIsZero()
    {
        LivePersonRig rig;
        answerAll(rig);
        int skills = 2;
        rig.on("metrics", [&](const SeenRequest &request) {
            return Reply::json(metricsPage(request, skills, 50));
        });
        QVERIFY(rig.fetch("live").ok());
        skills = 1;
        const auto batch = rig.fetch("live");
        QVERIFY(batch.ok());
        const QString gone = QStringLiteral("1001");
        QCOMPARE(figure(*batch, "open_conversations", MetricScope::Skill, gone), 0.0);
        QVERIFY(qIsNaN(figure(*batch, "agent_load", MetricScope::Skill, gone).value_or(0)));
    }

    void agentsWithStates()
    {
        LivePersonRig rig;
        answerAll(rig);
        rig.on("le-users/users",
               R"([{"id":"77","loginName":"u77"},{"id":"88","loginName":"u88"}])");
        rig.on("agent_view", R"({"metadata":{"count":1},"agentViewRecords":[{"agentId":"77",
            "agentGroupId":-1,"agentCurrentStatus":"BACK_SOON","agentCurrentStatusReasonId":"NA",
            "agentCurrentStatusStartTime":1780315000000,"assignedConversations":4,
            "agentLoad":0.133,"agentMetadata":{"agentName":"Ann","configuredMaxSlots":30}}]})");
        const auto batch = rig.fetch("live");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        QCOMPARE(batch->presences.size(), size_t(2));
        QCOMPARE(batch->presences[0].availability, QStringLiteral("back_soon"));
        QCOMPARE(batch->presences[0].reason, QString());
        QCOMPARE(batch->presences[0].capacity, std::optional<int>(30));
        QCOMPARE(batch->presences[1].agentRemoteId, QStringLiteral("88"));
        QCOMPARE(batch->presences[1].availability, QStringLiteral("offline"));
        QCOMPARE(figure(*batch, "agent_load", MetricScope::Agent, QStringLiteral("77")), 0.133);
        QCOMPARE(figure(*batch, "assigned_conversations", MetricScope::Agent, QStringLiteral("77")),
                 4.0);
        QCOMPARE(figure(*batch, "agent_current_status_start_time", MetricScope::Agent,
                        QStringLiteral("77")),
                 1'780'315'000'000.0);
        const QJsonObject body = LivePersonRig::bodyOf(rig.asked("agent_view").front());
        QVERIFY(
            texts(body[u"filters"][u"effectiveAgentStatus"]).contains(QStringLiteral("OFFLINE")));
        QVERIFY(!body.contains(QStringLiteral("metricsToRetrieveByTime")));
    }

    void moreThanAThousandAgentsByGroup()
    {
        LivePersonRig rig;
        answerAll(rig);
        rig.on("le-users/agentGroups", R"([{"id":1,"name":"A","parentGroupId":null},
                                           {"id":2,"name":"B","parentGroupId":1}])");
        QVERIFY(rig.fetch("agent_groups").ok());
        rig.on("agent_view", [](const SeenRequest &request) {
            const int offset = request.query("offset").toInt();
            if (offset + request.query("limit").toInt() > 1000)
                return Reply::json(R"({"message":"offset+limit"})", 400);
            const QStringList groups =
                texts(LivePersonRig::bodyOf(request)[u"filters"][u"agentGroupIds"]);
            const int first = groups == QStringList(QStringLiteral("2")) ? 700 : 0;
            const int count = groups.isEmpty() ? 1400 : 700;
            QJsonArray rows;
            for (int i = offset; i < std::min(count, offset + 50); ++i)
                rows.append(QJsonObject{{QStringLiteral("agentId"), QString::number(first + i)}});
            return Reply::json(
                QJsonDocument(QJsonObject{{QStringLiteral("metadata"),
                                           QJsonObject{{QStringLiteral("count"), count}}},
                                          {QStringLiteral("agentViewRecords"), rows}})
                    .toJson());
        });
        const auto batch = rig.fetch("live");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        std::set<QString> agents;
        for (const MetricValue &row : batch->metricValues) {
            if (row.scope == MetricScope::Agent && row.metric == QLatin1String("available_slots"))
                QVERIFY(agents.insert(row.scopeKey).second);
        }
        QCOMPARE(agents.size(), size_t(1400));
        QVERIFY(batch->problems.empty());
    }

    void listsWithRevisions()
    {
        LivePersonRig rig;
        int full = 0;
        rig.on("le-users/users", [&](const SeenRequest &request) {
            if (request.header("If-Match") == "17")
                return Reply(304, QByteArray(), QByteArray());
            ++full;
            return Reply::json(R"([
                {"id":"1231234","deleted":"false","loginName":"ann","fullName":"","nickname":"Ann",
                 "email":"ann@example.test","isEnabled":"true","skillIds":[5,"3680508910"],
                 "memberOf":{"agentGroupId":-1},"maxAsyncChats":"7","userTypeId":1},
                {"id":2,"deleted":true,"loginName":"old","fullName":"Old One","userTypeId":"2"},
                {"deleted":false,"loginName":"nobody"}])")
                .with("ac-revision", "17");
        });
        const auto batch = rig.fetch("agents");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        QCOMPARE(batch->agents.size(), size_t(2));
        const Agent &ann = batch->agents[0];
        QCOMPARE(ann.remoteId, QStringLiteral("1231234"));
        QCOMPARE(ann.name, QStringLiteral("Ann"));
        QCOMPARE(ann.capacity, std::optional<int>(7));
        QVERIFY(ann.enabled && !ann.goneAt);
        QCOMPARE(batch->agents[1].kind, AgentKind::Bot);
        QVERIFY(batch->agents[1].goneAt.has_value());
        QCOMPARE(batch->memberships.size(), size_t(2)); // -1 is no group of the list
        QCOMPARE(batch->memberships[1].groupingRemoteId, QStringLiteral("3680508910"));
        QCOMPARE(batch->problems.size(), size_t(1));
        QVERIFY(batch->complete.empty()); // a row is missing: nobody is gone for that
        QVERIFY(full > 1);                // asked again, in case it was garbled on its way
        full = 0;
        QVERIFY(rig.fetch("agents").ok());
        QVERIFY(full > 0); // and no revision is kept of it
        const SeenRequest request = rig.asked("le-users/users").front();
        QCOMPARE(request.query("v"), QByteArray("4.0"));
        QCOMPARE(request.query("include_deleted"), QByteArray("true"));
    }

    void unchangedListIsNotSentAgain()
    {
        LivePersonRig rig;
        rig.on("le-users/agentGroups", [&](const SeenRequest &request) {
            if (request.header("If-Match") == "17")
                return Reply(304, QByteArray(), QByteArray());
            return Reply::json(
                       R"([{"id":-1,"name":"Main Group","parentGroupId":null,"deleted":false},
                {"id":4,"name":"East","parentGroupId":-1,"deleted":"false"},
                {"id":5,"name":"West","parentGroupId":"4","deleted":"true"}])")
                .with("ac-revision", "17");
        });
        const auto first = rig.fetch("agent_groups");
        QVERIFY(first.ok());
        QCOMPARE(first->groupings.size(), size_t(3));
        QCOMPARE(first->groupings[1].parentRemoteId, QStringLiteral("-1"));
        QCOMPARE(first->complete.size(), size_t(1));
        QCOMPARE(first->complete[0].remoteIds,
                 QStringList({QStringLiteral("-1"), QStringLiteral("4")}));
        const auto second = rig.fetch("agent_groups");
        QVERIFY2(second.ok(), qPrintable(second.ok() ? QString() : second.error().sentence()));
        QVERIFY(second->groupings.empty() && second->complete.empty());
        rig.clock.advance(25 * hour); // a commit that failed is made good within a day
        const auto third = rig.fetch("agent_groups");
        QCOMPARE(third->groupings.size(), size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestLivePersonLive)
#include "tst_livepersonlive.moc"
