// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchaterrors.h"
#include "backend/sync/providers/rocketchat/rocketchatformat.h"
#include "backend/sync/providers/rocketchat/rocketchattalk.h"
#include "providers/goldenfiles.h"

using namespace watchfloor;
using namespace watchfloor::rocketchat;
using namespace watchfloor::test;

namespace {

constexpr TimeMs takenAt = 1'780'300'999'000;
constexpr TimeRange oneDay{1'780'272'000'000, 1'780'358'400'000};

People fewPeople()
{
    People people;
    const auto add = [&](const char *id, const char *username, const char *name) {
        people.idByUsername.insert(QLatin1String(username), QLatin1String(id));
        people.usernameById.insert(QLatin1String(id), QLatin1String(username));
        people.idsByName.insert(QLatin1String(name), QLatin1String(id));
    };
    add("uA", "jane", "Jane Kim");
    add("uB", "alex", "Alex");
    add("uT1", "twin1", "Twin");
    add("uT2", "twin2", "Twin");
    add("bot1", "dialog.bot", "Dialog Bot");
    people.bots.insert(QStringLiteral("bot1"));
    people.departmentsByName.insert(QStringLiteral("Sales"), QStringLiteral("d2"));
    people.departmentsByName.insert(QStringLiteral("Support"), QStringLiteral("d1"));
    people.departmentsByName.insert(QStringLiteral("Support"), QStringLiteral("d3"));
    return people;
}

/// Rooms with the events they tell of themselves.
Result<SyncBatch> roomsAndEvents(const QByteArray &body, bool contacts)
{
    RoomOptions options;
    options.contactNames = contacts;
    options.bots = fewPeople().bots;
    auto page = parseRooms(body, options);
    if (!page)
        return page.error();
    for (const RoomFacts &room : page->facts) {
        for (const ReportingEvent &event : eventsOfRoom(room))
            page->batch.events.push_back(event);
    }
    return page->batch;
}

std::optional<TimeMs> timeIn(const QJsonObject &room, const char *key)
{
    return parseIsoTime(room.value(QLatin1String(key)).toString());
}

/// {"room": ..., "messages": answer, "transfers": answer} to exact events.
Result<SyncBatch> eventsOfFile(const QByteArray &body)
{
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    const QJsonObject from = root.value(QLatin1String("room")).toObject();
    RoomFacts room;
    room.id = from.value(QLatin1String("id")).toString();
    room.created = timeIn(from, "created").value_or(0);
    room.department = from.value(QLatin1String("department")).toString();
    room.visitor = from.value(QLatin1String("visitor")).toString();
    room.agent = from.value(QLatin1String("agent")).toString();
    room.servedAt = timeIn(from, "servedAt");
    room.queuedAt = timeIn(from, "queuedAt");
    room.closed = timeIn(from, "closed");
    room.responseAt = timeIn(from, "responseAt");
    if (from.contains(QLatin1String("reactionFirst")))
        room.reactionFirst = from.value(QLatin1String("reactionFirst")).toInteger();
    const auto answer = [&](const char *key) {
        return QJsonDocument(root.value(QLatin1String(key)).toObject()).toJson();
    };
    auto talk = parseMessages(answer("messages"));
    const auto moved = parseTransfers(answer("transfers"));
    if (!talk || !moved)
        return talk ? moved.error() : talk.error();
    talk->transfers.insert(talk->transfers.end(), moved->transfers.begin(), moved->transfers.end());
    SyncBatch batch;
    batch.problems = talk->problems;
    batch.events = eventsOfTalk(room, *talk, fewPeople().bots);
    return batch;
}

Parse parserFor(const QString &name)
{
    const auto starts = [&](const char *part) { return name.startsWith(QLatin1String(part)); };
    if (starts("rooms")) {
        const bool contacts = starts("rooms-with-contacts");
        return [contacts](const QByteArray &b) { return roomsAndEvents(b, contacts); };
    }
    if (starts("agents-status"))
        return [](const QByteArray &b) { return parseAgentsStatus(b, takenAt); };
    if (starts("agents")) {
        return [](const QByteArray &b) -> Result<SyncBatch> {
            auto page = parseAgents(b, {QStringLiteral("dialog.bot")});
            if (!page)
                return page.error();
            page->batch.nextCursor =
                page->membersTold ? QStringLiteral("members") : QStringLiteral("no members");
            return page->batch;
        };
    }
    if (starts("agent-chats"))
        return [](const QByteArray &b) { return parseAgentChats(b, oneDay, fewPeople(), takenAt); };
    if (starts("report-")) {
        const QString report = name.section(u'-', 1, 1);
        return [report](const QByteArray &b) {
            return parseReport(b, report, oneDay, fewPeople(), takenAt);
        };
    }
    if (starts("department-agents"))
        return [](const QByteArray &b) { return parseDepartmentAgents(b, QStringLiteral("d1")); };
    if (starts("departments"))
        return parseDepartments;
    if (starts("service-history"))
        return [](const QByteArray &b) {
            return parseServiceHistory(b, oneDay, fewPeople(), takenAt);
        };
    if (starts("chats"))
        return [](const QByteArray &b) { return parseChats(b, takenAt); };
    if (starts("talk"))
        return eventsOfFile;
    return {};
}

} // namespace

class TestRocketChatParser : public QObject {
    Q_OBJECT

    const GoldenFiles m_files{"rocketchat"};

private Q_SLOTS:
    void golden_data() { m_files.addRows(); }
    void golden()
    {
        QFETCH(const QString, name);
        if (name == QLatin1String("queue")) {
            const auto page = parseQueue(m_files.wire(name));
            QVERIFY(page.ok());
            QCOMPARE(page->byAgent.value(QStringLiteral("uA")), 5.0);
            QCOMPARE(page->byDepartment.value(QStringLiteral("d1")), 3.0);
            return;
        }
        QByteArray text;
        m_files.compare(name, parserFor(name), &text);
        // Whatever a fixture marks as secret or personal must not survive, except the name asked
        // for.
        QVERIFY(!text.contains("SECRET"));
        QVERIFY(!text.contains("secret text"));
        QVERIFY(!text.contains("guest-"));
        QVERIFY(!text.contains("Erika") || name == QLatin1String("rooms-with-contacts"));
    }

    void truncated() { m_files.compareTruncated(parserFor, "talk"); }

    void wrongOutside()
    {
        for (const QByteArray body : {"{}", "[]", "null", "3", "\"x\"", "{\"users\": {}}",
                                      "{\"success\": false, \"error\": \"no\"}"}) {
            for (const char *name : {"agents", "rooms", "departments", "report-agent",
                                     "department-agents", "service-history"})
                QVERIFY2(!parserFor(QLatin1String(name))(body).ok(), body.constData());
        }
    }

    void errors_data()
    {
        addRefusalColumns();
        using Kind = Error::Kind;
        const auto row = [](const char *name, int status, const char *body, Kind kind,
                            const char *says, const char *type = "application/json") {
            addRefusal(name, status, body, type, kind, says);
        };
        row("missing parameter", 400,
            "{\"success\":false,\"error\":\"must have required property 'start' [invalid-params]\","
            "\"errorType\":\"invalid-params\"}",
            Kind::HttpStatus, "did not accept");
        row("bad date", 400,
            "{\"success\":false,\"error\":\"The \\\"start\\\" query parameter must be a valid "
            "date.\"}",
            Kind::HttpStatus, "must be a valid date");
        row("bad sort", 400,
            "{\"success\":false,\"error\":\"Invalid sort\",\"errorType\":\"error-invalid-sort\"}",
            Kind::HttpStatus, "did not accept");
        row("no licence", 400,
            "{\"success\":false,\"error\":\"This is an enterprise feature "
            "[error-action-not-allowed]\","
            "\"errorType\":\"error-action-not-allowed\"}",
            Kind::Unavailable, "licence");
        row("broken database", 400,
            "{\"success\":false,\"error\":\"planner returned error: bad hint\"}", Kind::HttpStatus,
            "bad hint");
        row("no room", 400,
            "{\"success\":false,\"error\":\"invalid-room\",\"errorType\":\"error-invalid-room\"}",
            Kind::NotFound, "no such conversation");
        row("before 1.0", 400,
            "{\"success\":false,\"error\":\"Error, too many requests. You must wait 7 seconds\","
            "\"errorType\":\"error-too-many-requests\"}",
            Kind::RateLimited, "slow down");
        row("bad token", 401,
            "{\"success\":false,\"error\":\"You must be logged in to do "
            "this.\",\"status\":\"error\"}",
            Kind::Unauthorized, "does not accept the token");
        row("bad token in 9", 401, "{\"success\":false,\"error\":\"unauthorized\"}",
            Kind::Unauthorized, "does not accept the token");
        row("only two fields", 401, "{\"status\":\"error\",\"message\":\"You must be logged in\"}",
            Kind::Unauthorized, "does not accept the token");
        row("proxy sign-in", 401, "<html>Basic</html>", Kind::Unauthorized, "in front of",
            "text/html");
        row("no permission", 403,
            "{\"success\":false,\"error\":\"User does not have the permissions "
            "[error-unauthorized]\"}",
            Kind::Forbidden, "may not read");
        row("no permission, short", 403, "{\"success\":false,\"error\":\"unauthorized\"}",
            Kind::Forbidden, "may not read");
        row("block list", 403, "Forbidden", Kind::HttpStatus, "in front of", "text/plain");
        row("no route", 404, "<html>404</html>", Kind::Unavailable, "does not offer", "text/html");
        row("throttled", 429,
            "{\"success\":false,\"error\":\"Error, too many requests. Please slow down. You must "
            "wait 42 seconds before trying this endpoint again. [error-too-many-requests]\"}",
            Kind::RateLimited, "slow down");
        row("crash", 500, "{\"success\":false,\"error\":\"Internal server error\"}",
            Kind::HttpStatus, "status 500");
        row("down", 503, "Service Unavailable", Kind::HttpStatus, "status 503", "text/plain");
        row("gateway", 502, "<html>502</html>", Kind::HttpStatus, "status 502", "text/html");
        row("moved", 302, "", Kind::HttpStatus, "sends the request on", "text/html");
        row("page", 200, "<html>Sign in</html>", Kind::NotJson, "page, not data", "text/html");
    }
    void errors() { compareRefusal(classify); }

    void howLongToWait()
    {
        QCOMPARE(waitFromText(QStringLiteral("You must wait 42 seconds before")), 42'500);
        QVERIFY(!waitFromText(QStringLiteral("slow down")));
        HttpResponse refusal = answer(429, "{\"success\":false,\"error\":\"slow down\"}");
        QVERIFY(!classify(refusal)->retryAfterMs()); // the gate knows better
        refusal.headers.emplaceBack("Date", "Mon, 01 Jun 2026 08:00:00 GMT");
        refusal.headers.emplaceBack("X-RateLimit-Reset", "1780300812000");
        QCOMPARE(classify(refusal)->retryAfterMs(), 12'500);
    }

    void secondFactor()
    {
        const auto asked = classifyLogin(answer(
            401,
            "{\"success\":false,\"error\":\"totp-required\",\"details\":{\"method\":\"email\"}}"));
        QCOMPARE(asked->asksFor(), QStringLiteral("code"));
        QVERIFY(asked->sentence().contains(QLatin1String("sent by e-mail")));
        // 9.0 tells nothing: the field is offered all the same.
        const auto mute =
            classifyLogin(answer(401, "{\"success\":false,\"error\":\"unauthorized\"}"));
        QCOMPARE(mute->asksFor(), QStringLiteral("code"));
    }

    void windowsOfReports()
    {
        constexpr DurationMs day = 86'400'000;
        const TimeMs from = oneDay.from;
        const auto windows = reportWindows({from, from + 800 * day + 1});
        QCOMPARE(windows.size(), size_t(3));
        for (const TimeRange &window : windows)
            QVERIFY(window.to - window.from <= 365 * day);
        QCOMPARE(windows.front().from, from);
        QCOMPARE(windows.back().to, from + 800 * day + 60'000); // up to the minute
        QVERIFY(reportWindows({from, from}).empty());
        QCOMPARE(isoUtc(from), QStringLiteral("2026-06-01T00:00:00.000Z"));
        const Target target(QUrl(QStringLiteral("https://host.example/chat")), "u", "t");
        const HttpRequest request =
            requestFor(target, reportQuestion(QStringLiteral("agent"), oneDay));
        QCOMPARE(request.url().toEncoded(),
                 QByteArray("https://host.example/chat/api/v1/livechat/analytics/dashboards/"
                            "conversations-by-agent?start=2026-06-01T00%3A00%3A00.000Z&end="
                            "2026-06-02T00%3A00%3A00.000Z"));
    }

    void unknownWordsPassVerbatim()
    {
        QCOMPARE(channelFromWire(QStringLiteral("pigeon"), {}), QStringLiteral("pigeon"));
        QCOMPARE(channelFromWire(QStringLiteral("app"), QStringLiteral("Pigeon")),
                 QStringLiteral("Pigeon"));
        QCOMPARE(availabilityFromWire(QStringLiteral("on strike"), {}).word,
                 QStringLiteral("on strike"));
        QVERIFY(!backToQueueFromWire(QStringLiteral("elsewhere")));
        QVERIFY(dictionary().size() > 30);
    }

    void versions()
    {
        QCOMPARE(parseServerInfo("{\"version\":\"8.7\",\"success\":true}")->version,
                 QStringLiteral("8.7"));
        QCOMPARE(parseServerInfo("{\"info\":{\"version\":\"6.4.2\"}}")->version,
                 QStringLiteral("6.4.2"));
        QVERIFY(!parseServerInfo("{\"version\":\"next\"}").ok());
        QVERIFY(!parseServerInfo("{\"hello\":\"world\"}").ok());
    }
};

QTEST_GUILESS_MAIN(TestRocketChatParser)
#include "tst_rocketchatparser.moc"
