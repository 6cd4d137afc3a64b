// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of the agents' table say.
#include "models/agenttablemodel.h"

#include "backend/engine/metriccatalog.h"
#include "models/attention.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

QVariant numberOrNothing(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

bool isCounter(int column)
{
    return column == AgentTableModel::Open || column == AgentTableModel::Unattended ||
           column == AgentTableModel::Conversations;
}

} // namespace

QVariant AgentTableModel::cell(int column, int role, const AgentTableRow &row) const
{
    if (role == DepthRole)
        return m_byTeam && !m_teams.empty() && !row.isTeam ? 1 : 0;
    if (role == StrongRole)
        return row.isTeam;
    if (const int at = sheetColumn(column); at >= 0 && role != FilterRole)
        return m_sheet.cell(at, role, {&row.figures, &row.before, levelsOf(row)});
    if (role == ThresholdRole)
        return static_cast<int>(thresholdOf(column, row));
    if (column == Conversations &&
        (role == DeltaRole || role == VerdictRole || role == Qt::AccessibleTextRole))
        return assigned(role, row.conversations, row.conversationsBefore);
    if (row.isTeam && role != SortRole && role != Qt::DisplayRole && role != CopyRole)
        return teamCell(column, role, row);
    switch (role) {
    case Qt::DisplayRole:
        return display(column, row);
    case SortRole:
        return raw(column, row);
    case ExportRole:
        return exported(column, row);
    case Qt::ToolTipRole:
        return toolTip(column, row);
    case FilterRole:
        return filterText(row);
    case StateRole:
        return column == Name ? QVariant(row.agent.availability) : QVariant();
    case MutedRole:
        if (row.agent.goneAt || column == Since || column == Teams || column == Account ||
            column == Reason || column == Bot)
            return true;
        if (column == Open)
            return row.open.value_or(0) == 0;
        if (column == Unattended)
            return row.unattended.value_or(0) == 0;
        if (column == Conversations)
            return row.conversations.value_or(0) == 0;
        return column == State && !isReachable(row.agent.availability);
    case AttentionRole:
        return column == Unattended && needsAttention(row, m_staffed);
    case StaleRole:
        return isStale() && (column == Name || column == State || column == Since ||
                             column == Open || column == Unattended || column == Load);
    case ShareRole: {
        const auto full = column == Load ? share(row) : std::nullopt;
        return full ? QVariant(std::min(1.0, *full)) : QVariant();
    }
    case SparkRole:
        return column == Spark && m_sparks.contains(row.agent.id)
                   ? QVariant::fromValue(m_sparks.value(row.agent.id))
                   : QVariant();
    case CopyRole:
        return isCounter(column) || column == Load || column == Spark ? raw(column, row)
                                                                      : QVariant();
    case MetricRole:
        if (column == Load) // a dash is no number
            return measured(Load, row) ? QStringLiteral("agent_load") : QString();
        return isCounter(column) ? this->column(column).key : QString();
    case LevelsRole:
        return column == Load ? QStringLiteral("agent_load") : QString();
    case Qt::AccessibleTextRole:
        if (column == Name)
            return display(column, row) + QStringLiteral(", ") +
                   availabilityTitle(row.agent.availability);
        if (const QString word = thresholdWord(thresholdOf(column, row)); !word.isEmpty())
            return display(column, row) + QStringLiteral(", ") + word;
        return {};
    default:
        return {};
    }
}

ThresholdScope AgentTableModel::levelsOf(const AgentTableRow &row) const
{
    if (row.isTeam)
        return {row.account, row.team, false};
    return {row.account, m_sheet.look().group, true};
}

/// The number of a column of its own, in its metric's unit.
std::optional<double> AgentTableModel::measured(int column, const AgentTableRow &row) const
{
    std::optional<qint64> count;
    if (column == Load)
        return row.isTeam || row.agent.capacity.value_or(0) <= 0 ? std::nullopt : share(row);
    if (column == Open)
        count = row.open;
    else if (column == Unattended)
        count = row.unattended;
    else if (column == Conversations)
        count = row.conversations;
    return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
}

const MetricSpec *AgentTableModel::levelsMetricOf(int column) const
{
    return column == Load ? metricSpec(QStringLiteral("agent_load")) : metricOf(column);
}

