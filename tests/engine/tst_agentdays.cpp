// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/agenttimelinereport.h"

#include <QTest>

using namespace watchfloor;

namespace {

constexpr TimeMs hourMs = 3'600'000;

AgentState state(const char *word, TimeMs from, std::optional<TimeMs> to, bool observed)
{
    AgentState state;
    state.agentRemoteId = QStringLiteral("7");
    state.state = QLatin1String(word);
    state.from = from * hourMs;
    if (to)
        state.to = *to * hourMs;
    state.observed = observed;
    return state;
}

QStringList told(const AgentTimelineReport &report)
{
    QStringList lines;
    for (const StateSpan &span : report.states)
        lines << QStringLiteral("%1 %2-%3%4%5")
                     .arg(span.state)
                     .arg(span.span.from / hourMs)
                     .arg(span.span.to / hourMs)
                     .arg(span.reported ? QStringLiteral(" told") : QString(),
                          span.lasts ? QStringLiteral(" lasts") : QString());
    return lines;
}

AgentTimelineReport day(std::vector<AgentState> states, TimeMs now = 20)
{
    AccountRows rows;
    rows.states = std::move(states);
    Agent agent;
    agent.remoteId = QStringLiteral("7");
    return buildAgentTimeline(rows, agent, {0, 24 * hourMs}, now * hourMs);
}

} // namespace

class TestAgentDays : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotKnownIsAGap()
    {
        const auto report = day({state("online", 8, 12, true), state("away", 14, {}, true)});
        QCOMPARE(told(report),
                 QStringList({QStringLiteral("online 8-12"), QStringLiteral("away 14-20 lasts")}));
        QCOMPARE(report.until, 20 * hourMs);
        const std::vector<TimeRange> gaps{{0, 8 * hourMs}, {12 * hourMs, 14 * hourMs}};
        QCOMPARE(report.gaps, gaps); // and none of the hours to come
    }

    void theVendorsWordGoesBeforeOurEyes()
    {
        const auto report = day({state("online", 8, 10, false), state("away", 9, 12, true)});
        QCOMPARE(told(report),
                 QStringList({QStringLiteral("online 8-10 told"), QStringLiteral("away 10-12")}));
    }

    void correctionsDoNotOverlap()
    {
        const auto report = day({state("online", 8, 12, false), state("busy", 10, 11, false),
                                 state("online", 11, 13, false)});
        QCOMPARE(told(report),
                 QStringList({QStringLiteral("online 8-10 told"), QStringLiteral("busy 10-11 told"),
                              QStringLiteral("online 11-13 told")}));
    }

    void neighboursOfOneStateAreOneStretch()
    {
        const auto report = day({state("online", 8, 10, true), state("online", 10, 12, true)});
        QCOMPARE(told(report), QStringList({QStringLiteral("online 8-12")}));
    }

    void othersAndOtherDaysAreLeftOut()
    {
        AgentState other = state("online", 3, 4, true);
        other.agentRemoteId = QStringLiteral("8");
        const auto report = day({other, state("offline", -5, 2, true)});
        QCOMPARE(told(report), QStringList({QStringLiteral("offline 0-2")}));
    }
};

QTEST_GUILESS_MAIN(TestAgentDays)
#include "tst_agentdays.moc"
