// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/engine/reports/buildreports.h"
#include "support/enginerows.h"
#include "support/rowoperations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeRange asked{at("2024-03-01T00:00:00.000Z"), at("2024-03-03T00:00:00.000Z")};
const TimeMs now = at("2024-03-06T00:00:00.000Z");

QJsonObject fixture(const char *name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/engine/rocketchat-vectors-%1.json")
                   .arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

std::optional<TimeMs> instant(const QJsonValue &text)
{
    return text.isString() ? std::optional(at(text.toString().toLatin1().constData()))
                           : std::nullopt;
}

/// A room in the columns every vendor's conversations have.
Conversation roomRow(const QJsonObject &room, RowId id)
{
    Conversation row;
    row.id = id;
    row.remoteId = room[u"_id"].toString();
    row.created = *instant(room[u"ts"]);
    row.closed = instant(room[u"closedAt"]);
    row.agentRemoteId = room[u"servedBy"][u"_id"].toString();
    row.assigned = instant(room[u"servedBy"][u"ts"]);
    row.groupRemoteId = room[u"departmentId"].toString();
    const QJsonValue source = room[u"source"];
    row.channel = source[u"alias"].toString(source[u"type"].toString());
    for (const QJsonValue tag : room[u"tags"].toArray())
        row.labels.append(tag.toString());
    row.status = row.closed                    ? QStringLiteral("closed")
                 : room[u"onHold"].toBool()    ? QStringLiteral("on_hold")
                 : row.agentRemoteId.isEmpty() ? QStringLiteral("queued")
                                               : QStringLiteral("open");
    return row;
}

AccountRows workspace()
{
    const QJsonObject vectors = fixture("rooms");
    AccountRows rows;
    rows.account = account("rocketchat");
    RowId id = 100;
    for (const QJsonValue user : vectors[u"users"].toArray()) {
        Agent row = agent(user[u"_id"].toString().toUtf8().constData(), "");
        row.id = ++id;
        row.name = user[u"name"].toString();
        rows.agents.push_back(row);
    }
    for (const QJsonValue department : vectors[u"departments"].toArray()) {
        Grouping row;
        row.id = ++id;
        row.kind = GroupingKind::Department;
        row.remoteId = department[u"_id"].toString();
        row.name = department[u"name"].toString();
        rows.groupings.push_back(row);
    }
    for (const QJsonValue room : vectors[u"rooms"].toArray()) {
        if (room[u"t"].toString() == QLatin1String("l")) // "v" are calls of another kind
            rows.conversations.push_back(roomRow(room.toObject(), ++id));
    }
    const char *fresh = "2024-03-06T00:00:00.000Z";
    rows.feeds = {feed("conversations", fresh, {asked}, true), feed("active_conversations", fresh),
                  feed("reporting_events", fresh, {asked}, true)};
    return rows;
}

class Desk {
public:
    explicit Desk(AccountRows account, QStringList labels = {}, TimeRange range = asked)
        : m_rows{std::move(account)}
        , m_keys(m_rows)
        , m_facts(m_rows, m_keys, {now, 0, labels})
    {
        m_query.filter.labels = labels;
        m_query.range = range;
        m_query.now = now;
    }
    BreakdownReport by(Dimension groupBy, const char *metric = "conversations")
    {
        return buildBreakdown({m_facts, m_rows, m_keys}, m_query, groupBy, {metricSpec(metric)});
    }
    ReportFigure total(const char *metric) { return by(Dimension::None, metric).total.front(); }

private:
    std::vector<AccountRows> m_rows;
    DimensionKeys m_keys;
    RowFacts m_facts;
    FigureQuery m_query;
};

using Bars = std::map<QString, qint64>;

Bars barsOf(const QJsonObject &report)
{
    Bars bars;
    for (const QJsonValue bar : report[u"data"].toArray())
        bars[bar[u"label"].toString()] += bar[u"value"].toInteger();
    return bars;
}

qint64 sum(const Bars &bars)
{
    qint64 all = 0;
    for (const auto &[label, n] : bars)
        all += n;
    return all;
}

qint64 whole(const ReportFigure &figure)
{
    return figure.n.value_or(-1);
}

/// What the server keeps on a room while messages come, as the events the cache holds instead.
struct RoomTalk {
    std::vector<ReportingEvent> events;
    std::optional<TimeMs> assigned;

    explicit RoomTalk(const QJsonArray &messages)
    {
        std::optional<TimeMs> asking;  // the visitor's first unanswered message
        std::optional<TimeMs> replied; // the agent's reply to the burst before
        std::optional<ReportingEvent> first;
        std::optional<ReportingEvent> firstReaction;
        for (const QJsonValue message : messages) {
            const QString kind = message[u"kind"].toString();
            const TimeMs time = message[u"at"].toInteger() * 1000;
            if (kind == QLatin1String("assign"))
                assigned = time;
            if (kind == QLatin1String("visitor") && replied.value_or(0) >= asking.value_or(0))
                asking = time;
            if (kind != QLatin1String("agent"))
                continue;
            const bool isFirst = !replied;
            if (!isFirst && asking.value_or(0) <= *replied)
                continue; // writes again without being asked
            const DurationMs wait = time - asking.value_or(0);
            const DurationMs reaction = isFirst ? time - assigned.value_or(0) : wait;
            events.push_back(event("wait_time", time, wait));
            events.push_back(event("reply_time", time, reaction));
            if (isFirst) {
                first = event("first_response", time, wait);
                firstReaction = event("first_assignment_response", time, reaction);
            }
            // Before any question of the visitor's the reply does not count as one.
            if (asking.value_or(0) > replied.value_or(0))
                replied = time;
        }
        for (const auto &one : {first, firstReaction}) {
            if (one)
                events.push_back(*one);
        }
    }

    static ReportingEvent event(const char *name, TimeMs time, DurationMs value)
    {
        ReportingEvent row;
        row.conversationRemoteId = QStringLiteral("r");
        row.name = QString::fromLatin1(name);
        row.created = time;
        row.value = value;
        return row;
    }
};

} // namespace

class TestRocketChatVectors : public QObject {
    Q_OBJECT

private:
    const QJsonObject m_expected = fixture("expected-reports");

    void compareTotals(const char *report, qint64 total, std::optional<qint64> unspecified)
    {
        const QJsonObject expected = m_expected[QLatin1String(report)].toObject();
        QCOMPARE(total, expected[u"total"].toInteger());
        QCOMPARE(expected.contains(u"unspecified"), unspecified.has_value());
        if (unspecified)
            QCOMPARE(*unspecified, expected[u"unspecified"].toInteger());
    }

private Q_SLOTS:
    void byAgent()
    {
        const QJsonObject answer =
            QJsonDocument::fromJson(conversationsByAgent(workspace(), asked)).object();
        QCOMPARE(answer, m_expected[u"agent_default"].toObject()); // order and all
        // The other order is asked for with `sort`, which the documented operation does not have.
        const QJsonObject sorted = m_expected[u"agent_sort_total_desc"].toObject();
        QVERIFY(barsOf(sorted) == barsOf(answer));
        compareTotals("agent_sort_total_desc", answer[u"total"].toInteger(),
                      answer[u"unspecified"].toInteger());

        const BreakdownReport report = Desk(workspace()).by(Dimension::Agent);
        for (const BreakdownRow &row : report.rows) {
            if (row.key == kNoKey)
                QCOMPARE(whole(row.figures[0]), 2);
        }
        QCOMPARE(whole(report.total[0]), 7 + 2);
    }

    void byDepartment()
    {
        // The server merges equal names, and rooms of a department it has deleted vanish from its
        // answer; ours keeps departments apart and gives such rooms a row of their own.
        Bars bars;
        qint64 unspecified = 0;
        qint64 deleted = 0;
        const BreakdownReport report = Desk(workspace()).by(Dimension::Group);
        for (const BreakdownRow &row : report.rows) {
            const qint64 n = whole(row.figures[0]);
            if (row.key == kNoKey)
                unspecified = n;
            else if (row.key < 0)
                deleted += n;
            else
                bars[row.name] += n;
        }
        QVERIFY(bars == barsOf(m_expected[u"department"].toObject()));
        QCOMPARE(deleted, 1);
        compareTotals("department", whole(report.total[0]) - unspecified - deleted, unspecified);
    }

    void bySource()
    {
        // Rooms without a source are a row of ours, and nothing at all there.
        Bars bars;
        qint64 without = 0;
        const BreakdownReport report = Desk(workspace()).by(Dimension::Channel);
        for (const BreakdownRow &row : report.rows) {
            if (row.key == kNoKey)
                without = whole(row.figures[0]);
            else
                bars[row.name] = whole(row.figures[0]);
        }
        QVERIFY(bars == barsOf(m_expected[u"source"].toObject()));
        QCOMPARE(without, 1);
        compareTotals("source", whole(report.total[0]) - without, std::nullopt);
    }

    void byTag()
    {
        // Labels are many-valued: there is no breakdown by them, but each is a filter.
        const Bars expected = barsOf(m_expected[u"tags"].toObject());
        Bars bars;
        for (const auto &[tag, n] : expected)
            bars[tag] = whole(Desk(workspace(), {tag}).total("conversations"));
        QVERIFY(bars == expected);
        compareTotals("tags", sum(bars),
                      whole(Desk(workspace(), {QString()}).total("conversations")));
    }