ThresholdState AgentTableModel::thresholdOf(int column, const AgentTableRow &row) const
{
    const std::optional<double> value = measured(column, row);
    if (!value || cell(column, AttentionRole, row).toBool())
        return ThresholdState::None; // what calls for somebody needs no second sign
    return m_sheet.look().thresholds.state(*levelsMetricOf(column), *value, levelsOf(row));
}

QVariant AgentTableModel::teamCell(int column, int role, const AgentTableRow &row) const
{
    switch (role) {
    case BranchRole:
        return m_closed.contains(rowKey(row)) ? 1 : 2;
    case Qt::AccessibleTextRole:
        return column == Name
                   ? QVariant(display(column, row) + QStringLiteral(", ") +
                              (m_closed.contains(rowKey(row)) ? tr("closed") : tr("open")))
                   : QVariant();
    case Qt::ToolTipRole:
        if (column == Name)
            return severalLines(row.agent.name) + QLatin1Char('\n') +
                   tr("%n agent(s); an agent of several teams stands under each", nullptr,
                      row.members);
        if (!isCounter(column) && column < OtherMetrics)
            return {};
        return QStringList{
            tr("What the agents of the team have together, each conversation once"),
            column == Conversations
                ? assigned(role, row.conversations, row.conversationsBefore).toString()
                : QString()}
            .join(QLatin1Char('\n'))
            .trimmed();
    case MetricRole:
        return isCounter(column) ? this->column(column).key : QString();
    default:
        return {};
    }
}

QString AgentTableModel::display(int column, const AgentTableRow &row) const
{
    const bool team = row.isTeam;
    switch (column) {
    case Name:
        if (team)
            return tr("%1 (%2)", "team (members)")
                .arg(row.team == 0 ? tr("No team") : oneLine(row.agent.name),
                     format().count(qint64{row.members}));
        return row.agent.name.isEmpty() ? tr("(no name, id %1)").arg(oneLine(row.agent.remoteId))
                                        : oneLine(row.agent.name);
    case State:
        return team ? QString() : availabilityTitle(row.agent.availability);
    case Since:
        return team ? QString() : inState(row.agent);
    case Open:
        return format().count(row.open);
    case Unattended:
        return format().count(row.unattended);
    case Load:
        if (team)
            return QString();
        return share(row) ? format().count(qint64{std::llround(100.0 * *share(row))})
                          : MetricFormatter::none();
    case Conversations:
        return format().count(row.conversations);
    case Teams:
        return oneLine(row.groups.join(QStringLiteral(", ")));
    case Reason:
        return oneLine(row.agent.availabilityReason);
    case Bot:
        if (team)
            return QString();
        return row.agent.kind == AgentKind::Human ? tr("Person") : tr("Bot");
    case Account:
        return oneLine(row.accountName);
    default:
        return {};
    }
}

QString AgentTableModel::inState(const Agent &agent) const
{
    if (!agent.availabilitySince)
        return MetricFormatter::none();
    const DurationMs age = now() - *agent.availabilitySince;
    if (!agent.availabilityIsOlder)
        return format().age(age);
    constexpr DurationMs minute = 60'000;
    return age < minute ? MetricFormatter::none() : tr("≥ %1", "at least").arg(format().age(age));
}

std::optional<double> AgentTableModel::share(const AgentTableRow &row) const
{
    const auto taken = row.slotsTaken();
    if (row.isTeam || !taken || row.agent.capacity.value_or(0) <= 0)
        return std::nullopt;
    return static_cast<double>(*taken) / *row.agent.capacity;
}

QVariant AgentTableModel::raw(int column, const AgentTableRow &row) const
{
    switch (column) {
    case Name:
        return row.isTeam && row.team == 0 ? QVariant() : QVariant(row.agent.name);
    case State:
        return row.isTeam ? QVariant() : QVariant(availabilityRank(row.agent.availability));
    case Since:
        // Longest first when descending: the length grows as the start gets smaller.
        return row.agent.availabilitySince ? QVariant(-*row.agent.availabilitySince) : QVariant();
    case Open:
        return numberOrNothing(row.open);
    case Unattended:
        return numberOrNothing(row.unattended);
    case Load: {
        const auto full = share(row);
        return full ? QVariant(*full) : QVariant();
    }
    case Conversations:
        return numberOrNothing(row.conversations);
    case Spark: {
        double sum = 0;
        for (const double value : m_sparks.value(row.agent.id))
            sum += std::isnan(value) ? 0 : value;
        return m_sparks.contains(row.agent.id) && !row.isTeam ? QVariant(sum) : QVariant();
    }
    case Teams:
        return row.groups.isEmpty() ? QVariant() : QVariant(row.groups.join(QLatin1Char(',')));
    case Reason:
        return row.agent.availabilityReason.isEmpty() ? QVariant()
                                                      : QVariant(row.agent.availabilityReason);
    case Bot:
        return row.isTeam ? QVariant() : QVariant(static_cast<int>(row.agent.kind));
    case Account:
        return row.accountName;
    default:
        return {};
    }
}

