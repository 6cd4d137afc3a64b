// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agentconversationsmodel.h"

#include "models/plaintext.h"
#include "models/words.h"

namespace watchfloor {
namespace {

std::optional<DurationMs> responseOf(const Conversation &row)
{
    if (!row.firstResponse)
        return std::nullopt;
    return *row.firstResponse - row.created;
}

} // namespace

AgentConversationsModel::AgentConversationsModel(QObject *parent)
    : RowTableModel<Conversation>(
          {{QStringLiteral("number"), tr("Conversation"), tr("The vendor's own number"),
            ColumnKind::Text, 96, 1},
           {QStringLiteral("status"), tr("Status"), tr("Status now"), ColumnKind::Text, 88, 0},
           {QStringLiteral("created"), tr("Created"), tr("When it began"), ColumnKind::Time, 80, 0},
           {QStringLiteral("response"), tr("First response"),
            tr("From its creation to the first response"), ColumnKind::Duration, 96, 0}},
          parent)
{
}

void AgentConversationsModel::setConversations(std::vector<Conversation> conversations,
                                               bool sameAgent)
{
    if (sameAgent)
        updateRows(std::move(conversations));
    else
        resetRows(std::move(conversations));
}

QString AgentConversationsModel::display(int column, const Conversation &row) const
{
    switch (column) {
    case Number:
        return QLatin1Char('#') + oneLine(row.remoteId);
    case Status:
        return statusTitle(row.status);
    case Created:
        return format().moment(row.created, now());
    case Response:
        return format().duration(responseOf(row));
    default:
        return {};
    }
}

/// 9 comes before 10, whatever the vendor's ids are made of.
QVariant AgentConversationsModel::number(const Conversation &row)
{
    bool isNumber = false;
    const qint64 number = row.remoteId.toLongLong(&isNumber);
    return isNumber ? QVariant(number) : QVariant(row.remoteId);
}

QVariant AgentConversationsModel::cell(int column, int role, const Conversation &row) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(column, row);
    case SortRole:
        if (column == Created)
            return row.created;
        if (column == Response)
            return responseOf(row) ? QVariant(*responseOf(row)) : QVariant();
        return column == Status ? QVariant(statusRank(row.status)) : number(row);
    case FilterRole:
        return row.remoteId;
    case StateRole:
        return column == Status ? QVariant(row.status) : QVariant();
    case MutedRole:
        return column == Created || (column == Status && row.closed.has_value());
    case Qt::ToolTipRole:
        if (column == Created)
            return format().full(row.created);
        if (column == Response && !row.firstResponse)
            return tr("No response yet");
        return {};
    default:
        return {};
    }
}

QString AgentConversationsModel::rowKey(const Conversation &row) const
{
    return row.remoteId;
}

bool AgentConversationsModel::sameRow(const Conversation &a, const Conversation &b) const
{
    return a.status == b.status && a.created == b.created && a.firstResponse == b.firstResponse &&
           a.closed == b.closed;
}

} // namespace watchfloor
