// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/operations/keymetrics.h"
#include "backend/engine/storedfigures.h"
#include "support/rowoperations.h"
#include "support/keydesk.h"
#include "support/rowoperations.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// Hours of the day of noon: [from, to) with a value and n; "-" is none.
MetricValue hours(const char *metric, MetricScope scope, const char *key, int from, int to,
                  const char *value, const char *n = "-")
{
    const TimeMs midnight = noon - 720 * minute;
    MetricValue row = own(metric, scope, key, 0);
    row.window = TimeRange{midnight + from * 60 * minute, midnight + to * 60 * minute};
    const auto given = [](const char *text) { return qstrcmp(text, "-") != 0; };
    row.value = given(value) ? std::optional(QByteArray(value).toDouble()) : std::nullopt;
    row.n = given(n) ? std::optional<qint64>(QByteArray(n).toLongLong()) : std::nullopt;
    return row;
}

/// "8-9=5", "8-9=0.5:4" (with n), "8-9=5p" (partial), "8-9=0z" (inferred zero).
MetricValue piece(const char *metric, const QString &text)
{
    const QString window = text.section(u'=', 0, 0);
    QString value = text.section(u'=', 1);
    const bool partial = value.endsWith(u'p');
    const bool zero = value.endsWith(u'z');
    if (partial || zero)
        value.chop(1);
    const QByteArray n = value.contains(u':') ? value.section(u':', 1).toLatin1() : "-";
    MetricValue row = hours(metric, MetricScope::Account, "", window.section(u'-', 0, 0).toInt(),
                            window.section(u'-', 1).toInt(),
                            value.section(u':', 0, 0).toLatin1().constData(), n.constData());
    row.partial = partial;
    row.inferredZero = zero;
    return row;
}

TimeRange span(int from, int to)
{
    return *hours("csat", MetricScope::Account, "", from, to, "-").window;
}

QByteArray shown(const std::optional<double> &value)
{
    return value ? QByteArray::number(*value) : "-";
}

AccountRows vendorsOnly()
{
    AccountRows rows = desk();
    RowId id = 10;
    for (Agent &agent : rows.agents)
        agent.id = ++id;
    for (Grouping &grouping : rows.groupings)
        grouping.id = ++id;
    rows.events.clear(); // nobody could fetch any
    rows.conversations.clear();
    return rows;
}

/// "closed_conversations by agent" as "key=value", ascending, then the total.
QByteArray breakdown(std::vector<AccountRows> accounts, const char *metric, Dimension groupBy,
                     const ReportFilter &filter = {}, TimeRange range = span(8, 10))
{
    DimensionKeys keys(accounts);
    RowFacts facts(accounts, keys, {noon, 0, {}});
    FigureQuery query;
    query.filter = filter;
    query.range = range;
    query.now = noon;
    const BreakdownReport report =
        buildBreakdown({facts, accounts, keys}, query, groupBy, {metricSpec(metric)});
    QByteArray text;
    const auto add = [&text](const QByteArray &name, const ReportFigure &figure) {
        text += name + '=' +
                (figure.value ? QByteArray::number(*figure.value) : QByteArray(wordOf(figure.why)));
        if (figure.value && figure.origin == FigureOrigin::Reported)
            text += 'r';
        text += figure.partial ? "p" : "";
        text += figure.inferred ? "z " : " ";
    };
    for (const BreakdownRow &row : report.rows)
        add(row.remoteId.toLatin1(), row.figures.front());
    add("total", report.total.front());
    return text.trimmed();
}

} // namespace

class TestReportedFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void windows_data()
    {
        QTest::addColumn<QByteArray>("metric");
        QTest::addColumn<QString>("pieces");
        QTest::addColumn<QByteArray>("expected"); // of 8 to 10: value n flags, or its state
        const auto row = [](const char *name, const char *metric, const char *pieces,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(metric) << QString::fromLatin1(pieces)
                                << QByteArray(expected);
        };
        row("one window", "closed_conversations", "8-10=7:3", "7 3");
        row("counts are added", "closed_conversations", "8-9=5 9-10=2", "7 -");
        row("with their n", "messages_count", "8-9=5:1 9-10=2:4", "7 5");
        row("a mean by its n", "avg_wait_time", "8-9=1000:1 9-10=4000:2", "3000 3");
        row("a share by its n", "csat", "8-9=0.5:4 9-10=1:1", "0.6 5");
        row("a mean of nothing weighs nothing", "csat", "8-9=0.5:4 9-10=-", "0.5 4");
        row("means of nothing", "csat", "8-9=-:0 9-10=-", "- 0");
        row("a mean without n", "avg_wait_time", "8-9=1000 9-10=4000", "pieces");
        row("a score has no weights", "nps", "8-9=10:1 9-10=20:1", "pieces");
        row("conversations once", "resolved_conversations", "8-9=1:1 9-10=1:1", "pieces");
        row("but the very window", "nps", "8-9=10 8-10=12 9-10=20", "12 -");
        row("no data", "closed_conversations", "8-10=-", "- -");
        row("no data in a piece", "closed_conversations", "8-9=5 9-10=-", "pieces");
        row("the longest pieces", "closed_conversations", "8-9=1 9-10=1 8-10=3", "3 -");
        row("around a dead end", "closed_conversations", "8-9=5 9-10=2 8-11=99 7-9=99", "7 -");
        row("a hole", "closed_conversations", "8-9=5", "pieces");
        row("beyond the range", "closed_conversations", "7-11=5", "pieces");
        row("beside the range", "closed_conversations", "10-11=5 7-8=1", "missing");
        row("overlapping", "closed_conversations", "8-9=5 8-10=-", "- -");
        row("partial", "closed_conversations", "8-9=5 9-10=2p", "7 - p");
        row("inferred", "closed_conversations", "8-9=5 9-10=0z", "5 - z");
    }
    void windows()
    {
        QFETCH(QByteArray, metric);
        QFETCH(QString, pieces);
        QFETCH(QByteArray, expected);
        AccountRows rows = desk();
        for (const QString &text : pieces.split(u' '))
            rows.reportedWindows.push_back(piece(metric.constData(), text));
        std::reverse(rows.reportedWindows.begin(), rows.reportedWindows.end());
        const StoredFigure figure = StoredFigures(rows).of(*metricSpec(metric.constData()),
                                                           MetricScope::Account, {}, span(8, 10));
        QByteArray seen = figure.state == StoredFigure::State::Pieces    ? "pieces"
                          : figure.state == StoredFigure::State::Missing ? "missing"
                                                                         : shown(figure.value);
        if (figure.isTold())
            seen += ' ' + (figure.n ? QByteArray::number(*figure.n) : QByteArray("-"));
        seen += figure.partial ? " p" : "";
        seen += figure.inferredZero ? " z" : "";
        QCOMPARE(seen, expected);
    }

    void theNewestReadingOfAWindowStands()
    {
        AccountRows rows = desk();
        MetricValue late = piece("closed_conversations", QStringLiteral("8-10=9"));
        late.takenAt += minute;
        rows.reportedWindows = {piece("closed_conversations", QStringLiteral("8-10=8p")), late,
                                piece("closed_conversations", QStringLiteral("8-10=7p"))};
        const StoredFigure figure = StoredFigures(rows).of(*metricSpec("closed_conversations"),
                                                           MetricScope::Account, {}, span(8, 10));
        QCOMPARE(figure.value, std::optional(9.0));
        QVERIFY(!figure.partial);
        QCOMPARE(figure.takenAt, noon);
    }

    void breakdownsSayThatTheVendorSaysSo()
    {
        AccountRows rows = vendorsOnly();
        using Scope = MetricScope;
        rows.reportedWindows = {hours("fcr", Scope::Account, "", 8, 10, "0.75"),
                                hours("fcr", Scope::Agent, "a1", 8, 9, "0.5"),
                                hours("agent_login_duration", Scope::Account, "", 8, 10, "900"),
                                hours("agent_login_duration", Scope::Agent, "a1", 8, 9, "300"),
                                hours("agent_login_duration", Scope::Agent, "a1", 9, 10, "200"),
                                hours("agent_login_duration", Scope::Agent, "a2", 8, 10, "400"),
                                hours("closed_conversations", Scope::Account, "", 8, 10, "12"),
                                hours("closed_conversations", Scope::Skill, "s1", 8, 10, "0"),
                                hours("closed_conversations", Scope::Group, "g1", 8, 10, "5"),
                                hours("closed_conversations", Scope::Group, "g2", 8, 10, "7")};
        rows.reportedWindows[4].partial = true;
        rows.reportedWindows[7].inferredZero = true;
        const auto ask = [&](const char *metric, Dimension groupBy,
                             const ReportFilter &filter = {}) {
            return breakdown({rows}, metric, groupBy, filter);
        };
        QCOMPARE(ask("fcr", Dimension::Agent),
                 "a1=other_windows a2=not_cached b=not_cached total=0.75r");
        QCOMPARE(ask("agent_login_duration", Dimension::Agent),
                 "a1=500rp a2=400r b=not_cached total=900r");
        // The facts have never been fetched, so that 0 closings would be a lie.
        QCOMPARE(ask("closed_conversations", Dimension::Skill), "s2=not_cached s1=0rz total=12r");
        QCOMPARE(ask("closed_conversations", Dimension::Group), "g1=5r g2=7r total=12r");
        QCOMPARE(ask("closed_conversations", Dimension::Account), "79144597=12r total=12r");

        ReportFilter filter;
        filter.agents = {11};
        QCOMPARE(ask("agent_login_duration", Dimension::Agent, filter), "a1=500rp total=500rp");
        QCOMPARE(ask("closed_conversations", Dimension::Group, filter),
                 "g1=filtered g2=filtered total=not_cached"); // the agent's is not stored
        filter.agents = {11, 12};
        QCOMPARE(ask("agent_login_duration", Dimension::Agent, filter),
                 "a1=500rp a2=400r total=900rp");
        QCOMPARE(ask("fcr", Dimension::Agent, filter),
                 "a1=other_windows a2=not_cached total=filtered");
        filter = {};
        filter.groups = {14}; // Support with Billing below it
        QCOMPARE(ask("closed_conversations", Dimension::Group, filter), "g1=5r g2=7r total=12r");
        filter.subGroups = false;
        QCOMPARE(ask("closed_conversations", Dimension::Group, filter), "g1=5r total=5r");
        filter.channels = {QStringLiteral("web")};
        QCOMPARE(ask("closed_conversations", Dimension::Group, filter),
                 "g1=filtered total=filtered");

        // Once the facts are there they count.
        rows.feeds = {feed("reporting_events", "2026-06-10T12:00:00.000Z")};
        rows.events = {step("conversation_resolved", 1, "a1", "g2", "s1", span(8, 10).from)};
        QCOMPARE(ask("closed_conversations", Dimension::Skill), "s2=0 s1=1 total=1");
    }

    void timesInStatesAreWhatWasSeen()
    {
        AccountRows rows = vendorsOnly();
        rows.account.provider = QStringLiteral("rocketchat");
        const TimeRange range = span(8, 10);
        const auto state = [&](const char *agent, const char *word, int from, int to,
                               bool observed = true) {
            const auto at = [&](int minutes) { return range.from + minutes * minute; };
            AgentState row;
            row.agentRemoteId = QString::fromLatin1(agent);
            row.state = QString::fromLatin1(word);
            row.from = at(from);
            row.to = to ? std::optional(at(to)) : std::nullopt;
            row.observed = observed;
            rows.states.push_back(row);
        };
        state("a1", "online", -30, 20);
        state("a1", "away", 20, 50);
        state("a1", "offline", 50, 0);
        state("a2", "online", 60, 0); // nobody looked before
        state("b", "online", 0, 120);
        state("b", "away", 0, 120, false); // the vendor knows better
        rows.feeds = {feed("agents", "2026-06-10T11:00:00.000Z")};
        const auto ask = [&](const char *metric, Dimension groupBy) {
            return breakdown({rows}, metric, groupBy);
        };
        QCOMPARE(ask("agent_online_duration", Dimension::Agent),
                 "a1=1.2e+06 a2=3.6e+06p b=0 total=4.8e+06p");
        QCOMPARE(ask("agent_login_duration", Dimension::Agent),
                 "a1=3e+06 a2=3.6e+06p b=7.2e+06 total=1.38e+07p");
        QCOMPARE(ask("agent_login_duration", Dimension::Skill),
                 "s2=6.6e+06p s1=3e+06 =7.2e+06 total=1.38e+07p");
        // What lasts was last seen at half past nine.
        rows.feeds = {feed("agents", "2026-06-10T09:30:00.000Z")};
        QCOMPARE(ask("agent_online_duration", Dimension::Agent),
                 "a1=1.2e+06p a2=1.8e+06p b=0 total=3e+06p");
        rows.agents[1].goneAt = noon; // was there all the same
        QVERIFY(ask("agent_online_duration", Dimension::Agent).endsWith("total=3e+06p"));
        rows.states.clear();
        QCOMPARE(ask("agent_online_duration", Dimension::Account),
                 "79144597=not_cached total=not_cached");
        // A vendor's own figure is the whole of it.
        rows.account.provider = QStringLiteral("liveperson");
        state("a1", "online", 0, 120);
        QCOMPARE(ask("agent_status_duration", Dimension::None), "total=7.2e+06");
        rows.reportedWindows = {
            hours("agent_status_duration", MetricScope::Account, "", 8, 10, "500")};
        QCOMPARE(ask("agent_status_duration", Dimension::None), "total=500r");
    }

    void severalAccountsAddWhatCanBeAdded()
    {
        AccountRows one = vendorsOnly();
        AccountRows two = vendorsOnly();
        two.account.id = one.account.id + 1;
        two.account.name = QStringLiteral("Other");
        const auto closings = [](const char *value) {
            return hours("messages_count", MetricScope::Account, "", 8, 10, value);
        };
        one.account.provider = two.account.provider = QStringLiteral("rocketchat");
        one.reportedWindows = {closings("3")};
        QVERIFY(breakdown({one, two}, "messages_count", Dimension::Account)
                    .endsWith("total=not_cached"));
        two.reportedWindows = {closings("4")};
        QVERIFY(breakdown({one, two}, "messages_count", Dimension::Account).endsWith("total=7r"));
        one.account.provider = two.account.provider = QStringLiteral("liveperson");
        const auto nps = [](const char *value) {
            return hours("nps", MetricScope::Account, "", 8, 10, value);
        };
        one.reportedWindows = {nps("3")};
        two.reportedWindows = {nps("4")};
        QVERIFY(breakdown({one, two}, "nps", Dimension::Account).endsWith("total=unlike_things"));
    }

    void keyMetricsComeFromWindowsWhereFactsNeverCame()
    {
        AccountRows rows = vendorsOnly();
        const auto window = [](const char *metric, MetricScope scope, const char *key, int from,
                               int to, const char *value) {
            MetricValue row = own(metric, scope, key, QByteArray(value).toDouble());
            row.window = TimeRange{noon + from * minute, noon + to * minute};
            return row;
        };
        rows.reportedWindows = {
            window("closed_conversations", MetricScope::Account, "", -10, -5, "4"),
            window("closed_conversations", MetricScope::Account, "", -5, 0, "5"),
            window("closed_conversations", MetricScope::Group, "g1", -10, 0, "6"),
            window("csat", MetricScope::Account, "", -10, 0, "0.875"),
            window("csat", MetricScope::Group, "g1", -10, -5, "0.5")};
        const auto ask = [&rows](const char *filters) {
            const QByteArray body =
                "{\"filters\":{\"time\":{\"from\":" + QByteArray::number(noon - 10 * minute) +
                ",\"to\":" + QByteArray::number(noon) + "}" + filters +
                "},\"metricsToRetrieveByTime\":[\"closed_conversations\",\"csat\"]}";
            return test::keyMetricsAnswer(rows, *keyMetricsRequest({}, body), noon);
        };
        const auto all = [](const KeyMetricsAnswer &answer) {
            return QJsonDocument(QJsonDocument::fromJson(answer.json)[u"all"].toObject())
                .toJson(QJsonDocument::Compact);
        };
        const KeyMetricsAnswer answer = ask("");
        QCOMPARE(all(answer), R"({"closedConversations":9,"csat":0.875})");
        QCOMPARE(answer.reported.join(u' '), QStringLiteral("closed_conversations csat"));
        QCOMPARE(all(ask(",\"agentGroupIds\":[\"g1\"]")), R"({"closedConversations":6})");
        QCOMPARE(all(ask(",\"agentIds\":[\"a1\"]")), "{}");
        rows.feeds = {feed("reporting_events", "2026-06-10T12:00:00.000Z")};
        QCOMPARE(all(ask("")), R"({"closedConversations":0})");
        QVERIFY(ask("").reported.isEmpty());
    }

    void loadsOfWholeSlotsAreExact()
    {
        AccountRows rows = vendorsOnly();
        rows.conversations = desk().conversations;
        const auto put = [&](const char *agent, double assigned, double active, double load) {
            for (const auto &[metric, value] :
                 {std::pair("assigned_conversations", assigned),
                  std::pair("active_conversations", active), std::pair("agent_load", load)})
                rows.reported.push_back(own(metric, MetricScope::Agent, agent, value));
        };
        const auto ask = [&rows](const char *filters) {
            const QByteArray body =
                "{\"filters\":{\"time\":{\"from\":0,\"to\":0}" + QByteArray(filters) +
                "},\"metricsToRetrieveCurrentValue\":[\"agent_load\",\"active_conversations\"]}";
            return QJsonDocument(
                       QJsonDocument::fromJson(
                           test::keyMetricsAnswer(rows, *keyMetricsRequest({}, body), noon)
                               .json)[u"all"]
                           .toObject())
                .toJson(QJsonDocument::Compact);
        };
        rows.agents[0].capacity = 3;
        rows.agents[1].capacity = 1500;
        put("a1", 1, 1, 0.333);
        put("a2", 700, 700, 0.467); // three decimals alone come to 701 of 1503
        QCOMPARE(ask(",\"agentIds\":[\"a1\",\"a2\"]"),
                 R"({"activeConversations":701,"agentLoad":0.466})");
        rows.reported[3].value = 699; // now one of them weighs less than a slot
        rows.reported[4].value = 698;
        QCOMPARE(ask(",\"agentIds\":[\"a1\",\"a2\"]"),
                 R"({"activeConversations":699,"agentLoad":0.467})");

        // Conversation 4 is a1's and of skill s1, and all that a1 has is active.
        QCOMPARE(ask(",\"agentIds\":[\"a1\"],\"skillIds\":[\"s1\"]"),
                 R"({"activeConversations":1,"agentLoad":0.333})");
        QCOMPARE(ask(",\"agentIds\":[\"a1\"],\"skillIds\":[\"s2\"]"),
                 R"({"activeConversations":0,"agentLoad":0.333})");
        QCOMPARE(ask(",\"agentIds\":[\"a1\",\"a2\"],\"skillIds\":[\"s1\"]"),
                 R"({"agentLoad":0.333})");
    }
};

QTEST_GUILESS_MAIN(TestReportedFigures)
#include "tst_reportedfigures.moc"
