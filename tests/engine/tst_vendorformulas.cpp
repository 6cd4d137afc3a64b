// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/operations/keymetrics.h"
#include "support/keydesk.h"
#include "support/rowoperations.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

// Each row of the tables below is one formula of a vendor over a few facts in words:
//   NAME@MINUTE=VALUE/CONVERSATION   an event; the window is -10 to 0 minutes, noon is 0
//   STATUS ID key=MINUTE ...         a conversation: created, queued, closed, due; by=, agent=,
//                                    team=, label=

TimeMs minuteAt(const QString &text)
{
    return noon + qRound64(text.toDouble() * 60'000);
}

ReportingEvent eventIn(const QString &word)
{
    ReportingEvent row = step(word.section(u'@', 0, 0).toLatin1().constData(), 0);
    const QString rest = word.section(u'@', 1);
    row.created = minuteAt(rest.section(u'=', 0, 0));
    row.end = row.created;
    const QString value = rest.section(u'=', 1).section(u'/', 0, 0);
    row.value = value.section(u'+', 0, 0).toLongLong();
    if (value.contains(u'+')) // value+business
        row.valueInBusinessHours = value.section(u'+', 1).toLongLong();
    row.conversationRemoteId = rest.contains(u'/') ? rest.section(u'/', 1) : QStringLiteral("1");
    return row;
}

Conversation conversationIn(const QStringList &words)
{
    Conversation row = talk(words[1].toLatin1().constData(), words[0].toLatin1().constData(), "a1",
                            "g2", "s1", noon - 30 * minute);
    for (const QString &word : words.mid(2)) {
        const QString key = word.section(u'=', 0, 0);
        const QString value = word.section(u'=', 1);
        if (key == QLatin1String("created"))
            row.created = minuteAt(value);
        else if (key == QLatin1String("queued"))
            row.queued = minuteAt(value);
        else if (key == QLatin1String("closed"))
            row.closed = minuteAt(value);
        else if (key == QLatin1String("due"))
            row.dueAt = minuteAt(value);
        else if (key == QLatin1String("by"))
            row.closedBy = value;
        else if (key == QLatin1String("agent"))
            row.agentRemoteId = value;
        else if (key == QLatin1String("team"))
            row.groupRemoteId = value;
        else if (key == QLatin1String("label"))
            row.labels.append(value);
        else
            qFatal("what is %s", qPrintable(word));
    }
    return row;
}

AccountRows deskOf(const char *provider, const QString &facts)
{
    AccountRows rows = desk();
    rows.account.provider = QString::fromLatin1(provider);
    RowId id = 10;
    for (Agent &agent : rows.agents)
        agent.id = ++id;
    for (Grouping &grouping : rows.groupings)
        grouping.id = ++id;
    rows.conversations.clear();
    rows.events.clear();
    const QStringList lines = facts.split(u';', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList words = line.simplified().split(u' ');
        if (words[0].contains(u'@')) {
            for (const QString &word : words)
                rows.events.push_back(eventIn(word));
        } else {
            rows.conversations.push_back(conversationIn(words));
            rows.conversations.back().id = ++id;
        }
    }
    const char *fresh = "2026-06-10T12:00:00.000Z";
    const TimeRange covered{noon - 60 * minute, noon + minute};
    rows.feeds = {feed("conversations", fresh, {covered}, true),
                  feed("active_conversations", fresh),
                  feed("reporting_events", fresh, {covered}, true), feed("agents", fresh)};
    return rows;
}

QByteArray shown(double value)
{
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0'))
        text.chop(1);
    return text.endsWith('.') ? text.chopped(1) : text;
}

/// The catalogue's figure over [from, to) minutes.
ReportFigure figureOf(const AccountRows &rows, const char *metric, const ReportFilter &filter = {},
                      bool business = false, TimeRange range = {noon - 10 * minute, noon + 1})
{
    const std::vector<AccountRows> accounts{rows};
    DimensionKeys keys(accounts);
    RowFacts facts(accounts, keys, {noon, 0, filter.labels});
    FigureQuery query;
    query.filter = filter;
    query.range = range;
    query.now = noon;
    query.business = business;
    return buildBreakdown({facts, accounts, keys}, query, Dimension::None, {metricSpec(metric)})
        .total.front();
}

QByteArray textOf(const ReportFigure &figure)
{
    return figure.value ? shown(*figure.value) : QByteArray(wordOf(figure.why));
}

/// The same by the operation, both bounds in the window; "no_values" for what it leaves out.
QByteArray keyMetricOf(const AccountRows &rows, const char *metric)
{
    const MetricSpec *spec = metricSpec(metric);
    const bool byTime = spec->metricClass == MetricClass::TimeBound;
    const QByteArray body =
        "{\"filters\":{\"time\":{\"from\":" + QByteArray::number(noon - 10 * minute) +
        ",\"to\":" + QByteArray::number(noon) + "}},\"metricsToRetrieve" +
        (byTime ? "ByTime" : "CurrentValue") + "\":[\"" + metric + "\"]}";
    const auto request = keyMetricsRequest({}, body);
    if (!request)
        qFatal("%s", qPrintable(request.error().sentence()));
    const QJsonObject all =
        QJsonDocument::fromJson(test::keyMetricsAnswer(rows, *request, noon).json)[u"all"]
            .toObject();
    return all.isEmpty() ? QByteArray("no_values") : shown(all.begin()->toDouble());
}

} // namespace