QVariant AgentTableModel::exported(int column, const AgentTableRow &row) const
{
    switch (column) {
    case Name:
        return row.agent.name.isEmpty() ? row.agent.remoteId : row.agent.name;
    case State:
        return row.agent.availability;
    case Since:
        return row.agent.availabilitySince ? QVariant(*row.agent.availabilitySince) : QVariant();
    case Load:
        // Without slots it is drawn against the busiest agent: no figure of this one's.
        return row.agent.capacity.value_or(0) > 0 ? raw(column, row)
                                                  : QVariant(QMetaType::fromType<double>());
    case Teams:
        return row.groups.join(QStringLiteral(", "));
    case Reason:
        return row.agent.availabilityReason;
    case Bot:
        return row.agent.kind == AgentKind::Human ? QStringLiteral("human") : QStringLiteral("bot");
    default:
        return {};
    }
}

QString AgentTableModel::presenceToolTip(const AgentTableRow &row) const
{
    QStringList lines{availabilityTitle(row.agent.availability)};
    if (row.agent.availabilitySince && row.agent.availabilityIsOlder)
        lines << tr("Already so when first seen, %1; since when is not known")
                     .arg(format().full(*row.agent.availabilitySince));
    else if (row.agent.availabilitySince)
        lines << tr("Since %1, as observed by this program")
                     .arg(format().full(*row.agent.availabilitySince));
    else
        lines << tr("Since when is not known");
    lines << oneLine(row.agent.availabilityReason);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString AgentTableModel::toolTip(int column, const AgentTableRow &row) const
{
    QStringList lines;
    switch (column) {
    case Name:
        lines << severalLines(row.agent.name) << oneLine(row.agent.email) << presenceToolTip(row);
        if (row.agent.kind != AgentKind::Human)
            lines << tr("A bot");
        if (row.agent.goneAt)
            lines << tr("No longer in the vendor's list since %1")
                         .arg(format().full(*row.agent.goneAt));
        break;
    case State:
    case Since:
    case Reason:
        lines << presenceToolTip(row);
        break;
    case Open:
    case Load:
        if (!row.open)
            lines << tr("Not known: the vendor does not tell this to this login");
        else if (column == Load && row.agent.capacity.value_or(0) > 0)
            lines << tr("%1 open of %2 slots, whatever is filtered")
                         .arg(format().count(row.slotsTaken()),
                              format().count(*row.agent.capacity));
        else
            lines << tr("%1 open conversations").arg(format().count(*row.open));
        if (column == Load && row.open && row.agent.capacity.value_or(0) <= 0)
            lines << tr("The agent's slots are not known, so neither is the load");
        break;
    case Unattended:
        if (!row.unattended)
            lines << tr("Not known: the vendor does not tell this to this login");
        else if (*row.unattended > 0 && !isReachable(row.agent.availability))
            lines << tr("%1 customers wait, but the agent is not available")
                         .arg(format().count(*row.unattended));
        else
            lines << tr("%1 customers wait for an answer").arg(format().count(*row.unattended));
        break;
    case Conversations:
        lines << tr("%1 conversations created %2")
                     .arg(format().count(row.conversations), format().days(m_report.range));
        lines << assigned(Qt::ToolTipRole, row.conversations, row.conversationsBefore).toString();
        break;
    case Spark:
        if (m_sparks.contains(row.agent.id))
            lines << tr("%1 conversations in the last 24 hours")
                         .arg(format().count(qint64{raw(Spark, row).toLongLong()}))
                  << tr("Double click opens those of an hour, Enter lets choose one");
        else if (!row.isTeam)
            lines << tr("No conversations in the last 24 hours");
        break;
    case Teams:
        lines << severalLines(row.groups.join(QLatin1Char('\n')));
        break;
    case Account:
        lines << oneLine(row.accountName) << oneLine(row.provider);
        break;
    default:
        break;
    }
    if (const ThresholdState state = thresholdOf(column, row); state != ThresholdState::None) {
        const MetricSpec &metric = *levelsMetricOf(column);
        lines << thresholdText(metric, m_sheet.look().thresholds.levels(metric, levelsOf(row)),
                               state, format());
    }
    if (cell(column, StaleRole, row).toBool())
        lines << tr("Old: nothing newer has been fetched");
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString AgentTableModel::filterText(const AgentTableRow &row) const
{
    const QStringList parts{row.agent.name, row.agent.email, row.groups.join(QLatin1Char(' ')),
                            row.accountName, availabilityTitle(row.agent.availability)};
    return parts.join(QLatin1Char('\n'));
}

QVariant AgentTableModel::headerExtra(int column, int role) const
{
    if (const int at = sheetColumn(column); at >= 0)
        return m_sheet.header(at, role);
    const auto total = [this](bool known, qint64 value) {
        return known ? format().count(value) : MetricFormatter::none();
    };
    switch (role) {
    case TotalRole:
        switch (column) {
        case Name:
            return tr("Total");
        case Open:
            return total(m_report.openKnown, m_report.open);
        case Unattended:
            return total(m_report.unattendedKnown, m_report.unattended);
        case Load:
        case Spark:
            return MetricFormatter::none();
        case Conversations:
            return total(m_report.conversationsKnown, m_report.conversations);
        default:
            return {};
        }
    case RestRole:
        switch (column) {
        case Name:
            return tr("Unassigned");
        case Open:
            return total(m_report.unassignedKnown, m_report.unassigned);
        case Unattended:
            return format().count(m_report.unassignedUnattended);
        case Conversations:
            return total(m_report.conversationsKnown, m_report.unspecified);
        default:
            return {};
        }
    case TotalToolTipRole:
    case RestToolTipRole:
        return footerToolTip(column, role);
    case BesideRole:
        return column == Conversations && m_sheet.look().compare ? 2 : 0;
    case MetricRole:
        return isCounter(column) ? this->column(column).key : QString();
    case LevelsRole:
        return column == Load ? QStringLiteral("agent_load") : QString();
    default:
        return {};
    }
}

QVariant AgentTableModel::assigned(int role, std::optional<qint64> now,
                                   std::optional<qint64> before) const
{
    const auto figureOf = [](std::optional<qint64> count) {
        ReportFigure figure;
        if (count)
            figure.value = static_cast<double>(*count);
        figure.why = count ? WhyAbsent::Present : WhyAbsent::NotCached;
        return figure;
    };
    const ReportFigure figure = figureOf(now);
    const ReportFigure earlier = figureOf(before);
    const MetricCell cell(*metricSpec("conversations"), m_sheet.look(), &figure, &earlier);
    if (role == Qt::AccessibleTextRole)
        return cell.delta() ? QVariant(cell.spoken()) : QVariant();
    if (role != Qt::ToolTipRole)
        return cell.data(role);
    return cell.delta()
               ? tr("The period before: %1 (%2)").arg(format().count(before), cell.deltaText())
               : QString();
}

QString AgentTableModel::footerToolTip(int column, int role) const
{
    const auto besides = [](const QString &text, const QVariant &change) {
        const QString more = change.toString();
        return more.isEmpty() ? text : text + QLatin1Char('\n') + more;
    };
    if (role == RestToolTipRole)
        return besides(tr("Conversations that no agent is assigned to"),
                       column == Conversations
                           ? assigned(Qt::ToolTipRole, m_report.unspecified, m_restBefore)
                           : QVariant());
    const auto unless = [](bool known) {
        return known ? tr("Counted over all conversations of the range and accounts, whatever the "
                          "search hides; never a sum of the rows above.")
                     : tr("An account does not tell this (yet), so there is no total");
    };
    switch (column) {
    case Open:
        return unless(m_report.openKnown);
    case Unattended:
        return unless(m_report.unattendedKnown);
    case Conversations:
        return besides(unless(m_report.conversationsKnown),
                       m_report.conversationsKnown
                           ? assigned(Qt::ToolTipRole, m_report.conversations, m_totalBefore)
                           : QVariant());
    case Load:
        return tr("Loads are shares of different slots: they do not add up");
    case Spark:
        return tr("Lines of agents are not added; Charts shows the trend of all");
    case Name:
        return unless(true);
    default:
        return {};
    }
}

} // namespace watchfloor
