// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/metriccatalog.h"
#include "support/filltable.h"
#include "support/figuredesk.h"

#include <QJsonArray>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Maybe = std::optional<double>;
const QTimeZone berlin("Europe/Berlin");

/// One Rocket.Chat account whose feeds cover all up to `now`.
class Rooms {
public:
    Rooms(TimeRange range, TimeMs at)
        : now(at)
    {
        AccountRows account;
        account.account = test::account("rocketchat", "Rooms", 1);
        account.agents = {agentRow(3, "a", "Ana")};
        FeedState all;
        all.coverage = {{range.from, at}};
        all.lastSuccess = at;
        all.backfilled = true;
        for (const char *key : {"agents", "conversations", "reporting_events"}) {
            all.feed = QString::fromLatin1(key);
            account.feeds.push_back(all);
        }
        rows = {account};
        query.range = range;
        query.now = at;
    }
    void created(const char *at) { add(at, at); }
    void add(const char *created, const char *closed)
    {
        Conversation c =
            talk(QByteArray::number(qlonglong(rows[0].conversations.size() + 1)), "a", "", created);
        c.closed = at(closed);
        rows[0].conversations.push_back(c);
    }
    static Conversation talk(const QByteArray &id, const char *agentId, const char *team,
                             const char *created)
    {
        return test::talk(id.constData(), agentId, team, created);
    }
    template<typename Build>
    auto report(Build build)
    {
        DimensionKeys keys(rows);
        RowFacts plain(rows, keys, {now, 900'000, {}});
        FactTable table;
        const TableColumns columns = fillTable(table, plain, eventNamesIn(rows));
        TableFacts fast(table, columns, plain);
        return build(ReportInput{fast, rows, keys});
    }

    std::vector<AccountRows> rows;
    FigureQuery query;
    TimeMs now;
};

MetricList one(const char *key)
{
    return {metricSpec(key)};
}

} // namespace

class TestFigureTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void daysOfAClockChange()
    {
        // Berlin: 2026-03-29 has 23 hours, 2026-10-25 has 25.
        Rooms spring({at("2026-03-27T23:00:00.000Z"), at("2026-03-30T22:00:00.000Z")},
                     at("2026-04-01T00:00:00.000Z"));
        spring.created("2026-03-28T22:59:59.999Z"); // the 28th, 23:59
        spring.created("2026-03-28T23:00:00.000Z"); // the 29th, 00:00
        spring.created("2026-03-29T21:59:59.999Z"); // the 29th, 23:59 in summer time
        spring.created("2026-03-29T22:00:00.000Z"); // the 30th
        const TrendReport trend = spring.report([&](const ReportInput &input) {
            return buildTrend(input, spring.query, one("conversations"), BucketUnit::Day, berlin);
        });
        QCOMPARE(trend.points.size(), std::size_t(3));
        QCOMPARE(trend.points[1].range.to - trend.points[1].range.from, 23 * 3'600'000LL);
        QCOMPARE(trend.points[0].figures[0].value, Maybe(1));
        QCOMPARE(trend.points[1].figures[0].value, Maybe(2));
        QCOMPARE(trend.points[2].figures[0].value, Maybe(1));
        QCOMPARE(trend.total[0].value, Maybe(4));
        QVERIFY(!trend.points[1].partial && !trend.points[1].hasGap);
        QVERIFY(!trend.columns[0].notAdditive);

