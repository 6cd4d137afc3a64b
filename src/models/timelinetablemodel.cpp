// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinetablemodel.h"

#include "models/plaintext.h"
#include "models/timelinewords.h"

#include <QStringList>

#include <algorithm>

namespace watchfloor {
namespace {

std::vector<ColumnSpec> timelineColumns()
{
    const auto text = [](const char *source) {
        return QCoreApplication::translate("TimelineTableModel", source);
    };
    std::vector<ColumnSpec> columns{
        {QStringLiteral("created"), text(QT_TRANSLATE_NOOP("TimelineTableModel", "Recorded")),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "When the vendor wrote the event down")),
         ColumnKind::Time, 128, 0, false, true},
        {QStringLiteral("event"),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "Event")),
         {},
         ColumnKind::Text,
         108,
         2,
         false},
        {QStringLiteral("value"), text(QT_TRANSLATE_NOOP("TimelineTableModel", "Value")),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "Length from start to end")),
         ColumnKind::Duration, 80, 0, false},
        {QStringLiteral("value_in_business_hours"),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "Business hours")),
         text(QT_TRANSLATE_NOOP("TimelineTableModel",
                                "The part of it inside the inbox's business hours")),
         ColumnKind::Duration, 112, 0, false},
        {QStringLiteral("event_start_time"),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "Start")),
         {},
         ColumnKind::Time,
         128,
         0,
         false,
         true},
        {QStringLiteral("event_end_time"),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "End")),
         {},
         ColumnKind::Time,
         128,
         0,
         false,
         true},
        {QStringLiteral("agent"),
         text(QT_TRANSLATE_NOOP("TimelineTableModel", "Agent")),
         {},
         ColumnKind::Text,
         140,
         3,
         false},
        {QStringLiteral("origin"), text(QT_TRANSLATE_NOOP("TimelineTableModel", "Source")),
         text(
             QT_TRANSLATE_NOOP("TimelineTableModel", "Reported by the vendor, or worked out here")),
         ColumnKind::Text, 88, 0, false},
    };
    columns[TimelineTableModel::Value].second =
        QStringList{QStringLiteral("rating"), QStringLiteral("count")};
    return columns;
}

QVariant sortValue(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

} // namespace

TimelineTableModel::TimelineTableModel(QObject *parent)
    : RowTableModel<TimelineEvent>(timelineColumns(), parent)
{
}

void TimelineTableModel::setReport(const TimelineReport &report)
{
    const Conversation &conversation = report.conversation.conversation;
    const QString identity =
        QString::number(conversation.account) + QLatin1Char('/') + conversation.remoteId;
    if (std::exchange(m_conversation, identity) != identity) {
        resetRows(report.events);
        return;
    }
    const bool unchanged = std::equal(
        rows().begin(), rows().end(), report.events.begin(), report.events.end(),
        [this](const TimelineEvent &a, const TimelineEvent &b) { return sameRow(a, b); });
    if (unchanged) // most refreshes: not worth ten thousand keys
        return;
    updateRows(report.events);
    // New rows were put last. A late one that belongs between the others needs the new order.
    for (int i = 0; i < rowCount(); ++i) {
        if (rowKey(row(i)) != rowKey(report.events[size_t(i)])) {
            resetRows(report.events);
            return;
        }
    }
}

QVariant TimelineTableModel::cell(int column, int role, const TimelineEvent &row) const
{
    const ReportingEvent &event = row.event;
    if (role == Qt::ToolTipRole)
        return timelineToolTip(row, format());
    if (role == CopyRole) {
        const auto time = column == Created ? std::optional(event.created)
                          : column == Start ? event.start
                          : column == End   ? event.end
                                            : std::nullopt;
        return time ? QVariant(format().full(*time)) : QVariant();
    }
    if (role == ExportRole && column == Value && eventValueKind(event.name) != EventValue::Duration)
        return QVariant(QMetaType::fromType<qint64>()); // no length
    if (role == ExportRole)
        return column == Event ? QVariant(event.name) : QVariant();
    if (role == ExportSecondRole)
        return column == Value && eventValueKind(event.name) == EventValue::Rating
                   ? QVariant(event.value)
                   : QVariant();
    if (role == MutedRole)
        return column == Origin && event.origin == EventOrigin::Server;
    const bool display = role == Qt::DisplayRole;
    if (!display && role != SortRole)
        return {};
    switch (column) {
    case Created:
        return display ? QVariant(timeText(event.created)) : QVariant(event.created);
    case Event:
        return eventTitle(event.name);
    case Value:
        if (!display && eventValueKind(event.name) == EventValue::Nothing)
            return {};
        return display ? QVariant(eventValueText(event, format())) : QVariant(event.value);
    case BusinessValue:
        return display ? QVariant(format().duration(event.valueInBusinessHours))
                       : sortValue(event.valueInBusinessHours);
    case Start:
        return display ? QVariant(timeText(event.start)) : sortValue(event.start);
    case End:
        return display ? QVariant(timeText(event.end)) : sortValue(event.end);
    case AgentName:
        if (row.agentName.isEmpty())
            return display ? QVariant(MetricFormatter::none()) : QVariant();
        return oneLine(row.agentName);
    case Origin:
        return originTitle(event.origin);
    default:
        return {};
    }
}

QString TimelineTableModel::timeText(std::optional<TimeMs> time) const
{
    if (!time)
        return MetricFormatter::none();
    return format().toTheSecond(*time, now());
}

QString TimelineTableModel::rowKey(const TimelineEvent &row) const
{
    return timelineEventKey(row);
}

bool TimelineTableModel::sameRow(const TimelineEvent &a, const TimelineEvent &b) const
{
    return a.event == b.event && a.agentName == b.agentName && a.inboxName == b.inboxName &&
           a.lane == b.lane && a.span == b.span;
}

QString timelineEventKey(const TimelineEvent &row)
{
    const ReportingEvent &event = row.event;
    if (event.remoteId)
        return QString::number(*event.remoteId);
    return QStringLiteral("%1/%2/%3/%4")
        .arg(event.name)
        .arg(event.start.value_or(0))
        .arg(event.end.value_or(0))
        .arg(event.id);
}

QString timelineToolTip(const TimelineEvent &event, const MetricFormatter &formatter)
{
    const auto text = [](const char *source) {
        return QCoreApplication::translate("TimelineTableModel", source);
    };
    const ReportingEvent &fact = event.event;
    QStringList lines{eventTitle(fact.name)};
    if (const QString definition = eventDefinition(fact.name); !definition.isEmpty())
        lines.append(definition);
    if (eventValueKind(fact.name) != EventValue::Nothing) {
        lines.append(text(QT_TRANSLATE_NOOP("TimelineTableModel", "Value: %1"))
                         .arg(eventValueText(fact, formatter)));
    }
    if (fact.valueInBusinessHours) {
        lines.append(text(QT_TRANSLATE_NOOP("TimelineTableModel", "In business hours: %1"))
                         .arg(formatter.duration(*fact.valueInBusinessHours)));
    }
    if (fact.start) {
        lines.append(text(QT_TRANSLATE_NOOP("TimelineTableModel", "Start: %1"))
                         .arg(formatter.full(*fact.start)));
    }
    if (fact.end) {
        lines.append(text(QT_TRANSLATE_NOOP("TimelineTableModel", "End: %1"))
                         .arg(formatter.full(*fact.end)));
    }
    if (!event.agentName.isEmpty()) {
        lines.append(text(QT_TRANSLATE_NOOP("TimelineTableModel", "Agent: %1"))
                         .arg(oneLine(event.agentName)));
    }
    lines.append(
        text(QT_TRANSLATE_NOOP("TimelineTableModel", "Source: %1"))
            .arg(originTitle(fact.origin) + QStringLiteral(". ") + originDefinition(fact.origin)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchfloor
