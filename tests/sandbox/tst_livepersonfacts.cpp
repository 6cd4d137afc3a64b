// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonrig.h"
#include "sandbox/truth.h"

#include <QTest>

#include <map>
#include <set>

using namespace watchfloor::sandbox;

class TestLivePersonFacts : public QObject {
    Q_OBJECT

    LivePersonRig m_rig;
    const World &world() const { return m_rig.world(); }
    Ms now() const { return m_rig.now(); }

private Q_SLOTS:
    /// Zeros may be left out, names lost and links strange: nothing else may differ.
    void metricsSayWhatTheTruthSays_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("groupBy");
        QTest::addColumn<bool>("subGroups");
        QTest::addColumn<QString>("userType");
        QTest::newRow("skills") << QString() << path("skillId") << false << QString();
        QTest::newRow("groups, persons")
            << QString() << path("agentGroupId") << false << path("HUMAN");
        QTest::newRow("whole trees, sorted")
            << path("?offset=2&limit=3&sort=closedConversations:desc") << path("agentGroupId")
            << true << QString();
        QTest::newRow("bots, paged")
            << path("?offset=3&limit=2") << path("skillId") << false << path("BOT");
        QTest::newRow("all only") << QString() << QString() << false << QString();
    }
    void metricsSayWhatTheTruthSays()
    {
        QFETCH(QString, query);
        QFETCH(QString, groupBy);
        QFETCH(bool, subGroups);
        QFETCH(QString, userType);
        LivePersonClient client(world());
        QJsonObject body = LivePersonRig::allMetrics(now() - 23 * Hour - 1234, now() - 17);
        QJsonObject filters = body[u"filters"].toObject();
        if (subGroups)
            filters.insert(QStringLiteral("includeSubGroups"), true);
        if (!userType.isEmpty())
            filters.insert(QStringLiteral("userTypes"), QJsonArray{userType});
        body.insert(QStringLiteral("filters"), filters);
        if (!groupBy.isEmpty())
            body.insert(QStringLiteral("groupBy"), groupBy);
        const QJsonObject wire = client.object(client.post(client.kmm("metrics") + query, body));

        TruthParams params;
        for (const auto &[key, value] : oauthQueryPairs(query.mid(1).toUtf8()))
            params.emplace_back(QString::fromUtf8(key), QString::fromUtf8(value));
        const QJsonObject truth =
            QJsonDocument::fromJson(Truth(world(), {path("79144597"), path("http://truth")})
                                        .keyMetrics(params, QJsonDocument(body).toJson())
                                        .json)
                .object();
        int left = 0;
        const auto compare = [&](const QJsonObject &told, const QJsonObject &expected) {
            for (auto it = expected.begin(); it != expected.end(); ++it) {
                if (!told.contains(it.key())) {
                    ++left;
                    QVERIFY2(it.value().toDouble(1) == 0, qPrintable(it.key()));
                } else {
                    QCOMPARE(told.value(it.key()), it.value());
                }
            }
            for (const QString &key : told.keys()) {
                const bool nobodyWaits =
                    key.endsWith(QLatin1String("Percentile")) && told.value(key).toInt() == -1;
                QVERIFY2(expected.contains(key) != nobodyWaits, qPrintable(key));
            }
        };
        QVERIFY(!truth[u"all"].toObject().isEmpty());
        compare(wire[u"all"].toObject(), truth[u"all"].toObject());
        QCOMPARE(wire[u"metadata"][u"count"], truth[u"metadata"][u"count"]);
        if (groupBy.isEmpty()) {
            QCOMPARE(wire[u"metadata"][u"count"].toInt(), 0);
            QVERIFY(!wire.contains(QLatin1String("groupBy")));
            return;
        }
        QCOMPARE(wire[u"groupBy"][u"groupByField"].toString(), groupBy);
        const QJsonArray told = wire[u"groupBy"][u"groups"].toArray();
        const QJsonArray expected = truth[u"groupBy"][u"groups"].toArray();
        QVERIFY(!expected.isEmpty());
        QCOMPARE(told.size(), expected.size());
        for (qsizetype i = 0; i < told.size(); ++i) {
            QCOMPARE(told[i][u"key"], expected[i][u"key"]);
            compare(told[i][u"metrics"].toObject(), expected[i][u"metrics"].toObject());
            const int skill = world().skillById(told[i][u"key"].toString());
            if (skill == 6) // the fax archive has no people
                QCOMPARE(told[i][u"keyDescription"].toString(), path("NA"));
            else
                QCOMPARE(told[i][u"keyDescription"], expected[i][u"keyDescription"]);
        }
        QVERIFY(left > 0);
        const QJsonObject metadata = wire[u"metadata"].toObject();
        QVERIFY(metadata[u"self"][u"href"].toString().startsWith(path("https://localhost:8082/")));
        const bool inside = !query.isEmpty();
        for (const char *rel : {"first", "prev", "next"})
            QCOMPARE(metadata.contains(QLatin1String(rel)),
                     inside &&
                         (qstrcmp(rel, "next") != 0 || metadata[u"next"][u"href"].isString()));
    }

    void metricsAreRefusedAsDocumented_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        const QJsonObject good = LivePersonRig::allMetrics(now() - Hour, now(), "skillId");
        const auto with = [&](const char *key, const QJsonValue &value) {
            QJsonObject body = good;
            body.insert(QLatin1String(key), value);
            return body;
        };
        const auto filtered = [&](const char *key, const QJsonValue &value) {
            QJsonObject filters = timeFilter(now() - Hour, now());
            filters.insert(QLatin1String(key), value);
            return with("filters", filters);
        };
        const auto row = [](const char *name, const QJsonObject &body, int status,
                            const char *query = "") {
            QTest::newRow(name) << path(query) << body << status;
        };
        row("good", good, 200);
        row("no time", with("filters", QJsonObject()), 400);
        row("a day and two minutes of rounding",
            with("filters", timeFilter(now() - Day + Minute, now())), 200);
        row("longer ago", with("filters", timeFilter(now() - Day - Minute, now() - Hour)), 400);
        row("limit 51", good, 400, "?limit=51");
        row("limit 0", good, 400, "?limit=0");
        row("sort by what cannot be sorted", good, 400, "?sort=csat:asc");
        row("ids as numbers", filtered("skillIds", QJsonArray{3'600'000'001.0}), 400);
        row("user type alone", filtered("userTypes", path("HUMAN")), 400);
        row("system", filtered("userTypes", QJsonArray{path("SYSTEM")}), 400);
        row("flag as text", filtered("includeSubGroups", path("true")), 400);
        row("unknown metric", with("metricsToRetrieveByTime", QJsonArray{path("fcr")}), 400);
        row("unknown field", with("interval", 5), 400);
        row("by agent", with("groupBy", path("agentId")), 400);
    }
    void metricsAreRefusedAsDocumented()
    {
        QFETCH(QString, query);
        QFETCH(QJsonObject, body);
        QFETCH(int, status);
        LivePersonClient client(world());
        const Response response = client.post(client.kmm("metrics") + query, body);
        QCOMPARE(response.status, status);
        if (status == 400)
            QVERIFY(response.body.contains("\"causes\":["));
        if (status == 200)
            QVERIFY(QByteArray(response.body)
                        .replace("\"concludedConversations\":0.0", "")
                        .contains("\"concludedConversations\":"));
    }
    void countsMayBeDoubles()
    {
        LivePersonClient client(world());
        const Response response =
            client.post(client.kmm("metrics"), LivePersonRig::allMetrics(now() - 20 * Hour, now()));
        const auto count = client.object(response)[u"all"][u"concludedConversations"].toInteger();
        QVERIFY(count > 20);
        QVERIFY(response.body.contains("\"concludedConversations\":" + QByteArray::number(count) +
                                       ".0"));
    }

    void agentViewFitsTheMetrics()
    {
        LivePersonClient client(world());
        const Ms to = now() / Minute * Minute;
        QJsonObject filters = timeFilter(to - 23 * Hour, to);
        const QJsonArray current =
            words({"active_conversations", "assigned_conversations", "agent_load",
                   "agent_current_status", "agent_current_status_reason",
                   "agent_current_status_start_time", "available_slots", "max_slots"});
        const QJsonArray timed = words(
            {"closed_conversations", "concluded_conversations", "transfers", "agent_login_duration",
             "agent_online_duration", "agent_status_duration", "avg_wait_time"});
        QJsonObject body = lpObject({{"filters", filters},
                                     {"includeAgentMetadata", path("true")},
                                     {"metricsToRetrieveCurrentValue", current},
                                     {"metricsToRetrieveByTime", timed}});
        const QJsonObject all =
            client
                .object(client.post(client.kmm("metrics"),
                                    LivePersonRig::allMetrics(to - 23 * Hour, to)))[u"all"]
                .toObject();
        const auto view = [&](const QString &query) {
            return client.object(client.post(client.kmm("agent_view") + query, body));
        };
        const QJsonObject loggedIn = view(QString());
        std::map<QString, int> states;
        std::set<QString> seen;
        for (const QJsonValue row : loggedIn[u"agentViewRecords"].toArray()) {
            ++states[row[u"agentCurrentStatus"].toString()];
            QVERIFY(seen.insert(row[u"agentId"].toString()).second);
            const Agent &agent =
                world().agents()[size_t(world().agentById(row[u"agentId"].toString()))];
            QCOMPARE(row[u"agentMetadata"][u"configuredMaxSlots"].toInt(), agent.capacity);
            QCOMPARE(row[u"maxSlots"].toInt(), agent.capacity);
            QVERIFY(row[u"agentGroupId"].isDouble());
            QCOMPARE(row.toObject().contains(QLatin1String("loginDuration")),
                     agent.kind == AgentKind::Human);
            if (agent.kind == AgentKind::Human)
                QVERIFY(row[u"loginDuration"].toInteger() >= row[u"onlineDuration"].toInteger());
        }
        QVERIFY(states[path("ONLINE")] > 2);
        QCOMPARE(states[path("ONLINE")], all[u"onlineAgents"].toInt());
        QCOMPARE(states[path("AWAY")], all[u"awayAgents"].toInt());
        QCOMPARE(states[path("OFFLINE")], 0);
        QCOMPARE(loggedIn[u"metadata"][u"count"].toInt(), int(seen.size()));

        filters.insert(QStringLiteral("effectiveAgentStatus"),
                       words({"ONLINE", "OFFLINE", "AWAY", "BACK_SOON"}));
        body.insert(QStringLiteral("filters"), filters);
        qint64 assigned = 0;
        qint64 slots = 0;
        const QJsonArray everybody = view(QString())[u"agentViewRecords"].toArray();
        QVERIFY(everybody.size() > qsizetype(seen.size()));
        for (const QJsonValue row : everybody) {
            assigned += row[u"assignedConversations"].toInteger();
            slots += row[u"availableSlots"].toInteger();
        }
        QVERIFY(assigned > 0);
        QVERIFY(assigned <= all[u"assignedConversations"].toInteger());
        QCOMPARE(slots, all[u"availableSlots"].toInteger());

        const QJsonArray sorted =
            view(path("?sort=agentName:desc&limit=5&offset=2"))[u"agentViewRecords"].toArray();
        QCOMPARE(sorted.size(), 5);
        QVERIFY(sorted[0][u"agentMetadata"][u"agentName"].toString() >=
                sorted[1][u"agentMetadata"][u"agentName"].toString());
        for (const char *bad : {"?limit=1001", "?offset=990&limit=50", "?sort=closeRate:asc"})
            QCOMPARE(client.post(client.kmm("agent_view") + path(bad), body).status, 400);
        filters.insert(QStringLiteral("skillIds"), QJsonArray{world().skills()[0].id});
        body.insert(QStringLiteral("filters"), filters); // agentSkillIds is the name here
        QCOMPARE(client.post(client.kmm("agent_view"), body).status, 400);
    }

    void trendsAddUpAndSkillsHavePeople()
    {
        LivePersonClient client(world());
        const Ms to = now() / Minute * Minute;
        QJsonObject body =
            lpObject({{"filters", timeFilter(to - Day + Hour, to)},
                      {"metricsToRetrieveByTime",
                       words({"transfers", "closed_conversations", "concluded_conversations"})}});
        const QJsonObject all =
            client
                .object(client.post(client.kmm("metrics"),
                                    LivePersonRig::allMetrics(to - Day + Hour, to)))[u"all"]
                .toObject();
        const QJsonArray points = client
                                      .object(client.post(client.kmm("historical?interval=15"),
                                                          body))[u"historicalMetricsIntervals"]
                                      .toArray();
        QCOMPARE(points.size(), 92);
        QCOMPARE(points.last()[u"timestamp"].toInteger(), to);
        qint64 closed = 0;
        qint64 concluded = 0;
        for (const QJsonValue point : points) {
            closed += point[u"values"][u"closedConversations"].toInteger();
            concluded += point[u"values"][u"concludedConversations"].toInteger();
        }
        QCOMPARE(closed, all[u"closedConversations"].toInteger());
        QCOMPARE(concluded, all[u"concludedConversations"].toInteger());
        QCOMPARE(client.post(client.kmm("historical?interval=10"), body).status, 400);
        QCOMPARE(
            client
                .object(client.post(client.kmm("historical"), body))[u"historicalMetricsIntervals"]
                .toArray()
                .size(),
            23);

        const QJsonArray skills =
            client.object(client.post(client.kmm("skill/availability"), {}))[u"skillAvailabilities"]
                .toArray();
        QCOMPARE(skills.size(), 7); // all but the fax archive
        bool leftOut = false;
        for (const QJsonValue row : skills) {
            for (const char *key : {"onlineAgents", "backSoonAgents", "awayAgents"}) {
                const QJsonValue count = row[QLatin1String(key)];
                leftOut = leftOut || count.isUndefined();
                QVERIFY(count.isUndefined() || count.toInt() > 0);
            }
        }
        QVERIFY(leftOut);
    }

    void statusChangesTellTheShifts()
    {
        LivePersonClient client(world());
        const auto ask = [&](const QString &query) {
            return client.ask("GET", path("/api/v2/account/79144597/status-changes?v=2&") + query);
        };
        const QString span =
            path("source=WF&from=2026-03-02T00%3A00%3A00Z&to=2026-03-12T00%3A00%3A00Z");
        std::map<qint64, std::vector<QJsonValue>> byAgent;
        int pages = 0;
        for (int offset = 0;; offset += 200) {
            const QJsonObject answer =
                client.object(ask(span + path("&limit=200&offset=%1").arg(offset)));
            for (const QJsonValue row : answer[u"stateChanges"].toArray())
                byAgent[row[u"agentId"].toInteger()].push_back(row);
            ++pages;
            bool next = false;
            for (const QJsonValue link : answer[u"_metadata"][u"references"].toArray())
                next = next || link[u"rel"].toString() == QLatin1String("next");
            if (!next)
                break;
        }
        QVERIFY(pages > 1);
        size_t changes = 0;
        for (const Agent &agent : world().agents()) {
            if (agent.kind == AgentKind::Bot)
                continue;
            // Offline without a login before is nothing, a login is two rows.
            size_t expected = 0;
            bool in = false;
            for (const PresenceSpan &one : agent.presence) {
                const bool out = one.presence == Presence::Offline;
                expected += out ? (in ? 1 : 0) : (in ? 1 : 2);
                in = !out;
            }
            const auto &rows = byAgent[agent.id.toLongLong()];
            QCOMPARE(rows.size(), expected);
            changes += expected;
            for (size_t i = 0; i < rows.size(); ++i) {
                if (rows[i][u"statusType"].toInt() != 3)
                    continue;
                QCOMPARE(rows[i][u"sessionId"].toInt(), -1);
                QCOMPARE(rows[i][u"sequenceNumber"].toInt(), -1);
                QCOMPARE(rows[i + 1][u"sessionId"].toInt(), -1);
                QCOMPARE(rows[i + 1][u"statusSubType"].toInt(), 2);
            }
        }
        QVERIFY(changes > 500);
        QCOMPARE(ask(path("limit=10")).status, 400);
        QCOMPARE(ask(span + path("&limit=5001")).status, 400);
        QCOMPARE(ask(path("source=x&from=2026-01-02T00:00:00Z&to=2026-03-12T00:00:00Z")).status,
                 400);
        QCOMPARE(ask(path("source=x&from=2026-03-02T00:00:00Z")).status, 400);
    }

    void agentMetricsCountPercent()
    {
        LivePersonClient client(world());
        const QJsonArray rows =
            client
                .object(client.post(client.history("agent-view/status?limit=2500"),
                                    {}))[u"agentStatusRecords"]
                .toArray();
        QVERIFY(rows.size() > 5);
        bool busy = false;
        for (const QJsonValue row : rows) {
            QVERIFY(row[u"currentStatus"].toString() != QLatin1String("OFFLINE"));
            QCOMPARE(row[u"agentPresence"].toString(), path("true"));
            busy = busy || row[u"load"].toDouble() > 2;
        }
        QVERIFY(busy);
        const QJsonObject summary =
            client.object(client.post(client.history("agent-view/summary"), {}));
        QCOMPARE(summary[u"numOnlineAgents"].toInt() + summary[u"numAwayAgents"].toInt() +
                     summary[u"numBackSoonAgents"].toInt(),
                 int(rows.size()));
        QCOMPARE(client.post(client.history("agent-view/status?limit=2501"), {}).status, 400);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonFacts)
#include "tst_livepersonfacts.moc"