    void byStatus()
    {
        // A state is of now, not of a range: it stands in the list of the conversations created in
        // the range, and the counters of the present are over all rooms.
        Bars bars;
        for (const Conversation &listed : workspace().conversations) {
            if (asked.contains(listed.created))
                bars[listed.status] += 1;
        }
        const Bars expected = barsOf(m_expected[u"status"].toObject());
        QCOMPARE(bars[QStringLiteral("open")], expected.at(QStringLiteral("Open")));
        QCOMPARE(bars[QStringLiteral("closed")], expected.at(QStringLiteral("Closed")));
        QCOMPARE(bars[QStringLiteral("queued")], expected.at(QStringLiteral("Queued")));
        QCOMPARE(bars[QStringLiteral("on_hold")], expected.at(QStringLiteral("On_Hold")));
        compareTotals("status", sum(bars), std::nullopt);
        AccountRows rows = workspace();
        std::erase_if(rows.conversations,
                      [](const Conversation &c) { return !asked.contains(c.created); });
        Desk desk(rows);
        QCOMPARE(whole(desk.total("open_conversations")), 4 + 1); // the queued one is open as well
        QCOMPARE(whole(desk.total("unassigned_conversations")), 1);
        QCOMPARE(whole(desk.total("assigned_conversations")), 4);
        QCOMPARE(whole(desk.total("on_hold_conversations")), 1);
    }

    void durationsOfTheRooms()
    {
        // Every room's own metrics are what our columns come to.
        const AccountRows rows = workspace();
        int compared = 0;
        for (const QJsonValue room : fixture("rooms")[u"rooms"].toArray()) {
            for (const auto &[metric, field] :
                 {std::pair("chat_duration", u"chatDuration"),
                  std::pair("service_time", u"serviceTimeDuration")}) {
                const QJsonValue expected = room[u"metrics"][field];
                AccountRows one = rows;
                std::erase_if(one.conversations, [&](const Conversation &c) {
                    return c.remoteId != room[u"_id"].toString();
                });
                const auto value = Desk(one, {}, {0, now}).total(metric).value;
                // r12 was served, and its vector does not say how long.
                if (!expected.isDouble() && room[u"_id"].toString() != QLatin1String("r12"))
                    QVERIFY(!value);
                if (!expected.isDouble())
                    continue;
                QCOMPARE(value, std::optional(expected.toDouble() * 1000));
                compared += 1;
            }
        }
        QCOMPARE(compared, 6);
        const ReportFigure chats = Desk(rows, {}, {0, now}).total("chat_duration");
        QCOMPARE(whole(chats), 4);
        QCOMPARE(chats.value, std::optional((3600.0 + 600 + 259200 + 3600.001) / 4 * 1000));
        QCOMPARE(chats.median, std::optional(3'600'000.0));
    }

    void roomMetrics_data()
    {
        QTest::addColumn<QJsonObject>("room");
        for (const QJsonValue one : fixture("room-metrics")[u"cases"].toArray())
            QTest::newRow(one[u"name"].toString().toUtf8()) << one.toObject();
    }
    void roomMetrics()
    {
        QFETCH(QJsonObject, room);
        const RoomTalk talk(room[u"msgs"].toArray());
        AccountRows rows = workspace();
        Conversation row = conversation("r", "closed", "");
        row.created = room[u"room"][u"ts"].toInteger() * 1000;
        row.closed = room[u"room"][u"closedAt"].toInteger() * 1000;
        row.assigned = talk.assigned;
        rows.conversations = {row};
        rows.events = talk.events;
        Desk desk(rows, {}, {0, 86'400'000});
        const QJsonValue expected = room[u"expected"];
        const auto same = [&](const char *metric, const QJsonValue &seconds) {
            const ReportFigure figure = desk.total(metric);
            QVERIFY2(figure.value.has_value() == seconds.isDouble(), metric);
            if (figure.value)
                QCOMPARE(*figure.value, seconds.toDouble() * 1000);
        };
        const QJsonValue response = expected[u"metrics"][u"response"];
        const QJsonValue reaction = expected[u"metrics"][u"reaction"];
        same("first_response_time", response[u"ft"]);
        same("avg_wait_time_first_response", response[u"ft"]);
        same("response_time", response[u"avg"]);
        same("avg_wait_time", response[u"avg"]);
        same("reaction_time", reaction[u"ft"]);
        same("avg_time_to_first_response_first_assignment", reaction[u"ft"]);
        const ReportFigure waits = desk.total("response_time");
        QCOMPARE(waits.n.value_or(0), response[u"total"].toInteger());
        QCOMPARE(waits.value.value_or(0) * double(waits.n.value_or(0)),
                 response[u"tt"].toDouble() * 1000);
        const ReportFigure reactions = desk.total("avg_time_to_response");
        QCOMPARE(reactions.value.value_or(0) * double(reactions.n.value_or(0)),
                 reaction[u"tt"].toDouble() * 1000);
        same("chat_duration", expected[u"chatDuration"]);
        same("service_time", expected[u"serviceTimeDuration"]);
    }
};

QTEST_GUILESS_MAIN(TestRocketChatVectors)
#include "tst_rocketchatvectors.moc"
