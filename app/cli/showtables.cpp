// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/showtables.h"

#include "backend/engine/metriccatalog.h"
#include "backend/engine/vendors.h"

#include <optional>

namespace watchfloor::cli {
namespace {

QString originName(EventOrigin origin)
{
    switch (origin) {
    case EventOrigin::Server:
        return QStringLiteral("server");
    case EventOrigin::Derived:
        return QStringLiteral("derived");
    case EventOrigin::Estimated:
        break;
    }
    return QStringLiteral("estimated");
}

const char *wordOf(Urgency urgency)
{
    switch (urgency) {
    case Urgency::Overdue:
        return "overdue";
    case Urgency::SoonDue:
        return "soon_due";
    case Urgency::Unattended:
        return "unattended";
    case Urgency::Unassigned:
        return "unassigned";
    case Urgency::Calm:
        break;
    }
    return "calm";
}

} // namespace

Cell idCell(const QString &id, const QString &provider)
{
    return id.isEmpty() ? Cell() : Cell(Cell::Value(Cell::Id{id, rulesFor(provider).numericIds}));
}

OutputTable conversationTable(const ConversationListReport &report)
{
    OutputTable table = conversationTable(*report.list, report.list->newestFirst());
    table.total = {{QStringLiteral("conversations"), Cell::count(qint64(report.list->size()))}};
    table.asOf = report.asOf;
    table.gaps = report.gaps;
    return table;
}

OutputTable conversationTable(const ConversationList &list, const std::vector<quint32> &rows)
{
    OutputTable table;
    table.columns = {column("account", "text"),
                     column("id", "id"),
                     column("status", "text"),
                     column("agent", "text"),
                     column("group", "text"),
                     column("inbox", "text"),
                     column("channel", "text"),
                     column("created", "time"),
                     column("first_response", "time"),
                     column("waiting_since", "time"),
                     column("closed", "time"),
                     column("priority", "text"),
                     column("csat", "count"),
                     column("labels", "text"),
                     column("gone", "time")};
    for (const quint32 row : rows) {
        const ConversationCell &cell = list.cell(row);
        const auto csat = list.csat(row);
        table.rows.push_back({Cell::text(list.account(row).name),
                              idCell(list.remoteId(row), list.account(row).provider),
                              Cell::text(list.status(row)), Cell::text(cell.agentName),
                              Cell::text(cell.groupName), Cell::text(cell.inboxName),
                              Cell::text(cell.channel), Cell::time(list.created(row)),
                              Cell::time(list.firstResponse(row)),
                              Cell::time(list.waitingSince(row)), Cell::time(list.closed(row)),
                              Cell::text(list.priority(row)), csat ? Cell::count(*csat) : Cell(),
                              Cell::text(list.labels(row).join(QStringLiteral(", "))),
                              Cell::time(list.goneAt(row))});
    }
    return table;
}

OutputTable timelineTable(const TimelineReport &report)
{
    OutputTable table;
    table.columns = {column("id", "id"),
                     column("name", "text"),
                     column("created", "time"),
                     column("start", "time"),
                     column("end", "time"),
                     column("value", "ms"),
                     column("value_in_business_hours", "ms"),
                     column("rating", "count"),
                     column("agent", "text"),
                     column("inbox", "text"),
                     column("origin", "text")};
    for (const TimelineEvent &shown : report.events) {
        const ReportingEvent &event = shown.event;
        const QString id = event.remoteId ? QString::number(*event.remoteId) : QString();
        const EventSpec *spec = eventSpec(event.name);
        const EventValue kind = spec ? spec->value : EventValue::Duration;
        const auto valueAs = [&](EventValue wanted) {
            return kind == wanted ? std::optional(event.value) : std::nullopt;
        };
        table.rows.push_back({idCell(id, report.conversation.provider), Cell::text(event.name),
                              Cell::time(event.created), Cell::time(event.start),
                              Cell::time(event.end), Cell::duration(valueAs(EventValue::Duration)),
                              Cell::duration(event.valueInBusinessHours),
                              Cell::count(valueAs(EventValue::Rating)), Cell::text(shown.agentName),
                              Cell::text(shown.inboxName), Cell::text(originName(event.origin))});
    }
    table.asOf = report.asOf;
    return table;
}

OutputTable queueTable(const QueueReport &report)
{
    OutputTable table;
    table.columns = {
        column("urgency", "text"), column("account", "text"),       column("id", "id"),
        column("status", "text"),  column("agent", "text"),         column("group", "text"),
        column("skill", "text"),   column("inbox", "text"),         column("channel", "text"),
        column("created", "time"), column("waiting_since", "time"), column("waiting", "ms"),
        column("time_left", "ms"), column("unattended", "flag"),    column("unassigned", "flag")};
    for (const QueueRow &row : report.rows) {
        const Conversation &c = row.conversation;
        table.rows.push_back(
            {Cell::text(QLatin1String(wordOf(row.urgency))), Cell::text(row.accountName),
             idCell(c.remoteId, row.provider), Cell::text(c.status), Cell::text(row.agentName),
             Cell::text(row.groupName), Cell::text(row.skillName), Cell::text(row.inboxName),
             Cell::text(c.channel), Cell::time(c.created), Cell::time(row.waitingSince),
             Cell::duration(row.waiting), Cell::duration(row.timeLeft),
             row.unattended ? Cell(Cell::Value(*row.unattended)) : Cell(),
             Cell(Cell::Value(row.unassigned))});
    }
    // A part of the open conversations has no totals: what is missing might be any of them.
    const auto total = [&](const char *key, std::optional<qint64> value) {
        table.total.emplace_back(QLatin1String(key),
                                 Cell::count(report.known ? value : std::nullopt));
    };
    total("conversations", qint64(report.rows.size()));
    total("overdue", report.overdue);
    total("soon_due", report.soonDue);
    total("unassigned", report.unassigned);
    total("unattended", report.unattended);
    table.total.emplace_back(QStringLiteral("waiting"),
                             Cell::duration(report.known ? report.longestWait : std::nullopt));
    table.asOf = report.basis.asOf;
    return table;
}

} // namespace watchfloor::cli
