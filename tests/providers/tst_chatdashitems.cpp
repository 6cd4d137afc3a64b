// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatdashrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs noon = ChatDashRig::startOfTime;
constexpr DurationMs hour = ChatDashRig::hour;
constexpr DurationMs day = ChatDashRig::day;

const QByteArray talk = R"([
    {"sender": "user", "type": "text", "text": "SECRET", "createdAt": "2026-06-01T10:00:10Z"},
    {"sender": "agent", "type": "text", "text": "SECRET", "createdAt": "2026-06-01T10:00:40Z"}])";

QStringList namesIn(const SyncBatch &batch)
{
    QStringList names;
    for (const ReportingEvent &event : batch.events)
        names.append(event.name);
    names.sort();
    return names;
}

void serve(QJsonObject &row)
{
    row.insert(QStringLiteral("status"), QStringLiteral("human"));
    row.insert(QStringLiteral("liveAgentId"), QStringLiteral("p1"));
    row.insert(QStringLiteral("liveAgentName"), QStringLiteral("Ana"));
}

const QStringList allEvents{QStringLiteral("conversation_resolved"),
                            QStringLiteral("first_response"), QStringLiteral("reply_time"),
                            QStringLiteral("wait_time")};

} // namespace

/// One conversation at a time: the timeline on demand, answers from messages, old open ones.
class TestChatDashItems : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onDemand_data()
    {
        QTest::addColumn<bool>("singles");
        QTest::addColumn<bool>("messages");
        QTest::newRow("lists only") << false << false;
        QTest::newRow("single conversations") << true << false;
        QTest::newRow("messages") << false << true;
        QTest::newRow("both") << true << true;
    }
    void onDemand()
    {
        QFETCH(bool, singles);
        QFETCH(bool, messages);
        ChatDashRig rig;
        QStringList can;
        if (singles)
            can.append(QStringLiteral("single_conversations"));
        if (messages)
            can.append(QStringLiteral("messages"));
        rig.singles = singles;
        rig.grant(can);
        serve(rig.add(QStringLiteral("c1"), noon - 2 * hour));
        if (messages)
            rig.messages[QStringLiteral("c1")] = talk;
        rig.cache->created = {cachedKey(QStringLiteral("c1"), noon - 2 * hour)};
        FetchRequest request{QStringLiteral("conversation_events")};
        request.conversation = QStringLiteral("c1");
        const auto batch = rig.fetch(request);
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(batch->conversations.size(), size_t(1));
        QCOMPARE(batch->agents.front().name, QStringLiteral("Ana"));
        QCOMPARE(namesIn(*batch), messages ? allEvents : allEvents.mid(0, 1));
        QCOMPARE(batch->eventsComplete.size(), size_t(1));
        QCOMPARE(rig.server.requests().size(), size_t(singles ? 1 : 4) + size_t(messages ? 1 : 0));
        for (const ReportingEvent &event : batch->events)
            QCOMPARE(event.agentRemoteId, QStringLiteral("p1"));
    }

    void onDemandOfWhatIsGoneOrUnknown()
    {
        ChatDashRig rig;
        rig.singles = true;
        rig.grant({QStringLiteral("single_conversations")});
        rig.cache->created = {cachedKey(QStringLiteral("c1"), noon - 2 * hour)};
        FetchRequest request{QStringLiteral("conversation_events")};
        request.conversation = QStringLiteral("c1");
        QCOMPARE(rig.fetch(request)->goneConversations, QStringList{QStringLiteral("c1")});
        request.conversation = QStringLiteral("c2");
        const auto unknown = rig.fetch(request);
        QCOMPARE(unknown.error().kind(), Error::Kind::NotFound);
        QVERIFY(!unknown.error().remedy().isEmpty());
    }

    void answersComeFromMessages()
    {
        ChatDashRig rig;
        rig.grant({QStringLiteral("messages"), QStringLiteral("dates_created")});
        for (const char *id : {"c1", "c2"})
            serve(rig.add(QLatin1String(id), noon - 2 * hour));
        rig.messages[QStringLiteral("c1")] = talk; // c2 has none
        FetchRequest history{QStringLiteral("conversations")};
        history.horizon = noon - day;
        for (const SyncBatch &page : rig.pass(history))
            QVERIFY(page.eventsComplete.empty()); // people may have answered
        for (const char *id : {"c1", "c2"})
            rig.cache->needing.push_back(cachedKey(QLatin1String(id), noon - 2 * hour));
        const auto before = rig.server.requests().size();
        const auto pages = rig.pass(FetchRequest(QStringLiteral("conversation_events")));
        QCOMPARE(pages.size(), size_t(1));
        QCOMPARE(rig.server.requests().size() - before, size_t(2)); // the rows are remembered
        QCOMPARE(pages[0].eventsComplete.size(), size_t(2));
        QCOMPARE(namesIn(pages[0]).count(QStringLiteral("conversation_resolved")), 2);
        QCOMPARE(namesIn(pages[0]).count(QStringLiteral("first_response")), 1);
        for (const ReportingEvent &event : pages[0].events) {
            if (event.name == QLatin1String("first_response"))
                QCOMPARE(event.value, 30'000);
        }
        // After a restart the row is asked for first.
        rig.restart();
        const auto again = rig.pass(FetchRequest(QStringLiteral("conversation_events")));
        QCOMPARE(again[0].conversations.size(), size_t(2)); // both are in the hour of the first
        QCOMPARE(namesIn(again[0]).count(QStringLiteral("first_response")), 1);
    }

    void oldOpenOnesAreLookedAtDaily_data()
    {
        QTest::addColumn<bool>("singles");
        QTest::newRow("single conversations") << true;
        QTest::newRow("lists only") << false;
    }
    void oldOpenOnesAreLookedAtDaily()
    {
        QFETCH(bool, singles);
        ChatDashRig rig;
        rig.singles = singles;
        if (singles)
            rig.grant({QStringLiteral("single_conversations")});
        rig.add(QStringLiteral("old"), noon - 10 * day);
        rig.cache->active = {cachedKey(QStringLiteral("young"), noon - hour),
                             cachedKey(QStringLiteral("old"), noon - 10 * day),
                             cachedKey(QStringLiteral("lost"), noon - 20 * day)};
        FetchRequest request{QStringLiteral("open_conversations")};
        QCOMPARE(*rig.fetch(request)->watermark, noon); // the back-fill reads them
        request.since = noon - hour;
        QVERIFY(!rig.fetch(request)->watermark);
        QVERIFY(rig.server.requests().empty());
        request.since = noon - day;
        const auto pages = rig.pass(request);
        QCOMPARE(idsIn(pages), QStringList{QStringLiteral("old")});
        QCOMPARE(pages[0].goneConversations,
                 singles ? QStringList{QStringLiteral("lost")} : QStringList());
        QCOMPARE(*pages.back().watermark, noon);
        QCOMPARE(rig.server.requests().size(), size_t(singles ? 2 : 8));
    }
};

QTEST_GUILESS_MAIN(TestChatDashItems)
#include "tst_chatdashitems.moc"
