// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatclient.h"
#include "sandbox/rocketchatstats.h"
#include "sandbox/simulation.h"
#include "sandbox/truth.h"
#include "sandbox/truthfloor.h"

#include <QDateTime>
#include <QFile>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace watchfloor::sandbox;

namespace {

const Ms Epoch = QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();

QString iso(Ms at)
{
    return rocketchat::isoText(at);
}

QString bounds(Ms start, Ms end)
{
    return QStringLiteral("{\"start\":\"%1\",\"end\":\"%2\"}").arg(iso(start), iso(end));
}

/// "label value, label value" of a report.
QString shown(const Response &response)
{
    const QJsonObject report = QJsonDocument::fromJson(response.body).object();
    QStringList rows;
    for (const QJsonValue &row : report.value(QStringLiteral("data")).toArray())
        rows << QStringLiteral("%1 %2").arg(row[u"label"].toString()).arg(row[u"value"].toInt());
    rows << QStringLiteral("total %1").arg(report.value(QStringLiteral("total")).toInt());
    if (report.contains(QStringLiteral("unspecified")))
        rows << QStringLiteral("none %1").arg(report.value(QStringLiteral("unspecified")).toInt());
    return rows.join(QStringLiteral(", "));
}

} // namespace

/// What the wire tells against the books it is made from, the truth and the published vectors.
class TestRocketChatDialect : public QObject {
    Q_OBJECT

    std::unique_ptr<Simulation> m_sim;
    const World &world() const { return m_sim->world(); }

private Q_SLOTS:
    void initTestCase()
    {
        SimulationConfig config;
        config.vendor = Vendor::RocketChat;
        config.seed = 11;
        config.epoch = Epoch;
        config.agents = 24;
        config.conversationsPerDay = 120;
        config.days = 8;
        m_sim = std::make_unique<Simulation>(config);
        m_sim->advanceTo(Epoch + 8 * Day + 11 * Hour + 20 * Minute + 345);
        // On to an instant with a room in each state.
        const auto has = [this](Phase phase) {
            const auto &all = world().conversations();
            return std::any_of(all.begin(), all.end(),
                               [=](const Conversation &c) { return c.phase == phase; });
        };
        while (!has(Phase::Held) || !has(Phase::Queued))
            m_sim->advanceTo(world().now() + 7 * Minute);
    }

    void theTruthSaysTheSame_data()
    {
        QTest::addColumn<Ms>("from");
        QTest::addColumn<Ms>("to");
        QTest::newRow("all") << Epoch << Epoch + 9 * Day;
        QTest::newRow("one day") << Epoch + 3 * Day << Epoch + 4 * Day;
        QTest::newRow("now") << Epoch + 8 * Day << Epoch + 8 * Day + 11 * Hour;
        QTest::newRow("before") << Epoch - Day << Epoch;
        QTest::newRow("nothing") << Epoch + Day << Epoch + Day;
    }
    void theTruthSaysTheSame()
    {
        QFETCH(Ms, from);
        QFETCH(Ms, to);
        RocketChatClient client(world());
        const Truth truth(world(), {QStringLiteral("1"), QStringLiteral("http://h")});
        const Response byAgent = client.ask(report("agent", iso(from), iso(to)));
        QCOMPARE(byAgent.body, truth
                                   .answer(QStringLiteral("conversations-by-agent"),
                                           {{QStringLiteral("start"), iso(from)},
                                            {QStringLiteral("end"), iso(to)}})
                                   .json);
        // agent.total + unspecified = by-status.total = rooms created in the range.
        const auto number = [](const Response &response, const char *key) {
            return QJsonDocument::fromJson(response.body)[QLatin1String(key)].toInt();
        };
        const int rooms = number(byAgent, "total") + number(byAgent, "unspecified");
        QCOMPARE(number(client.ask(report("status", iso(from), iso(to))), "total"), rooms);
        const Response byDepartment = client.ask(report("department", iso(from), iso(to)));
        QCOMPARE(number(byDepartment, "total") + number(byDepartment, "unspecified"), rooms);
        QCOMPARE(number(client.ask(report("source", iso(from), iso(to))), "total"), rooms);
        const QString created = to > from ? bounds(from, to - 1) : bounds(from, from - 1);
        QCOMPARE(
            client.object(livechat(QStringLiteral("rooms?createdAt=")) + created)[u"total"].toInt(),
            rooms);
    }

    /// The published vectors of reports, as far as a world can hold them: r07's department is none
    /// (ours are never deleted) and r07 is closed, r08 has a source, r11 (t=v) does not exist.
    void reportsFollowTheVectors()
    {
        Floor floor(Vendor::RocketChat);
        World &w = floor.world;
        const auto person = [&](const char *name) {
            return floor.person(name, floor.support, {}, 4, AgentKind::Human);
        };
        const int jane = person("Jane Kim");
        const int alex = person("alex");
        const int jane2 = person("Jane Kim");
        const int nameless = person("");
        const int ghost = person("Ghost");
        const int bot = floor.person("Dialog Bot", floor.support, {}, 9, AgentKind::Bot);
        const int d1 = w.addGroup(QStringLiteral("Support"));
        const int d2 = w.addGroup(QStringLiteral("Sales"));
        const int d3 = w.addGroup(QStringLiteral("Support"));
        const int chat = floor.inbox("WhatsApp", ChannelKind::WhatsApp);
        const int api = floor.inbox("Api", ChannelKind::Api);
        const int vip = w.addLabel(QStringLiteral("vip"));
        const int bug = w.addLabel(QStringLiteral("bug"));
        const Ms start = at(60);
        const auto room = [&](Ms when, int inbox, int department, int agent) {
            const int c = floor.open(when, inbox, floor.tech, department);
            if (agent != Nobody)
                w.assign(c, agent);
            else
                w.enqueue(c, floor.tech);
            return c;
        };
        const int r12 = room(start - 1, floor.web, Nobody, alex);
        room(start, floor.web, d1, jane);
        const int r02 = room(at(61), floor.web, d1, jane);
        const int r03 = room(at(62), chat, d2, alex);
        room(at(63), floor.web, Nobody, Nobody);
        const int r05 = room(at(64), floor.mail, Nobody, Nobody);
        const int r06 = room(at(65), floor.web, d3, jane2);
        const int r07 = room(at(66), api, Nobody, ghost);
        room(at(67), floor.web, Nobody, nameless);
        const int r09 = room(at(68), chat, Nobody, bot);
        room(at(120), floor.web, Nobody, jane); // r10: the end is not in it
        w.setLabels(r02, {vip, bug});
        w.setLabels(r05, {vip});
        w.setLabels(r09, {bug});
        w.hold(r03, at(500));
        for (const int c : {r02, r05, r06, r07, r12})
            w.close(c, CloseActor::Agent);
        w.removeAgent(ghost);
        RocketChatOptions options = RocketChatClient::unlimited();
        options.deleteUsers = true;
        RocketChatClient client(w, options);
        const auto asked = [&](const char *by, const char *sort = "") {
            return shown(client.ask(report(by, iso(start), iso(at(120))) + QLatin1String(sort)));
        };
        QStringList rows{QStringLiteral("Dialog Bot 1"),
                         QStringLiteral("Jane Kim 1"),
                         QStringLiteral("Jane Kim 2"),
                         QStringLiteral("alex 1"),
                         floor.agentId(ghost) + QStringLiteral(" 1"),
                         floor.agentId(nameless) + QStringLiteral(" 1")};
        QStringList byAgent = asked("agent").split(QStringLiteral(", "));
        QCOMPARE(byAgent.takeLast(), QStringLiteral("none 2"));
        QCOMPARE(byAgent.takeLast(), QStringLiteral("total 7"));
        QVERIFY(std::is_sorted(byAgent.begin(), byAgent.end(), [](const auto &a, const auto &b) {
            return a.section(u' ', 0, -2).toUtf8() < b.section(u' ', 0, -2).toUtf8();
        }));
        rows.sort();
        byAgent.sort();
        QCOMPARE(byAgent, rows);
        QVERIFY(asked("agent", "&sort={\"total\":-1}").startsWith(QStringLiteral("Jane Kim 2, ")));
        QCOMPARE(asked("department"), QStringLiteral("Sales 1, Support 3, total 4, none 5"));
        QCOMPARE(asked("department", "&sort={\"_id\":-1}"),
                 QStringLiteral("Support 3, Sales 1, total 4, none 5"));
        QCOMPARE(asked("tags"), QStringLiteral("bug 2, vip 2, total 4, none 6"));
        QVERIFY(asked("source").startsWith(QStringLiteral("widget 5, whatsapp 2, ")));
        QVERIFY(asked("source").endsWith(QStringLiteral("total 9")));
        QCOMPARE(asked("status"), QStringLiteral("Closed 4, Open 3, On_Hold 1, Queued 1, total 9"));
    }

