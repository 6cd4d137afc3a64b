// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nowagentmodel.h"

#include "models/attention.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

std::vector<ColumnSpec> nowAgentColumns()
{
    using K = ColumnKind;
    const auto tr = [](const char *text) { return NowAgentModel::tr(text); };
    return {
        {QStringLiteral("agent"), tr("Agent"), tr("Name at the vendor, with the state's mark"),
         K::Text, 144, 3},
        {QStringLiteral("since"),
         tr("In state"),
         tr("Time in this state, as far as it was observed"),
         K::Duration,
         88,
         0,
         false,
         true,
         {},
         QStringLiteral("time")},
        {QStringLiteral("open"), tr("Open"),
         tr("Open conversations of the agent, and of how many slots. The bar is the share of the "
            "slots, or compares with the busiest agent where nobody's slots are known."),
         K::Number, 128, 1},
        {QStringLiteral("unattended"), tr("Unattended"),
         tr("Open conversations whose customer waits for an answer now. While at least a quarter "
            "of "
            "the agents is there, a sign marks those who are not."),
         K::Number, 104, 0},
    };
}

QVariant orNothing(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

} // namespace

NowAgentModel::NowAgentModel(QObject *parent)
    : RowTableModel<AgentReportRow>(nowAgentColumns(), parent)
{
}

void NowAgentModel::setAgents(std::vector<AgentReportRow> rows, bool sameQuestion)
{
    qint64 most = 0;
    bool slotsKnown = false;
    QHash<QString, QHash<RowId, int>> names;
    for (const AgentReportRow &row : rows) {
        ++names[row.agent.name][row.account];
        most = std::max(most, row.open.value_or(0));
        slotsKnown = slotsKnown || row.agent.capacity.value_or(0) > 0;
    }
    bool scaleChanged = std::exchange(m_mostOpen, most) != most;
    scaleChanged = std::exchange(m_hasSlots, slotsKnown) != slotsKnown || scaleChanged;
    const bool staffed = isStaffed(rows);
    const bool staffChanged = std::exchange(m_staffed, staffed) != staffed;
    const bool namesChanged = std::exchange(m_names, names) != names;
    if (sameQuestion)
        updateRows(std::move(rows));
    else
        resetRows(std::move(rows));
    if (namesChanged)
        touchColumns(Name, Name);
    if (scaleChanged)
        touchColumns(Open, Open);
    if (staffChanged)
        touchColumns(Unattended, Unattended);
}

void NowAgentModel::setStale(bool stale)
{
    if (std::exchange(m_stale, stale) != stale)
        touchColumns(0, ColumnCount - 1);
}

QString NowAgentModel::rowKey(const AgentReportRow &row) const
{
    return QString::number(row.account) + QLatin1Char('/') + row.agent.remoteId;
}

bool NowAgentModel::sameRow(const AgentReportRow &a, const AgentReportRow &b) const
{
    return a.agent == b.agent && a.open == b.open && a.leftOut == b.leftOut &&
           a.unattended == b.unattended && a.accountName == b.accountName;
}

QVariant NowAgentModel::cell(int column, int role, const AgentReportRow &row) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(column, row);
    case SortRole:
        switch (column) {
        case Name:
            return row.agent.name;
        case Since:
            return row.agent.availabilitySince ? QVariant(-*row.agent.availabilitySince)
                                               : QVariant();
        case Open:
            return orNothing(row.open);
        default:
            return orNothing(row.unattended);
        }
    case ExportRole:
        if (column == Name)
            return row.agent.name.isEmpty() ? row.agent.remoteId : row.agent.name;
        return column == Since && row.agent.availabilitySince
                   ? QVariant(*row.agent.availabilitySince)
                   : QVariant();
    case FilterRole:
        return (QStringList{row.agent.name, row.accountName} + row.groups).join(QLatin1Char(' '));
    case StateRole:
        return column == Name ? QVariant(row.agent.availability) : QVariant();
    case ShareRole: {
        if (column != Open || !row.open)
            return {};
        const auto full =
            static_cast<double>(m_hasSlots ? row.agent.capacity.value_or(0) : m_mostOpen);
        const auto part = m_hasSlots ? row.slotsTaken() : row.open;
        return full > 0 && part ? QVariant(std::min(1.0, static_cast<double>(*part) / full))
                                : QVariant();
    }
    case StaleRole:
        return m_stale; // of a name its state
    case MutedRole:
        return column == Since || (column == Open && row.open.value_or(0) == 0) ||
               (column == Unattended && row.unattended.value_or(0) == 0) ||
               (column == Name && !isReachable(row.agent.availability));
    case AttentionRole:
        return column == Unattended && needsAttention(row, m_staffed);
    case MetricRole:
        return metricOf(column);
    case Qt::ToolTipRole:
        return toolTip(column, row);
    default:
        return {};
    }
}

QString NowAgentModel::metricOf(int column)
{
    switch (column) {
    case Open:
        return QStringLiteral("open_conversations");
    case Unattended:
        return QStringLiteral("unattended_conversations");
    default:
        return {};
    }
}

QString NowAgentModel::toldApart(const AgentReportRow &row) const
{
    QString name = oneLine(row.agent.name);
    const auto same = m_names.value(row.agent.name);
    if (same.value(row.account) > 1) // as on paper
        name += QStringLiteral(" #") + oneLine(row.agent.remoteId);
    return same.size() > 1 ? QStringLiteral("%1 · %2").arg(name, oneLine(row.accountName)) : name;
}

QVariant NowAgentModel::display(int column, const AgentReportRow &row) const
{
    const Agent &agent = row.agent;
    switch (column) {
    case Name:
        if (agent.name.isEmpty())
            return tr("(no name, id %1)").arg(oneLine(agent.remoteId));
        return toldApart(row);
    case Since: {
        if (!agent.availabilitySince)
            return MetricFormatter::none();
        const DurationMs age = std::max<DurationMs>(0, now() - *agent.availabilitySince);
        if (!agent.availabilityIsOlder)
            return format().age(age);
        constexpr DurationMs minute = 60'000;
        return age < minute ? MetricFormatter::none()
                            : tr("≥ %1", "at least").arg(format().age(age));
    }
    case Open:
        // Of a filter's part the slots say nothing: the tooltip tells all that takes them.
        if (row.open && row.leftOut == 0 && agent.capacity.value_or(0) > 0)
            return tr("%1 / %2", "open of slots")
                .arg(format().count(*row.open), format().count(qint64{*agent.capacity}));
        return format().count(row.open);
    default:
        return format().count(row.unattended);
    }
}

QString NowAgentModel::toolTip(int column, const AgentReportRow &row) const
{
    QStringList lines;
    switch (column) {
    case Name:
    case Since:
        lines << availabilityTitle(row.agent.availability) << oneLine(row.agent.availabilityReason);
        if (row.agent.availabilitySince)
            lines << tr("Since %1").arg(format().full(*row.agent.availabilitySince));
        lines << oneLine(row.groups.join(QStringLiteral(", "))) << oneLine(row.accountName);
        break;
    case Unattended:
        if (cell(Unattended, AttentionRole, row).toBool())
            lines << tr("Customers wait, but the agent is not available");
        break;
    case Open:
        if (row.leftOut != 0 && row.agent.capacity.value_or(0) > 0)
            lines << tr("%1 open of %2 slots, whatever is filtered")
                         .arg(format().count(row.slotsTaken()),
                              format().count(qint64{*row.agent.capacity}));
        break;
    default:
        break;
    }
    if (m_stale)
        lines << tr("Old: nothing newer has been fetched");
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchfloor
