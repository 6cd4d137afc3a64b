// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/livepersonrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr DurationMs minuteMs = 60'000;
constexpr DurationMs dayMs = 86'400'000;
constexpr TimeMs now = LivePersonRig::startOfTime;
const QByteArray listPath = "conversations/search";
const QByteArray singlePath = "conversation/search";

QJsonObject record(const QString &id, TimeMs start = now - dayMs, bool partial = false,
                   const QString &status = QStringLiteral("OPEN"))
{
    return {{QStringLiteral("info"),
             QJsonObject{{QStringLiteral("conversationId"), id},
                         {QStringLiteral("startTimeL"), start},
                         {QStringLiteral("status"), status},
                         {QStringLiteral("conversationEndTimeL"), start + minuteMs},
                         {QStringLiteral("isPartial"), partial}}}};
}

QByteArray list(const QJsonArray &records, int count = -1, bool partial = false)
{
    QJsonObject metadata{{QStringLiteral("shardsStatusResult"),
                          QJsonObject{{QStringLiteral("partialResult"), partial}}}};
    if (count >= 0)
        metadata.insert(QStringLiteral("count"), count);
    return QJsonDocument(QJsonObject{{QStringLiteral("_metadata"), metadata},
                                     {QStringLiteral("conversationHistoryRecords"), records}})
        .toJson();
}

/// A server with `count` conversations "c0", "c1", ... a minute apart, that pages like the real
/// one.
QByteArray pageOf(const SeenRequest &request, int count, bool tellsCount = true)
{
    const int offset = request.query("offset").toInt();
    const int limit = request.query("limit").toInt();
    QJsonArray records;
    for (int i = offset; i < std::min(count, offset + limit); ++i)
        records.append(record(QStringLiteral("c%1").arg(i), now - dayMs + i * minuteMs));
    return list(records, tellsCount ? count : -1);
}

FetchRequest windowRequest(TimeMs from, TimeMs to, const QString &cursor = {})
{
    FetchRequest request(QStringLiteral("conversations"));
    request.window = TimeRange{from, to};
    request.cursor = cursor;
    return request;
}

/// All pages of a walk, as the sync walks it.
struct WalkedPages {
    std::vector<SyncBatch> pages;
    QString failure;

    QStringList ids() const
    {
        QStringList all;
        for (const SyncBatch &page : pages) {
            for (const Conversation &row : page.conversations)
                all.append(row.remoteId);
        }
        return all;
    }
};

WalkedPages walk(LivePersonRig &rig, FetchRequest request)
{
    WalkedPages walked;
    for (int page = 0; page < 100; ++page) {
        auto batch = rig.fetch(request);
        if (!batch) {
            walked.failure = batch.error().sentence();
            return walked;
        }
        request.cursor = batch->nextCursor;
        walked.pages.push_back(std::move(*batch));
        if (request.cursor.isEmpty())
            return walked;
    }
    walked.failure = QStringLiteral("no end");
    return walked;
}

QStringList offsets(const std::vector<SeenRequest> &requests)
{
    QStringList found;
    for (const SeenRequest &request : requests)
        found.append(QString::fromLatin1(request.query("offset")));
    return found;
}

} // namespace

