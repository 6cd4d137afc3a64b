// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatwootrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs t0 = ChatwootRig::startOfTime;
constexpr DurationMs dayMs = 86'400'000;

QJsonObject eventRow(int id, int internal, const char *created = "2026-06-01T08:02:33.412Z")
{
    return QJsonObject{{QStringLiteral("id"), id},
                       {QStringLiteral("name"), QStringLiteral("first_response")},
                       {QStringLiteral("value"), 120.0},
                       {QStringLiteral("conversation_id"), internal},
                       {QStringLiteral("inbox_id"), 2},
                       {QStringLiteral("user_id"), 3},
                       {QStringLiteral("created_at"), QLatin1String(created)}};
}

QByteArray eventPage(const QJsonArray &rows, int totalPages)
{
    const QJsonObject meta{{QStringLiteral("total_pages"), totalPages}};
    return QJsonDocument(
               QJsonObject{{QStringLiteral("payload"), rows}, {QStringLiteral("meta"), meta}})
        .toJson();
}

ConversationKey key(const char *id, TimeMs created, TimeMs updated = t0 - dayMs)
{
    ConversationKey result;
    result.remoteId = QLatin1String(id);
    result.inboxRemoteId = QStringLiteral("2");
    result.status = QStringLiteral("open");
    result.created = created;
    result.updatedAt = updated;
    return result;
}

FetchRequest windowRequest(TimeRange window, TimeMs started, const QString &cursor = {})
{
    FetchRequest request{QStringLiteral("reporting_events")};
    request.window = window;
    request.passStarted = started;
    request.cursor = cursor;
    return request;
}

} // namespace

class TestChatwootItems : public QObject {
    Q_OBJECT

    static QByteArray messagesJson()
    {
        return R"({"meta":{"assignee":{"id":3}},"payload":[
            {"id":1,"message_type":0,"created_at":1780300800,"sender":{"id":7,"type":"contact"}},
            {"id":2,"message_type":1,"created_at":1780300860,"sender":{"id":3,"type":"user"}}]})";
    }

