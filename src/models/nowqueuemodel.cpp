// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nowqueuemodel.h"

#include "models/nowcounters.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <utility>

namespace watchfloor {
namespace {

std::vector<ColumnSpec> queueColumns()
{
    using K = ColumnKind;
    const auto tr = [](const char *text) { return NowQueueModel::tr(text); };
    return {
        {QStringLiteral("left"),
         tr("Time left"),
         tr("Until the answer is due; below zero it is overdue. Without a due time, why it stands "
            "here."),
         K::Duration,
         108,
         0,
         false,
         true,
         {},
         QStringLiteral("time")},
        {QStringLiteral("number"), tr("Conversation"), tr("The vendor's number"), K::Text, 84, 1},
        {QStringLiteral("group"), tr("Group"), tr("Group, else skill, else inbox"), K::Text, 108,
         2},
        {QStringLiteral("channel"), tr("Channel"), tr("How the customer writes"), K::Text, 80, 0},
        {QStringLiteral("waiting"),
         tr("Waiting"),
         tr("Since when the customer waits for a person"),
         K::Duration,
         92,
         0,
         false,
         true,
         {},
         QStringLiteral("time")},
        {QStringLiteral("agent"), tr("Agent"), tr("Who has it now"), K::Text, 104, 2},
        {QStringLiteral("account"), tr("Account"), tr("Account of this row"), K::Text, 112, 1},
    };
}

QString groupOf(const QueueRow &row)
{
    for (const QString *name : {&row.groupName, &row.skillName, &row.inboxName}) {
        if (!name->isEmpty())
            return *name;
    }
    return {};
}

} // namespace

QString urgencyTitle(Urgency urgency)
{
    switch (urgency) {
    case Urgency::Overdue:
        return NowQueueModel::tr("Overdue");
    case Urgency::SoonDue:
        return NowQueueModel::tr("Due soon");
    case Urgency::Unattended:
        return NowQueueModel::tr("Unattended");
    case Urgency::Unassigned:
        return NowQueueModel::tr("Unassigned");
    case Urgency::Calm:
        break;
    }
    return {};
}

NowQueueModel::NowQueueModel(QObject *parent)
    : RowTableModel<QueueRow>(queueColumns(), parent)
{
}

void NowQueueModel::setReport(const QueueReport &report, bool sameQuestion)
{
    std::vector<QueueRow> rows;
    for (const QueueRow &row : report.rows) {
        if (row.urgency != Urgency::Calm || row.timeLeft)
            rows.push_back(row);
    }
    if (sameQuestion)
        updateRows(std::move(rows));
    else
        resetRows(std::move(rows));
}

void NowQueueModel::setStale(bool stale)
{
    if (std::exchange(m_stale, stale) != stale)
        touchColumns(0, ColumnCount - 1);
}

void NowQueueModel::setAccountMarks(const QHash<RowId, QString> &marks)
{
    if (std::exchange(m_accountMarks, marks) != marks)
        touchColumns(Number, Number);
}

Urgency NowQueueModel::urgencyOf(const QueueRow &row) const
{
    if (!row.conversation.dueAt)
        return row.urgency;
    const DurationMs left = *row.conversation.dueAt - now();
    if (left < 0)
        return Urgency::Overdue;
    return left < m_soon ? Urgency::SoonDue : row.urgency;
}

qint64 NowQueueModel::rankOf(const QueueRow &row)
{
    // By fixed instants, so that no row's rank changes because time passes.
    constexpr qint64 century = 10'000'000'000'000;
    constexpr qint64 behindDue = 5'000'000'000'000;
    const Conversation &c = row.conversation;
    const qint64 at = c.dueAt ? *c.dueAt : behindDue + row.waitingSince.value_or(c.created);
    return static_cast<qint64>(row.urgency) * century + at;
}

QString NowQueueModel::rowKey(const QueueRow &row) const
{
    return QString::number(row.account) + QLatin1Char('/') + row.conversation.remoteId;
}

bool NowQueueModel::sameRow(const QueueRow &a, const QueueRow &b) const
{
    // What only counts the time between the two reports is no change.
    return a.conversation == b.conversation && a.urgency == b.urgency &&
           a.unassigned == b.unassigned && a.unattended == b.unattended &&
           a.waitingSince == b.waitingSince && a.agentName == b.agentName &&
           a.groupName == b.groupName && a.skillName == b.skillName && a.inboxName == b.inboxName &&
           a.accountName == b.accountName;
}

QVariant NowQueueModel::cell(int column, int role, const QueueRow &row) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(column, row);
    case SortRole:
        switch (column) {
        case Left:
            return rankOf(row);
        case Waiting: // longest first when descending
            return row.waitingSince ? QVariant(-*row.waitingSince) : QVariant();
        default:
            return display(column, row).toString() == MetricFormatter::none()
                       ? QVariant()
                       : display(column, row);
        }
    case ExportRole:
        return exported(column, row);
    case FilterRole:
        return QStringList{row.conversation.remoteId, row.agentName, groupOf(row), row.accountName,
                           channelTitle(row.conversation.channel)}
            .join(QLatin1Char(' '));
    case Qt::ToolTipRole:
        return toolTip(column, row);
    case AttentionRole:
        return column == Left && urgencyOf(row) == Urgency::Overdue;
    case StaleRole: // it may have been answered or passed on since
        return m_stale && (column == Left || column == Waiting || column == AgentName);
    case MutedRole:
        return column == Channel || column == AccountName ||
               (column == Left && !row.conversation.dueAt) ||
               (column == AgentName && row.unassigned);
    default:
        return {};
    }
}