class TestLivePersonFeeds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWindowIsReadInPagesOfAHundred_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("tellsCount");
        QTest::addColumn<QString>("offsets");
        QTest::newRow("nothing") << 0 << true << QStringLiteral("0");
        QTest::newRow("one page") << 7 << true << QStringLiteral("0");
        QTest::newRow("a full page") << 100 << true << QStringLiteral("0");
        QTest::newRow("three") << 250 << true << QStringLiteral("0 100 200");
        QTest::newRow("three, length not told") << 250 << false << QStringLiteral("0 100 200");
        QTest::newRow("two full ones, length not told")
            << 200 << false << QStringLiteral("0 100 200");
    }
    void aWindowIsReadInPagesOfAHundred()
    {
        QFETCH(int, count);
        QFETCH(bool, tellsCount);
        QFETCH(QString, offsets);
        LivePersonRig rig;
        rig.on(listPath, [&](const SeenRequest &request) {
            return Reply::json(pageOf(request, count, tellsCount));
        });
        const WalkedPages walked = walk(rig, windowRequest(now - dayMs, now));
        QCOMPARE(walked.failure, QString());
        QCOMPARE(walked.ids().size(), count);
        const auto asked = rig.asked(listPath);
        QCOMPARE(::offsets(asked).join(u' '), offsets);
        for (const SeenRequest &request : asked) {
            QCOMPARE(request.method, QByteArray("POST"));
            QCOMPARE(request.query("limit"), QByteArray("100"));
            QCOMPARE(request.query("sort"), QByteArray("start:asc"));
            const QByteArray source = request.query("source");
            QVERIFY(!source.isEmpty() && source.size() <= 20);
            QVERIFY(request.header("Authorization").startsWith("OAuth "));
            const QJsonObject body = rig.bodyOf(request);
            QCOMPARE(body[u"start"][u"from"].toInteger(), now - dayMs);
            QCOMPARE(body[u"start"][u"to"].toInteger(), now);
            QVERIFY(!body.contains(u"latestUpdateTime") && !body.contains(u"status"));
        }
    }

    void onlyWhatIsNeededIsAskedFor_data()
    {
        QTest::addColumn<bool>("personal");
        QTest::newRow("not opted in") << false;
        QTest::newRow("opted in") << true;
    }
    void onlyWhatIsNeededIsAskedFor()
    {
        QFETCH(bool, personal);
        LivePersonRig rig;
        rig.set("personal_data", personal);
        rig.on(listPath, list({}, 0));
        QVERIFY(rig.fetch(windowRequest(now - dayMs, now)).ok());
        QStringList parts;
        for (const QJsonValue &part :
             rig.bodyOf(rig.asked(listPath).front())[u"contentToRetrieve"].toArray())
            parts.append(part.toString());
        for (const char *never : {"sdes", "unAuthSdes", "monitoring", "summary", "campaign"})
            QVERIFY2(!parts.contains(QLatin1String(never)), never);
        for (const char *always : {"messageRecords", "agentParticipants", "agentParticipantsLeave",
                                   "transfers", "dialogs", "responseTime", "conversationSurveys"})
            QVERIFY2(parts.contains(QLatin1String(always)), always);
        QCOMPARE(parts.contains(QStringLiteral("consumerParticipants")), personal);
    }

    void noContentIsAnEmptyWindow()
    {
        LivePersonRig rig;
        rig.on(listPath, QByteArray(), 204);
        const auto batch = rig.fetch(windowRequest(now - dayMs, now));
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QVERIFY(batch->problems.empty() && batch->nextCursor.isEmpty());
        QCOMPARE(rig.asked(listPath).size(), size_t(1));
    }

    /// What falls out of the list moves the rest up, over the edge between two pages.
    void aListThatBecomesShorterIsReadAgain()
    {
        LivePersonRig rig;
        int asked = 0;
        rig.on(listPath, [&](const SeenRequest &request) {
            return Reply::json(pageOf(request, ++asked == 1 ? 250 : 249));
        });
        const WalkedPages walked = walk(rig, windowRequest(now - dayMs, now));
        QCOMPARE(walked.failure, QString());
        QCOMPARE(offsets(rig.asked(listPath)).join(u' '), QStringLiteral("0 100 0 100 200"));
    }

    void missingShardsAreAskedForAgain_data()
    {
        QTest::addColumn<int>("partialAnswers");
        QTest::addColumn<int>("requests");
        QTest::addColumn<int>("problems");
        QTest::newRow("whole") << 0 << 1 << 0;
        QTest::newRow("once") << 1 << 2 << 0;
        QTest::newRow("twice") << 2 << 3 << 0;
        QTest::newRow("always") << 99 << 3 << 1;
    }
    void missingShardsAreAskedForAgain()
    {
        QFETCH(int, partialAnswers);
        QFETCH(int, requests);
        QFETCH(int, problems);
        LivePersonRig rig;
        int asked = 0;
        rig.on(listPath, [&](const SeenRequest &) {
            const bool partial = ++asked <= partialAnswers;
            QJsonArray rows{record(QStringLiteral("a"))};
            if (!partial)
                rows.append(record(QStringLiteral("b")));
            return Reply::json(list(rows, 2, partial));
        });
        const auto batch = rig.fetch(windowRequest(now - dayMs, now));
        QVERIFY(batch.ok());
        QCOMPARE(asked, requests);
        QCOMPARE(batch->problems.size(), size_t(problems)); // makes the window a gap
        QCOMPARE(batch->conversations.size(), size_t(problems ? 1 : 2));
        QVERIFY(batch->nextCursor.isEmpty());
    }

    void cutRecordsAreAskedForSingly_data()
    {
        QTest::addColumn<QByteArray>("single");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<int>("problems");
        const QString cut = QStringLiteral("cut");
        const QString rest = QStringLiteral("whole");
        QTest::newRow("whole now") << list({record(cut)}, 1) << 200 << (rest + u' ' + cut) << 0;
        QTest::newRow("still cut") << list({record(cut, now, true)}, 1) << 200 << rest << 1;
        QTest::newRow("shards missing") << list({record(cut)}, 1, true) << 200 << rest << 1;
        QTest::newRow("nothing") << QByteArray() << 204 << rest << 1;
        QTest::newRow("refused") << QByteArray(R"({"message":"no"})") << 400 << rest << 1;
    }
    void cutRecordsAreAskedForSingly()
    {
        QFETCH(QByteArray, single);
        QFETCH(int, status);
        QFETCH(QString, kept);
        QFETCH(int, problems);
        LivePersonRig rig;
        rig.on(listPath, list({record(QStringLiteral("cut"), now - dayMs, true),
                               record(QStringLiteral("whole"))},
                              2));
        rig.on(singlePath, single, status);
        const auto batch = rig.fetch(windowRequest(now - dayMs, now));
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QStringList ids;
        for (const Conversation &row : batch->conversations)
            ids.append(row.remoteId);
        QCOMPARE(ids.join(u' '), kept);
        QCOMPARE(batch->eventsComplete.size(), size_t(ids.size()));
        QCOMPARE(batch->problems.size(), size_t(problems));
        QCOMPARE(batch->wireRows, 2);
        const auto asked = rig.asked(singlePath);
        QVERIFY(!asked.empty());
        QCOMPARE(rig.bodyOf(asked.front())[u"conversationId"].toString(), QStringLiteral("cut"));
        QVERIFY(!asked.front().query("source").isEmpty());
    }

    void closedOnesBeforeTheHistoryAreNotWanted()
    {
        LivePersonRig rig;
        const TimeMs horizon = now - dayMs;
        rig.on(
            listPath,
            list({record(QStringLiteral("old"), horizon - minuteMs, false, QStringLiteral("CLOSE")),
                  record(QStringLiteral("old and open"), horizon - minuteMs),
                  record(QStringLiteral("new"), horizon, false, QStringLiteral("CLOSE"))},
                 3));
        FetchRequest request = windowRequest(horizon, now);
        request.horizon = horizon;
        const auto batch = rig.fetch(request);
        QCOMPARE(batch->conversations.size(), size_t(2));
        QCOMPARE(batch->conversations.at(0).remoteId, QStringLiteral("old and open"));
        for (const ReportingEvent &event : batch->events)
            QCOMPARE(event.conversationRemoteId, QStringLiteral("new"));
        QCOMPARE(batch->eventsComplete.size(), size_t(2));
    }

    void whatLivePersonForgotIsNotAskedFor()
    {
        LivePersonRig rig;
        const auto batch = rig.fetch(windowRequest(now - 427 * dayMs, now - 426 * dayMs));
        QVERIFY(batch.ok() && batch->nextCursor.isEmpty());
        QVERIFY(rig.asked(listPath).empty());
    }

    void changesAreAskedForByTheirTime()
    {
        LivePersonRig rig;
        rig.on(listPath,
               [&](const SeenRequest &request) { return Reply::json(pageOf(request, 250)); });
        FetchRequest request(QStringLiteral("conversation_updates"));
        const TimeMs since = now - 20 * minuteMs;
        request.since = since;
        const auto first = rig.fetch(request);
        QVERIFY(first.ok() && !first->watermark && !first->covered);
        // Another process goes on: what the walk is for stands in its cursor.
        rig.restart();
        rig.clock.advance(7 * minuteMs);
        request.since = now;
        request.passStarted = now;
        request.cursor = first->nextCursor;
        const WalkedPages rest = walk(rig, request);
        QCOMPARE(rest.failure, QString());
        QCOMPARE(rest.pages.back().watermark, std::optional<TimeMs>(now));
        QCOMPARE(rest.pages.back().covered->from, since);
        QCOMPARE(rest.pages.back().covered->to, now);
        const auto asked = rig.asked(listPath);
        QCOMPARE(offsets(asked).join(u' '), QStringLiteral("0 100 200"));
        for (const SeenRequest &one : asked) {
            const QJsonObject body = rig.bodyOf(one);
            QCOMPARE(body[u"latestUpdateTime"][u"from"].toInteger(), since);
            const TimeMs from = body[u"start"][u"from"].toInteger();
            const TimeMs to = body[u"start"][u"to"].toInteger();
            QVERIFY(to >= now && to - from <= 89 * dayMs && to - from > 88 * dayMs);
            QVERIFY(from % (10 * minuteMs) == 0 && to % (10 * minuteMs) == 0);
        }
    }

    void openOnesOfAllAgesAreListed()
    {
        LivePersonRig rig;
        const auto key = [](const char *id) {
            ConversationKey made;
            made.remoteId = QLatin1String(id);
            made.status = QStringLiteral("open");
            return made;
        };
        rig.cache->active = {key("c0"), key("closed since"), key("deleted"), key("cut")};
        rig.on(listPath, [&](const SeenRequest &request) {
            const QJsonObject start = rig.bodyOf(request)[u"start"].toObject();
            const bool newest = start[u"to"].toInteger() > now;
            return Reply::json(newest ? pageOf(request, 120) : list({}, 0));
        });
        rig.on(singlePath, [&](const SeenRequest &request) {
            const QString id = rig.bodyOf(request)[u"conversationId"].toString();
            if (id == QLatin1String("deleted"))
                return Reply::json(QByteArray(), 204);
            const bool cut = id == QLatin1String("cut");
            return Reply::json(list({record(id, now - dayMs, cut, QStringLiteral("CLOSE"))}, 1));
        });
        const WalkedPages walked = walk(rig, FetchRequest(QStringLiteral("active_conversations")));
        QCOMPARE(walked.failure, QString());
        QCOMPARE(walked.ids().size(), 121);
        QCOMPARE(walked.ids().constLast(), QStringLiteral("closed since"));
        QCOMPARE(walked.pages.back().goneConversations, QStringList{QStringLiteral("deleted")});

        // Thirteen months in spans that one question may ask for, without a hole.
        TimeMs reached = 0;
        TimeMs oldest = now;
        for (const SeenRequest &one : rig.asked(listPath)) {
            const QJsonObject body = rig.bodyOf(one);
            QCOMPARE(body[u"status"].toArray(), QJsonArray{QStringLiteral("OPEN")});
            const TimeMs from = body[u"start"][u"from"].toInteger();
            const TimeMs to = body[u"start"][u"to"].toInteger();
            QVERIFY(to - from <= 89 * dayMs && from < to);
            QVERIFY(reached == 0 || to == reached || one.query("offset") != "0");
            reached = from;
            oldest = std::min(oldest, from);
        }
        QVERIFY(oldest <= now - 395 * dayMs);
        QCOMPARE(rig.asked(listPath).size(), size_t(6)); // two pages of the newest span
    }

    void statesAreReadByTheMonth()
    {
        LivePersonRig rig;
        rig.on("status-changes", [&](const SeenRequest &request) {
            QJsonArray rows;
            const int offset = request.query("offset").toInt();
            for (int i = offset; i < std::min(1500, offset + request.query("limit").toInt()); ++i)
                rows.append(
                    QJsonObject{{QStringLiteral("agentId"), i},
                                {QStringLiteral("time"), QStringLiteral("2026-05-30T08:00:00.5Z")},
                                {QStringLiteral("statusType"), 1},
                                {QStringLiteral("statusSubType"), 2}});
            return Reply::json(
                QJsonDocument(QJsonObject{{QStringLiteral("stateChanges"), rows}}).toJson());
        });
        FetchRequest request(QStringLiteral("agent_states"));
        request.window = TimeRange{1'780'099'200'123, 1'780'185'600'123};
        const WalkedPages walked = walk(rig, request);
        QCOMPARE(walked.failure, QString());
        size_t states = 0;
        for (const SyncBatch &page : walked.pages)
            states += page.agentStates.size();
        QCOMPARE(states, size_t(1500));
        const auto asked = rig.asked("status-changes");
        QCOMPARE(offsets(asked).join(u' '), QStringLiteral("0 1000"));
        QCOMPARE(asked.front().query("from"), QByteArray("2026-05-30T00:00:00Z"));
        QCOMPARE(asked.front().query("to"), QByteArray("2026-05-31T00:00:01Z"));
        QCOMPARE(asked.front().query("v"), QByteArray("2"));
        QVERIFY(!asked.front().query("source").isEmpty());
    }
    void statesBeforeHalfAYearAreNotAskedFor()
    {
        LivePersonRig rig;
        FetchRequest request(QStringLiteral("agent_states"));
        request.window = TimeRange{now - 200 * dayMs, now - 193 * dayMs};
        const auto batch = rig.fetch(request);
        QVERIFY(batch.ok() && batch->nextCursor.isEmpty());
        QVERIFY(rig.asked("status-changes").empty());
    }

    void aRefusedServiceNamesThePermission()
    {
        LivePersonRig rig;
        rig.on("status-changes", R"({"message":"not for you"})", 403);
        const auto batch = rig.fetch("agent_states");
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kindName(), QStringLiteral("forbidden"));
        QVERIFY2(batch.error().sentence().contains(QLatin1String("Agent Activity")),
                 qPrintable(batch.error().sentence()));
    }

    void garbledRecordsAreAskedForAgain()
    {
        LivePersonRig rig;
        int asked = 0;
        rig.on(listPath, [&](const SeenRequest &) {
            QJsonObject bad = record(QStringLiteral("b"));
            if (++asked == 1)
                bad.insert(QStringLiteral("transfers"), true);
            return Reply::json(list({record(QStringLiteral("a")), bad}, 2));
        });
        const auto batch = rig.fetch(windowRequest(now - dayMs, now));
        QVERIFY(batch.ok());
        QCOMPARE(batch->conversations.size(), size_t(2));
        QVERIFY(batch->problems.empty());
        QCOMPARE(asked, 2);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonFeeds)
#include "tst_livepersonfeeds.moc"
