// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of the list say.
#include "models/conversationlistmodel.h"

#include "backend/engine/metriccatalog.h"
#include "models/nowcounters.h"
#include "models/plaintext.h"
#include "models/roles.h"
#include "models/words.h"

namespace watchfloor {
namespace {

QVariant text(const QString &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value);
}

template<typename T>
QVariant orNone(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

} // namespace

std::optional<DurationMs> ConversationListModel::waiting(std::size_t row) const
{
    const auto since = list().isOver(row) ? std::nullopt : list().waitingSince(row);
    return since ? std::optional(now() - *since) : std::nullopt;
}

std::optional<DurationMs> ConversationListModel::timeLeft(std::size_t row) const
{
    const auto due = list().isOver(row) ? std::nullopt : list().dueAt(row);
    return due ? std::optional(*due - now()) : std::nullopt;
}

bool ConversationListModel::needsSomebody(std::size_t row) const
{
    return list().cell(row).agentName.isEmpty() && waiting(row);
}

/// New ones wait for somebody all day long: loud are those whom nobody took in time.
bool ConversationListModel::isLeftAlone(std::size_t row) const
{
    if (!needsSomebody(row))
        return false;
    const auto left = timeLeft(row);
    if (left)
        return *left < 0;
    static const MetricSpec &wait = *metricSpec(QStringLiteral("longest_queue_wait"));
    const ThresholdScope scope{list().account(row).id, list().cell(row).group};
    return m_thresholds.state(wait, static_cast<double>(*waiting(row)), scope) !=
           ThresholdState::None;
}

QVariant ConversationListModel::cell(int column, int role, std::size_t row) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(column, row);
    case KeyRole:
        return QString::number(list().account(row).id) + u'/' + list().remoteId(row);
    case SortRole:
        return raw(column, row);
    case Qt::ToolTipRole:
        return toolTip(column, row);
    case FilterRole:
        return filterText(row);
    case StateRole:
        return column == Status ? QVariant(list().status(row)) : QVariant();
    case MutedRole:
        return isMuted(column, row);
    case StaleRole: // what may have changed since
        return m_old && !list().isOver(row) &&
               (column == Status || column == Agent || column == Unread ||
                ((column == Waiting || column == TimeLeft) && raw(column, row).isValid()));
    case AttentionRole:
        return (column == Agent && isLeftAlone(row)) ||
               (column == TimeLeft && timeLeft(row).value_or(0) < 0);
    case CopyRole:
        if (column == Created)
            return format().full(list().created(row));
        if (column == Closed)
            return list().closed(row) ? format().full(*list().closed(row)) : QString();
        return {};
    default:
        return {};
    }
}

bool ConversationListModel::isMuted(int column, std::size_t row) const
{
    if (list().isGone(row))
        return true;
    switch (column) {
    case Agent:
        return list().cell(row).agentName.isEmpty() && !needsSomebody(row);
    case Status:
        return list().isOver(row);
    case Id:
    case Waiting:
    case TimeLeft:
    case Times:
        return false;
    case Priority:
        return priorityRank(list().priority(row)) < 2;
    default:
        return true;
    }
}

QVariant ConversationListModel::display(int column, std::size_t row) const
{
    const ConversationList &all = list();
    switch (column) {
    case Id:
        return QLatin1Char('#') + oneLine(all.remoteId(row), 40);
    case Times:
        return all.hasTimes() ? QVariant(format().count(qint64{all.times(row)})) : QVariant();
    case Status:
        return statusTitle(all.status(row));
    case Agent:
        return all.cell(row).agentName.isEmpty() ? tr("Unassigned")
                                                 : oneLine(all.cell(row).agentName);
    case Waiting:
        return waiting(row) ? QVariant(format().age(*waiting(row))) : QVariant();
    case TimeLeft: {
        const auto left = timeLeft(row);
        if (!left)
            return {};
        constexpr DurationMs minute = 60'000;
        if (*left < 0 && -*left < minute)
            return countdown(*left, format()); // "less than minus a minute" says nothing
        return *left < 0 ? QString(QChar(0x2212)) + format().age(-*left) : format().age(*left);
    }
    case Age:
        return format().age(now() - all.created(row));
    case Created:
        return format().moment(all.created(row), now());
    case Inbox:
        return oneLine(all.cell(row).inboxName);
    case FirstResponse: {
        const auto first = all.firstResponse(row);
        return format().duration(first ? std::optional(*first - all.created(row)) : std::nullopt);
    }
    case Priority:
        return priorityTitle(all.priority(row));
    case Csat:
        return all.csat(row) ? QVariant(format().count(qint64{*all.csat(row)})) : QVariant();
    case Group:
        return oneLine(all.cell(row).groupName);
    case Skill:
        return oneLine(all.cell(row).skillName);
    case Channel:
        return channelTitle(all.cell(row).channel);
    case Labels:
        return oneLine(all.labels(row).join(QStringLiteral(", ")));
    case Closed:
        return all.closed(row) ? QVariant(format().moment(*all.closed(row), now())) : QVariant();
    case Account:
        return oneLine(all.account(row).name);
    case Unread:
        return all.unread(row) ? QVariant(format().count(qint64{*all.unread(row)})) : QVariant();
    default:
        return {};
    }
}

