// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatwootrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr qint64 t0 = ChatwootRig::startOfTime / 1000;
constexpr TimeMs hourMs = 3'600'000;
constexpr TimeMs dayMs = 24 * hourMs;
constexpr int perPage = 3;

/// A list on the server from which the first rows vanish before one of the requests.
struct VanishingList {
    QList<int> ids;
    int before = 0; ///< number of the request
    int count = 0;
    int requests = 0;

    QList<int> serve(int page)
    {
        if (++requests == before)
            ids = ids.mid(count);
        return ids.mid((page - 1) * perPage, perPage);
    }
};

QJsonObject eventRow(int id)
{
    const QString at =
        QDateTime::fromMSecsSinceEpoch((t0 - 60 * id) * 1000, Qt::UTC).toString(Qt::ISODateWithMs);
    return QJsonObject{{QStringLiteral("id"), id},
                       {QStringLiteral("name"), QStringLiteral("reply_time")},
                       {QStringLiteral("value"), 1.0},
                       {QStringLiteral("value_in_business_hours"), 0.0},
                       {QStringLiteral("event_start_time"), at},
                       {QStringLiteral("event_end_time"), at},
                       {QStringLiteral("created_at"), at},
                       {QStringLiteral("conversation_id"), id}};
}

QByteArray listWith(const QJsonArray &rows, const QJsonObject &meta)
{
    return QJsonDocument(
               QJsonObject{{QStringLiteral("payload"), rows}, {QStringLiteral("meta"), meta}})
        .toJson();
}

QByteArray conversationsJson(const QList<int> &page, qsizetype total)
{
    QJsonArray rows;
    for (const int id : page)
        rows.append(conversationRow(id, t0 - 60 * id));
    const QJsonObject data{
        {QStringLiteral("meta"), QJsonObject{{QStringLiteral("all_count"), total}}},
        {QStringLiteral("payload"), rows}};
    return QJsonDocument(QJsonObject{{QStringLiteral("data"), data}}).toJson();
}

QByteArray eventsJson(const QList<int> &page, qsizetype total)
{
    QJsonArray rows;
    for (const int id : page)
        rows.append(eventRow(id));
    return listWith(rows, {{QStringLiteral("count"), total},
                           {QStringLiteral("total_pages"), (total + perPage - 1) / perPage}});
}

QByteArray slasJson(const QList<int> &page, qsizetype total)
{
    QJsonArray rows;
    for (const int id : page) {
        rows.append(
            QJsonObject{{QStringLiteral("applied_sla"),
                         QJsonObject{{QStringLiteral("sla_status"), QStringLiteral("missed")}}},
                        {QStringLiteral("conversation"), QJsonObject{{QStringLiteral("id"), id}}}});
    }
    return listWith(rows, {{QStringLiteral("count"), total}});
}

QByteArray csatJson(const QList<int> &page)
{
    QJsonArray rows;
    for (const int id : page) { // two answers each second
        rows.append(QJsonObject{{QStringLiteral("conversation_id"), id},
                                {QStringLiteral("rating"), 3},
                                {QStringLiteral("created_at"), t0 - 3600 + id / 2}});
    }
    return QJsonDocument(rows).toJson();
}

QStringList idsOfAny(const SyncBatch &batch)
{
    QStringList ids = idsOf(batch);
    for (const ReportingEvent &event : batch.events)
        ids.append(QString::number(event.remoteId.value_or(0)));
    for (const ConversationPatch &patch : batch.patches)
        ids.append(patch.remoteId);
    return ids;
}

void serve(ChatwootRig &rig, VanishingList &list)
{
    rig.on("conversations", [&list](const SeenRequest &request) {
        const auto page = list.serve(request.query("page").toInt());
        return Reply::json(conversationsJson(page, list.ids.size()));
    });
    rig.on("reporting_events", [&list](const SeenRequest &request) {
        const auto page = list.serve(request.query("page").toInt());
        return Reply::json(eventsJson(page, list.ids.size()));
    });
    rig.on("applied_slas", [&list](const SeenRequest &request) {
        const auto page = list.serve(request.query("page").toInt());
        return Reply::json(slasJson(page, list.ids.size()));
    });
    rig.on("csat_survey_responses", [&list](const SeenRequest &request) {
        const qint64 since = request.query("since").toLongLong();
        VanishingList asked = list;
        list.serve(1);
        asked = list;
        asked.requests = 0;
        asked.before = 0;
        asked.ids.removeIf([since](int id) { return t0 - 3600 + id / 2 < since; });
        return Reply::json(csatJson(asked.serve(request.query("page").toInt())));
    });
}

FetchRequest requestFor(const QString &feed)
{
    FetchRequest request(feed);
    request.passStarted = t0 * 1000;
    if (feed == QLatin1String("reporting_events"))
        request.window = TimeRange{t0 * 1000 - dayMs, t0 * 1000};
    else
        request.since = t0 * 1000 - 10 * dayMs;
    return request;
}

} // namespace

/// That nothing the cache claims to hold is missing in it.
class TestChatwootCover : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsThatMoveUpAreNotPassedOver_data()
    {
        QTest::addColumn<QString>("feed");
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("count");
        for (const char *feed : {"conversations", "conversation_updates", "reporting_events",
                                 "applied_slas", "csat"}) {
            for (const int before : {0, 2, 3, 4, 5}) {
                for (const int count : {1, 2, 7}) {
                    QTest::addRow("%s: %d before request %d", feed, count, before)
                        << QString::fromLatin1(feed) << before << count;
                }
            }
        }
    }
    void rowsThatMoveUpAreNotPassedOver()
    {
        QFETCH(const QString, feed);
        QFETCH(const int, before);
        QFETCH(const int, count);
        VanishingList list;
        for (int id = 1; id <= 13; ++id)
            list.ids.append(id);
        list.before = before;
        list.count = count;
        ChatwootRig rig;
        serve(rig, list);
        FetchRequest request = requestFor(feed);
        QSet<QString> seen;
        for (int pages = 1;; ++pages) {
            QVERIFY(pages < 40);
            const auto batch = rig.fetch(request);
            QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
            for (const QString &id : idsOfAny(*batch))
                seen.insert(id);
            if (batch->nextCursor.isEmpty())
                break;
            request.cursor = batch->nextCursor;
        }
        for (const int id : std::as_const(list.ids))
            QVERIFY2(seen.contains(QString::number(id)), qPrintable(QString::number(id)));
    }

    void aResumedWalkKnowsWhatVanishedMeanwhile()
    {
        VanishingList list;
        for (int id = 1; id <= 30; ++id)
            list.ids.append(id);
        ChatwootRig rig;
        serve(rig, list);
        FetchRequest request = requestFor(QStringLiteral("conversations"));
        QSet<QString> seen;
        for (bool ended = false; !ended;) {
            const auto batch = rig.fetch(request);
            QVERIFY(batch.ok());
            for (const QString &id : idsOf(*batch))
                seen.insert(id);
            request.cursor = batch->nextCursor;
            ended = request.cursor.isEmpty();
            if (list.requests == 5) { // a night, in which somebody tidies up
                list.ids = list.ids.mid(10);
                rig.restart();
            }
        }
        for (const int id : std::as_const(list.ids))
            QVERIFY2(seen.contains(QString::number(id)), qPrintable(QString::number(id)));
    }

    void aListThatShrinksForEverEnds()
    {
        ChatwootRig rig;
        int total = 1'000'000;
        rig.on("conversations", [&total](const SeenRequest &request) {
            const int page = request.query("page").toInt();
            return Reply::json(conversationsJson({3 * page, 3 * page + 1}, --total));
        });
        FetchRequest request = requestFor(QStringLiteral("conversations"));
        for (int pages = 1;; ++pages) {
            QVERIFY(pages < 3'000);
            const auto batch = rig.fetch(request);
            if (!batch) {
                QCOMPARE(batch.error().kind(), Error::Kind::TooLarge);
                QVERIFY(batch.error().sentence().contains(QLatin1String("shorter")));
                break;
            }
            request.cursor = batch->nextCursor;
        }
    }

    /// Ours is ten days ahead of the server's.
    void nothingIsClaimedBehindTheServersClock_data()
    {
        QTest::addColumn<QString>("feed");
        for (const char *feed :
             {"conversations", "conversation_updates", "reporting_events", "csat"})
            QTest::newRow(feed) << QString::fromLatin1(feed);
    }
    void nothingIsClaimedBehindTheServersClock()
    {
        QFETCH(const QString, feed);
        ChatwootRig rig;
        rig.clock.advance(10 * dayMs);
        const QByteArray date = "Mon, 01 Jun 2026 08:00:00 GMT"; // t0
        const auto empty = [&](const QByteArray &body) {
            return [=](const SeenRequest &) { return Reply::json(body).with("Date", date); };
        };
        rig.on("conversations", empty(conversationsJson({}, 0)));
        rig.on("reporting_events", empty(eventsJson({}, 0)));
        rig.on("csat_survey_responses", empty("[]"));
        FetchRequest request(feed);
        request.passStarted = rig.clock.now();
        request.since = rig.clock.now() - 30 * dayMs;
        request.horizon = rig.clock.now() - 30 * dayMs;
        if (feed == QLatin1String("reporting_events"))
            request.window = TimeRange{rig.clock.now() - hourMs, rig.clock.now() + 60'000};
        const auto batch = rig.fetch(request);
        QVERIFY(batch.ok());
        QVERIFY(batch->nextCursor.isEmpty());
        QVERIFY(batch->covered || batch->watermark);
        QVERIFY(!batch->covered || batch->covered->to == t0 * 1000);
        QVERIFY(!batch->watermark || *batch->watermark == t0 * 1000);
        QCOMPARE(rig.provider->clockSkew(), -10 * dayMs);
    }

    void aRowThatComesTwiceMeansAnotherWalk()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("reports")});
        int walks = 0;
        rig.on("/api/v2/accounts/1/reports/conversations", [&walks](const SeenRequest &request) {
            if (request.query("type") == "account")
                return Reply::json(R"({"open":11,"unattended":6,"unassigned":4,"pending":0})");
            // In the first walk number 26 moved to the page that was read, and 25 comes again.
            const int page = request.query("page").toInt();
            walks += page == 1;
            QJsonArray rows;
            const int from = page == 1 ? 1 : walks == 1 ? 25 : 26;
            for (int id = from; id <= (page == 1 ? 25 : 27); ++id) {
                if (id == 26 && walks == 1)
                    continue;
                rows.append(QJsonObject{
                    {QStringLiteral("id"), id},
                    {QStringLiteral("name"), QStringLiteral("A%1").arg(id)},
                    {QStringLiteral("email"), QStringLiteral("e")},
                    {QStringLiteral("availability"), QStringLiteral("online")},
                    {QStringLiteral("metric"), QJsonObject{{QStringLiteral("open"), id},
                                                           {QStringLiteral("unattended"), 0}}}});
            }
            return Reply::json(QJsonDocument(rows).toJson());
        });
        const auto batch = rig.fetch("live");
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(walks, 2);
        QCOMPARE(batch->agents.size(), size_t(27));
    }

    void garbledEventsOfAConversationAreAskedForAgain()
    {
        ChatwootRig rig;
        rig.grant({QStringLiteral("conversation_events")});
        ConversationKey key;
        key.remoteId = QStringLiteral("11");
        key.updatedAt = t0 * 1000 - dayMs;
        rig.cache->needing = {key};
        bool good = false;
        rig.on("conversations/11/reporting_events", [&good](const SeenRequest &) {
            QJsonArray rows{eventRow(1)};
            if (!good)
                rows.append(QJsonObject{{QStringLiteral("id"), true}});
            return Reply::json(QJsonDocument(rows).toJson());
        });
        auto batch = rig.fetch("conversation_events");
        QCOMPARE(batch->problems.size(), size_t(1));
        QVERIFY(batch->eventsComplete.empty());
        const int asked = rig.count(QStringLiteral("conversations/11/"));
        QVERIFY(rig.fetch("conversation_events").ok()); // not at once again
        QCOMPARE(rig.count(QStringLiteral("conversations/11/")), asked);
        good = true;
        rig.restart(); // the next run
        batch = rig.fetch("conversation_events");
        QCOMPARE(batch->eventsComplete.size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestChatwootCover)
#include "tst_chatwootcover.moc"