class TestVendorFormulas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// LivePerson's metrics that follow from raw facts; the window is -10 to 0 minutes.
    void livePerson_data()
    {
        QTest::addColumn<QByteArray>("metric");
        QTest::addColumn<QString>("facts");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *metric, const char *facts, const char *expected) {
            QTest::addRow("%s: %s", metric, facts)
                << QByteArray(metric) << QString::fromLatin1(facts) << QByteArray(expected);
        };
        // mean(HR.t - w.t) over the human responses in the window, transfers and all
        row("avg_wait_time", "wait_time@-5=1000 wait_time@-4=2000/2 wait_time@-3=4500", "2500");
        row("avg_wait_time", "wait_time@-10=1000 wait_time@0=2000", "1500"); // both bounds
        row("avg_wait_time", "wait_time@-10.001=9 wait_time@0.001=9", "no_values");
        row("avg_wait_time", "wait_time@-5=1 wait_time@-4=1 wait_time@-3=2", "1.333");
        // mean(firstHR.t - firstCM.t), only of the first ones
        row("avg_wait_time_first_response", "first_response@-5=60000 wait_time@-4=7", "60000");
        row("avg_wait_time_first_response", "first_response@-11=60000", "no_values");
        // mean(HR.t - max(w.t, asg))
        row("avg_time_to_response", "reply_time@-5=100 reply_time@-4=201 wait_time@-4=9", "150.5");
        // mean(firstHM.t - asg1)
        row("avg_time_to_first_response_first_assignment",
            "first_assignment_response@-5=5 first_assignment_response@-4=6/2 reply_time@-4=99",
            "5.5");
        // count(closeAt in the window), by whoever closed
        row("closed_conversations",
            "closed 1 closed=-5 by=agent; closed 2 closed=-4 by=consumer; closed 3 closed=-20;"
            "conversation_resolved@-5=9 conversation_resolved@-4=9/2 conversation_resolved@-20=9/3",
            "2");
        row("closed_by_agent",
            "closed 1 closed=-5 by=agent; closed 2 closed=-4 by=consumer;"
            "conversation_resolved@-5=9 conversation_resolved@-4=9/2",
            "1");
        row("closed_by_consumer",
            "closed 1 closed=-5 by=agent; closed 2 closed=-4 by=consumer;"
            "conversation_resolved@-5=9 conversation_resolved@-4=9/2",
            "1");
        // whatever is neither
        row("auto_closed",
            "closed 1 closed=-5 by=system; closed 2 closed=-4; closed 3 closed=-3 by=bot;"
            "closed 4 closed=-2 by=agent; conversation_resolved@-5=9 conversation_resolved@-4=9/2 "
            "conversation_resolved@-3=9/3 conversation_resolved@-2=9/4",
            "3");
        // an earlier closing of a conversation that was opened again has no closer any more
        row("auto_closed", "open 1; conversation_resolved@-5=9", "0");
        row("closed_by_agent",
            "closed 1 closed=-2 by=agent; conversation_resolved@-5=9 conversation_resolved@-2=9",
            "1");
        row("closed_conversations",
            "closed 1 closed=-2 by=agent; conversation_resolved@-5=9 conversation_resolved@-2=9",
            "2");
        // closed + transferred to a skill or agent, never back to the queue
        row("concluded_conversations",
            "closed 1 closed=-5; conversation_resolved@-5=9 transferred@-4=0 transferred@-3=0 "
            "back_to_queue@-2=0 transferred@-30=0",
            "3");
        // answers of 4 and 5 by all answers
        row("csat", "csat_answer@-5=5 csat_answer@-4=4 csat_answer@-3=3 csat_answer@-2=1", "0.5");
        row("csat", "csat_answer@-5=1", "0");
        row("csat", "csat_answer@-11=5", "no_values");
        // mean handling time of what was closed in the window
        row("avg_conversations_duration",
            "closed 1 closed=-5; conversation_resolved@-5=1000 conversation_resolved@-4=2001/2",
            "1500.5");
        // OPEN, not in the queue, started within 30 days
        row("assigned_conversations",
            "open 1 created=-43200; open 2 created=-43200.001; queued 3; closed 4 closed=-1", "1");
        row("unassigned_conversations", "open 1; queued 2; queued 3 created=-99999; closed 4", "2");
        row("open_conversations", "open 1; queued 2; closed 4 closed=-1; open 5 created=-99999",
            "3");
        // due before now, started within 4 days
        row("overdue_conversations_total",
            "open 1 due=-0.001; queued 2 due=-9; open 3 due=0; open 4; open 5 due=-9 "
            "created=-5760.001; open 6 due=-9 created=-5760; closed 7 due=-9 closed=-1",
            "3");
        row("overdue_conversations_in_queue", "open 1 due=-1; queued 2 due=-9", "1");
        row("overdue_conversations_assigned", "open 1 due=-1; queued 2 due=-9; open 3 due=-1", "2");
        // nearest rank over now - queue entry, started within 24 hours
        const char *queue = "queued 1 queued=-1; queued 2 queued=-2; queued 3 created=-4; "
                            "queued 4 queued=-8; queued 5 queued=-99 created=-1440.001; open 6";
        row("queue_wait_time_50th_percentile", queue, "120000");
        row("queue_wait_time_90th_percentile", queue, "480000");
        row("queue_wait_time_90th_percentile", "queued 1 queued=-1", "60000");
        row("queue_wait_time_50th_percentile", "open 1", "no_values");
        // states of the people
        row("online_agents", "open 1", "2");
        row("away_agents", "open 1", "1");
        row("back_soon_agents", "open 1", "0");
    }
    void livePerson()
    {
        QFETCH(QByteArray, metric);
        QFETCH(QString, facts);
        QFETCH(QByteArray, expected);
        const AccountRows rows = deskOf("liveperson", facts);
        QCOMPARE(textOf(figureOf(rows, metric.constData())), expected);
        QCOMPARE(keyMetricOf(rows, metric.constData()), expected);
    }

    /// The server's report builders: rows by created_at in [since, until).
    void chatwoot_data()
    {
        QTest::addColumn<QByteArray>("metric");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("facts");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *metric, const char *scope, const char *facts,
                            const char *expected) {
            QTest::addRow("%s %s: %s", metric, scope, facts)
                << QByteArray(metric) << QString::fromLatin1(scope) << QString::fromLatin1(facts)
                << QByteArray(expected);
        };
        // conversations created in the range, by whoever has them now
        const char *four = "open 1 created=-10; closed 2 created=0 closed=-1 team=g1; "
                           "open 3 created=-10.001; pending 4 created=-1 agent= label=vip";
        row("conversations", "", four, "3");
        row("conversations", "agent=a1", four, "2");
        row("conversations", "agent=none", four, "1");
        row("unspecified", "", four, "1");
        row("conversations", "team=g2", four, "2");
        row("conversations", "label=vip", four, "1");
        // AVG(value); of a team and a label those of its present conversations, whoever answered
        const char *answers = "open 1 team=g1 label=vip; open 2; first_response@-5=1000+10 "
                              "first_response@-4=4000+0/2 first_response@-3=7000/2";
        row("first_response_time", "", answers, "4000");
        row("first_response_time", "agent=a1", answers, "4000");
        row("first_response_time", "team=g1", answers, "1000");
        row("first_response_time", "team=g2", answers, "5500");
        row("first_response_time", "label=vip", answers, "1000");
        row("first_response_time", "business", answers, "5"); // rows without a value left out
        row("reply_time", "", "reply_time@-5=10 reply_time@-4=20 first_response@-4=99", "15");
        row("resolution_time", "",
            "open 1; conversation_resolved@-5=100 conversation_resolved@-1=400", "250");
        // COUNT of the events, COUNT DISTINCT of the conversations
        row("resolutions_count", "",
            "open 1; conversation_resolved@-5=100 conversation_resolved@-1=400", "2");
        row("resolved_conversations", "",
            "open 1; conversation_resolved@-5=100 conversation_resolved@-1=400", "1");
        row("bot_handoffs_count", "",
            "conversation_bot_handoff@-5=1 conversation_bot_handoff@-4=1 "
            "conversation_bot_handoff@-3=1/2",
            "2");
        // without those of conversations handed over in the range
        row("bot_resolutions_count", "",
            "conversation_bot_resolved@-5=1 conversation_bot_resolved@-4=1/2 "
            "conversation_bot_handoff@-6=1/2 conversation_bot_resolved@-3=1/3 "
            "conversation_bot_handoff@-11=1/3",
            "2");
        row("bot_resolution_time", "", "conversation_bot_resolved@-5=100+40", "100");
        row("bot_resolution_time", "business", "conversation_bot_resolved@-5=100+40", "40");
        row("bot_handoff_time", "", "conversation_bot_handoff@-5=30", "30");
        row("reopenings_count", "", "conversation_opened@-5=0 conversation_opened@-4=0", "2");
        row("csat", "", "csat_answer@-5=5 csat_answer@-4=2 csat_answer@-3=4", "0.667");
        row("csat_score", "", "csat_answer@-5=5 csat_answer@-4=2 csat_answer@-3=4", "3.667");
        row("csat_answers", "", "csat_answer@-5=5 csat_answer@-4=2 csat_answer@-11=4", "2");
        // an empty range: counts are 0, averages are not told
        row("resolutions_count", "", "open 1", "0");
        row("first_response_time", "", "open 1", "no_values");
        row("closed_by_agent", "", "open 1", "vendor_cannot");
        // live: open and (no first reply or waiting_since), pending, unassigned
        row("open_conversations", "", "open 1; pending 2; snoozed 3; open 4 agent=", "2");
        row("unassigned_conversations", "", "open 1; pending 2 agent=; open 4 agent=", "1");
        row("pending_conversations", "", "open 1; pending 2; pending 3 agent=", "2");
        row("snoozed_conversations", "", "open 1; snoozed 3", "1");
        row("unattended_conversations", "agent=a1", "open 1; open 2 agent=a2; pending 3", "1");
    }
    void chatwoot()
    {
        QFETCH(QByteArray, metric);
        QFETCH(QString, scope);
        QFETCH(QString, facts);
        QFETCH(QByteArray, expected);
        const AccountRows rows = deskOf("chatwoot", facts);
        ReportFilter filter;
        filter.subGroups = false;
        const QString value = scope.section(u'=', 1);
        if (scope.startsWith(QLatin1String("agent")))
            filter.agents = {value == QLatin1String("a1") ? 11 : kNoKey};
        if (scope.startsWith(QLatin1String("team")))
            filter.groups = {value == QLatin1String("g1") ? 14 : 15};
        if (scope.startsWith(QLatin1String("label")))
            filter.labels = {value};
        QCOMPARE(
            textOf(figureOf(rows, metric.constData(), filter, scope == QLatin1String("business"))),
            expected);
    }

    /// `until` does not belong to the server's range, and the previous one ends where this begins.
    void chatwootRangesAreHalfOpen()
    {
        const AccountRows rows = deskOf("chatwoot", QStringLiteral("conversation_resolved@-10=1 "
                                                                   "conversation_resolved@0=1"));
        const auto count = [&](int from, int to) {
            return textOf(figureOf(rows, "resolutions_count", {}, false,
                                   {noon + from * minute, noon + to * minute}));
        };
        QCOMPARE(count(-10, 0), "1");
        QCOMPARE(count(-20, -10), "0");
        QCOMPARE(count(0, 10), "1");
    }

    /// The other metrics of a set of times rest on the same values.
    void whatASetOfTimesOffers()
    {
        const ReportFigure figure = figureOf(
            deskOf("liveperson", QStringLiteral("wait_time@-5=40 wait_time@-4=10 wait_time@-3=30 "
                                                "wait_time@-2=20")),
            "avg_wait_time");
        QCOMPARE(figure.n, std::optional<qint64>(4));
        QCOMPARE(figure.mean, std::optional(25.0));
        QCOMPARE(figure.median, std::optional(20.0)); // at ceil(0.5 * 4)
        QCOMPARE(figure.p90, std::optional(40.0));    // at ceil(0.9 * 4)
        QCOMPARE(figure.min, std::optional(10.0));
        QCOMPARE(figure.max, std::optional(40.0));
    }
};

QTEST_GUILESS_MAIN(TestVendorFormulas)
#include "tst_vendorformulas.moc"
