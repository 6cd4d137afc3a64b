// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashdates.h"
#include "backend/sync/providers/chatdash/chatdasherrors.h"
#include "backend/sync/providers/chatdash/chatdashformat.h"
#include "backend/sync/providers/chatdash/chatdashmapping.h"
#include "backend/sync/providers/chatdash/chatdashparser.h"
#include "backend/sync/providers/chatdash/chatdashrows.h"
#include "backend/sync/providers/chatdash/chatdashwindows.h"
#include "providers/goldenfiles.h"

using namespace watchfloor;
using namespace watchfloor::chatdash;
using namespace watchfloor::test;

namespace {

const QString asked = QStringLiteral("665a1b2c3d4e5f6071829304");

Result<SyncBatch> batchFrom(const Result<ConversationPage> &page)
{
    if (!page)
        return page.error();
    SyncBatch batch = batchOf(page->rows, false);
    batch.problems = page->problems;
    batch.moreLeftOut = page->moreLeftOut;
    batch.wireRows = page->wireRows;
    return batch;
}

/// {"conversation": the row, "answer": what the messages route said}
Result<SyncBatch> parseTalk(const QByteArray &body)
{
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    const auto row = parseConversation(
        QJsonDocument(root.value(QLatin1String("conversation")).toObject()).toJson(), {});
    const QJsonValue answer = root.value(QLatin1String("answer"));
    const QJsonDocument wire =
        answer.isArray() ? QJsonDocument(answer.toArray()) : QJsonDocument(answer.toObject());
    const auto page = parseMessages(wire.toJson());
    if (!page)
        return page.error();
    SyncBatch batch;
    batch.events = deriveAnswers(row->rows.front().row, page->facts);
    batch.problems = page->problems;
    batch.wireRows = page->wireRows;
    return batch;
}

Parse parserFor(const QString &name)
{
    const auto starts = [&](const char *part) { return name.startsWith(QLatin1String(part)); };
    const ConversationOptions options{name.endsWith(QLatin1String("-personal")), asked};
    if (starts("conversations"))
        return [=](const QByteArray &b) { return batchFrom(parseConversations(b, options)); };
    if (starts("conversation"))
        return [=](const QByteArray &b) { return batchFrom(parseConversation(b, options)); };
    if (starts("agents"))
        return parseAgents;
    if (starts("messages"))
        return parseTalk;
    return {};
}

SeenConversation seenAt(TimeMs created, std::optional<TimeMs> updated,
                        std::optional<TimeMs> ended = {}, const QString &id = QStringLiteral("a"))
{
    SeenConversation seen;
    seen.row.remoteId = id;
    seen.row.created = created;
    seen.row.updatedAt = updated;
    seen.row.closed = ended;
    return seen;
}

} // namespace

class TestChatDashParser : public QObject {
    Q_OBJECT

    const GoldenFiles m_files{"chatdash"};

private Q_SLOTS:
    void golden_data() { m_files.addRows(); }
    void golden()
    {
        QFETCH(const QString, name);
        QByteArray text;
        m_files.compare(name, parserFor(name), &text);
        // Keys, tokens and words are never kept, what is personal only on request.
        QVERIFY(!text.contains("SECRET"));
        QCOMPARE(text.contains("PERSONAL"), name == QLatin1String("conversations-personal"));
    }

    void truncated() { m_files.compareTruncated(parserFor, "messages"); }

