// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reporttables.h"

#include "models/nowcounters.h"
#include "models/nowqueuemodel.h"
#include "models/plaintext.h"
#include "models/timelinewords.h"
#include "models/words.h"
#include "views/papertimeline.h"

#include <algorithm>

namespace watchfloor {
namespace {

// The most urgent; a longer list is no paper any more. Who has put it in order wants it.
constexpr std::size_t mostQueueRows = 200;
constexpr std::size_t mostShownRows = ReportList::mostRows;
constexpr std::size_t namedParts = 3;

QString caseText(const char *text)
{
    return QCoreApplication::translate("ReportTables", text);
}

QString agentOf(const ReportWords &words, RowId account, const QString &remoteId,
                const QString &name)
{
    if (name.isEmpty()) // in the queue the vendor may go on naming somebody
        return MetricFormatter::none();
    return words.person(account, remoteId, name);
}

QString waitText(const std::optional<DurationMs> &wait, const ReportWords &words)
{
    return wait ? words.format().duration(*wait) : MetricFormatter::none();
}

QString momentText(const std::optional<TimeMs> &time, const ReportWords &words)
{
    return time ? words.stamp(*time) : MetricFormatter::none();
}

QString coverageText(const std::vector<TimeRange> &coverage, const ReportWords &words)
{
    QStringList parts;
    // The newest parts say most.
    const std::size_t from = coverage.size() > namedParts ? coverage.size() - namedParts : 0;
    for (std::size_t i = from; i < coverage.size(); ++i)
        parts << words.range(coverage[i]);
    if (from > 0)
        parts << caseText(QT_TRANSLATE_NOOP("ReportTables", "and %1 earlier"))
                     .arg(words.format().count(static_cast<qint64>(from)));
    return parts.isEmpty() ? MetricFormatter::none() : parts.join(QStringLiteral("; "));
}

QString feedStateText(const ReportFeed &feed, const ReportWords &words)
{
    switch (feed.state) {
    case FeedLine::State::Off:
        return caseText(QT_TRANSLATE_NOOP("ReportTables", "off: %1")).arg(feed.problem);
    case FeedLine::State::Failed:
        return feed.problem;
    case FeedLine::State::Late:
        return caseText(QT_TRANSLATE_NOOP("ReportTables", "late"));
    case FeedLine::State::Complete:
        return caseText(QT_TRANSLATE_NOOP("ReportTables", "complete back to %1"))
            .arg(words.format().day(feed.backTo.value_or(0)));
    case FeedLine::State::Fresh:
        if (!feed.filling)
            return caseText(QT_TRANSLATE_NOOP("ReportTables", "up to date"));
        break;
    default: // what runs just now is not written down
        if (feed.coverage.empty())
            return caseText(QT_TRANSLATE_NOOP("ReportTables", "never fetched"));
    }
    return caseText(QT_TRANSLATE_NOOP("ReportTables", "in part"));
}

} // namespace

PaperFigures queueFigures(const QueueReport &report, const ReportWords &words)
{
    const MetricFormatter &format = words.format();
    const QString note =
        report.known ? QString() : caseText(QT_TRANSLATE_NOOP("ReportTables", "not all known"));
    const auto open = static_cast<qint64>(report.rows.size());
    return {{{caseText(QT_TRANSLATE_NOOP("ReportTables", "Open")), format.count(open), note},
             {caseText(QT_TRANSLATE_NOOP("ReportTables", "Overdue")), format.count(report.overdue),
              note},
             {caseText(QT_TRANSLATE_NOOP("ReportTables", "Due soon")), format.count(report.soonDue),
              note},
             {caseText(QT_TRANSLATE_NOOP("ReportTables", "Unassigned")),
              format.count(report.unassigned), note},
             {caseText(QT_TRANSLATE_NOOP("ReportTables", "Unattended")),
              format.count(report.unattended), note},
             {caseText(QT_TRANSLATE_NOOP("ReportTables", "Longest wait")),
              waitText(report.longestWait, words), note}}};
}

std::vector<std::pair<QString, QString>> queueDefinitions(const QueueReport &report,
                                                          const ReportWords &words)
{
    return {{caseText(QT_TRANSLATE_NOOP("ReportTables", "Due soon")),
             counterDefinition(NowCounterKind::SoonOverdue, words.format(), report.soon)},
            // Whoever has it: the counter of the catalogue is of the unassigned alone.
            {caseText(QT_TRANSLATE_NOOP("ReportTables", "Longest wait")),
             caseText(QT_TRANSLATE_NOOP("ReportTables",
                                        "The longest time that a customer has been waiting for an "
                                        "answer, or a conversation in the queue for an agent."))}};
}

PaperTable queueTable(const QueueReport &report, const ReportWords &words, bool accounts,
                      bool ofView)
{
    PaperTable table;
    table.empty = ofView ? caseText(QT_TRANSLATE_NOOP("ReportTables", "Nothing needs attention."))
                         : caseText(QT_TRANSLATE_NOOP("ReportTables", "Nothing is open."));
    for (const char *title : {QT_TRANSLATE_NOOP("ReportTables", "Conversation"),
                              QT_TRANSLATE_NOOP("ReportTables", "Urgency")})
        table.columns.push_back({caseText(title), false});
    table.columns.front().ofIds = true;
    for (const char *title : {QT_TRANSLATE_NOOP("ReportTables", "Time left"),
                              QT_TRANSLATE_NOOP("ReportTables", "Waiting")})
        table.columns.push_back({caseText(title), true});
    for (const char *title :
         {QT_TRANSLATE_NOOP("ReportTables", "Agent"), QT_TRANSLATE_NOOP("ReportTables", "Group"),
          QT_TRANSLATE_NOOP("ReportTables", "Channel")})
        table.columns.push_back({caseText(title), false});
    if (accounts)
        table.columns.push_back(
            {caseText(QT_TRANSLATE_NOOP("ReportTables", "Account")), false, false, true});
    const std::size_t shown = std::min(report.rows.size(), ofView ? mostShownRows : mostQueueRows);
    for (std::size_t i = 0; i < shown; ++i) {
        const QueueRow &row = report.rows[i];
        QStringList cells{
            QStringLiteral("#") + oneLine(row.conversation.remoteId),
            urgencyTitle(row.urgency),
            waitText(row.timeLeft, words),
            waitText(row.waiting, words),
            agentOf(words, row.account, row.conversation.agentRemoteId, row.agentName),
            oneLine(!row.groupName.isEmpty()   ? row.groupName
                    : !row.skillName.isEmpty() ? row.skillName
                                               : row.inboxName),
            channelTitle(row.conversation.channel)};
        if (accounts)
            cells << oneLine(row.accountName);
        table.rows.push_back({cells, 0, row.urgency == Urgency::Calm, false});
    }
    return table;
}

QString queueRest(const QueueReport &all, const QueueReport &shown, const ReportView &view,
                  const ReportWords &words)
{
    const auto count = [&words](std::size_t rows) {
        return words.format().count(static_cast<qint64>(rows));
    };
    if (view.queue) {
        const std::size_t printed = std::min(shown.rows.size(), mostShownRows);
        if (printed == all.rows.size())
            return {};
        QStringList why{caseText(QT_TRANSLATE_NOOP("ReportTables", "those that need attention"))};
        if (!words.names().isOn()) // a search may name somebody
            why << view.queueBy;
        return caseText(
                   QT_TRANSLATE_NOOP("ReportTables", "%1 of %2 open conversations are shown (%3)."))
            .arg(count(printed), count(all.rows.size()), why.join(QStringLiteral(", ")));
    }
    if (shown.rows.size() <= mostQueueRows)
        return {};
    return caseText(QT_TRANSLATE_NOOP("ReportTables",
                                      "The %1 most urgent conversations; %2 more are open."))
        .arg(count(mostQueueRows), count(shown.rows.size() - mostQueueRows));
}

QString timelineFacts(const TimelineReport &report, const ReportWords &words)
{
    const ConversationReportRow &row = report.conversation;
    const Conversation &of = row.conversation;
    QStringList facts;
    const auto add = [&](const char *label, const QString &value) {
        if (!value.isEmpty())
            facts << caseText(label) + QStringLiteral(": ") + words.inLine(value);
    };
    add(QT_TRANSLATE_NOOP("ReportTables", "Account"), oneLine(row.accountName));
    add(QT_TRANSLATE_NOOP("ReportTables", "Status"), statusTitle(of.status));
    add(QT_TRANSLATE_NOOP("ReportTables", "Channel"), channelTitle(of.channel));
    add(QT_TRANSLATE_NOOP("ReportTables", "Contact"),
        words.names().contact(of.account, of.contact));
    add(QT_TRANSLATE_NOOP("ReportTables", "Agent"),
        agentOf(words, of.account, of.agentRemoteId, row.agentName));
    add(QT_TRANSLATE_NOOP("ReportTables", "Group"), oneLine(row.groupName));
    add(QT_TRANSLATE_NOOP("ReportTables", "Created"), momentText(of.created, words));
    if (of.firstResponse)
        add(QT_TRANSLATE_NOOP("ReportTables", "First response"),
            momentText(of.firstResponse, words));
    if (of.closed)
        add(QT_TRANSLATE_NOOP("ReportTables", "Closed"), momentText(of.closed, words));
    return facts.join(QStringLiteral(" · "));
}

PaperTable timelineTable(const TimelineReport &report, const ReportWords &words)
{
    PaperTable table;
    table.empty = caseText(QT_TRANSLATE_NOOP("ReportTables", "No events are known."));
    table.columns = {{caseText(QT_TRANSLATE_NOOP("ReportTables", "Time")), false},
                     {caseText(QT_TRANSLATE_NOOP("ReportTables", "Event")), false},
                     {caseText(QT_TRANSLATE_NOOP("ReportTables", "Agent")), false}};
    // The lanes name so many; whose the other numbers are is told here.
    const TimelineScene scene(report);
    const bool numbers = scene.agents().size() > std::size_t{PaperTimeline::mostAgentRows};
    if (numbers)
        table.columns.push_back(
            {caseText(QT_TRANSLATE_NOOP("ReportTables", "No.")), true, true, false});
    for (const char *title : {QT_TRANSLATE_NOOP("ReportTables", "Value"),
                              QT_TRANSLATE_NOOP("ReportTables", "Business hours")})
        table.columns.push_back({caseText(title), true});
    for (int i = 0; i < scene.eventCount(); ++i) {
        const TimelineEvent &event = scene.event(i);
        QStringList cells{momentText(event.span.to, words), oneLine(eventTitle(event.event.name)),
                          agentOf(words, report.conversation.conversation.account,
                                  event.event.agentRemoteId, event.agentName)};
        if (numbers)
            cells << (scene.agentOf(i) < 0 ? MetricFormatter::none()
                                           : words.format().count(qint64{scene.agentOf(i)} + 1));
        cells << eventValueText(event.event, words.format())
              << words.format().duration(event.event.valueInBusinessHours);
        table.rows.push_back({cells, 0, false, false});
    }
    return table;
}

TimelineReport shownTimeline(const TimelineReport &report, const ReportWords &words)
{
    TimelineReport shown = report;
    const RowId account = report.conversation.conversation.account;
    const auto name = [&](const QString &remoteId, const QString &own) {
        // Lanes have words of their own for who has no name.
        return own.isEmpty() && !words.names().isOn() ? own : words.person(account, remoteId, own);
    };
    for (TimelineAgent &agent : shown.agents)
        agent.name = name(agent.remoteId, agent.name);
    for (TimelineEvent &event : shown.events)
        event.agentName = name(event.event.agentRemoteId, event.agentName);
    if (!words.names().isOn())
        return shown;
    // A transfer knows names alone; whose they are, the events say that it was made of.
    for (TimelineTransfer &transfer : shown.transfers) {
        const auto index = static_cast<std::size_t>(transfer.event);
        transfer.from =
            transfer.event >= 0 && index < shown.events.size() && !transfer.from.isEmpty()
                ? shown.events[index].agentName
                : QString();
        if (transfer.to.isEmpty())
            continue;
        const auto taken = std::find_if(
            report.events.begin(), report.events.end(), [&transfer](const TimelineEvent &event) {
                return event.agentName == transfer.to && transfer.taken == event.span.to;
            });
        const auto known = std::find_if(
            report.agents.begin(), report.agents.end(),
            [&transfer](const TimelineAgent &agent) { return agent.name == transfer.to; });
        if (taken != report.events.end())
            transfer.to = name(taken->event.agentRemoteId, taken->agentName);
        else if (known != report.agents.end())
            transfer.to = name(known->remoteId, known->name);
        else
            transfer.to.clear();
    }
    return shown;
}

PaperTable syncTable(const std::vector<ReportFeed> &feeds, const ReportWords &words)
{
    PaperTable table;
    table.empty = caseText(QT_TRANSLATE_NOOP("ReportTables", "Nothing has been fetched yet."));
    for (const char *title :
         {QT_TRANSLATE_NOOP("ReportTables", "Account"), QT_TRANSLATE_NOOP("ReportTables", "Data"),
          QT_TRANSLATE_NOOP("ReportTables", "Last fetched"),
          QT_TRANSLATE_NOOP("ReportTables", "In the cache"),
          QT_TRANSLATE_NOOP("ReportTables", "State")})
        table.columns.push_back({caseText(title), false});
    for (const ReportFeed &feed : feeds) {
        table.rows.push_back(
            {{oneLine(feed.account), oneLine(feed.title), momentText(feed.lastSuccess, words),
              coverageText(feed.coverage, words), oneLine(feedStateText(feed, words))},
             0,
             feed.state == FeedLine::State::Off,
             false});
    }
    return table;
}

} // namespace watchfloor