QVariant NowQueueModel::exported(int column, const QueueRow &row) const
{
    const Conversation &c = row.conversation;
    switch (column) {
    case Left:
        return c.dueAt ? QVariant(*c.dueAt) : QVariant();
    case Number:
        return c.remoteId;
    case Waiting:
        return row.waitingSince ? QVariant(*row.waitingSince) : QVariant();
    case Channel:
        return c.channel;
    default:
        return {};
    }
}

QVariant NowQueueModel::display(int column, const QueueRow &row) const
{
    const Conversation &c = row.conversation;
    const auto orNone = [](const QString &text) {
        return text.isEmpty() ? MetricFormatter::none() : oneLine(text);
    };
    switch (column) {
    case Left:
        return c.dueAt ? countdown(*c.dueAt - now(), format()) : urgencyTitle(row.urgency);
    case Number: {
        const QString number = QLatin1Char('#') + oneLine(c.remoteId);
        const QString mark = m_accountMarks.value(row.account);
        return mark.isEmpty() ? number : tr("%1 · %2", "number, account").arg(number, mark);
    }
    case Group:
        return orNone(groupOf(row));
    case Channel:
        return c.channel.isEmpty() ? MetricFormatter::none() : channelTitle(c.channel);
    case Waiting:
        return row.waitingSince
                   ? countdown(std::max<DurationMs>(0, now() - *row.waitingSince), format())
                   : MetricFormatter::none();
    case AgentName:
        return row.unassigned ? tr("Unassigned") : orNone(row.agentName);
    case AccountName:
        return oneLine(row.accountName);
    default:
        return {};
    }
}

QString NowQueueModel::toolTip(int column, const QueueRow &row) const
{
    QStringList lines;
    const Conversation &c = row.conversation;
    switch (column) {
    case Left:
        lines << urgencyTitle(urgencyOf(row));
        if (c.dueAt)
            lines << tr("Due %1").arg(format().full(*c.dueAt));
        break;
    case Waiting:
        if (row.waitingSince)
            lines << tr("Since %1").arg(format().full(*row.waitingSince));
        break;
    case Number:
        lines << tr("Created %1").arg(format().full(c.created)) << oneLine(row.accountName);
        if (!c.priority.isEmpty())
            lines << tr("Priority: %1").arg(priorityTitle(c.priority));
        break;
    case Group:
        for (const QString &name : {row.groupName, row.skillName, row.inboxName}) {
            if (!name.isEmpty())
                lines << oneLine(name);
        }
        break;
    default:
        break;
    }
    if (cell(column, StaleRole, row).toBool())
        lines << tr("Old: nothing newer has been fetched");
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchfloor
