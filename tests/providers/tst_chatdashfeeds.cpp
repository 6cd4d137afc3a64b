// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/batchdump.h"
#include "support/chatdashrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs noon = ChatDashRig::startOfTime;
constexpr DurationMs hour = ChatDashRig::hour;
constexpr DurationMs day = ChatDashRig::day;

FetchRequest history(DurationMs back)
{
    FetchRequest request{QStringLiteral("conversations")};
    request.horizon = noon - back;
    return request;
}

FetchRequest updates(DurationMs since)
{
    FetchRequest request{QStringLiteral("conversation_updates")};
    request.horizon = noon - 90 * day;
    request.since = noon - since;
    return request;
}

/// Conversations of two agents over a month, in all four lists.
void fillMonth(ChatDashRig &rig)
{
    rig.agents = {QStringLiteral("a1"), QStringLiteral("b2")};
    for (int i = 0; i < 240; ++i) {
        const QString id = QStringLiteral("c%1").arg(i, 3, 10, QLatin1Char('0'));
        QJsonObject &row =
            rig.add(id, noon - 30 * day + i * 3 * hour, rig.agents[i % 7 == 0 ? 1 : 0]);
        row.insert(QStringLiteral("record"), i % 2 == 0);
        row.insert(QStringLiteral("interacted"), i % 3 == 0);
    }
}

} // namespace

class TestChatDashFeeds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agentsWithoutPlatformKeys()
    {
        ChatDashRig rig;
        rig.agents = {QStringLiteral("b2"), QStringLiteral("a1")};
        const auto batch = rig.fetch(FetchRequest(QStringLiteral("agents")));
        QVERIFY(batch.ok());
        QCOMPARE(batch->agents.size(), size_t(2));
        QCOMPARE(batch->agents[0].kind, AgentKind::Bot);
        QCOMPARE(batch->complete.front().agentKind, std::optional(AgentKind::Bot));
        QVERIFY(!QJsonDocument(batchToJson(*batch)).toJson().contains("SECRET"));
        QCOMPARE(rig.server.requests()[0].header("Authorization"), QByteArray("CD.k3y-secret"));
        rig.account.settings.insert(QStringLiteral("bearer"), QStringLiteral("true"));
        rig.restart();
        QVERIFY(rig.fetch(FetchRequest(QStringLiteral("agents"))).ok());
        QCOMPARE(rig.server.requests()[1].header("Authorization"),
                 QByteArray("Bearer CD.k3y-secret"));
    }

    void historyReadsEverythingOnce()
    {
        ChatDashRig rig;
        fillMonth(rig);
        const auto pages = rig.pass(history(30 * day));
        QCOMPARE(idsIn(pages).size(), 240);
        QVERIFY(pages.back().backfilled);
        QCOMPARE(*pages.back().covered, (TimeRange{noon - 30 * day, noon}));
        for (size_t i = 0; i + 1 < pages.size(); ++i)
            QVERIFY(!pages[i].covered && !pages[i].backfilled);
        // 1, 2, 4, 8 and the 15 days left, four lists each, for two agents; and the agents.
        QCOMPARE(rig.server.requests().size(), size_t(5 * 4 * 2 + 1));
        // Both bounds reach an hour further.
        const SeenRequest &first = rig.server.requests()[1];
        QCOMPARE(first.query("startDate"), ChatDashRig::iso(noon - day - hour).toLatin1());
        QCOMPARE(first.query("endDate"), ChatDashRig::iso(noon + hour).toLatin1());
    }

    void historyGoesOnAfterARestart()
    {
        ChatDashRig rig;
        fillMonth(rig);
        FetchRequest request = history(30 * day);
        std::vector<SyncBatch> pages;
        do {
            rig.restart();
            const auto page = rig.fetch(request);
            QVERIFY(page.ok());
            pages.push_back(*page);
            request.cursor = page->nextCursor;
        } while (!request.cursor.isEmpty() && pages.size() < 100);
        QCOMPARE(idsIn(pages).size(), 240);
        QVERIFY(pages.back().backfilled);
        QCOMPARE(rig.count("record=true&interacted=true"), static_cast<int>(pages.size()));
    }

    void whatIsOlderThanTheHorizonStaysOut()
    {
        ChatDashRig rig;
        rig.add(QStringLiteral("in"), noon - 2 * day);
        rig.add(QStringLiteral("below"), noon - 2 * day - 1); // within the overlap
        const auto pages = rig.pass(history(2 * day));
        QCOMPARE(idsIn(pages), QStringList{QStringLiteral("in")});
        for (const SyncBatch &page : pages) {
            for (const ReportingEvent &event : page.events)
                QCOMPARE(event.conversationRemoteId, QStringLiteral("in"));
        }
    }

    void theLastThreeDaysAreReadAgain()
    {
        ChatDashRig rig;
        rig.add(QStringLiteral("young"), noon - 71 * hour);
        rig.add(QStringLiteral("old"), noon - 75 * hour);
        FetchRequest first{QStringLiteral("conversation_updates")};
        const auto nothing = rig.fetch(first); // the back-fill begins behind it
        QCOMPARE(*nothing->watermark, noon);
        QCOMPARE(rig.server.requests().size(), size_t(0));
        const auto pages = rig.pass(updates(72 * hour));
        QCOMPARE(idsIn(pages), QStringList{QStringLiteral("young")});
        QCOMPARE(*pages.back().watermark, noon);
        QCOMPARE(*pages.back().covered, (TimeRange{noon - 72 * hour, noon}));
        QVERIFY(!pages.front().watermark);
        // After a week away the gap is read too.
        QCOMPARE(idsIn(rig.pass(updates(10 * day))).size(), 2);
    }

    void theLastMonthIsReadAgainOnceAWeek()
    {
        ChatDashRig rig;
        rig.add(QStringLiteral("month"), noon - 20 * day);
        rig.add(QStringLiteral("young"), noon - 70 * hour);
        FetchRequest review{QStringLiteral("conversation_review")};
        QCOMPARE(*rig.fetch(review)->watermark, noon);
        review.since = noon - 7 * day + 1;
        QVERIFY(!rig.fetch(review)->watermark);
        QCOMPARE(rig.server.requests().size(), size_t(0));
        review.since = noon - 7 * day;
        const auto pages = rig.pass(review);
        QCOMPARE(idsIn(pages), QStringList{QStringLiteral("month")});
        QCOMPARE(*pages.back().watermark, noon);
    }

    void vanishedOnes_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<bool>("gone");
        QTest::newRow("missing twice") << "" << true;
        QTest::newRow("dates not known") << "unknown" << false;
        QTest::newRow("another agent's") << "agent" << false;
        QTest::newRow("gone already") << "gone" << false;
        QTest::newRow("a row was left out") << "faulty" << false;
        QTest::newRow("back on the second look") << "back" << false;
        QTest::newRow("an empty answer") << "empty" << false;
        QTest::newRow("moved between lists meanwhile") << "moved" << false;
    }
    void vanishedOnes()
    {
        QFETCH(QString, how);
        QFETCH(bool, gone);
        ChatDashRig rig;
        rig.grant({QLatin1String(how == QLatin1String("unknown") ? "messages" : "dates_created")});
        rig.add(QStringLiteral("here"), noon - 2 * hour);
        QJsonObject &other = rig.add(QStringLiteral("other"), noon - 3 * hour);
        if (how == QLatin1String("faulty"))
            other.insert(QStringLiteral("isLive"), QStringLiteral("wrong"));
        ConversationKey lost = cachedKey(QStringLiteral("lost"), noon - hour,
                                         how == QLatin1String("agent") ? "b2" : "a1");
        lost.gone = how == QLatin1String("gone");
        rig.cache->created = {cachedKey(QStringLiteral("here"), noon - 2 * hour), lost};
        int lists = 0;
        rig.override = [&](const SeenRequest &request) -> std::optional<Reply> {
            if (!request.target.contains("/conversations"))
                return std::nullopt;
            ++lists;
            if (how == QLatin1String("back") && lists == 5)
                rig.add(QStringLiteral("lost"), noon - hour);
            if (how == QLatin1String("moved") && lists == 1)
                rig.add(QStringLiteral("lost"), noon - hour)
                    .insert(QStringLiteral("interacted"), false);
            if (how == QLatin1String("moved") && lists == 3)
                rig.rows[QStringLiteral("lost")].insert(QStringLiteral("interacted"), true);
            if (how == QLatin1String("empty"))
                return Reply::json("[]");
            return std::nullopt;
        };
        FetchRequest request = updates(72 * hour);
        const auto page = rig.fetch(request);
        QVERIFY(page.ok());
        QCOMPARE(page->goneConversations,
                 gone ? QStringList{QStringLiteral("lost")} : QStringList());
        QCOMPARE(rig.cache->rangesAsked.empty(), how == QLatin1String("unknown") ||
                                                     how == QLatin1String("faulty") ||
                                                     how == QLatin1String("empty"));
        if (!rig.cache->rangesAsked.empty())
            QCOMPARE(rig.cache->rangesAsked[0], (TimeRange{noon - day, noon})); // without overlap
    }

    void aSlowAnswerHalvesTheNextWindow()
    {
        ChatDashRig rig;
        rig.add(QStringLiteral("c"), noon - hour);
        rig.override = [&](const SeenRequest &request) -> std::optional<Reply> {
            if (request.query("record") != "true" || request.query("interacted") != "true")
                return std::nullopt;
            return Reply::json("[]").after(&rig.clock, 21'000);
        };
        FetchRequest request = history(10 * day);
        const auto first = rig.fetch(request);
        QVERIFY(first.ok());
        request.cursor = first->nextCursor;
        request.passStarted = noon;
        rig.override = nullptr;
        QVERIFY(rig.fetch(request).ok());
        const SeenRequest &next = rig.server.requests().back();
        QCOMPARE(next.query("startDate"), ChatDashRig::iso(noon - day - 13 * hour).toLatin1());
    }

    void tooMuchAtOnceHalvesTheWindow()
    {
        ChatDashRig rig;
        rig.add(QStringLiteral("c"), noon - hour);
        rig.override = [&](const SeenRequest &request) -> std::optional<Reply> {
            const auto from = parseIsoTime(QString::fromLatin1(request.query("startDate")));
            const auto to = parseIsoTime(QString::fromLatin1(request.query("endDate")));
            if (from && to && *to - *from > 9 * hour)
                return Reply::json("{}", 413);
            return std::nullopt;
        };
        const auto pages = rig.pass(history(day));
        QCOMPARE(idsIn(pages), QStringList{QStringLiteral("c")});
        QCOMPARE(*pages.back().covered, (TimeRange{noon - day, noon}));
        QCOMPARE(rig.count("interacted=true"),
                 2 * 4 + 0); // 24 and 12 hours fail, 6 hours four times
    }

    void oneAgentThatCannotBeReadDoesNotHideTheOthers()
    {
        ChatDashRig rig;
        fillMonth(rig);
        rig.override = [&](const SeenRequest &request) -> std::optional<Reply> {
            if (request.target.contains("/agents/a1/"))
                return Reply::json(R"({"message":"Not found"})", 404);
            return std::nullopt;
        };
        const auto pages = rig.pass(history(30 * day));
        QCOMPARE(idsIn(pages).size(), 35);
        QCOMPARE(pages[0].problems.size(), size_t(1));
        QVERIFY(pages[0].problems[0].sentence().contains(QLatin1String("agent a1")));
        // The only one there is: then the feed has failed.
        rig.agents = {QStringLiteral("a1")};
        rig.restart();
        QCOMPARE(rig.fetch(history(day)).error().kind(), Error::Kind::NotFound);
    }

    void theBoardLooksAtWhoIsBusy()
    {
        ChatDashRig rig;
        rig.agents = {QStringLiteral("a1"), QStringLiteral("b2"), QStringLiteral("c3")};
        rig.add(QStringLiteral("now"), noon - hour);
        rig.add(QStringLiteral("quiet"), noon - 30 * hour, QStringLiteral("b2"));
        const FetchRequest live{QStringLiteral("live")};
        // Nothing is known of anybody yet.
        QCOMPARE(idsIn(rig.pass(live)), QStringList{QStringLiteral("now")});
        QCOMPARE(rig.count("/conversations"), 3 * 2);
        QCOMPARE(rig.count("interacted=false"), 0);
        const SeenRequest last = rig.server.requests().back();
        QCOMPARE(last.query("startDate"),
                 ChatDashRig::iso(noon - 13 * hour).toLatin1()); // midnight, and the overlap
        rig.pass(updates(72 * hour));
        const int before = rig.count("/conversations");
        rig.pass(live); // read up to now a moment ago
        QCOMPARE(rig.count("/conversations"), before);
        rig.clock.advance(60'000);
        rig.pass(live);
        QCOMPARE(rig.count("/conversations"), before + 2);
        QVERIFY(rig.server.requests().back().target.contains("/agents/a1/"));
    }

    void oneRequestASecond()
    {
        ChatDashRig rig(true);
        fillMonth(rig);
        std::vector<TimeMs> at;
        rig.override = [&](const SeenRequest &) -> std::optional<Reply> {
            at.push_back(rig.clock.now());
            return std::nullopt;
        };
        rig.pass(history(30 * day));
        QVERIFY(at.size() > 40);
        for (size_t i = 1; i < at.size(); ++i)
            QVERIFY(at[i] - at[i - 1] >= 1000);
        QCOMPARE(rig.server.maxActive(), 1);
    }

    void peopleKeepTheirNewestName()
    {
        ChatDashRig rig;
        const auto served = [&](const char *id, TimeMs created, const char *name) {
            QJsonObject &row = rig.add(QLatin1String(id), created);
            row.insert(QStringLiteral("liveAgentId"), QStringLiteral("p1"));
            row.insert(QStringLiteral("liveAgentName"), QLatin1String(name));
        };
        served("new", noon - hour, "Ana Kim");
        served("old", noon - 20 * day, "Ana Lee");
        QStringList names;
        for (const SyncBatch &page : rig.pass(history(30 * day))) {
            for (const Agent &person : page.agents)
                names.append(person.name);
        }
        QCOMPARE(names, QStringList{QStringLiteral("Ana Kim")});
    }

    void probe_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("capability");
        QTest::newRow("created") << "createdAt"
                                 << "dates_created";
        QTest::newRow("updated") << "updatedAt"
                                 << "dates_updated";
        QTest::newRow("ended") << "endedAt"
                               << "dates_ended";
        QTest::newRow("something else") << "agentId"
                                        << "";
    }
    void probe()
    {
        QFETCH(QString, field);
        QFETCH(QString, capability);
        ChatDashRig rig;
        rig.dateField = field;
        rig.agents = {QStringLiteral("a0"), QStringLiteral("a1")};
        for (int i = 0; i < 5; ++i)
            rig.add(QStringLiteral("c%1").arg(i), noon - 40 * hour + i * hour);
        if (capability.isEmpty()) { // a server that does not care for dates
            rig.override = [&](const SeenRequest &request) -> std::optional<Reply> {
                if (!request.target.contains("/a1/conversations?"))
                    return std::nullopt;
                QJsonArray all;
                for (const auto &[id, row] : rig.rows)
                    all.append(row);
                return Reply::json(QJsonDocument(all).toJson());
            };
        }
        const auto found = rig.probe();
        QVERIFY2(found.ok(), found ? "" : qPrintable(found.error().sentence()));
        const QStringList dates = found->capabilities.filter(QStringLiteral("dates_"));
        if (capability.isEmpty())
            QCOMPARE(dates, QStringList()); // every question is answered with everything
        else
            QCOMPARE(dates, QStringList{capability});
        QVERIFY(!found->capabilities.contains(QStringLiteral("messages")));
        QVERIFY(!found->notes.isEmpty());
        QCOMPARE(found->chosenAccountId, QStringLiteral("1"));

        rig.singles = true;
        rig.messages[QStringLiteral("c0")] = "[]";
        const auto more = rig.probe();
        QVERIFY(more->capabilities.contains(QStringLiteral("single_conversations")));
        QVERIFY(more->capabilities.contains(QStringLiteral("messages")));
    }

    void aProbeThatFindsNothingForgetsNothing()
    {
        ChatDashRig rig;
        rig.grant({QStringLiteral("dates_updated"), QStringLiteral("messages")});
        const auto found = rig.probe();
        QCOMPARE(found->capabilities, rig.account.capabilities);
    }

    void probeRefused_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        using Kind = Error::Kind;
        QTest::newRow("key") << 401 << QByteArray("{}") << int(Kind::Unauthorized);
        QTest::newRow("plan") << 403 << QByteArray("{}") << int(Kind::Forbidden);
        QTest::newRow("elsewhere") << 404 << QByteArray("{}") << int(Kind::BadInput);
        QTest::newRow("another API") << 200 << QByteArray("{\"ok\":true}") << int(Kind::BadInput);
        QTest::newRow("broken") << 500 << QByteArray("{}") << int(Kind::HttpStatus);
    }
    void probeRefused()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        ChatDashRig rig;
        rig.override = [&](const SeenRequest &) { return Reply::json(body, status); };
        const auto found = rig.probe();
        QVERIFY(!found.ok());
        QCOMPARE(found.error().kind(), static_cast<Error::Kind>(kind));
        QVERIFY(!found.error().remedy().isEmpty());
    }

    void noKeyNoRequest()
    {
        ChatDashRig rig;
        ChatDashProvider bare(rig.account, {}, ProviderContext{&rig.http, &rig.worker, &rig.clock});
        const auto batch = runTask(bare.fetch(history(day), {}));
        QCOMPARE(batch.error().kind(), Error::Kind::Unauthorized);
        QVERIFY(rig.server.requests().empty());
    }
};

QTEST_GUILESS_MAIN(TestChatDashFeeds)
#include "tst_chatdashfeeds.moc"