        Rooms autumn({at("2026-10-24T22:00:00.000Z"), at("2026-10-25T23:00:00.000Z")},
                     at("2026-11-01T00:00:00.000Z"));
        autumn.add("2026-10-25T00:30:00.000Z", "2026-10-25T00:30:10.000Z"); // 02:30, summer
        autumn.add("2026-10-25T01:30:00.000Z", "2026-10-25T01:30:30.000Z"); // 02:30 again
        const HeatMapReport counts = autumn.report([&](const ReportInput &input) {
            return buildHeatMap(input, autumn.query, *metricSpec("conversations"), berlin);
        });
        const std::size_t sunday2 = 6 * 24 + 2;
        QCOMPARE(counts.cells[sunday2].n, qint64(2));
        QCOMPARE(counts.cells[sunday2].duration, 2 * 3'600'000LL);
        QCOMPARE(counts.cells[sunday2 + 1].duration, 3'600'000LL);
        QCOMPARE(counts.cells[0].duration, 0LL);
        QVERIFY(!counts.cells[sunday2].mean);
        const HeatMapReport means = autumn.report([&](const ReportInput &input) {
            return buildHeatMap(input, autumn.query, *metricSpec("chat_duration"), berlin);
        });
        QCOMPARE(means.cells[sunday2].mean, Maybe(20'000));
        QCOMPARE(means.total.value, Maybe(20'000));
        const HeatMapReport none = autumn.report([&](const ReportInput &input) {
            return buildHeatMap(input, autumn.query, *metricSpec("csat"), berlin);
        });
        QVERIFY(none.why == WhyAbsent::VendorCannot);
    }

    /// What counts is counted: hits of a target, and questions of which one conversation has many.
    void hoursCountWhatTheirMetricCounts()
    {
        Rooms rooms({at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")},
                    at("2026-06-03T00:00:00.000Z"));
        rooms.add("2026-06-01T09:00:00.000Z", "2026-06-01T09:00:30.000Z");
        rooms.add("2026-06-01T09:00:00.000Z", "2026-06-01T09:05:00.000Z"); // too long
        rooms.add("2026-06-01T09:00:00.000Z", "2026-06-01T10:00:00.000Z"); // too long
        rooms.rows[0].account.settings.insert(QStringLiteral("sla.chat_duration"), 60);
        const auto heat = [&rooms](const char *metric) {
            return rooms.report([&](const ReportInput &input) {
                return buildHeatMap(input, rooms.query, *metricSpec(metric), QTimeZone::utc());
            });
        };
        const HeatMapReport hits = heat("sla_hits_chat_duration");
        QCOMPARE(hits.total.value, Maybe(1));
        QCOMPARE(hits.total.n, std::optional<qint64>(3));
        QCOMPARE(hits.cells[9].n, qint64(1));
        QCOMPARE(hits.cells[10].n, qint64(0));

        rooms.rows[0].account = test::account("chatdash", "Bots", 1);
        const auto asked = [&rooms](std::size_t conversation, const QJsonArray &questions) {
            rooms.rows[0].conversations[conversation].extra.insert(
                QStringLiteral("mistunderstoodQueries"), questions);
        };
        asked(0, {1, 2, 3});
        asked(1, {4});
        const HeatMapReport questions = heat("misunderstood_queries");
        QCOMPARE(questions.total.value, Maybe(4));
        QCOMPARE(questions.cells[9].n, qint64(4));
        QCOMPARE(heat("conversations").cells[9].n, qint64(3));
    }

    void stepsSayWhatTheyLack()
    {
        Rooms rooms({at("2026-06-01T12:00:00.000Z"), at("2026-06-05T00:00:00.000Z")},
                    at("2026-06-04T06:00:00.000Z"));
        rooms.add("2026-06-01T13:00:00.000Z", "2026-06-01T13:01:00.000Z");
        rooms.add("2026-06-03T13:00:00.000Z", "2026-06-03T13:03:00.000Z");
        for (FeedState &feed : rooms.rows[0].feeds)
            feed.coverage = {{at("2026-06-01T00:00:00.000Z"), at("2026-06-02T06:00:00.000Z")},
                             {at("2026-06-03T00:00:00.000Z"), rooms.now}};
        // From Tuesday 6:00 on nothing was fetched that day; Thursday 6:00 is now.
        const HeatMapReport hours = rooms.report([&](const ReportInput &input) {
            return buildHeatMap(input, rooms.query, *metricSpec("conversations"), QTimeZone::utc());
        });
        const auto known = [&hours](std::size_t day, std::size_t hour) {
            return hours.cells[day * 24 + hour].known;
        };
        constexpr DurationMs hour = 3'600'000;
        QCOMPARE(known(0, 11), 0LL); // before the range
        QCOMPARE(known(0, 12), hour);
        QCOMPARE(known(1, 5), hour);
        QCOMPARE(known(1, 6), 0LL);
        QCOMPARE(hours.cells[24 + 6].duration, hour);
        QCOMPARE(known(2, 23), hour);
        QCOMPARE(known(3, 5), hour);
        QCOMPARE(known(3, 6), 0LL); // not yet
        MetricList wanted = one("chat_duration");
        wanted.push_back(metricSpec("open_conversations"));
        const TrendReport trend = rooms.report([&](const ReportInput &input) {
            return buildTrend(input, rooms.query, wanted, BucketUnit::Day, QTimeZone::utc());
        });
        QCOMPARE(trend.columns.size(), std::size_t(1)); // the present has no past
        QCOMPARE(trend.basis.notes.size(), 1);
        QVERIFY(trend.columns[0].notAdditive);
        QCOMPARE(trend.points.size(), std::size_t(4));
        const std::vector<bool> partial{true, false, false, true};
        const std::vector<bool> gaps{false, true, false, false};
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(trend.points[i].partial, partial[i]);
            QCOMPARE(trend.points[i].hasGap, gaps[i]);
        }
        QCOMPARE(trend.points[0].figures[0].value, Maybe(60'000));
        QVERIFY(trend.points[1].figures[0].why == WhyAbsent::NoValues);
        QCOMPARE(trend.total[0].value, Maybe(120'000)); // not a sum, not a mean of means
        const std::vector<TimeRange> gap{
            {at("2026-06-02T06:00:00.000Z"), at("2026-06-03T00:00:00.000Z")}};
        QCOMPARE(trend.basis.gaps, gap);
        QCOMPARE(trend.basis.gapsOf(rooms.rows[0].account.id), gap);
        QVERIFY(trend.total[0].hasGap);
        QCOMPARE(trend.basis.asOf, std::optional(rooms.now));
    }

    void binsHoldEveryValue()
    {
        Rooms rooms({at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")},
                    at("2026-06-03T00:00:00.000Z"));
        const TimeMs start = at("2026-06-01T08:00:00.000Z");
        for (int i = 1; i <= 100; ++i) {
            rooms.created("2026-06-01T08:00:00.000Z");
            rooms.rows[0].conversations.back().closed = start + i * 1000;
        }
        rooms.rows[0].conversations.back().closed = start + 3'600'000; // a giant
        const DistributionReport report = rooms.report([&](const ReportInput &input) {
            return buildDistribution(input, rooms.query, *metricSpec("chat_duration"), 20);
        });
        QCOMPARE(report.total.median, Maybe(50'000));
        QCOMPARE(report.total.p90, Maybe(90'000));
        QVERIFY(report.bins.size() <= 20);
        QCOMPARE(report.bins.front().from, 0LL);
        QCOMPARE(report.bins.front().to, std::optional<qint64>(10'000));
        QCOMPARE(report.bins.front().n, qint64(9)); // 1 s to 9 s
        QCOMPARE(report.bins[1].n, qint64(10));
        QVERIFY(!report.bins.back().to);
        qint64 n = 0;
        for (std::size_t i = 0; i < report.bins.size(); ++i) {
            n += report.bins[i].n;
            if (i > 0)
                QCOMPARE(std::optional(report.bins[i].from), report.bins[i - 1].to);
        }
        QCOMPARE(n, qint64(100));

        rooms.rows[0].conversations.clear();
        const auto empty = rooms.report([&](const ReportInput &input) {
            return buildDistribution(input, rooms.query, *metricSpec("chat_duration"));
        });
        QVERIFY(empty.bins.empty() && empty.total.why == WhyAbsent::NoValues);
    }

    void theQueueIsSortedByUrgency()
    {
        const TimeMs now = at("2026-06-02T12:00:00.000Z");
        std::vector<AccountRows> rows{
            acmeDesk({now - 86'400'000, now}, "2026-06-02T12:00:00.000Z")};
        auto &list = rows[0].conversations;
        list.clear();
        const auto add = [&](const char *id, const char *agentId, std::optional<TimeMs> due,
                             std::optional<TimeMs> waiting, bool answered) -> Conversation & {
            list.push_back(talk(id, agentId, "8", "2026-06-02T08:00:00.000Z", "open"));
            list.back().dueAt = due;
            list.back().waitingSince = waiting;
            if (answered)
                list.back().firstResponse = list.back().created + 1000;
            return list.back();
        };
        add("1", "3", {}, {}, true);                         // calm
        add("2", "3", {}, now - 60'000, true);               // waits a minute
        add("3", "4", {}, now - 600'000, true);              // waits ten
        add("4", "3", now + 300'000, {}, true);              // soon due
        add("5", "4", now - 1, {}, true);                    // overdue
        add("6", "3", now - 100'000, {}, true);              // overdue for longer
        add("7", "", {}, {}, true).queued = now - 1'000'000; // nobody's, but answered
        add("8", "6", {}, {}, false);                        // with the robot
        add("9", "3", {}, {}, true).status = QStringLiteral("closed");
        add("10", "3", {}, {}, true).goneAt = now;
        DimensionKeys keys(rows);
        const QueueReport queue = buildQueue(rows, keys, {}, now, 900'000);
        QStringList order;
        for (const QueueRow &row : queue.rows)
            order.append(row.conversation.remoteId);
        QCOMPARE(order.join(u' '), QStringLiteral("6 5 4 3 2 7 1 8"));
        QCOMPARE(queue.overdue, qint64(2));
        QCOMPARE(queue.soonDue, qint64(1));
        QCOMPARE(queue.unassigned, qint64(1));
        QCOMPARE(queue.unattended, std::optional<qint64>(2));
        QCOMPARE(queue.longestWait, std::optional<qint64>(1'000'000));
        QCOMPARE(queue.rows[0].timeLeft, std::optional<qint64>(-100'000));
        QVERIFY(queue.known);
        QCOMPARE(queue.basis.asOf, std::optional(now));
        ReportFilter sam;
        sam.agents = {4};
        QCOMPARE(buildQueue(rows, keys, sam, now, 900'000).rows.size(), std::size_t(2));
        rows[0].feeds.clear();
        QVERIFY(!buildQueue(rows, keys, sam, now, 900'000).known);
    }
};

QTEST_GUILESS_MAIN(TestFigureTimes)
#include "tst_figuretimes.moc"
