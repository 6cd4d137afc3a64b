// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agenttablemodel.h"

#include "models/plaintext.h"
#include "models/words.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {
namespace {

std::vector<ColumnSpec> agentColumns()
{
    using K = ColumnKind;
    const auto tr = [](const char *text) { return AgentTableModel::tr(text); };
    return {
        {QStringLiteral("agent"), tr("Agent"), tr("Name at the vendor"), K::Text, 208, 3},
        {QStringLiteral("state"), tr("State"), tr("Availability as last seen"), K::Text, 96, 0},
        {QStringLiteral("since"), tr("In state"),
         tr("Time in this state, as far as it was observed"), K::Duration, 96, 0, false, true},
        {QStringLiteral("open"), tr("Open"),
         tr("Open conversations assigned to the agent now. The bar compares with the agent's "
            "slots, or with the busiest agent where no slots are known."),
         K::Number, 128, 1},
        {QStringLiteral("unattended"), tr("Unattended"),
         tr("Open conversations whose customer waits for an answer now. While at least a quarter "
            "of the agents is there, a sign marks those who are not."),
         K::Number, 104, 0},
        {QStringLiteral("conversations"), tr("Conversations"),
         tr("Conversations created in the range, by their agent of today"), K::Number, 120, 0},
        {QStringLiteral("teams"), tr("Teams"), tr("Teams or groups the agent belongs to"), K::Text,
         176, 3},
        {QStringLiteral("account"), tr("Account"), tr("Account of this row"), K::Text, 128, 1},
    };
}

QVariant number(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

} // namespace

AgentTableModel::AgentTableModel(QObject *parent)
    : RowTableModel<AgentReportRow>(agentColumns(), parent)
{
}

void AgentTableModel::setReport(AgentReport report, bool sameQuestion)
{
    std::vector<AgentReportRow> rows = std::move(report.rows);
    report.rows.clear();
    m_report = std::move(report);
    qint64 mostOpen = 0;
    for (const AgentReportRow &row : rows)
        mostOpen = std::max(mostOpen, row.open.value_or(0));
    // At night everybody is away, and a table full of signs points at nobody.
    const auto reachable = std::count_if(rows.begin(), rows.end(), [](const AgentReportRow &row) {
        return isReachable(row.agent.availability);
    });
    const bool staffed = reachable * 4 >= static_cast<std::ptrdiff_t>(rows.size());
    const bool scaleChanged = mostOpen != m_mostOpen || staffed != m_staffed;
    m_mostOpen = mostOpen;
    m_staffed = staffed;
    if (sameQuestion)
        updateRows(std::move(rows));
    else
        resetRows(std::move(rows));
    if (scaleChanged)
        touchColumns(Open, Unattended);
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QString AgentTableModel::stateOf(const AgentReportRow &row) const
{
    return row.agent.availability;
}

QVariant AgentTableModel::cell(int column, int role, const AgentReportRow &row) const
{
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
        return column == Name ? QVariant(row.agent.availability) : QVariant();
    case MutedRole:
        if (row.agent.goneAt || column == Since || column == Teams || column == Account)
            return true;
        if (column == Open)
            return row.open.value_or(0) == 0;
        if (column == Unattended)
            return row.unattended.value_or(0) == 0;
        if (column == Conversations)
            return row.conversations.value_or(0) == 0;
        return column == State && !isReachable(row.agent.availability);
    case AttentionRole:
        return column == Unattended && m_staffed && row.unattended.value_or(0) > 0 &&
               !isReachable(row.agent.availability);
    case ShareRole: {
        if (column != Open || !row.open)
            return {};
        const auto full = static_cast<double>(
            row.agent.capacity.value_or(0) > 0 ? *row.agent.capacity : m_mostOpen);
        return full > 0 ? QVariant(std::min(1.0, static_cast<double>(*row.open) / full))
                        : QVariant();
    }
    case CopyRole:
        return column == Open || column == Unattended || column == Conversations ? raw(column, row)
                                                                                 : QVariant();
    default:
        return {};
    }
}

QVariant AgentTableModel::display(int column, const AgentReportRow &row) const
{
    switch (column) {
    case Name:
        return row.agent.name.isEmpty() ? tr("(no name, id %1)").arg(oneLine(row.agent.remoteId))
                                        : oneLine(row.agent.name);
    case State:
        return availabilityTitle(row.agent.availability);
    case Since:
        return inState(row.agent);
    case Open:
        if (row.open && row.agent.capacity.value_or(0) > 0)
            return tr("%1 / %2", "open of slots")
                .arg(format().count(*row.open), format().count(*row.agent.capacity));
        return format().count(row.open);
    case Unattended:
        return format().count(row.unattended);
    case Conversations:
        return format().count(row.conversations);
    case Teams:
        return oneLine(row.groups.join(QStringLiteral(", ")));
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

QVariant AgentTableModel::raw(int column, const AgentReportRow &row) const
{
    switch (column) {
    case Name:
        return row.agent.name;
    case State:
        return availabilityRank(row.agent.availability);
    case Since:
        // Longest first when descending: the length grows as the start gets smaller.
        return row.agent.availabilitySince ? QVariant(-*row.agent.availabilitySince) : QVariant();
    case Open:
        return number(row.open);
    case Unattended:
        return number(row.unattended);
    case Conversations:
        return number(row.conversations);
    case Teams:
        return row.groups.isEmpty() ? QVariant() : QVariant(row.groups.join(QLatin1Char(',')));
    case Account:
        return row.accountName;
    default:
        return {};
    }
}

QString AgentTableModel::toolTip(int column, const AgentReportRow &row) const
{
    QStringList lines;
    switch (column) {
    case Name:
        lines << severalLines(row.agent.name) << oneLine(row.agent.email);
        if (row.agent.kind != AgentKind::Human)
            lines << tr("A bot");
        if (row.agent.goneAt)
            lines << tr("No longer in the vendor's list since %1")
                         .arg(format().full(*row.agent.goneAt));
        break;
    case State:
    case Since:
        lines << availabilityTitle(row.agent.availability);
        if (row.agent.availabilitySince && row.agent.availabilityIsOlder)
            lines << tr("Already so when first seen, %1; since when is not known")
                         .arg(format().full(*row.agent.availabilitySince));
        else if (row.agent.availabilitySince)
            lines << tr("Since %1, as observed by this program")
                         .arg(format().full(*row.agent.availabilitySince));
        else
            lines << tr("Since when is not known");
        lines << oneLine(row.agent.availabilityReason);
        break;
    case Open:
        lines << (row.open ? tr("%1 open conversations").arg(format().count(*row.open))
                           : tr("Not known: the vendor does not tell this to this login"));
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
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString AgentTableModel::filterText(const AgentReportRow &row) const
{
    const QStringList parts{row.agent.name, row.agent.email, row.groups.join(QLatin1Char(' ')),
                            row.accountName, availabilityTitle(row.agent.availability)};
    return parts.join(QLatin1Char('\n'));
}

QString AgentTableModel::rowKey(const AgentReportRow &row) const
{
    return QString::number(row.account) + QLatin1Char('/') + row.agent.remoteId;
}

bool AgentTableModel::sameRow(const AgentReportRow &a, const AgentReportRow &b) const
{
    const auto shown = [](const AgentReportRow &r) {
        return std::tie(r.accountName, r.provider, r.agent, r.groups, r.open, r.unattended,
                        r.conversations);
    };
    return shown(a) == shown(b);
}

QVariant AgentTableModel::headerExtra(int column, int role) const
{
    const auto total = [this](bool known, qint64 value) {
        return known ? format().count(value) : MetricFormatter::none();
    };
    if (role == TotalRole) {
        switch (column) {
        case Name:
            return tr("Total");
        case Open:
            return total(m_report.openKnown, m_report.open);
        case Unattended:
            return total(m_report.unattendedKnown, m_report.unattended);
        case Conversations:
            return total(m_report.conversationsKnown, m_report.conversations);
        default:
            return {};
        }
    }
    if (role == RestRole) {
        switch (column) {
        case Name:
            return tr("Unassigned");
        case Open:
            return total(m_report.unassignedKnown, m_report.unassigned);
        case Conversations:
            return total(m_report.conversationsKnown, m_report.unspecified);
        default:
            return {};
        }
    }
    return {};
}

} // namespace watchfloor