    void wrongOutside_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
             {"{}", "null", "3", "\"x\"", "{\"data\": 3}", "{\"error\": \"no\"}"})
            QTest::newRow(body) << QByteArray(body);
    }
    void wrongOutside()
    {
        QFETCH(QByteArray, body);
        for (const char *name : {"agents", "conversations", "conversation"}) {
            const auto batch = parserFor(QLatin1String(name))(body);
            QVERIFY2(!batch.ok(), name);
            QCOMPARE(batch.error().kind(), Error::Kind::WrongShape);
        }
        QVERIFY(!parseMessages(body).ok());
    }

    void manyBadRows()
    {
        QByteArray body = "[";
        for (int i = 0; i < 5000; ++i)
            body += "{\"_id\": {}},";
        body.chop(1);
        body += ']';
        const auto page = parseConversations(body, {});
        QVERIFY(page.ok());
        QCOMPARE(page->problems.size(), size_t(20));
        QCOMPARE(page->moreLeftOut, 4980);
    }

    void unitingKeepsTheNewest()
    {
        const auto topic = [](const char *word, std::optional<TimeMs> updated) {
            SeenConversation seen = seenAt(1, updated);
            seen.row.topic = QLatin1String(word);
            return seen;
        };
        std::vector<SeenConversation> rows;
        const auto add = [&](const SeenConversation &one) {
            unite(rows, {one});
            return rows.front().row.topic;
        };
        QCOMPARE(add(topic("first", 5)), QLatin1String("first"));
        QCOMPARE(add(topic("older", 4)), QLatin1String("first"));
        QCOMPARE(add(topic("equal", 5)), QLatin1String("equal"));
        QCOMPARE(add(topic("newer", 6)), QLatin1String("newer"));
        QCOMPARE(add(topic("untold", {})), QLatin1String("untold"));
        QCOMPARE(rows.size(), size_t(1));
    }

    void eventsWaitForMessages()
    {
        std::vector<SeenConversation> rows{seenAt(1, 9, 5), seenAt(2, 9, 6, QStringLiteral("b"))};
        rows[1].withAi = false; // a person took over
        QCOMPARE(batchOf(rows, false).eventsComplete.size(), size_t(2));
        const SyncBatch waiting = batchOf(rows, true);
        QCOMPARE(waiting.events.size(), size_t(2));
        QCOMPARE(waiting.eventsComplete.size(), size_t(1));
        QCOMPARE(waiting.eventsComplete.front().conversationRemoteId, QStringLiteral("a"));
    }

    void errors_data()
    {
        addRefusalColumns();
        using Kind = Error::Kind;
        const auto row = addRefusal;
        const char *json = "application/json; charset=utf-8";
        const char *html = "text/html";
        row("key", 401, R"({"message":"Invalid API Key CD.0123456789abcdef0123456789abcdef"})",
            json, Kind::Unauthorized, "Bearer");
        row("sign-in", 401, "<html>", html, Kind::Unauthorized, "in front of it");
        row("plan", 402, R"({"error":"Upgrade"})", json, Kind::Unavailable, "plan");
        row("right", 403, R"({"message":"not your agent"})", json, Kind::Forbidden, "plan");
        row("proxy", 403, "Forbidden", "text/plain", Kind::HttpStatus, "in front of ChatDash");
        row("no record", 404, R"({"message":"Not found"})", json, Kind::NotFound, "no such record");
        row("no route", 404, "<pre>Cannot GET</pre>", html, Kind::NotFound, "no such record");
        row("date", 400, R"({"message":"Invalid startDate"})", json, Kind::HttpStatus,
            "Invalid startDate");
        row("throttled", 429, "Too many requests", "text/plain", Kind::RateLimited, "slow down");
        row("crash", 500, "", json, Kind::HttpStatus, "status 500");
        row("gateway", 502, "<h1>Bad Gateway</h1>", html, Kind::HttpStatus, "status 502");
        row("moved", 301, "", html, Kind::HttpStatus, "never follows");
        row("page", 200, "<html>Sign in</html>", html, Kind::NotJson, "page, not data");
    }
    void errors()
    {
        compareRefusal(classify);
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, type);
        const auto error = classify(answer(status, body, type));
        QVERIFY(error && !error->sentence().contains(QLatin1String("0123456789abcdef")));
    }
    void goodAnswers() { QVERIFY(!classify(answer(200, "[]", "application/json; charset=utf-8"))); }

    void words()
    {
        QCOMPARE(statusFromWire(QStringLiteral("AI"), false, true), QStringLiteral("open"));
        QCOMPARE(statusFromWire(QStringLiteral("pending"), false, {}), QStringLiteral("pending"));
        QCOMPARE(statusFromWire(QStringLiteral("human"), false, true), QStringLiteral("open"));
        QCOMPARE(statusFromWire(QStringLiteral("human"), true, true), QStringLiteral("closed"));
        QCOMPARE(statusFromWire(QStringLiteral("pending"), false, false), QStringLiteral("closed"));
        const QString odd = QStringLiteral("Carrier Pigeon");
        QCOMPARE(statusFromWire(odd, false, true), odd);
        QCOMPARE(channelFromWire(odd), odd);
        QCOMPARE(channelFromWire(QStringLiteral("Phone")), QStringLiteral("voice"));
        QCOMPARE(senderFromWire(odd), Sender::Unknown);
    }

    void requests()
    {
        const QString key = QStringLiteral(" CD.0123 \r\nX-Evil: 1");
        const Target target(QUrl(QStringLiteral("https://api.chat-dash.com")), key, false);
        QCOMPARE(target.authorization(), QByteArray("CD.0123X-Evil:1"));
        QCOMPARE(agentsRequest(target).url().toString(),
                 QStringLiteral("https://api.chat-dash.com/v1/public/agents"));
        const Target own(QUrl(QStringLiteral("http://127.0.0.1:8/own/path")),
                         QStringLiteral("CD.0123"), true);
        QCOMPARE(own.authorization(), QByteArray("Bearer CD.0123"));
        const HttpRequest list = conversationsRequest(
            own, QStringLiteral("a/1"), {1'780'300'800'250, 1'780'387'200'000}, Flags{true, false});
        QCOMPARE(list.url().toEncoded(),
                 QByteArray("http://127.0.0.1:8/own/path/agents/a%2F1/conversations"
                            "?startDate=2026-06-01T08%3A00%3A00.250Z"
                            "&endDate=2026-06-02T08%3A00%3A00.000Z&record=true&interacted=false"));
        QVERIFY(!list.url().toEncoded().contains("CD."));
        QCOMPARE(messagesRequest(own, QStringLiteral("a"), QStringLiteral("c?1")).url().toEncoded(),
                 QByteArray("http://127.0.0.1:8/own/path/agents/a/conversations/c%3F1/messages"));
    }

    void lengths_data()
    {
        QTest::addColumn<qint64>("length");
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<qint64>("took");
        QTest::addColumn<qint64>("next");
        const auto row = [](const char *name, qint64 length, qint64 rows, qint64 bytes, qint64 took,
                            qint64 next) {
            QTest::newRow(name) << length << rows << bytes << took << next;
        };
        row("few", dayMs, 199, 0, 0, 2 * dayMs);
        row("right", dayMs, 200, 8 << 20, 20'000, dayMs);
        row("full", dayMs, 2000, 0, 0, dayMs);
        row("many", dayMs, 2001, 0, 0, dayMs / 2);
        row("large", dayMs, 10, (8 << 20) + 1, 0, dayMs / 2);
        row("slow", dayMs, 10, 0, 20'001, dayMs / 2);
        row("never below an hour", hourMs, 5000, 0, 0, hourMs);
        row("never above 31 days", 20 * dayMs, 0, 0, 0, 31 * dayMs);
    }
    void lengths()
    {
        QFETCH(qint64, length);
        QFETCH(qint64, rows);
        QFETCH(qint64, bytes);
        QFETCH(qint64, took);
        QTEST(nextLength(length, WindowWeight{rows, bytes, took}), "next");
    }

    // Every moment of the range is read for every agent once, months newest first.
    void walks()
    {
        const QString a = QStringLiteral("a;x"), b = QStringLiteral("b");
        const TimeRange range{10 * dayMs + 7, 77 * dayMs};
        const WindowWalk walk(range, {a, b});
        QHash<QString, std::vector<TimeRange>> read;
        std::optional<WindowPlace> place = walk.start({});
        TimeMs lastRound = range.to;
        int steps = 0;
        while (place) {
            QVERIFY(++steps < 200);
            QVERIFY(place->roundTo <= lastRound);
            lastRound = place->roundTo;
            const TimeRange window = walk.window(*place);
            QVERIFY(!window.isEmpty() && window.from >= walk.round(*place).from);
            read[place->agent].push_back(window);
            place = walk.next(*place);
            if (place) { // as after a restart
                place->length = steps % 3 == 0 ? 5 * dayMs : 2 * dayMs;
                const auto again = walk.start(place->text());
                QVERIFY(again);
                QCOMPARE(again->text(), place->text());
            }
        }
        for (const QString &agent : {a, b}) {
            QCOMPARE(mergedRanges(read[agent]), std::vector<TimeRange>{range});
            DurationMs sum = 0;
            for (const TimeRange &one : read[agent])
                sum += one.to - one.from;
            QCOMPARE(sum, range.to - range.from);
        }

        // An agent that has vanished since is passed over.
        WindowPlace lost{QStringLiteral("aa"), 70 * dayMs, dayMs, range.to};
        QCOMPARE(walk.start(lost.text())->agent, b);
        QCOMPARE(walk.start(lost.text())->to, range.to);
        QCOMPARE(walk.next(*walk.start(lost.text()), true)->agent, a); // the next month
        QVERIFY(!WindowWalk(range, {}).start({}));
        QCOMPARE(walk.start(QStringLiteral("no cursor"))->agent, a);
    }

    void dates()
    {
        const TimeRange day{1000'000, 2000'000};
        QCOMPARE(fittingField({}, day), DateField::Unknown);
        QCOMPARE(fittingField({seenAt(1500'000, 2500'000)}, day), DateField::Created);
        QCOMPARE(fittingField({seenAt(500'000, 1500'000)}, day), DateField::Updated);
        QCOMPARE(fittingField({seenAt(500'000, 2500'000, 1500'000)}, day), DateField::Ended);
        QCOMPARE(fittingField({seenAt(1500'000, 1600'000)}, day), DateField::Unknown);

        QVERIFY(dateTrials({seenAt(1500'000, 1501'000), seenAt(1500'000, {}, 1500'500)}).empty());
        const auto trials =
            dateTrials({seenAt(1500'000, 1510'000),
                        seenAt(1600'000, 1900'000, 1800'000, QStringLiteral("wide"))});
        QCOMPARE(trials.size(), size_t(3));
        for (const DateTrial &trial : trials) {
            QCOMPARE(trial.id, QStringLiteral("wide"));
            QCOMPARE(trial.dates.contains(1600'000), trial.field == DateField::Created);
            QCOMPARE(trial.dates.contains(1900'000), trial.field == DateField::Updated);
            QCOMPARE(trial.dates.contains(1800'000), trial.field == DateField::Ended);
        }
    }
};

QTEST_GUILESS_MAIN(TestChatDashParser)
#include "tst_chatdashparser.moc"
