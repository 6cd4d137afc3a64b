// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/metriccatalog.h"
#include "support/filltable.h"
#include "support/figuredesk.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeRange june{at("2026-06-01T00:00:00.000Z"), at("2026-06-03T00:00:00.000Z")};
constexpr const char *nowText = "2026-06-02T18:00:00.000Z";
const TimeMs now = at(nowText);

/// The same rows asked through columns and through themselves.
class Desk {
public:
    explicit Desk(std::vector<AccountRows> accounts, QStringList labels = {})
        : rows(std::move(accounts))
        , keys(rows)
        , plain(rows, keys, {now, 900'000, labels})
        , columns(fillTable(table, plain, eventNamesIn(rows)))
        , fast(table, columns, plain)
    {
        query.filter.labels = labels;
        query.range = june;
        query.now = now;
    }
    ReportInput input() { return {fast, rows, keys}; }
    ReportInput plainInput() { return {plain, rows, keys}; }

    std::vector<AccountRows> rows;
    DimensionKeys keys;
    RowFacts plain;
    FactTable table;
    TableColumns columns;
    TableFacts fast;
    FigureQuery query;
};

MetricList metrics(std::initializer_list<const char *> keys)
{
    MetricList list;
    for (const char *key : keys) {
        list.push_back(metricSpec(key));
        Q_ASSERT(list.back());
    }
    return list;
}

AccountRows acme()
{
    return acmeDesk({june.from, now}, nowText);
}

AccountRows bots()
{
    return botsDesk({june.from, now}, nowText);
}

const BreakdownRow &rowOf(const BreakdownReport &report, qint64 key)
{
    for (const BreakdownRow &row : report.rows) {
        if (row.key == key)
            return row;
    }
    qFatal("no row %lld", key);
}

bool has(const BreakdownReport &report, qint64 key)
{
    return std::any_of(report.rows.begin(), report.rows.end(),
                       [key](const BreakdownRow &row) { return row.key == key; });
}

using Maybe = std::optional<double>;

} // namespace

class TestFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsAreATreeWithAndWithoutSubGroups()
    {
        Desk desk({acme()});
        const auto report = buildBreakdown(desk.input(), desk.query, Dimension::Group,
                                           metrics({"conversations", "first_response_time"}));
        QCOMPARE(report.rows.size(), std::size_t(3));
        QCOMPARE(report.rows[0].name, QStringLiteral("Support"));
        QCOMPARE(report.rows[1].name, QStringLiteral("Billing"));
        QCOMPARE(report.rows[1].depth, 1);
        QCOMPARE(report.rows[1].parent, 0);
        QCOMPARE(report.rows[2].key, kNoKey);
        QCOMPARE(report.rows[0].figures[0].value, Maybe(1));
        QCOMPARE(report.rows[0].withSubGroups[0].value, Maybe(3));
        QVERIFY(report.rows[1].withSubGroups.empty());
        QCOMPARE(report.rows[2].figures[0].value, Maybe(2));
        QCOMPARE(report.total[0].value, Maybe(5));
        QVERIFY(!report.columns[0].notAdditive);

        // The event is its conversation's team's, as the vendor's own reports have it.
        QCOMPARE(report.rows[0].figures[1].value, Maybe(60'000));
        QCOMPARE(report.rows[1].figures[1].value, Maybe(360'000));
        QCOMPARE(report.rows[0].withSubGroups[1].value, Maybe(260'000));
        QCOMPARE(report.rows[0].withSubGroups[1].median, Maybe(120'000));
        QCOMPARE(report.rows[2].figures[1].value, Maybe());
        QCOMPARE(report.rows[2].figures[1].n, std::optional<qint64>(0));
        QVERIFY(report.rows[2].figures[1].why == WhyAbsent::NoValues);
        QCOMPARE(report.total[1].value, Maybe(260'000));
        QCOMPARE(report.total[1].p90, Maybe(600'000));
        QVERIFY(report.columns[1].notAdditive);

        desk.query.filter.groups = {80};
        const auto chosen =
            buildBreakdown(desk.input(), desk.query, Dimension::Group, metrics({"conversations"}));
        QCOMPARE(chosen.rows.size(), std::size_t(2)); // sub-groups come along, none does not
        QCOMPARE(chosen.total[0].value, Maybe(3));
        desk.query.filter.subGroups = false;
        QCOMPARE(
            buildBreakdown(desk.input(), desk.query, Dimension::Group, metrics({"conversations"}))
                .total[0]
                .value,
            Maybe(1));
        desk.query.filter.groups = {kNoKey, 90};
        QCOMPARE(
            buildBreakdown(desk.input(), desk.query, Dimension::Group, metrics({"conversations"}))
                .total[0]
                .value,
            Maybe(4));
    }

    void whoIsInTwoTeamsCountsOnceInTheTotal()
    {
        Desk desk({acme()});
        const auto report = buildBreakdown(desk.input(), desk.query, Dimension::Group,
                                           metrics({"online_agents", "busy_agents"}));
        QCOMPARE(rowOf(report, 80).figures[0].value, Maybe(1));
        QCOMPARE(rowOf(report, 90).figures[0].value, Maybe(1));
        QCOMPARE(rowOf(report, 80).withSubGroups[0].value, Maybe(1)); // Ana once
        QCOMPARE(rowOf(report, 80).withSubGroups[1].value, Maybe(1));
        QCOMPARE(rowOf(report, kNoKey).figures[0].value, Maybe(1)); // the other Sam
        QCOMPARE(report.total[0].value, Maybe(2));
        QVERIFY(report.columns[0].notAdditive);
        desk.query.filter.channels = {QStringLiteral("web")};
        QVERIFY(
            buildBreakdown(desk.input(), desk.query, Dimension::Group, metrics({"online_agents"}))
                .total[0]
                .why == WhyAbsent::Filtered);
    }

    void everyAgentIsARowAndEqualNamesStayApart()
    {
        AccountRows left = acme();
        left.agents.push_back(agentRow(7, "7", "Gone"));
        left.agents.back().goneAt = now;
        left.conversations.push_back(talk("106", "7", "", "2026-06-02T11:30:00.000Z"));
        Desk desk({left, bots()});
        const VolumeReport report = buildVolume(desk.input(), desk.query);
        QStringList labels;
        for (const VolumeRow &row : report.rows)
            labels.append(row.label + u'=' + QString::number(row.conversations));
        QCOMPARE(labels,
                 QStringList({QStringLiteral("Sam #4 (Acme)=2"), QStringLiteral("Ana=1"),
                              QStringLiteral("Sam #5 (Acme)=1"), QStringLiteral("Sam (Bots)=1")}));
        QCOMPARE(report.total, std::optional<qint64>(5));
        // Who left leaves the conversation to nobody on this vendor.
        QCOMPARE(report.unspecified, std::optional<qint64>(3));
        desk.query.filter.agents = {kNoKey};
        const VolumeReport none = buildVolume(desk.input(), desk.query);
        QCOMPARE(none.total, std::optional<qint64>(0));
        QCOMPARE(none.unspecified, std::optional<qint64>(3));
    }

    void volumesAreSplitByStatusAndChannel_data()
    {
        QTest::addColumn<VolumeSplit>("split");
        QTest::addColumn<qint64>("agent"); // the filter; -1 = none
        QTest::addColumn<QStringList>("told");
        const auto line = [](const char *text) { return QString::fromUtf8(text); };
        QTest::newRow("status") << VolumeSplit::Status << qint64(-1)
                                << QStringList{line("open,pending,closed"), line("Ana 0 1 2"),
                                               line("Sam 0 0 2"),           line("Sam 0 0 1"),
                                               line("Sam 0 0 1"),           line("none 1 0 1")};
        QTest::newRow("channel") << VolumeSplit::Channel << qint64(-1)
                                 << QStringList{line("web,voice,email,"), line("Ana 1 0 1 1"),
                                                line("Sam 2 0 0 0"),      line("Sam 1 0 0 0"),
                                                line("Sam 0 1 0 0"),      line("none 1 1 0 0")};
        QTest::newRow("nobody's by status")
            << VolumeSplit::Status << kNoKey << QStringList{line("open,closed"), line("none 1 1")};
    }
    void volumesAreSplitByStatusAndChannel()
    {
        QFETCH(VolumeSplit, split);
        QFETCH(qint64, agent);
        QFETCH(QStringList, told);
        AccountRows rows = acme();
        rows.conversations.push_back(talk("111", "3", "8", "2026-06-02T11:30:00.000Z", "pending"));
        rows.conversations.back().channel = QStringLiteral("email");
        rows.conversations.push_back(talk("112", "3", "8", "2026-06-02T11:40:00.000Z"));
        rows.conversations.back().channel.clear();
        // Neither what is gone nor what was created before the range counts anywhere.
        rows.conversations.push_back(talk("113", "3", "8", "2026-06-02T11:50:00.000Z", "open"));
        rows.conversations.back().goneAt = now;
        rows.conversations.push_back(talk("114", "3", "8", "2026-05-01T11:50:00.000Z", "open"));
        Desk desk({rows, bots()});
        if (agent >= 0)
            desk.query.filter.agents = {agent};
        const VolumeReport report = buildVolume(desk.input(), desk.query, split);
        QStringList lines{report.parts.join(u',')};
        const auto add = [&lines](const QString &name, const std::vector<qint64> &parts) {
            QString text = name;
            for (const qint64 n : parts)
                text += u' ' + QString::number(n);
            lines << text;
        };
        for (const VolumeRow &row : report.rows) {
            qint64 sum = 0;
            for (const qint64 n : row.parts)
                sum += n;
            QCOMPARE(sum, row.conversations);
            if (row.conversations > 0)
                add(row.name, row.parts);
        }
        add(QStringLiteral("none"), report.unspecifiedParts);
        QCOMPARE(lines, told);
    }

    void whatAVendorCannotTellIsADashWithAReason()
    {
        Desk desk({acme(), bots()});
        const auto report = buildBreakdown(
            desk.input(), desk.query, Dimension::Account,
            metrics({"csat", "cost", "conversations", "agent_load", "csat_answers"}));
        const BreakdownRow &dash = rowOf(report, 2);
        QCOMPARE(rowOf(report, 1).figures[0].value, Maybe(0.5));
        QCOMPARE(rowOf(report, 1).figures[0].n, std::optional<qint64>(2));
        QCOMPARE(dash.figures[0].value, Maybe());
        QVERIFY(dash.figures[0].why == WhyAbsent::VendorCannot);
        QVERIFY(dash.figures[4].why == WhyAbsent::VendorCannot); // a count, and no 0
        QCOMPARE(report.total[0].value, Maybe(0.5));
        QCOMPARE(report.columns[0].without, QStringList{QStringLiteral("Bots")});
        QCOMPARE(dash.figures[1].value, Maybe(1.0));
        QCOMPARE(dash.figures[1].mean, Maybe(0.5));
        QCOMPARE(report.total[1].value, Maybe(1.0));
        QCOMPARE(report.total[2].value, Maybe(7));
        QVERIFY(report.total[3].why == WhyAbsent::VendorCannot);

        const auto channels = buildBreakdown(desk.input(), desk.query, Dimension::Channel,
                                             metrics({"csat_answers", "human_takeovers"}));
        const qint64 voice = desk.keys.channel(QStringLiteral("voice"));
        const qint64 web = desk.keys.channel(QStringLiteral("web"));
        QVERIFY(rowOf(channels, voice).figures[0].why == WhyAbsent::VendorCannot);
        QCOMPARE(rowOf(channels, web).figures[0].value, Maybe(2));
        QCOMPARE(rowOf(channels, voice).figures[1].value, Maybe(1));
        QVERIFY(rowOf(channels, web).figures[1].why == WhyAbsent::VendorCannot);
    }

    void nothingFetchedIsNoZero()
    {
        AccountRows fresh = acme();
        fresh.conversations.clear();
        fresh.events.clear();
        fresh.feeds.clear();
        Desk desk({fresh});
        const auto report =
            buildBreakdown(desk.input(), desk.query, Dimension::Agent,
                           metrics({"conversations", "closed_conversations", "open_conversations",
                                    "unassigned_conversations", "snoozed_conversations"}));
        for (std::size_t i = 0; i < report.columns.size(); ++i) {
            QVERIFY(!report.total[i].value);
            QVERIFY(report.total[i].why == WhyAbsent::NotCached);
        }
        QVERIFY(!report.basis.asOf);
        QVERIFY(!buildVolume(desk.input(), desk.query).total);

        // Until the open ones are here the vendor's own figure stands in, and says so.
        MetricValue open;
        open.metric = QStringLiteral("open_conversations");
        open.scope = MetricScope::Agent;
        open.scopeKey = QStringLiteral("3");
        open.value = 7;
        fresh.reported = {open};
        Desk told({fresh});
        const auto reported = buildBreakdown(told.input(), told.query, Dimension::Agent,
                                             metrics({"open_conversations"}));
        QCOMPARE(rowOf(reported, 3).figures[0].value, Maybe(7));
        QVERIFY(rowOf(reported, 3).figures[0].origin == FigureOrigin::Reported);
        QVERIFY(rowOf(reported, 4).figures[0].why == WhyAbsent::NotCached);
    }

    /// Of which nothing passes the filter, that account cannot make the rest unknown.
    void whatTheFilterLeavesNothingOfHidesNothing()
    {
        AccountRows unread = bots();
        unread.conversations.clear();
        unread.feeds.clear();
        Desk desk({acme(), unread});
        const MetricSpec &open = *metricSpec("open_conversations");
        const ReportInput input = desk.input();
        Figures all(input, desk.query);
        QCOMPARE(all.of(open, Dimension::Agent).total.why, WhyAbsent::NotCached);
        QCOMPARE(all.narrowed(open, Dimension::Group, {80, 90}).value, Maybe(0));
        QCOMPARE(all.narrowed(open, Dimension::Agent, {3, 4, 5}).value, Maybe(0));
        // Somebody of the other one as well: unknown again, and so is nobody's.
        QCOMPARE(all.narrowed(open, Dimension::Agent, {3, 31}).why, WhyAbsent::NotCached);
        QCOMPARE(all.narrowed(open, Dimension::Agent, {3, kNoKey}).why, WhyAbsent::NotCached);
        desk.query.filter.agents = {3};
        const FigureSet chosen = Figures(input, desk.query).of(open, Dimension::Account);
        QCOMPARE(chosen.total.value, Maybe(0));
        QCOMPARE(chosen.blank(2).why, WhyAbsent::NotCached);
    }

    void timesOfSeveralEventsAreOneSet()
    {
        Desk desk({acme()});
        const auto report = buildBreakdown(desk.input(), desk.query, Dimension::Agent,
                                           metrics({"avg_wait_time", "resolution_time",
                                                    "bot_handoffs_count", "bot_handoff_time"}));
        const ReportFigure &sam = rowOf(report, 4).figures[0];
        QCOMPARE(sam.n, std::optional<qint64>(3)); // 20 s, 120 s, 600 s
        QCOMPARE(sam.value, Maybe(740'000.0 / 3));
        QCOMPARE(sam.median, Maybe(120'000));
        QCOMPARE(sam.p90, Maybe(600'000));
        QCOMPARE(sam.min, Maybe(20'000));
        QCOMPARE(sam.max, Maybe(600'000));
        QCOMPARE(report.total[0].n, std::optional<qint64>(4));
        QCOMPARE(report.total[0].median, Maybe(60'000));
        QCOMPARE(rowOf(report, 3).figures[1].n, std::optional<qint64>(2)); // reopened: twice
        QCOMPARE(report.total[2].value, Maybe(1));                         // one conversation
        QCOMPARE(report.total[3].n, std::optional<qint64>(2));
    }

    void businessHoursLeaveOutWhatHasNone()
    {
        Desk desk({acme()});
        desk.query.business = true;
        const auto report = buildBreakdown(desk.input(), desk.query, Dimension::Agent,
                                           metrics({"first_response_time", "conversations"}));
        QVERIFY(report.columns[0].business);
        QVERIFY(!report.columns[1].business);
        QCOMPARE(report.total[0].value, Maybe(15'000));
        QCOMPARE(report.total[0].n, std::optional<qint64>(2));
        QCOMPARE(report.total[0].max, Maybe(30'000));
        QCOMPARE(report.total[1].value, Maybe(5));
    }

    void labelsNarrowConversationsAndTheirEvents()
    {
        Desk desk({acme()}, {QStringLiteral("vip")});
        const auto wanted = metrics({"conversations", "first_response_time"});
        const auto vip = buildBreakdown(desk.plainInput(), desk.query, Dimension::Agent, wanted);
        QCOMPARE(vip.total[0].value, Maybe(1));
        QCOMPARE(vip.total[1].value, Maybe(120'000));
        Desk none({acme()}, {QString()});
        const auto without =
            buildBreakdown(none.plainInput(), none.query, Dimension::Agent, wanted);
        QCOMPARE(without.total[0].value, Maybe(4));
        QCOMPARE(without.total[1].n, std::optional<qint64>(2));
    }

    void peopleAndBots()
    {
        AccountRows rows = acme();
        rows.conversations[4].agentRemoteId = QStringLiteral("6");
        Desk desk({rows});
        desk.query.filter.actors = {kActorBot};
        const auto report =
            buildBreakdown(desk.input(), desk.query, Dimension::Agent, metrics({"conversations"}));
        QCOMPARE(report.total[0].value, Maybe(1));
        QVERIFY(has(report, 6)); // not listed by the vendor, but it has one
        desk.query.filter.actors = {kActorHuman, kActorUnknown};
        QCOMPARE(
            buildBreakdown(desk.input(), desk.query, Dimension::Agent, metrics({"conversations"}))
                .total[0]
                .value,
            Maybe(4));
    }

    void whatTheVendorDeletedCountsNowhere()
    {
        AccountRows rows = acme();
        rows.conversations[1].goneAt = now;
        Desk desk({rows});
        const auto report =
            buildBreakdown(desk.input(), desk.query, Dimension::Agent,
                           metrics({"conversations", "first_response_time", "csat_answers"}));
        QCOMPARE(report.total[0].value, Maybe(4));
        QCOMPARE(report.total[1].n, std::optional<qint64>(2));
        QCOMPARE(report.total[2].value, Maybe(1));
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
