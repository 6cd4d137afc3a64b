// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonrig.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace watchfloor::sandbox;

namespace {

/// Sums of the time-bound metrics as section 6 of the vendor document recomputes them.
struct Recomputed {
    std::map<QString, double> sum;
    std::map<QString, int> count;
    void add(const char *name, Ms value)
    {
        sum[path(name)] += double(value);
        ++count[path(name)];
    }
};

/// From one record alone: nothing of the world is looked at.
void recompute(const QJsonObject &record, Ms from, Ms to, Recomputed *out)
{
    const auto has = [&](Ms at) { return at >= from && at <= to; };
    std::set<QString> people;
    std::vector<Ms> assigned;
    for (const QJsonValue p : record[u"agentParticipants"].toArray()) {
        if (p[u"userType"].toString() != QLatin1String("1"))
            continue;
        people.insert(p[u"agentId"].toString());
        if (p[u"permission"].toString() == QLatin1String("ASSIGNED_AGENT"))
            assigned.push_back(p[u"timeL"].toInteger());
    }
    QString mainDialog;
    std::map<QString, Ms> dialogEnds;
    for (const QJsonValue d : record[u"dialogs"].toArray()) {
        dialogEnds[d[u"dialogId"].toString()] = d[u"endTimeL"].toInteger();
        if (d[u"dialogType"].toString() == QLatin1String("MAIN"))
            mainDialog = d[u"dialogId"].toString();
    }
    Ms waiting = 0;
    Ms firstAsked = 0;
    bool responded = false;
    bool answered = false;
    for (const QJsonValue m : record[u"messageRecords"].toArray()) {
        if (m[u"dialogId"].toString() != mainDialog)
            continue;
        const Ms at = m[u"timeL"].toInteger();
        const QString by = m[u"sentBy"].toString().toLower();
        if (by == QLatin1String("consumer")) {
            waiting = waiting ? waiting : at;
            firstAsked = firstAsked ? firstAsked : at;
        } else if (by == QLatin1String("agent") &&
                   people.count(m[u"participantId"].toString()) == 1 &&
                   m[u"audience"].toString() == QLatin1String("ALL")) {
            Ms latest = 0;
            for (const Ms one : assigned)
                latest = one <= at ? qMax(latest, one) : latest;
            if (waiting && has(at)) {
                out->add("avgWaitTime", at - waiting);
                out->add("avgTimeToResponse", at - qMax(waiting, latest));
                if (!responded)
                    out->add("avgWaitTimeFirstResponse", at - waiting);
            }
            responded = responded || waiting;
            if (!answered && firstAsked && !assigned.empty() && assigned.front() <= at && has(at))
                out->add("avgTimeToFirstResponseFirstAssignment",
                         at - qMax(assigned.front(), firstAsked));
            answered = true;
            waiting = 0;
        }
    }
    const QJsonValue info = record[u"info"];
    if (info[u"status"].toString() == QLatin1String("CLOSE") &&
        has(info[u"conversationEndTimeL"].toInteger())) {
        const QString reason = info[u"closeReason"].toString();
        out->add("closedConversations", 0);
        out->add("concludedConversations", 0);
        out->add(reason == QLatin1String("AGENT")      ? "closedByAgent"
                 : reason == QLatin1String("CONSUMER") ? "closedByConsumer"
                                                       : "autoClosed",
                 0);
    }
    for (const QJsonValue t : record[u"transfers"].toArray()) {
        const QString reason = t[u"reason"].toString();
        if (has(t[u"timeL"].toInteger()) &&
            (reason == QLatin1String("Skill") || reason == QLatin1String("Agent")))
            out->add("concludedConversations", 0);
    }
    for (const QJsonValue s : record[u"conversationSurveys"].toArray()) {
        for (const QJsonValue q : s[u"surveyData"].toArray()) {
            if (q[u"questionType"].toString() == QLatin1String("csat") &&
                has(dialogEnds[s[u"dialogId"].toString()]))
                out->add("csat", q[u"answer"].toString().toInt() >= 4 ? 1 : 0);
        }
    }
}

} // namespace

class TestLivePersonHistory : public QObject {
    Q_OBJECT

