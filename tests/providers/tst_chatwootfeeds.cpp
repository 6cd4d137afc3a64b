// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatwootrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr qint64 t0 = ChatwootRig::startOfTime / 1000;

/// value of metric/scope/key, or -1
double metric(const SyncBatch &batch, const char *name, MetricScope scope, const QString &key = {})
{
    for (const MetricValue &row : batch.metricValues) {
        if (row.metric == QLatin1String(name) && row.scope == scope && row.scopeKey == key)
            return row.value.value_or(-2);
    }
    return -1;
}

/// `count` conversations, newest first, ids downwards from `top`, a minute apart.
QByteArray historyPage(int page, int count, int top = 100, int perPage = 3)
{
    QJsonArray rows;
    for (int i = (page - 1) * perPage; i < qMin(count, page * perPage); ++i)
        rows.append(conversationRow(top - i, t0 - 60 * (i + 1)));
    return conversationList(rows);
}

} // namespace

class TestChatwootFeeds : public QObject {
    Q_OBJECT

    static QByteArray agentsJson()
    {
        return R"([{"id":3,"name":"Ana","email":"a@example.test","availability_status":"online"},
                   {"id":9,"name":"Lea","email":"l@example.test","availability_status":"busy"}])";
    }

private Q_SLOTS:
    void headersAreExact()
    {
        ChatwootRig rig;
        rig.on("agents", agentsJson());
        const auto batch = rig.fetch("agents");
        QVERIFY(batch.ok());
        const SeenRequest &request = rig.server.requests().front();
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.target, QByteArray("/prefix/api/v1/accounts/1/agents"));
        QCOMPARE(request.header("Accept"), QByteArray("application/json"));
        QCOMPARE(request.header("Api-Access-Token"), QByteArray("t0ken-secret"));
        QVERIFY(!request.has("api_access_token"));
        QVERIFY(!request.has("Authorization"));
        QVERIFY(!request.has("Cookie"));
        QCOMPARE(batch->agents.size(), size_t(2));
        QCOMPARE(batch->fetchedAt, rig.clock.now());
    }

    void teamsWithMembers()
    {
        ChatwootRig rig;
        rig.on("teams", R"([{"id":5,"name":"billing"},{"id":6,"name":"gone meanwhile"}])");
        rig.on("teams/5/team_members", agentsJson());
        rig.on("teams/6/team_members", R"({"error":"Resource could not be found"})", 404);
        const auto batch = rig.fetch("teams");
        QVERIFY(batch.ok());
        QCOMPARE(batch->groupings.size(), size_t(2));
        QCOMPARE(batch->complete.size(), size_t(2));
        QCOMPARE(batch->complete[1].remoteIds,
                 QStringList({QStringLiteral("3\t5"), QStringLiteral("9\t5")}));
        QVERIFY(batch->nextCursor.isEmpty());
    }

    void inboxMembersNotOursLeaveTheSetOpen()
    {
        ChatwootRig rig;
        rig.on("inboxes",
               R"({"payload":[{"id":2,"name":"Web","channel_type":"Channel::WebWidget"}]})");
        rig.on("inbox_members/2", R"({"error":"You are not authorized to do this action"})", 401);
        const auto batch = rig.fetch("inboxes");
        QVERIFY(batch.ok());
        QCOMPARE(batch->complete.size(), size_t(1)); // inboxes, but not memberships
        QCOMPARE(batch->problems.size(), size_t(1));
        QVERIFY(batch->problems[0].sentence().contains(QLatin1String("members of inbox 2")));
    }

    void liveGrouped()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("reports"), QStringLiteral("live_reports")});
        rig.on("agents", agentsJson());
        rig.on("/api/v2/accounts/1/live_reports/grouped_conversation_metrics",
               R"([{"open":7,"unattended":2,"unassigned":0,"assignee_id":3}])");
        rig.on("/api/v2/accounts/1/live_reports/conversation_metrics",
               R"({"open":11,"unattended":6,"unassigned":4,"pending":1})");
        const auto batch = rig.fetch("live");
        QVERIFY(batch.ok());
        QCOMPARE(batch->presences.size(), size_t(2));
        // Who joined or left since the hourly list: their conversations move with them.
        QCOMPARE(batch->agents.size(), size_t(2));
        QCOMPARE(batch->complete.size(), size_t(1));
        QCOMPARE(metric(*batch, "open_conversations", MetricScope::Agent, QStringLiteral("3")),
                 7.0);
        QCOMPARE(
            metric(*batch, "unattended_conversations", MetricScope::Agent, QStringLiteral("9")),
            0.0);
        QCOMPARE(metric(*batch, "open_conversations", MetricScope::Agent), 0.0); // unassigned
        QCOMPARE(metric(*batch, "unassigned_conversations", MetricScope::Account), 4.0);
        QCOMPARE(metric(*batch, "pending_conversations", MetricScope::Account), 1.0);
        QCOMPARE(rig.count(QStringLiteral("group_by=assignee_id")), 1);
    }

    void liveFallsBackToTheReportAndRemembers()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("reports"), QStringLiteral("live_reports")});
        rig.on("agents", agentsJson());
        rig.on("/api/v2/accounts/1/reports/conversations", [](const SeenRequest &request) {
            if (request.query("type") == "account")
                return Reply::json(R"({"open":11,"unattended":6,"unassigned":4,"pending":0})");
            // 27 agents; number 25 moved and comes again on page 2.
            const int page = request.query("page").toInt();
            QJsonArray rows;
            for (int id = page == 1 ? 1 : 25; id <= (page == 1 ? 25 : 27); ++id) {
                rows.append(QJsonObject{{QStringLiteral("id"), id},
                                        {QStringLiteral("name"), QStringLiteral("A%1").arg(id)},
                                        {QStringLiteral("email"), QStringLiteral("e")},
                                        {QStringLiteral("availability"), QStringLiteral("online")},
                                        {QStringLiteral("metric"),
                                         QJsonObject{{QStringLiteral("open"), id + page * 100},
                                                     {QStringLiteral("unattended"), 0}}}});
            }
            return Reply::json(QJsonDocument(rows).toJson());
        });
        const auto batch = rig.fetch("live");
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(batch->agents.size(), size_t(27));
        QCOMPARE(metric(*batch, "open_conversations", MetricScope::Agent, QStringLiteral("25")),
                 125.0);
        QCOMPARE(metric(*batch, "open_conversations", MetricScope::Agent, QStringLiteral("27")),
                 227.0);
        QCOMPARE(metric(*batch, "pending_conversations", MetricScope::Account), -1.0); // its bug
        QCOMPARE(rig.count(QStringLiteral("live_reports")), 1);
        rig.clock.advance(23 * 3'600'000);
        QVERIFY(rig.fetch("live").ok());
        QCOMPARE(rig.count(QStringLiteral("live_reports")), 1);
        rig.clock.advance(2 * 3'600'000);
        QVERIFY(rig.fetch("live").ok());
        QCOMPARE(rig.count(QStringLiteral("live_reports")), 2);
    }

    void historyToTheHorizon()
    {
        ChatwootRig rig;
        rig.on("conversations", [](const SeenRequest &request) {
            return Reply::json(historyPage(request.query("page").toInt(), 100));
        });
        FetchRequest request{QStringLiteral("conversations")};
        request.horizon = (t0 - 60 * 7) * 1000; // the seventh is just in
        QStringList ids;
        std::vector<TimeRange> covered;
        for (;;) {
            const auto batch = rig.fetch(request);
            QVERIFY(batch.ok());
            ids += idsOf(*batch);
            QVERIFY(batch->covered.has_value());
            covered.push_back(*batch->covered);
            request.cursor = batch->nextCursor;
            if (request.cursor.isEmpty()) {
                QVERIFY(batch->backfilled);
                break;
            }
        }
        QCOMPARE(ids, QStringList({QStringLiteral("100"), QStringLiteral("99"),
                                   QStringLiteral("98"), QStringLiteral("97"), QStringLiteral("96"),
                                   QStringLiteral("95"), QStringLiteral("94")}));
        QCOMPARE(covered[0], (TimeRange{(t0 - 180 + 1) * 1000, t0 * 1000}));
        QCOMPARE(covered.back(), (TimeRange{request.horizon, t0 * 1000}));
        QVERIFY(
            rig.asked()[0].contains(QLatin1String("status=all&sort_by=created_at_desc&page=1")));
    }

    void historyResumesOnePageBack()
    {
        ChatwootRig rig;
        rig.on("conversations", [](const SeenRequest &request) {
            return Reply::json(historyPage(request.query("page").toInt(), 7));
        });
        auto batch = rig.fetch("conversations");
        batch = rig.fetch("conversations", batch->nextCursor);
        rig.restart();
        rig.clock.advance(86'400'000);
        batch = rig.fetch("conversations", batch->nextCursor);
        QVERIFY(rig.lastAsked().contains(QLatin1String("page=2")));
        // What came in between is the delta's: the coverage still ends where the walk began.
        QCOMPARE(batch->covered->to, t0 * 1000);
        batch = rig.fetch("conversations", batch->nextCursor);
        QVERIFY(rig.lastAsked().contains(QLatin1String("page=3")));
        batch = rig.fetch("conversations", batch->nextCursor);
        QVERIFY(batch->backfilled && batch->nextCursor.isEmpty()); // the empty page ends it
    }

    void historyRefusesAnotherOrder()
    {
        ChatwootRig rig;
        rig.on("conversations",
               conversationList({conversationRow(1, t0 - 900), conversationRow(2, t0)}));
        const auto batch = rig.fetch("conversations");
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind(), Error::Kind::WrongShape);
        QVERIFY(batch.error().sentence().contains(QLatin1String("page 1 of the conversations")));
    }

    void updatesAtOnce()
    {
        ChatwootRig rig;
        rig.on("conversations", conversationList({conversationRow(1, t0)}));
        FetchRequest request{QStringLiteral("conversation_updates")};
        request.since = rig.clock.now() - 180'000;
        auto batch = rig.fetch(request);
        QVERIFY(rig.lastAsked().contains(QLatin1String("status=all&updated_within=182")));
        QCOMPARE(batch->watermark, std::optional<TimeMs>(rig.clock.now()));
        QCOMPARE(batch->covered,
                 std::optional<TimeRange>(TimeRange{*request.since, rig.clock.now()}));
        QVERIFY(batch->nextCursor.isEmpty());
        request.since.reset();
        batch = rig.fetch(request);
        QVERIFY(rig.lastAsked().contains(QLatin1String("updated_within=3602")));
    }

    void updatesThatHadToWaitReachBackAllTheSame()
    {
        ChatwootRig rig;
        int asked = 0;
        rig.on("conversations", [&asked](const SeenRequest &) {
            return ++asked <= 1
                       ? Reply(429, "text/plain", "Retry later\n").with("Retry-After", "130")
                       : Reply::json(conversationList({conversationRow(1, t0)}));
        });
        FetchRequest request{QStringLiteral("conversation_updates")};
        request.since = rig.clock.now() - 180'000;
        const auto batch = rig.fetch(request);
        QVERIFY(batch.ok());
        QVERIFY(rig.clock.now() - t0 * 1000 > 120'000); // longer than the overlap of two passes
        const QByteArray seconds = rig.server.requests().back().query("updated_within");
        const TimeMs reached = rig.clock.now() - seconds.toLongLong() * 1000;
        QVERIFY2(reached <= *request.since, seconds.constData());
    }

    void updatesByPageGoByTheServersClock()
    {
        ChatwootRig rig;
        // Its clock is an hour behind ours, and so are its stamps.
        rig.on("conversations", [](const SeenRequest &request) {
            const int page = request.query("page").toInt();
            return Reply::json(
                       conversationList({conversationRow(page, 1'000, QStringLiteral("open"),
                                                         t0 - 86'400 - page * 1'500)}))
                .with("Date", "Mon, 01 Jun 2026 07:00:00 GMT");
        });
        FetchRequest request{QStringLiteral("conversation_updates")};
        request.since = (t0 - 86'400) * 1000;
        QString cursor;
        do {
            request.cursor = cursor;
            cursor = rig.fetch(request)->nextCursor;
        } while (!cursor.isEmpty());
        QVERIFY2(rig.lastAsked().contains(QLatin1String("page=3")), qPrintable(rig.lastAsked()));
    }

    void updatesAfterLongAbsenceByPage()
    {
        ChatwootRig rig;
        const qint64 since = t0 - 86'400;
        rig.on("conversations", [](const SeenRequest &request) {
            const int page = request.query("page").toInt();
            return Reply::json(conversationList(
                {conversationRow(page, 1'000, QStringLiteral("open"), t0 - page * 40'000)}));
        });
        FetchRequest request{QStringLiteral("conversation_updates")};
        request.since = since * 1000;
        auto batch = rig.fetch(request);
        QVERIFY(rig.lastAsked().contains(QLatin1String("sort_by=last_activity_at_desc&page=1")));
        QVERIFY(!batch->watermark.has_value());
        // A restart hours later goes on, and the watermark stays the time when the walk began.
        rig.restart();
        rig.clock.advance(7'200'000);
        batch = rig.fetch("conversation_updates", batch->nextCursor);
        batch = rig.fetch("conversation_updates", batch->nextCursor);
        QVERIFY(rig.lastAsked().contains(QLatin1String("page=3")));
        QCOMPARE(batch->watermark, std::optional<TimeMs>(t0 * 1000));
        QCOMPARE(batch->covered, std::optional<TimeRange>(TimeRange{since * 1000, t0 * 1000}));
        QVERIFY(batch->nextCursor.isEmpty());
    }

    void hugeUpdateIsReadByPage()
    {
        ChatwootRig rig;
        rig.on("conversations", [](const SeenRequest &request) {
            if (!request.query("updated_within").isNull())
                return Reply::doing(Reply::How::Announce).announcing(200'000'000);
            return Reply::json(conversationList({}));
        });
        FetchRequest request{QStringLiteral("conversation_updates")};
        request.since = rig.clock.now() - 180'000;
        const auto batch = rig.fetch(request);
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QVERIFY(rig.lastAsked().contains(QLatin1String("last_activity_at_desc")));
        QVERIFY(batch->watermark.has_value());
    }

    void activeListsThenTheMissing()
    {
        ChatwootRig rig;
        rig.on("conversations", [](const SeenRequest &request) {
            QJsonArray rows;
            if (request.query("page") == "1" && request.query("status") != "snoozed")
                rows.append(conversationRow(request.query("status") == "open" ? 10 : 11, t0));
            return Reply::json(conversationList(rows));
        });
        rig.on("conversations/7",
               QJsonDocument(conversationRow(7, t0 - 99, QStringLiteral("resolved"))));
        rig.on("conversations/8", R"({"error":"Resource could not be found"})", 404);
        for (const char *id : {"7", "8", "10"}) {
            ConversationKey key;
            key.remoteId = QLatin1String(id);
            rig.cache->active.push_back(key);
        }
        QStringList ids;
        QStringList gone;
        QString cursor;
        do {
            const auto batch = rig.fetch("active_conversations", cursor);
            QVERIFY(batch.ok());
            ids += idsOf(*batch);
            gone += batch->goneConversations;
            cursor = batch->nextCursor;
        } while (!cursor.isEmpty());
        QCOMPARE(ids,
                 QStringList({QStringLiteral("10"), QStringLiteral("11"), QStringLiteral("7")}));
        QCOMPARE(gone, QStringList(QStringLiteral("8")));
        QCOMPARE(rig.count(QStringLiteral("status=")), 5);
        // A cursor of another process says nothing: the pass begins anew.
        QVERIFY(rig.fetch("active_conversations", QStringLiteral("3;2")).ok());
        QVERIFY(rig.lastAsked().contains(QLatin1String("status=open")));
    }

    void csatOldestFirst()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("csat")});
        rig.on("csat_survey_responses", [](const SeenRequest &request) {
            return Reply::json(
                request.query("page") == "1"
                    ? R"([{"conversation_id":7,"rating":2},{"conversation_id":7,"rating":5,)"
                      R"("created_at":1700000000,"assigned_agent":{"id":3}}])"
                    : "[]");
        });
        auto batch = rig.fetch("csat");
        QCOMPARE(batch->patches.back().csat, std::optional<int>(5));
        QCOMPARE(batch->events.size(), std::size_t(1)); // where the time is told
        QCOMPARE(batch->events[0].name, QStringLiteral("csat_answer"));
        QCOMPARE(batch->events[0].value, DurationMs(5));
        QCOMPARE(batch->events[0].created, TimeMs(1'700'000'000'000));
        QCOMPARE(batch->events[0].agentRemoteId, QStringLiteral("3"));
        QVERIFY(rig.lastAsked().contains(QLatin1String("sort=created_at")));
        const QString expected =
            QStringLiteral("since=%1&until=%2").arg(t0 - 90 * 86'400).arg(t0 + 60);
        QVERIFY2(rig.lastAsked().contains(expected), qPrintable(rig.lastAsked()));
        batch = rig.fetch("csat", batch->nextCursor);
        QCOMPARE(batch->watermark, std::optional<TimeMs>(t0 * 1000));
    }

    void unknownFeedAndAccount()
    {
        ChatwootRig rig;
        QCOMPARE(rig.fetch("nonsense").error().kind(), Error::Kind::Internal);
        rig.account.remoteAccountId = QStringLiteral("../2");
        rig.restart();
        QCOMPARE(rig.fetch("agents").error().kind(), Error::Kind::BadInput);
        QVERIFY(rig.server.requests().empty());
    }

    void everyFeedIsServed()
    {
        ChatwootRig rig;
        for (const FeedInfo &feed : ChatwootProvider::staticInfo().feeds) {
            FetchRequest request(feed.key);
            request.window = TimeRange{0, 1000};
            const auto batch = rig.fetch(request);
            QVERIFY2(batch.ok() || batch.error().kind() == Error::Kind::Unavailable,
                     qPrintable(feed.key));
            QVERIFY2(feed.capability.isEmpty() || !feed.missingText.isEmpty(),
                     qPrintable(feed.key));
        }
    }

    void stopEndsATaskUnderWay()
    {
        ChatwootRig rig;
        rig.on("agents", [](const SeenRequest &) { return Reply::doing(Reply::How::Silent); });
        FetchRequest request{QStringLiteral("agents")};
        auto task = rig.provider->fetch(std::move(request), rig.stop.get_token());
        QTRY_COMPARE(rig.server.requests().size(), size_t(1));
        rig.provider.reset(); // may go first
        rig.stop.request_stop();
        const auto batch = runTask(std::move(task));
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind(), Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestChatwootFeeds)
#include "tst_chatwootfeeds.moc"