    void reportsAreKeptForAMinute()
    {
        Floor floor(Vendor::RocketChat);
        RocketChatClient client(floor.world);
        const QString target = report("agent", iso(Eight), iso(Eight + Day));
        const QByteArray before = client.ask(target).body;
        floor.open(at(0, 10), floor.web, floor.tech);
        QCOMPARE(client.ask(target).body, before);
        QVERIFY(client.ask(report("agent", iso(Eight), iso(Eight + Day + 1))).body != before);
        floor.world.advanceTo(at(1));
        QVERIFY(client.ask(target).body != before);
    }

    void metricsFollowTheVectors_data()
    {
        QFile file(QStringLiteral(TEST_DATA_DIR "/sandbox/rocketchat.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::addColumn<QJsonObject>("sample");
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll())[u"metrics"].toArray();
        for (const QJsonValue &sample : cases)
            QTest::newRow(qPrintable(sample[u"name"].toString())) << sample.toObject();
        QVERIFY(cases.size() > 3);
    }
    void metricsFollowTheVectors()
    {
        QFETCH(QJsonObject, sample);
        Floor floor(Vendor::RocketChat);
        World &w = floor.world;
        const Ms zero = at(10);
        const int c = floor.open(zero, floor.web, floor.tech);
        int agent = Nobody;
        for (const QJsonValue &step : sample.value(QStringLiteral("msgs")).toArray()) {
            w.advanceTo(zero + step[u"at"].toInt() * Second);
            const QString kind = step[u"kind"].toString();
            if (kind == QLatin1String("visitor")) {
                w.say(c, Sender::Contact);
            } else if (kind == QLatin1String("agent")) {
                w.say(c, Sender::Agent, agent);
            } else if (kind == QLatin1String("system")) {
                w.say(c, Sender::System);
            } else if (agent == Nobody) {
                agent = floor.ana;
                w.assign(c, agent);
            } else {
                w.transferToAgent(c, floor.ben, agent);
                agent = floor.ben;
            }
        }
        w.advanceTo(zero + sample.value(QStringLiteral("room"))[u"closedAt"].toInt() * Second);
        w.close(c, CloseActor::Consumer);
        RocketChatClient client(w);
        const QJsonObject metrics =
            client.all(livechat(QStringLiteral("rooms")), "rooms").first()[u"metrics"].toObject();
        const QJsonObject expected = sample.value(QStringLiteral("expected")).toObject();
        QCOMPARE(metrics.value(QStringLiteral("chatDuration")),
                 expected.value(QStringLiteral("chatDuration")));
        QCOMPARE(metrics.value(QStringLiteral("serviceTimeDuration")),
                 expected.value(QStringLiteral("serviceTimeDuration")));
        const QJsonObject parts = expected.value(QStringLiteral("metrics")).toObject();
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            QJsonObject told = metrics.value(part.key()).toObject();
            // Instants of the vectors are seconds from the room's creation.
            for (const char *key : {"lq", "lr", "fd"}) {
                const QString text = told.value(QLatin1String(key)).toString();
                if (!text.isEmpty())
                    told.insert(
                        QLatin1String(key),
                        (QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch() -
                         zero) /
                            Second);
            }
            QCOMPARE(told, part.value().toObject());
        }
    }

    void botsCountUnlessTheyAreIgnored()
    {
        Floor floor(Vendor::RocketChat);
        World &w = floor.world;
        const int c = floor.open(at(1), floor.web, floor.tech);
        w.say(c, Sender::Contact);
        w.startBot(c, floor.bot);
        w.advanceTo(at(1, 5));
        w.say(c, Sender::Bot, floor.bot);
        w.enqueue(c, floor.tech);
        w.assign(c, floor.ana);
        w.advanceTo(at(4));
        w.say(c, Sender::Agent, floor.ana);
        for (const bool ignored : {true, false}) {
            RocketChatOptions options = RocketChatClient::unlimited();
            options.ignoreBots = ignored;
            RocketChatClient client(w, options);
            const QJsonValue metrics =
                client.all(livechat(QStringLiteral("rooms")), "rooms").first()[u"metrics"];
            QCOMPARE(metrics[u"response"][u"ft"].toDouble(), ignored ? 180.0 : 5.0);
        }
    }

    void pagesHoldEveryRoomOnce()
    {
        RocketChatClient client(world());
        QCOMPARE(client.object(livechat(QStringLiteral("rooms")))[u"count"].toInt(), 50);
        QCOMPARE(client.object(livechat(QStringLiteral("rooms?count=5000")))[u"count"].toInt(),
                 100);
        const QJsonArray rooms =
            client.all(livechat(QStringLiteral("rooms?sort={\"ts\":1}")), "rooms");
        QCOMPARE(size_t(rooms.size()), world().conversations().size());
        for (qsizetype i = 0; i < rooms.size(); ++i)
            QCOMPARE(rooms.at(i)[u"_id"].toString(), world().at(int(i)).id);
        QCOMPARE(client.object(livechat(QStringLiteral("rooms?count=1")))[u"rooms"][0][u"_id"]
                     .toString(),
                 world().conversations().back().id); // newest first, unless told
        QCOMPARE(client.ask(livechat(QStringLiteral("rooms?count=0"))).status, 500);
    }

    void filtersFollowTheStates()
    {
        RocketChatClient client(world());
        std::map<QString, int> expected;
        for (const Conversation &c : world().conversations()) {
            const bool served = c.phase == Phase::Assigned || c.phase == Phase::Bot;
            expected[QStringLiteral("open=true")] += served;
            expected[QStringLiteral("open=false")] += c.closed();
            expected[QStringLiteral("onhold=true")] += c.phase == Phase::Held;
            expected[QStringLiteral("queued=true")] += c.phase == Phase::Queued;
        }
        int all = 0;
        for (const auto &[query, count] : expected) {
            const QJsonArray rooms =
                client.all(livechat(QStringLiteral("rooms?") + query), "rooms");
            QVERIFY(count > 0);
            QCOMPARE(rooms.size(), count);
            all += count;
            for (const QJsonValue &room : rooms)
                QCOMPARE(room.toObject().contains(QStringLiteral("open")),
                         query != QLatin1String("open=false"));
        }
        QCOMPARE(size_t(all), world().conversations().size());
        // Closed intervals: both ends are in.
        const Conversation &c = world().conversations()[77];
        const auto total = [&](const QString &query) {
            return client.object(livechat(QStringLiteral("rooms?")) + query)[u"total"].toInt();
        };
        QCOMPARE(total(QStringLiteral("createdAt=") + bounds(c.createdAt, c.createdAt)), 1);
        QCOMPARE(total(QStringLiteral("closedAt=") + bounds(c.closedAt, c.closedAt)), 1);
        QCOMPARE(total(QStringLiteral("closedAt=") + bounds(c.closedAt + 1, c.closedAt + 1)), 0);
        // Agents and departments by id, several at once.
        int ofTwo = 0;
        const QJsonArray agents = client.all(livechat(QStringLiteral("users/agent")), "users");
        QString query;
        for (const int i : {1, 2}) {
            const QString id = agents.at(i)[u"_id"].toString();
            ofTwo += total(QStringLiteral("agents[]=") + id);
            query += QStringLiteral("&agents[]=") + id;
        }
        QVERIFY(ofTwo > 5);
        QCOMPARE(total(query.mid(1)), ofTwo);
        QCOMPARE(total(QStringLiteral("departmentId=nobodyKnows")), 0);
    }

    /// The client must drop these; that they are there is what a test of it relies on.
    void roomsCarrySecretsAndTexts()
    {
        RocketChatClient client(world());
        const QByteArray body = client.ask(livechat(QStringLiteral("rooms?count=100"))).body;
        QVERIFY(body.contains("\"token\":\"visitor-token-"));
        QVERIFY(body.contains("\"lastMessage\":{"));
        QVERIFY(body.contains("\"fname\":\""));
    }

    void aMonitorSeesTheirUnits()
    {
        RocketChatOptions options = RocketChatClient::unlimited();
        options.role = QStringLiteral("livechat-monitor");
        options.units = 2;
        RocketChatClient client(world(), options);
        const QJsonArray rooms = client.all(livechat(QStringLiteral("rooms")), "rooms");
        const auto expected =
            std::count_if(world().conversations().begin(), world().conversations().end(),
                          [](const Conversation &c) { return c.group == 0 || c.group == 1; });
        QCOMPARE(rooms.size(), qsizetype(expected));
        const QJsonObject byStatus =
            QJsonDocument::fromJson(
                client.ask(report("status", iso(Epoch), iso(Epoch + 9 * Day))).body)
                .object();
        QCOMPARE(byStatus[u"total"].toInt(), int(expected));
        options.units = 0;
        RocketChatClient blind(world(), options);
        QCOMPARE(shown(blind.ask(report("agent", iso(Epoch), iso(Epoch + 9 * Day)))),
                 QStringLiteral("total 0, none 0"));
    }

    /// Everything the truth derives from a conversation can be read off its messages.
    void messagesTellTheStory()
    {
        RocketChatClient client(world());
        int forwards = 0;
        int answers = 0;
        for (const Conversation &c : world().conversations()) {
            if (c.number % 9 != 0)
                continue;
            std::map<QString, int> kinds;
            QString last;
            const QJsonArray rows = client.all(
                livechat(QStringLiteral("messages/%1?sort={\"ts\":1}").arg(c.id)), "messages");
            for (const QJsonValue &row : rows) {
                QVERIFY(last <= row[u"ts"].toString());
                last = row[u"ts"].toString();
                QString kind = row[u"t"].toString();
                if (kind.isEmpty())
                    kind = row.toObject().contains(QStringLiteral("token")) ? QStringLiteral("in")
                           : row.toObject().contains(QStringLiteral("bot")) ? QStringLiteral("bot")
                                                                            : QStringLiteral("out");
                ++kinds[kind];
            }
            const auto said = [&](auto what) {
                return int(std::count_if(c.messages.begin(), c.messages.end(), what));
            };
            QCOMPARE(kinds[QStringLiteral("out")],
                     said([](const Message &m) { return m.isHumanAnswer(); }));
            QCOMPARE(kinds[QStringLiteral("in")],
                     said([](const Message &m) { return m.kind == MessageKind::Incoming; }));
            QCOMPARE(kinds[QStringLiteral("command")], int(c.assignments.size()));
            QCOMPARE(kinds[QStringLiteral("livechat-close")], int(c.closures.size()));
            QCOMPARE(kinds[QStringLiteral("livechat_transfer_history")], int(c.transfers.size()));
            const QJsonArray history =
                client.all(livechat(QStringLiteral("transfer.history/")) + c.id, "history");
            QCOMPARE(history.size(), qsizetype(c.transfers.size()));
            forwards += int(history.size());
            answers += kinds[QStringLiteral("out")];
        }
        QVERIFY(forwards > 3 && answers > 100);
        QCOMPARE(client.ask(livechat(QStringLiteral("messages/nobodyKnowsThisRoom"))).status, 400);
    }

    void chartsAgreeWithTheRooms()
    {
        RocketChatClient client(world());
        const QString range =
            QStringLiteral("?start=%1&end=%2").arg(iso(Epoch), iso(world().now()));
        const auto chart = [&](const char *path) {
            return client.object(livechat(QStringLiteral("analytics/dashboards/")) +
                                 QLatin1String(path) + range);
        };
        const auto total = [&](const char *query) {
            return client
                .object(livechat(QStringLiteral("rooms?")) + QLatin1String(query))[u"total"]
                .toInt();
        };
        const QJsonObject chats = chart("charts/chats");
        QCOMPARE(chats[u"open"].toInt(), total("open=true"));
        QCOMPARE(chats[u"closed"].toInt(), total("open=false"));
        QCOMPARE(chats[u"queued"].toInt(), total("queued=true"));
        QCOMPARE(chats[u"onhold"].toInt(), total("onhold=true"));
        const QJsonObject status = chart("charts/agents-status");
        QVERIFY(status[u"_id"].isNull());
        QCOMPARE(status[u"available"].toInt() + status[u"away"].toInt() + status[u"busy"].toInt() +
                     status[u"offline"].toInt(),
                 int(client.all(livechat(QStringLiteral("users/agent")), "users").size()));
        int open = 0;
        bool lost = false; // an agent with closed chats loses "onhold"
        QJsonObject agents = chart("charts/chats-per-agent");
        QVERIFY(agents.take(QStringLiteral("success")).toBool());
        for (const QJsonValue &agent : agents) {
            open += agent[u"open"].toInt();
            lost = lost || !agent.toObject().contains(QStringLiteral("onhold"));
        }
        QCOMPARE(open, chats[u"open"].toInt());
        QVERIFY(lost);
        QCOMPARE(client
                     .ask(livechat(QStringLiteral("analytics/agent-overview?name=Nothing&"
                                                  "from=2026-03-02&to=2026-03-03")))
                     .body,
                 QByteArray("{\"success\":true}"));
        const Response bare = client.ask(livechat(
            QStringLiteral("analytics/overview?name=Conversations&from=2026-03-02&to=2026-03-10")));
        QVERIFY(QJsonDocument::fromJson(bare.body).isArray());
        QCOMPARE(client
                     .object(livechat(QStringLiteral("analytics/departments/amount-of-chats")) +
                             range)[u"departments"][0][u"_id"]
                     .isNull(),
                 true);
        int inQueue = 0;
        for (const QJsonValue &row :
             client.all(livechat(QStringLiteral("queue?includeOfflineAgents=true")), "queue"))
            inQueue += row[u"chats"].toInt();
        QCOMPARE(inQueue, total("open=true") + total("onhold=true"));
        QCOMPARE(client.all(livechat(QStringLiteral("inquiries.list")), "inquiries").size(),
                 qsizetype(total("queued=true")));
    }

    void clocksAreTold()
    {
        QCOMPARE(rocketchat::clockText(3725), QStringLiteral("01:02:05"));
        QCOMPARE(rocketchat::clockText(59.6), QStringLiteral("00:00:60"));
        QCOMPARE(rocketchat::clockText(360'000), QStringLiteral("100:00:00"));
    }
};

QTEST_GUILESS_MAIN(TestRocketChatDialect)
#include "tst_rocketchatdialect.moc"