    LivePersonRig m_rig;
    const World &world() const { return m_rig.world(); }
    Ms now() const { return m_rig.now(); }

private Q_SLOTS:
    /// The raw facts of the wire give the metrics of the wire, by section 6 alone.
    void rawFactsGiveTheMetrics()
    {
        LivePersonClient client(world());
        const Ms to = now() / Minute * Minute;
        const Ms from = to - 23 * Hour;
        Recomputed own;
        const QJsonArray rows =
            LivePersonRig::records(&client, LivePersonRig::searchBody(FactsEpoch, now()));
        for (const QJsonValue row : rows)
            recompute(row.toObject(), from, to, &own);
        const QJsonObject told =
            client
                .object(
                    client.post(client.kmm("metrics"), LivePersonRig::allMetrics(from, to)))[u"all"]
                .toObject();
        for (const char *count : {"closedConversations", "closedByAgent", "closedByConsumer",
                                  "autoClosed", "concludedConversations"}) {
            QVERIFY2(own.count[path(count)] > 0, count);
            QCOMPARE(told[QLatin1String(count)].toInt(), own.count[path(count)]);
        }
        for (const char *mean : {"avgWaitTime", "avgWaitTimeFirstResponse", "avgTimeToResponse",
                                 "avgTimeToFirstResponseFirstAssignment", "csat"}) {
            QVERIFY2(own.count[path(mean)] > 5, mean);
            QVERIFY2(std::abs(told[QLatin1String(mean)].toDouble() -
                              own.sum[path(mean)] / own.count[path(mean)]) < 0.001,
                     mean);
        }
        // Current ones too.
        std::map<QString, int> counts;
        for (const QJsonValue row : rows) {
            const QJsonValue info = row[u"info"];
            if (info[u"status"].toString() != QLatin1String("OPEN"))
                continue;
            ++counts[path("openConversations")];
            const bool queued = info[u"latestQueueState"].toString() == QLatin1String("IN_QUEUE");
            ++counts[queued ? path("unassignedConversations") : path("assignedConversations")];
            const Ms due = row[u"responseTime"][u"latestEffectiveResponseDueTime"].toInteger();
            if (due != -1 && due < now() && info[u"startTimeL"].toInteger() >= now() - 4 * Day)
                ++counts[path("overdueConversationsTotal")];
        }
        QCOMPARE(counts.size(), size_t(4));
        for (const auto &[name, count] : counts)
            QCOMPARE(told[name].toInt(), count);
    }

    void recordsHoldEachConversationOnce()
    {
        LivePersonClient client(world());
        for (const char *sort : {"start:asc", "end:desc"}) {
            std::set<QString> ids;
            const QJsonArray rows =
                LivePersonRig::records(&client, LivePersonRig::searchBody(FactsEpoch, now()), sort);
            for (const QJsonValue row : rows)
                ids.insert(row[u"info"][u"conversationId"].toString());
            QCOMPARE(size_t(rows.size()), ids.size());
            QCOMPARE(ids.size(), world().conversations().size());
        }
        // Ten minutes outwards: the neighbours of an odd window come along.
        const Ms tens = 10 * Minute;
        const Ms from = FactsEpoch + 2 * Day + 9 * Hour + 9 * Minute + 59 * Second;
        const Ms to = from + Hour + 2 * Second;
        const auto started = [&](Ms first, Ms last) {
            return int(std::count_if(world().conversations().begin(), world().conversations().end(),
                                     [&](const Conversation &c) {
                                         return c.createdAt >= first && c.createdAt <= last;
                                     }));
        };
        const int whole = started(from / tens * tens, (to + tens - 1) / tens * tens);
        QVERIFY(started(from, to) < started(from / tens * tens, to));
        QVERIFY(started(from, to) < started(from, (to + tens - 1) / tens * tens));
        QCOMPARE(int(LivePersonRig::records(&client, LivePersonRig::searchBody(from, to)).size()),
                 whole);
        // What changed lately, whenever it began.
        const Ms since = now() - Hour - Minute;
        const auto changed = [&](Ms first) {
            return int(std::count_if(world().conversations().begin(), world().conversations().end(),
                                     [&](const Conversation &c) { return c.updatedAt >= first; }));
        };
        QVERIFY(changed(since) < changed(since / tens * tens));
        QJsonObject body = LivePersonRig::searchBody(FactsEpoch, -1);
        body.insert(QStringLiteral("latestUpdateTime"), lpObject({{"from", since}}));
        QCOMPARE(int(LivePersonRig::records(&client, body).size()), changed(since / tens * tens));
    }

    void filtersChoose_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const auto &skills = world().skills();
        const auto row = [](const char *key, const QJsonValue &value) {
            QTest::newRow(key) << path(key) << value;
        };
        row("status", QJsonArray{path("OPEN")});
        row("skillIds", QJsonArray{skills[1].id});
        row("latestSkillIds", QJsonArray{skills[2].id.toLongLong()});
        row("agentIds", QJsonArray{world().agents()[3].id});
        row("latestAgentIds", QJsonArray{world().agents()[4].id.toLongLong()});
        row("agentGroupIds", QJsonArray{world().groups()[1].id});
        row("latestConversationQueueState", path("IN_QUEUE"));
        row("csat", lpObject({{"from", 1}, {"to", 3}}));
        row("duration", lpObject({{"from", 0}, {"to", 300}}));
        row("source", QJsonArray{path("EMAIL")});
        row("responseTime", lpObject({{"to", now()}}));
        row("end", lpObject({{"from", now() - 5 * Hour}, {"to", now()}}));
    }
    void filtersChoose()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        LivePersonClient client(world());
        QJsonObject body = LivePersonRig::searchBody(FactsEpoch, now());
        const int all = int(world().conversations().size());
        body.insert(key, value);
        const QJsonArray rows = LivePersonRig::records(&client, body);
        QVERIFY2(!rows.isEmpty() && rows.size() < all, qPrintable(key));
        for (const QJsonValue row : rows) {
            const QJsonValue info = row[u"info"];
            if (key == QLatin1String("status"))
                QCOMPARE(info[u"status"].toString(), path("OPEN"));
            if (key == QLatin1String("latestSkillIds"))
                QCOMPARE(info[u"latestSkillId"].toInteger(), value[0].toInteger());
            if (key == QLatin1String("latestAgentIds"))
                QCOMPARE(info[u"latestAgentId"].toString().toLongLong(), value[0].toInteger());
            if (key == QLatin1String("duration"))
                QVERIFY(info[u"duration"].toInteger() < 301 * Second);
        }
    }

    void searchesAreRefusedAsDocumented_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        const QJsonObject good = LivePersonRig::searchBody(now() - Day, now());
        const auto with = [&](const char *key, const QJsonValue &value) {
            QJsonObject body = good;
            body.insert(QLatin1String(key), value);
            return body;
        };
        const auto row = [](const char *name, const QJsonObject &body, int status,
                            const char *query = "?source=WF_Test&sort=start%3Aasc") {
            QTest::newRow(name) << path(query) << body << status;
        };
        row("good", good, 200);
        row("no source", good, 400, "?limit=10");
        row("long source", good, 400, "?source=123456789012345678901");
        row("limit 101", good, 400, "?source=x&limit=101");
        row("sort by duration", good, 400, "?source=x&sort=duration%3Aasc");
        row("no start", lpObject({{"status", QJsonArray{path("OPEN")}}}), 400);
        row("89 days", LivePersonRig::searchBody(now() - 89 * Day, now()), 200);
        row("93 days", LivePersonRig::searchBody(now() - 93 * Day, now()), 400);
        row("open end, 93 days", LivePersonRig::searchBody(now() - 93 * Day, -1), 400);
        row("unknown status", with("status", QJsonArray{path("OVERDUE")}), 400);
        row("duration without an end", with("duration", lpObject({{"from", 3}})), 400);
        row("unknown filter", with("keyword", path("bonus")), 400);
        row("unknown content", with("contentToRetrieve", QJsonArray{path("SDEs")}), 500);
        for (const char *part : {"sdes", "consumerParticipants", "monitoring", "unAuthSdes"})
            row(part, with("contentToRetrieve", QJsonArray{path(part)}), 500);
    }
    void searchesAreRefusedAsDocumented()
    {
        QFETCH(QString, query);
        QFETCH(QJsonObject, body);
        QFETCH(int, status);
        LivePersonClient client(world());
        QCOMPARE(client.post(client.history("conversations/search") + query, body).status, status);
    }

    void personalDataNeedsTheOptIn()
    {
        WorldConfig config;
        config.vendor = Vendor::LivePerson;
        config.epoch = FactsEpoch;
        for (const bool pii : {false, true}) {
            config.pii = pii;
            World own(config);
            Inbox inbox;
            inbox.name = path("Web");
            Contact contact;
            contact.name = path("Zoe Real");
            NewConversation spec;
            spec.inbox = own.addInbox(inbox);
            spec.contact = own.addContact(contact);
            own.advanceTo(FactsEpoch + Hour);
            own.say(own.open(spec), Sender::Contact);
            LivePersonClient client(own);
            QJsonObject body = LivePersonRig::searchBody(FactsEpoch, own.now());
            const QString search = client.history("conversations/search?source=x");
            // Texts are canaries whatever the account opted in to.
            QVERIFY(client.post(search, body).body.contains("canary-text-"));
            QVERIFY(!client.post(search, body).body.contains("Zoe"));
            body.remove(QLatin1String("contentToRetrieve"));
            const QByteArray standard = client.post(search, body).body;
            QVERIFY(standard.contains("consumerParticipants"));
            QVERIFY(standard.contains("canary-token"));
            QCOMPARE(standard.contains("Zoe"), pii);
            QCOMPARE(standard.contains("Canary-given"), !pii);
            body.insert(QStringLiteral("contentToRetrieve"), QJsonArray{path("sdes")});
            QCOMPARE(client.post(search, body).status, pii ? 200 : 500);
        }
    }

    void partsMayBeMissingAndAreFetchedAlone()
    {
        LivePersonOptions options;
        options.partialEvery = 2;
        options.partialRecordEvery = 4;
        options.emptyStatus = 204;
        LivePersonClient client(world(), options);
        const QString search = client.history("conversations/search?source=x&limit=100");
        const QJsonObject body = LivePersonRig::searchBody(FactsEpoch + Day, FactsEpoch + 2 * Day);
        const QJsonObject whole = client.object(client.post(search, body));
        const QJsonObject part = client.object(client.post(search, body));
        QVERIFY(!whole[u"_metadata"][u"shardsStatusResult"][u"partialResult"].toBool());
        QVERIFY(part[u"_metadata"][u"shardsStatusResult"][u"partialResult"].toBool());
        QCOMPARE(part[u"_metadata"][u"count"], whole[u"_metadata"][u"count"]);
        QVERIFY(part[u"conversationHistoryRecords"].toArray().size() <
                whole[u"conversationHistoryRecords"].toArray().size());
        int cut = 0;
        for (const QJsonValue row : whole[u"conversationHistoryRecords"].toArray()) {
            if (!row[u"info"][u"isPartial"].toBool())
                continue;
            ++cut;
            const QString id = row[u"info"][u"conversationId"].toString();
            const QJsonObject alone = client.object(
                client.post(client.history("conversations/conversation/search?source=x"),
                            lpObject({{"conversationId", id},
                                      {"contentToRetrieve", LivePersonRig::content()}})));
            const QJsonValue record = alone[u"conversationHistoryRecords"][0];
            QCOMPARE(record[u"info"][u"conversationId"].toString(), id);
            QVERIFY(!record[u"info"][u"isPartial"].toBool());
            QCOMPARE(size_t(record[u"messageRecords"].toArray().size()),
                     world().at(world().conversationById(id)).messages.size());
            QVERIFY(row[u"messageRecords"].toArray().size() <
                    record[u"messageRecords"].toArray().size());
        }
        QVERIFY(cut > 10);
        const Response none =
            client.post(search, LivePersonRig::searchBody(FactsEpoch - Day, FactsEpoch - Hour));
        QCOMPARE(none.status, 204);
        QVERIFY(none.body.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLivePersonHistory)
#include "tst_livepersonhistory.moc"
