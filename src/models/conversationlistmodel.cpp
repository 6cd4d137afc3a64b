// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationlistmodel.h"

#include "models/plaintext.h"
#include "models/words.h"

#include <tuple>

namespace watchfloor {
namespace {

std::vector<ColumnSpec> conversationColumns()
{
    using K = ColumnKind;
    const auto tr = [](const char *text) { return ConversationListModel::tr(text); };
    return {
        {QStringLiteral("id"), tr("No."), tr("Number of the conversation at the vendor"), K::Text,
         72, 0},
        {QStringLiteral("status"), tr("Status"), tr("Status as last seen"), K::State, 96, 0},
        {QStringLiteral("agent"), tr("Agent"), tr("Agent it is assigned to now"), K::Text, 172, 3},
        {QStringLiteral("waiting"), tr("Waiting"),
         tr("How long the customer has been waiting for a person's answer"), K::Duration, 84, 0,
         false, true},
        {QStringLiteral("created"), tr("Created"), tr("When it was created"), K::Time, 92, 0, false,
         true},
        {QStringLiteral("inbox"), tr("Inbox"), tr("Inbox it came in by"), K::Text, 120, 2},
        {QStringLiteral("first_response"), tr("First response"),
         tr("From creation to the first answer of a person"), K::Duration, 112, 0},
        {QStringLiteral("priority"), tr("Priority"), tr("Priority set at the vendor"), K::Text, 80,
         0},
        {QStringLiteral("csat"), tr("CSAT"), tr("The customer's rating, 1 to 5"), K::Number, 56, 0},
        {QStringLiteral("group"), tr("Team"), tr("Team, group or department"), K::Text, 112, 1},
        {QStringLiteral("channel"), tr("Channel"), tr("Channel it came in by"), K::Text, 96, 0},
        {QStringLiteral("labels"), tr("Labels"), tr("Labels set at the vendor"), K::Text, 128, 1},
        {QStringLiteral("closed"), tr("Closed"), tr("When it was closed"), K::Time, 96, 0, false,
         true},
        {QStringLiteral("account"), tr("Account"), tr("Account of this row"), K::Text, 120, 0},
    };
}

QVariant text(const QString &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value);
}

template<typename T>
QVariant orNone(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

bool isOver(const Conversation &c)
{
    return c.closed || c.status == QLatin1String("closed");
}

std::optional<DurationMs> firstResponseTime(const Conversation &c)
{
    return c.firstResponse ? std::optional(*c.firstResponse - c.created) : std::nullopt;
}

} // namespace

ConversationListModel::ConversationListModel(QObject *parent)
    : RowTableModel<ConversationReportRow>(conversationColumns(), parent)
{
}

void ConversationListModel::setReport(ConversationReport report, bool sameQuestion)
{
    std::vector<ConversationReportRow> rows = std::move(report.rows);
    report.rows.clear();
    m_report = std::move(report);
    if (sameQuestion)
        updateRows(std::move(rows));
    else
        resetRows(std::move(rows));
}

QString ConversationListModel::stateOf(const ConversationReportRow &row) const
{
    return row.conversation.status;
}

QVariant ConversationListModel::cell(int column, int role, const ConversationReportRow &row) const
{
    const Conversation &c = row.conversation;
    switch (role) {
    case Qt::DisplayRole:
        return display(column, row);
    case SortRole:
        return raw(column, row);
    case Qt::ToolTipRole:
        return toolTip(column, row);
    case FilterRole:
        return filterText(row);
    case StateRole:
        return column == Status ? QVariant(c.status) : QVariant();
    case MutedRole:
        if (c.goneAt)
            return true;
        switch (column) {
        case Agent:
            return row.agentName.isEmpty();
        case Status:
            return isOver(c);
        case Id:
        case Waiting:
            return false;
        case Priority:
            return priorityRank(c.priority) < 2;
        default:
            return true;
        }
    case AttentionRole:
        // A customer waits and nobody is there to answer.
        return column == Agent && c.waitingSince && !isOver(c) && row.agentName.isEmpty();
    case CopyRole:
        switch (column) {
        case Created:
            return format().full(c.created);
        case Closed:
            return c.closed ? format().full(*c.closed) : QString();
        default:
            return {};
        }
    default:
        return {};
    }
}

QVariant ConversationListModel::display(int column, const ConversationReportRow &row) const
{
    const Conversation &c = row.conversation;
    switch (column) {
    case Id:
        return QLatin1Char('#') + oneLine(c.remoteId, 40);
    case Status:
        return statusTitle(c.status);
    case Agent:
        return row.agentName.isEmpty() ? tr("Unassigned") : oneLine(row.agentName);
    case Waiting:
        return c.waitingSince && !isOver(c) ? QVariant(format().age(now() - *c.waitingSince))
                                            : QVariant();
    case Created:
        return format().moment(c.created, now());
    case Inbox:
        return oneLine(row.inboxName);
    case FirstResponse:
        return format().duration(firstResponseTime(c));
    case Priority:
        return priorityTitle(c.priority);
    case Csat:
        return c.csat ? QVariant(format().count(qint64{*c.csat})) : QVariant();
    case Group:
        return oneLine(row.groupName);
    case Channel:
        return channelTitle(c.channel);
    case Labels:
        return oneLine(c.labels.join(QStringLiteral(", ")));
    case Closed:
        return c.closed ? QVariant(format().moment(*c.closed, now())) : QVariant();
    case Account:
        return oneLine(row.accountName);
    default:
        return {};
    }
}

QVariant ConversationListModel::raw(int column, const ConversationReportRow &row) const
{
    const Conversation &c = row.conversation;
    switch (column) {
    case Id:
        return c.remoteId;
    case Status:
        return statusRank(c.status);
    case Agent:
        return text(row.agentName);
    case Waiting:
        return c.waitingSince && !isOver(c) ? QVariant(-*c.waitingSince) : QVariant();
    case Created:
        return c.created;
    case Inbox:
        return text(row.inboxName);
    case FirstResponse:
        return orNone(firstResponseTime(c));
    case Priority:
        return priorityRank(c.priority) < 0 ? QVariant() : priorityRank(c.priority);
    case Csat:
        return orNone(c.csat);
    case Group:
        return text(row.groupName);
    case Channel:
        return text(c.channel);
    case Labels:
        return text(c.labels.join(QLatin1Char(',')));
    case Closed:
        return orNone(c.closed);
    case Account:
        return text(row.accountName);
    default:
        return {};
    }
}

QString ConversationListModel::toolTip(int column, const ConversationReportRow &row) const
{
    const Conversation &c = row.conversation;
    QStringList lines;
    switch (column) {
    case Id:
        lines << tr("Conversation %1 of %2").arg(oneLine(c.remoteId), oneLine(row.accountName));
        if (!c.contact.isEmpty())
            lines << tr("Customer: %1").arg(oneLine(c.contact));
        if (c.goneAt)
            lines << tr("No longer at the vendor since %1").arg(format().full(*c.goneAt));
        break;
    case Waiting:
        if (c.waitingSince && !isOver(c))
            lines << tr("The customer waits since %1").arg(format().full(*c.waitingSince));
        break;
    case Agent:
        if (row.agentName.isEmpty() && c.waitingSince && !isOver(c))
            lines << tr("A customer waits and nobody is assigned");
        else
            lines << oneLine(row.agentName);
        break;
    case Created:
        lines << tr("Created %1").arg(format().full(c.created));
        if (c.updatedAt)
            lines << tr("Last change at the vendor %1").arg(format().full(*c.updatedAt));
        break;
    case FirstResponse:
        if (c.firstResponse)
            lines << tr("First answer %1").arg(format().full(*c.firstResponse));
        else
            lines << tr("No person has answered yet");
        break;
    case Closed:
        if (c.closed)
            lines << tr("Closed %1").arg(format().full(*c.closed));
        break;
    case Labels:
        lines << severalLines(c.labels.join(QLatin1Char('\n')));
        break;
    default:
        lines << display(column, row).toString();
        break;
    }
    return lines.join(QLatin1Char('\n'));
}

QString ConversationListModel::filterText(const ConversationReportRow &row) const
{
    const Conversation &c = row.conversation;
    const QStringList parts{QLatin1Char('#') + c.remoteId,
                            row.agentName,
                            row.inboxName,
                            row.groupName,
                            row.accountName,
                            statusTitle(c.status),
                            channelTitle(c.channel),
                            priorityTitle(c.priority),
                            c.labels.join(QLatin1Char(' ')),
                            c.contact};
    return parts.join(QLatin1Char('\n'));
}

QString ConversationListModel::rowKey(const ConversationReportRow &row) const
{
    return QString::number(row.conversation.account) + QLatin1Char('/') + row.conversation.remoteId;
}

bool ConversationListModel::sameRow(const ConversationReportRow &a,
                                    const ConversationReportRow &b) const
{
    const auto shown = [](const ConversationReportRow &r) {
        return std::tie(r.accountName, r.provider, r.agentName, r.groupName, r.inboxName,
                        r.conversation);
    };
    return shown(a) == shown(b);
}

} // namespace watchfloor
