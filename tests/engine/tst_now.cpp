// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildnow.h"
#include "backend/engine/figures/daycourse.h"
#include "backend/engine/figures/nowcounters.h"
#include "backend/engine/metriccatalog.h"
#include "support/figuredesk.h"
#include "support/filltable.h"

#include <QTest>

#include <numeric>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Kind = NowCounterKind;

constexpr const char *nowText = "2026-06-02T18:07:00.000Z";
const TimeMs now = at(nowText);
const TimeRange twoDaysUtc{at("2026-06-01T00:00:00.000Z"), at("2026-06-03T00:00:00.000Z")};
constexpr DurationMs minute = 60'000;

AccountRows acme()
{
    AccountRows rows = acmeDesk({twoDaysUtc.from, now}, nowText);
    rows.agents[0].capacity = 4; // Ana, online
    Conversation late = talk("201", "3", "8", "2026-06-02T15:00:00.000Z", "open");
    late.firstResponse = late.created + minute;
    late.dueAt = now - 3 * minute;
    late.waitingSince = now - 18 * minute;
    Conversation soon = talk("202", "3", "8", "2026-06-02T16:00:00.000Z", "open");
    soon.firstResponse = soon.created + minute;
    soon.dueAt = now + 2 * minute;
    Conversation calm = talk("203", "4", "9", "2026-06-02T17:00:00.000Z", "open");
    calm.firstResponse = calm.created + minute;
    calm.dueAt = now + 12 * minute;
    for (const Conversation &c : {late, soon, calm})
        rows.conversations.push_back(c);
    return rows;
}

AccountRows bots()
{
    return botsDesk({twoDaysUtc.from, now}, nowText);
}

class Desk {
public:
    explicit Desk(std::vector<AccountRows> accounts)
        : rows(std::move(accounts))
        , keys(rows)
        , plain(rows, keys, {now, soonByDefault, {}})
        , columns(fillTable(table, plain, eventNamesIn(rows)))
        , fast(table, columns, plain)
    {
        query.range = twoDaysUtc;
        query.now = now;
    }
    NowReport report(const std::vector<CounterSample> &samples = {},
                     const QTimeZone &zone = QTimeZone::utc())
    {
        return buildNow({fast, rows, keys}, query, soonByDefault, zone, samples);
    }

    std::vector<AccountRows> rows;
    DimensionKeys keys;
    RowFacts plain;
    FactTable table;
    TableColumns columns;
    TableFacts fast;
    FigureQuery query;
};

const NowCounter &of(const NowCounters &counters, Kind kind)
{
    return counters[static_cast<std::size_t>(kind)];
}

using Maybe = std::optional<double>;

} // namespace

class TestNow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filtersTakeNoSlotsAway()
    {
        const auto anas = [](const NowReport &report) {
            for (const AgentReportRow &row : report.agents) {
                if (row.agent.capacity == 4)
                    return row;
            }
            return AgentReportRow();
        };
        const auto whole = anas(Desk({acme()}).report()).slotsTaken();
        QCOMPARE(whole, std::optional<qint64>(2));
        for (const bool byLabel : {false, true}) {
            Desk desk({acme()});
            if (byLabel)
                desk.query.filter.labels = {QStringLiteral("of nothing")};
            else
                desk.query.filter.channels = {QStringLiteral("of nothing")};
            RowFacts narrowed(desk.rows, desk.keys, {now, soonByDefault, desk.query.filter.labels});
            const NowReport report = buildNow({narrowed, desk.rows, desk.keys}, desk.query,
                                              soonByDefault, QTimeZone::utc(), {});
            QCOMPARE(anas(report).open, std::optional<qint64>(0));
            QCOMPARE(anas(report).slotsTaken(), whole);
        }
    }

    void countersAgreeWithTheQueue()
    {
        Desk desk({acme()});
        const NowReport report = desk.report();
        const NowCounters &c = report.counters;
        QCOMPARE(of(c, Kind::Open).value, Maybe(4));
        QCOMPARE(of(c, Kind::Open).value, Maybe(double(report.queue.rows.size())));
        QCOMPARE(of(c, Kind::Unattended).value, Maybe(2)); // 104 never answered, 201 waits
        QCOMPARE(of(c, Kind::Unassigned).value, Maybe(1));
        QCOMPARE(of(c, Kind::Overdue).value, Maybe(1));
        QCOMPARE(of(c, Kind::SoonOverdue).value, Maybe(1)); // the third is due in 12 minutes
        QCOMPARE(of(c, Kind::LongestWait).since, std::optional(at("2026-06-02T10:00:00.000Z")));
        QCOMPARE(of(c, Kind::LongestWait).value, Maybe(double(8 * 60 + 7) * minute));
        QCOMPARE(of(c, Kind::Online).value, Maybe(2)); // Ana, the second Sam; bots are no rows
        QCOMPARE(of(c, Kind::Online).of, Maybe(3));
        QCOMPARE(of(c, Kind::Load).why, WhyAbsent::VendorCannot); // Chatwoot has no slots
        QCOMPARE(report.queue.rows[0].conversation.remoteId, QStringLiteral("201"));
        QCOMPARE(report.asOf, std::optional(now));
        QCOMPARE(report.agents.size(), std::size_t(3));
    }

    void filtersNarrowEverythingButSamples()
    {
        Desk desk({acme()});
        desk.query.filter.agents = {3};
        const NowReport report = desk.report({{1, QStringLiteral("open_conversations"), now, 4}});
        QCOMPARE(of(report.counters, Kind::Open).value, Maybe(2));
        QCOMPARE(of(report.counters, Kind::Unassigned).value, Maybe(0));
        QCOMPARE(of(report.counters, Kind::LongestWait).why, WhyAbsent::NoValues);
        QCOMPARE(report.agents.size(), std::size_t(1));
        QVERIFY(report.history[0].values.empty());
    }

    /// Events come later than conversations: what is drawn of them is older, and late by itself.
    void eachCourseIsAsOldAsItsOwnFeed()
    {
        Desk desk({acme()});
        for (FeedState &feed : desk.rows[0].feeds) {
            if (feed.feed == QLatin1String("reporting_events"))
                feed.lastSuccess = now - 40 * minute;
        }
        const NowReport report = desk.report();
        int ofEvents = 0;
        for (const DayCourse &course : report.courses) {
            const bool events = course.metric->origin == MetricOrigin::Events;
            ofEvents += events ? 1 : 0;
            QCOMPARE(course.asOf, std::optional(events ? now - 40 * minute : now));
            QVERIFY(course.lateAt.has_value());
            QCOMPARE(*course.lateAt < now, events);
        }
        QVERIFY(ofEvents > 0);
        QCOMPARE(report.asOf, std::optional(now));
    }

    /// A vendor that cannot tell is left out and named; an account not read yet makes a dash.
    void absentIsNeverZero()
    {
        Desk both({acme(), bots()});
        const NowReport report = both.report();
        QCOMPARE(of(report.counters, Kind::Overdue).value, Maybe(1));
        QCOMPARE(of(report.counters, Kind::Overdue).without, QStringList{QStringLiteral("Bots")});
        QCOMPARE(of(report.counters, Kind::Overdue).accounts,
                 std::vector<RowId>{both.rows.front().account.id});
        Desk alone({bots()});
        QCOMPARE(of(alone.report().counters, Kind::Overdue).why, WhyAbsent::VendorCannot);
        QVERIFY(!of(alone.report().counters, Kind::Overdue).value);

        AccountRows unread = acme();
        std::erase_if(unread.feeds, [](const FeedState &feed) {
            return feed.feed == QLatin1String("active_conversations") ||
                   feed.feed == QLatin1String("conversations");
        });
        FeedState refused = feed("active_conversations", nowText);
        refused.lastSuccess.reset();
        refused.off = true;
        refused.lastError = Error(Error::Kind::Forbidden, QStringLiteral("Acme: no report right"));
        unread.feeds.push_back(refused);
        Desk dark({unread});
        const NowCounter open = of(dark.report().counters, Kind::Open);
        QCOMPARE(open.why, WhyAbsent::NotCached);
        QVERIFY2(open.reason.contains(QLatin1String("no report right")), qPrintable(open.reason));
        QCOMPARE(of(dark.report().counters, Kind::Online).value, Maybe(2));
    }

    void historyHasGapsNotGuesses()
    {
        const AccountRows first = acme();
        AccountRows second = acme();
        second.account.id = 2;
        const TimeRange day{at("2026-06-02T00:00:00.000Z"), at("2026-06-03T00:00:00.000Z")};
        const QString open = QStringLiteral("open_conversations");
        const QString wait = QStringLiteral("longest_queue_wait");
        std::vector<CounterSample> samples;
        for (const RowId account : {RowId(1), RowId(2)}) {
            samples.push_back({account, open, day.from + minute, 3.0 * double(account)});
            samples.push_back({account, wait, day.from + minute, 60e3 * double(account)});
        }
        samples.push_back({1, open, day.from + 6 * minute, 5}); // the other was not polled
        const auto history = counterHistory({&first, &second}, samples, day, now, soonByDefault);
        const auto &values = history[0].values;
        QCOMPARE(values.size(), std::size_t((18 * 60 + 5) / 5)); // the running step has none yet
        QCOMPARE(values[0], Maybe(9));
        QCOMPARE(values[1], Maybe());
        QCOMPARE(values[2], Maybe());
        QCOMPARE(history[std::size_t(Kind::LongestWait)].values[0], Maybe(120e3)); // no sum
        const auto alone = counterHistory({&first}, samples, day, now, soonByDefault);
        QCOMPARE(alone[0].values[1], Maybe(5));
    }

    void samplesAddUpOverAccounts()
    {
        NowCounters counters;
        for (std::size_t i = 0; i < NowCounterCount; ++i)
            counters[i].kind = static_cast<Kind>(i);
        NowCounter &load = counters[std::size_t(Kind::Load)];
        load.value = 0.5;
        load.of = 8;
        counters[std::size_t(Kind::LongestWait)].why = WhyAbsent::NoValues;
        const auto samples = samplesOf(counters, 1, now, soonByDefault);
        QCOMPARE(samples.size(), std::size_t(3)); // what is not known gives none
        QCOMPARE(samples[0].value, 0.0);          // nobody waits
        QCOMPARE(samples[1].counter, QStringLiteral("agent_load.of"));
        QCOMPARE(samples[2].value, 4.0);
    }

    /// Due within five minutes and within thirty are two questions: neither's line shows the other.
    void anotherReachIsAnotherLine()
    {
        const AccountRows rows = acme();
        const TimeRange day{at("2026-06-02T00:00:00.000Z"), at("2026-06-03T00:00:00.000Z")};
        constexpr auto soon = std::size_t(Kind::SoonOverdue);
        NowCounters counters;
        for (std::size_t i = 0; i < NowCounterCount; ++i)
            counters[i].kind = static_cast<Kind>(i);
        counters[soon].why = counters[0].why = WhyAbsent::Present;
        std::vector<CounterSample> samples;
        const auto take = [&](TimeMs at, double value, DurationMs reach) {
            counters[soon].value = counters[0].value = value;
            const auto own = samplesOf(counters, 1, at, reach);
            samples.insert(samples.end(), own.begin(), own.end());
        };
        take(day.from + minute, 2, soonByDefault);
        take(day.from + 6 * minute, 7, 30 * minute);
        const auto five = counterHistory({&rows}, samples, day, now, soonByDefault);
        const auto thirty = counterHistory({&rows}, samples, day, now, 30 * minute);
        QCOMPARE(five[soon].values[0], Maybe(2));
        QCOMPARE(five[soon].values[1], Maybe());
        QCOMPARE(thirty[soon].values[0], Maybe());
        QCOMPARE(thirty[soon].values[1], Maybe(7));
        QCOMPARE(thirty[0].values[0], Maybe(2)); // all others are what they were
        QCOMPARE(thirty[0].values[1], Maybe(7));
    }

    /// A vendor whose conversations are read every five minutes has a sample by every pass of its
    /// live board, until one of the two is late.
    void samplesComeWithEveryPass_data()
    {
        QTest::addColumn<int>("updates"); // minutes since
        QTest::addColumn<int>("asked");   // minutes since
        QTest::newRow("on time") << 4 << 0;
        QTest::newRow("one missed") << 9 << 0;
        QTest::newRow("late") << 11 << 11;
    }
    void samplesComeWithEveryPass()
    {
        QFETCH(int, updates);
        QFETCH(int, asked);
        AccountRows rows = acme();
        rows.account.provider = QStringLiteral("liveperson");
        FeedState live, changed;
        live.feed = QStringLiteral("live");
        live.lastSuccess = now;
        changed.feed = QStringLiteral("conversation_updates");
        changed.lastSuccess = now - updates * minute;
        rows.feeds = {live, changed};
        Desk desk({rows});
        const CountersReport report =
            buildCounters({desk.fast, desk.rows, desk.keys}, desk.query, 30 * minute, {});
        QCOMPARE(report.soon, 30 * minute);
        QCOMPARE(report.asOf.size(), std::size_t(1));
        QCOMPARE(report.asOf[0].second, now - asked * minute);
    }

    void todayAgainstYesterday()
    {
        Desk desk({acme()});
        const NowReport report = desk.report();
        const DayCourse &arrivals = report.courses[0];
        QCOMPARE(arrivals.why, WhyAbsent::Present);
        QCOMPARE(arrivals.today.size(), std::size_t(96));
        QCOMPARE(arrivals.today[36], std::optional<qint64>(1)); // 103 at 09:00
        QCOMPARE(arrivals.todayTotal, std::optional<qint64>(6));
        QCOMPARE(arrivals.yesterday[32], std::optional<qint64>(1));
        QCOMPARE(arrivals.yesterdayTotal, std::optional<qint64>(2));
        qint64 sum = 0;
        for (const auto &step : arrivals.today)
            sum += step.value_or(0);
        QCOMPARE(sum, 6);
        QVERIFY(arrivals.today[72].has_value()); // 18:00, running
        QVERIFY(!arrivals.today[73]);
        QCOMPARE(report.courses[1].todayTotal, std::optional<qint64>(1));
        QCOMPARE(report.courses[1].yesterdayTotal, std::optional<qint64>(2));
        QCOMPARE(report.courses[2].todayTotal, std::optional<qint64>(1));
        // What the numbers of yesterday are of.
        QCOMPARE(report.stepsBefore.size(), arrivals.yesterday.size());
        QCOMPARE(report.stepsBefore.front().from, at("2026-06-01T00:00:00.000Z"));
        QCOMPARE(report.stepsBefore.back().to, report.day.from);
        QCOMPARE(report.sameTime, now - 24 * 60 * minute);
    }

    void aGapIsNoZero()
    {
        AccountRows rows = acme();
        const TimeRange known{twoDaysUtc.from, at("2026-06-02T12:10:00.000Z")};
        rows.feeds = fullFeeds(nowText, known);
        for (FeedState &feed : rows.feeds) {
            if (!feed.coverage.empty())
                feed.lastSuccess = known.to;
        }
        Desk desk({rows});
        const NowReport report = desk.report();
        QVERIFY(!report.gaps.empty());
        QVERIFY(report.courses[0].today[47].has_value()); // 11:45
        QVERIFY(!report.courses[0].today[48]);            // 12:00, half of it
        QVERIFY(!report.courses[0].todayTotal);
        QCOMPARE(report.courses[0].yesterdayTotal, std::optional<qint64>(2));
    }

    void stepsPartTheDay_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("noon");
        QTest::addColumn<int>("hours");
        QTest::addColumn<int>("empty");
        QTest::newRow("usual") << QByteArray("Europe/Berlin") << "2026-06-02T10:00:00.000Z" << 24
                               << 0;
        QTest::newRow("spring") << QByteArray("Europe/Berlin") << "2026-03-29T10:00:00.000Z" << 23
                                << 4;
        QTest::newRow("autumn") << QByteArray("Europe/Berlin") << "2026-10-25T11:00:00.000Z" << 25
                                << 0;
        QTest::newRow("half an hour")
            << QByteArray("Australia/Lord_Howe") << "2026-10-04T01:00:00.000Z" << 24 << 2;
        QTest::newRow("far east") << QByteArray("Pacific/Kiritimati") << "2026-06-02T10:00:00.000Z"
                                  << 24 << 0;
    }
    void stepsPartTheDay()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, noon);
        QFETCH(int, hours);
        QFETCH(int, empty);
        const QTimeZone place(zone);
        const TimeMs instant = at(noon.toLatin1());
        const TwoDays days = twoDays(instant, place);
        QVERIFY(days.today.contains(instant));
        QCOMPARE(days.yesterday.to, days.today.from);
        QCOMPARE((days.today.to - days.today.from + 1'800'000) / 3'600'000, hours);
        const auto steps = daySteps(days.today, place);
        QCOMPARE(steps.size(), std::size_t(96));
        QCOMPARE(steps.front().from, days.today.from);
        QCOMPARE(steps.back().to, days.today.to);
        for (std::size_t i = 1; i < steps.size(); ++i)
            QCOMPARE(steps[i].from, steps[i - 1].to);
        QCOMPARE(int(std::count_if(steps.begin(), steps.end(),
                                   [](const TimeRange &step) { return step.isEmpty(); })),
                 empty);
    }

    void tablesCountAsTheTilesDo()
    {
        AccountRows rows = acme();
        for (Conversation &c : rows.conversations) {
            if (c.remoteId == QLatin1String("104")) // nobody's, from days ago, asked again just now
                c.waitingSince = now - 17 * minute;
        }
        Conversation old = talk("205", "3", "8", "2026-05-21T15:00:00.000Z", "open");
        old.dueAt = now - minute;
        rows.conversations.push_back(old);
        Desk desk({rows});
        const NowCounters counters = desk.report().counters;
        QCOMPARE(of(counters, Kind::LongestWait).value, Maybe(17.0 * minute));
        QCOMPARE(of(counters, Kind::Overdue).value, Maybe(2));
        const ReportInput input{desk.fast, desk.rows, desk.keys};
        Figures figures(input, desk.query);
        for (const Kind kind : {Kind::Open, Kind::Unattended, Kind::Unassigned, Kind::Overdue,
                                Kind::SoonOverdue, Kind::LongestWait, Kind::Online}) {
            QVERIFY(of(counters, kind).value);
            QCOMPARE(figures.of(metricOf(kind), Dimension::Group).total.value,
                     of(counters, kind).value);
        }
    }

    void scopesHaveTheirOwnCounters()
    {
        Desk desk({acme(), bots()});
        const CountersReport report =
            buildCounters({desk.fast, desk.rows, desk.keys}, desk.query, soonByDefault, {80, 999});
        QCOMPARE(report.scopes.size(), std::size_t(3));
        QCOMPARE(report.scopes[1].group, RowId(80));
        QCOMPARE(report.scopes[1].name, QStringLiteral("Acme, Support"));
        QCOMPARE(of(report.scopes[1].counters, Kind::Open).value, Maybe(3)); // Billing is below it
        QCOMPARE(of(report.scopes[0].counters, Kind::Open).value, Maybe(4));
        QCOMPARE(report.asOf.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestNow)
#include "tst_now.moc"