QVariant ConversationListModel::raw(int column, std::size_t row) const
{
    const ConversationList &all = list();
    switch (column) {
    case Id:
        return all.remoteId(row);
    case Times:
        return all.hasTimes() ? QVariant(qint64{all.times(row)}) : QVariant();
    case Status:
        return statusRank(all.status(row));
    case Agent:
        return text(all.cell(row).agentName);
    case Waiting: {
        const auto since = all.isOver(row) ? std::nullopt : all.waitingSince(row);
        return since ? QVariant(-*since) : QVariant();
    }
    case TimeLeft:
        return all.isOver(row) ? QVariant() : orNone(all.dueAt(row));
    case Age:
        return -all.created(row);
    case Created:
        return all.created(row);
    case Inbox:
        return text(all.cell(row).inboxName);
    case FirstResponse:
        return all.firstResponse(row) ? QVariant(*all.firstResponse(row) - all.created(row))
                                      : QVariant();
    case Priority: {
        const int rank = priorityRank(all.priority(row));
        return rank < 0 ? QVariant() : QVariant(rank);
    }
    case Csat:
        return orNone(all.csat(row));
    case Group:
        return text(all.cell(row).groupName);
    case Skill:
        return text(all.cell(row).skillName);
    case Channel:
        return text(all.cell(row).channel);
    case Labels:
        return text(all.labels(row).join(QLatin1Char(',')));
    case Closed:
        return orNone(all.closed(row));
    case Account:
        return text(all.account(row).name);
    case Unread:
        return orNone(all.unread(row));
    default:
        return {};
    }
}

QStringList ConversationListModel::details(std::size_t row) const
{
    const auto known = m_details.constFind(list().id(row));
    if (known == m_details.constEnd()) {
        Q_EMIT detailsWanted({list().id(row)});
        return {};
    }
    QStringList lines;
    if (!known->topic.isEmpty())
        lines << tr("Topic: %1")
                     .arg(oneLine(QStringList{known->topic, known->subtopic}.join(
                         known->subtopic.isEmpty() ? QString() : QStringLiteral(" / "))));
    if (!known->outcome.isEmpty())
        lines << tr("Outcome: %1").arg(oneLine(known->outcome));
    if (known->updatedAt)
        lines << tr("Last change at the vendor %1").arg(format().full(*known->updatedAt));
    return lines;
}

QString ConversationListModel::toolTip(int column, std::size_t row) const
{
    const ConversationList &all = list();
    QStringList lines;
    switch (column) {
    case Id:
        lines << tr("Conversation %1 of %2")
                     .arg(oneLine(all.remoteId(row)), oneLine(all.account(row).name));
        if (!all.contactBytes(row).empty())
            lines << tr("Customer: %1").arg(oneLine(all.contact(row)));
        lines << details(row);
        if (all.isGone(row))
            lines << tr("No longer at the vendor since %1").arg(format().full(*all.goneAt(row)));
        break;
    case Times:
        break;
    case Waiting:
        if (waiting(row))
            lines << tr("The customer waits since %1").arg(format().full(*all.waitingSince(row)));
        break;
    case TimeLeft:
        if (timeLeft(row))
            lines << (*timeLeft(row) < 0 ? tr("An answer was due %1") : tr("An answer is due %1"))
                         .arg(format().full(*all.dueAt(row)));
        break;
    case Agent:
        lines << (needsSomebody(row) ? tr("A customer waits and nobody is assigned")
                                     : oneLine(all.cell(row).agentName));
        break;
    case Age:
    case Created:
        lines << tr("Created %1").arg(format().full(all.created(row))) << details(row);
        break;
    case FirstResponse:
        lines << (all.firstResponse(row)
                      ? tr("First answer %1").arg(format().full(*all.firstResponse(row)))
                      : tr("No person has answered yet"));
        break;
    case Closed:
        if (all.closed(row))
            lines << tr("Closed %1").arg(format().full(*all.closed(row)));
        break;
    case Labels:
        lines << severalLines(all.labels(row).join(QLatin1Char('\n')));
        break;
    default:
        lines << display(column, row).toString();
        break;
    }
    return lines.join(QLatin1Char('\n'));
}

QString ConversationListModel::filterText(std::size_t row) const
{
    const ConversationCell &cell = list().cell(row);
    const QStringList parts{QLatin1Char('#') + list().remoteId(row),
                            cell.agentName,
                            cell.inboxName,
                            cell.groupName,
                            cell.skillName,
                            list().account(row).name,
                            statusTitle(list().status(row)),
                            channelTitle(cell.channel),
                            priorityTitle(list().priority(row)),
                            list().labels(row).join(QLatin1Char(' ')),
                            list().contact(row)};
    return parts.join(QLatin1Char('\n'));
}

} // namespace watchfloor