private Q_SLOTS:
    void closedWindowByPages()
    {
        ChatwootRig rig;
        rig.on("reporting_events", [](const SeenRequest &request) {
            return Reply::json(eventPage({eventRow(request.query("page").toInt(), 33100)}, 2));
        });
        const TimeRange day{t0 - dayMs, t0};
        auto batch = rig.fetch(windowRequest(day, t0 + 5));
        QCOMPARE(rig.lastAsked(),
                 QStringLiteral("reporting_events?since=1780214400&until=1780300800&page=1"));
        QVERIFY(batch->nextCursor.startsWith(QLatin1String("2;")));
        QVERIFY(!batch->covered.has_value());
        QVERIFY(batch->links.empty()); // this feed cannot know
        batch = rig.fetch(windowRequest(day, t0 + 5, batch->nextCursor));
        QVERIFY(batch->nextCursor.isEmpty());
        QCOMPARE(batch->covered, std::optional<TimeRange>(day));
        QVERIFY(!batch->watermark.has_value());
    }

    void liveEdgeReachesOverTheClocksDifference()
    {
        ChatwootRig rig;
        // The server's clock is two hours behind ours.
        rig.on("reporting_events", [](const SeenRequest &) {
            return Reply::json(eventPage({}, 0)).with("Date", "Mon, 01 Jun 2026 06:00:00 GMT");
        });
        const TimeRange edge{t0 - 900'000, t0 + 60'000};
        const auto batch = rig.fetch(windowRequest(edge, t0));
        QVERIFY(rig.asked().front().contains(QLatin1String("since=1780299900&until=1780300860")));
        // Only the answer told: what it covers would be claimed without having been asked.
        QVERIFY2(rig.lastAsked().contains(QLatin1String("since=1780292700&until=1780300860")),
                 qPrintable(rig.lastAsked()));
        // By the server's clock, and no later than it is there.
        const TimeMs there = t0 - 2 * 3'600'000;
        QCOMPARE(batch->watermark, std::optional<TimeMs>(there));
        QCOMPARE(batch->covered, std::optional<TimeRange>(TimeRange{there - 900'000, there}));
        const TimeRange gap{t0 - dayMs, t0 - 1};
        QCOMPARE(rig.fetch(windowRequest(gap, t0))->covered,
                 std::optional<TimeRange>(TimeRange{there - dayMs, there}));
        QVERIFY2(rig.lastAsked().contains(QLatin1String("since=1780207200&until=1780300800")),
                 qPrintable(rig.lastAsked()));
    }

    void linksInferredThenAsked()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("account_events"), QStringLiteral("conversation_events")});
        rig.cache->unlinked = {
            UnlinkedConversation{QStringLiteral("100"), QStringLiteral("2"), t0},
            UnlinkedConversation{QStringLiteral("110"), QStringLiteral("2"), t0 + 9'000}};
        rig.cache->created = {key("1", t0 - dayMs), key("10", t0), key("11", t0 + 9'000),
                              key("12", t0 + 9'500)};
        rig.on("conversations/11/reporting_events", QJsonDocument(QJsonArray{eventRow(5, 110)}));
        rig.on("conversations/12/reporting_events", "[]");
        auto batch = rig.fetch("conversation_links");
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QVERIFY(batch->nextCursor.isEmpty());
        QCOMPARE(batch->links.size(), size_t(2));
        QCOMPARE(batch->links[0].remoteId, QStringLiteral("10"));
        QVERIFY(batch->links[0].inferred);
        QCOMPARE(batch->links[1].internalId, QStringLiteral("110"));
        QVERIFY(!batch->links[1].inferred);
        QCOMPARE(batch->events.size(), size_t(1));
        QCOMPARE(rig.cache->rangesAsked.front(), (TimeRange{t0 - dayMs, t0 + 9'000 + dayMs}));
        // Conversation 12 has no event yet: not asked again until it changes.
        const qsizetype before = rig.asked().size();
        rig.cache->unlinked.erase(rig.cache->unlinked.begin());
        rig.cache->created.erase(rig.cache->created.begin() + 1, rig.cache->created.begin() + 3);
        rig.cache->created.push_back(key("13", t0 + 9'000));
        rig.on("conversations/13/reporting_events", "[]");
        QVERIFY(rig.fetch("conversation_links").ok());
        QCOMPARE(rig.asked().size(), before + 1);
        QVERIFY(rig.lastAsked().contains(QLatin1String("conversations/13")));
    }

    void nothingUnlinkedAsksNothing()
    {
        ChatwootRig rig;
        QVERIFY(rig.fetch("conversation_links").ok());
        QVERIFY(rig.asked().isEmpty());
        QVERIFY(rig.cache->rangesAsked.empty());
    }

    void exactEventsByConversation()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("conversation_events")});
        rig.cache->needing = {key("40", t0), key("30", t0 - 1), key("20", t0 - 2, t0 - 1000),
                              key("10", t0 - 3)};
        rig.on("conversations/40/reporting_events",
               QJsonDocument(QJsonArray{eventRow(1, 400), eventRow(2, 400)}));
        rig.on("conversations/30/reporting_events", R"({"error":"Resource could not be found"})",
               404);
        rig.on("conversations/20/reporting_events", QJsonDocument(QJsonArray{eventRow(3, 200)}));
        rig.on("conversations/10/reporting_events",
               R"({"error":"You are not authorized to do this action"})", 401);
        const auto batch = rig.fetch("conversation_events");
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(batch->events.size(), size_t(3));
        QCOMPARE(batch->links.size(), size_t(2));
        QCOMPARE(batch->goneConversations, QStringList(QStringLiteral("30")));
        QCOMPARE(batch->problems.size(), size_t(1));
        // 20 changed a second ago: its newest events may not be written yet.
        QCOMPARE(batch->eventsComplete.size(), size_t(2));
        QCOMPARE(batch->eventsComplete[0].conversationRemoteId, QStringLiteral("40"));
        QCOMPARE(batch->eventsComplete[0].asOfUpdatedAt, t0 - dayMs);
        QCOMPARE(batch->eventsComplete[1].conversationRemoteId, QStringLiteral("10"));
    }

    void manyConversationsInSteps()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("conversation_events")});
        for (int id = 1; id <= 23; ++id) {
            const QByteArray name = QByteArray::number(id);
            rig.cache->needing.push_back(key(name.constData(), t0 - id));
            rig.on("conversations/" + name + "/reporting_events", "[]");
        }
        QString cursor;
        int steps = 0;
        do {
            const auto batch = rig.fetch("conversation_events", cursor);
            QVERIFY(batch.ok());
            cursor = batch->nextCursor;
            ++steps;
        } while (!cursor.isEmpty());
        QCOMPARE(steps, 3);
        QCOMPARE(rig.asked().size(), 23);
        QVERIFY(rig.asked()[0].contains(QLatin1String("conversations/1/")));
    }

    void failedStepIsAskedAgainAsAWhole()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("conversation_events")});
        bool failing = true;
        for (int id = 1; id <= 15; ++id) {
            const QByteArray name = QByteArray::number(id);
            rig.cache->needing.push_back(key(name.constData(), t0 - id));
            rig.on(
                "conversations/" + name + "/reporting_events", [&failing, id](const SeenRequest &) {
                    return failing && id == 13
                               ? Reply::json("{}", 422)
                               : Reply::json(QJsonDocument(QJsonArray{eventRow(id, id)}).toJson());
                });
        }
        auto batch = rig.fetch("conversation_events");
        QCOMPARE(batch->events.size(), size_t(10));
        const QString cursor = batch->nextCursor;
        batch = rig.fetch("conversation_events", cursor);
        QVERIFY(!batch.ok());
        failing = false;
        batch = rig.fetch("conversation_events", cursor);
        QVERIFY(batch.ok());
        QCOMPARE(batch->events.size(), size_t(5));
        QVERIFY(batch->nextCursor.isEmpty());
    }

    void derivedFromMessages()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("reports")}); // no seed 001
        rig.cache->needing = {key("40", t0)};
        rig.on("conversations/40/messages", messagesJson());
        const auto batch = rig.fetch("conversation_events");
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(rig.lastAsked(),
                 QStringLiteral("conversations/40/messages?after=1&before=2147483647"));
        QCOMPARE(batch->events.size(), size_t(1));
        QCOMPARE(batch->events[0].origin, EventOrigin::Derived);
        QCOMPARE(batch->events[0].value, DurationMs(60'000));
        QVERIFY(!batch->events[0].remoteId.has_value());
        QCOMPARE(batch->eventsComplete.size(), size_t(1));
    }

    void derivedOverSeveralPages()
    {
        ChatwootRig rig;
        rig.grant({});
        rig.cache->needing = {key("40", t0)};
        rig.on("conversations/40/messages", [](const SeenRequest &request) {
            const int after = request.query("after").toInt();
            QJsonArray rows;
            for (int id = after + 1; id <= qMin(after + 1000, 1500); ++id) {
                rows.append(
                    QJsonObject{{QStringLiteral("id"), id},
                                {QStringLiteral("message_type"), id == 1500 ? 1 : 0},
                                {QStringLiteral("created_at"), 1780300800 + id},
                                {QStringLiteral("sender"),
                                 QJsonObject{{QStringLiteral("id"), 3},
                                             {QStringLiteral("type"), QStringLiteral("user")}}}});
            }
            return Reply::json(
                QJsonDocument(QJsonObject{{QStringLiteral("payload"), rows}}).toJson());
        });
        const auto batch = rig.fetch("conversation_events");
        QVERIFY(batch.ok());
        QCOMPARE(rig.asked().size(), 2);
        QCOMPARE(batch->events.size(), size_t(1));
        QCOMPARE(batch->events[0].value, DurationMs(1'500'000));
    }

    void withTheAccountFeedOnlyOldActiveOnes()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("account_events"), QStringLiteral("conversation_events")});
        auto closed = key("3", t0 - 200 * dayMs);
        closed.status = QStringLiteral("closed");
        rig.cache->needing = {key("50", t0 - dayMs), key("2", t0 - 200 * dayMs), closed};
        rig.on("conversations/2/reporting_events", QJsonDocument(QJsonArray{eventRow(3, 20)}));
        QVERIFY(rig.fetch("conversation_events").ok());
        QCOMPARE(rig.asked(), QStringList(QStringLiteral("conversations/2/reporting_events")));
        QVERIFY(rig.fetch("conversation_events").ok()); // looked at once an hour
        QCOMPARE(rig.asked().size(), 1);
    }

    void onDemand_data()
    {
        QTest::addColumn<QString>("capability");
        QTest::newRow("exact") << QStringLiteral("conversation_events");
        QTest::newRow("exact, account feed") << QStringLiteral("account_events");
        QTest::newRow("messages") << QString();
    }
    void onDemand()
    {
        QFETCH(QString, capability);
        ChatwootRig rig;
        rig.grant({capability});
        rig.on("conversations/40", QJsonDocument(conversationRow(40, 1780300800 - 86'400)));
        rig.on("conversations/40/reporting_events", QJsonDocument(QJsonArray{eventRow(1, 400)}));
        rig.on("conversations/40/messages", messagesJson());
        FetchRequest request{QStringLiteral("conversation_events")};
        request.conversation = QStringLiteral("40");
        const auto batch = rig.fetch(request);
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(idsOf(*batch), QStringList(QStringLiteral("40")));
        QCOMPARE(batch->events.size(), size_t(1));
        QCOMPARE(batch->links.size(), size_t(capability.isEmpty() ? 0 : 1));
        QCOMPARE(batch->eventsComplete.size(), size_t(1));
    }
    void onDemandDeleted()
    {
        ChatwootRig rig;
        rig.on("conversations/40", R"({"error":"Resource could not be found"})", 404);
        FetchRequest request{QStringLiteral("conversation_events")};
        request.conversation = QStringLiteral("40");
        const auto batch = rig.fetch(request);
        QCOMPARE(batch->goneConversations, QStringList(QStringLiteral("40")));
    }
};

QTEST_GUILESS_MAIN(TestChatwootItems)
#include "tst_chatwootitems.moc"
