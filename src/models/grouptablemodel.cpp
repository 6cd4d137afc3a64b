// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/grouptablemodel.h"

#include "models/plaintext.h"
#include "models/words.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

QStringList GroupTableModel::usualColumns(MetricDimension dimension)
{
    QStringList keys{QStringLiteral("open_conversations"),
                     QStringLiteral("unattended_conversations"),
                     QStringLiteral("unassigned_conversations"),
                     QStringLiteral("longest_queue_wait"),
                     QStringLiteral("conversations"),
                     QStringLiteral("closed_conversations"),
                     QStringLiteral("first_response_time"),
                     QStringLiteral("resolution_time"),
                     QStringLiteral("csat")};
    if (dimension == MetricDimension::Group || dimension == MetricDimension::Skill ||
        dimension == MetricDimension::Account)
        keys.insert(4, QStringLiteral("online_agents"));
    return keys;
}

QStringList GroupTableModel::columnsOfWideScreens()
{
    return {QStringLiteral("reply_time"),
            QStringLiteral("assignments"),
            QStringLiteral("transfers"),
            QStringLiteral("reopenings_count"),
            QStringLiteral("messages_count"),
            QStringLiteral("soon_overdue_conversations"),
            QStringLiteral("overdue_conversations_total"),
            QStringLiteral("avg_wait_time"),
            QStringLiteral("csat_answers")};
}

QString GroupTableModel::dimensionTitle(MetricDimension dimension)
{
    switch (dimension) {
    case MetricDimension::Skill:
        return tr("Skill");
    case MetricDimension::Inbox:
        return tr("Inbox");
    case MetricDimension::Channel:
        return tr("Channel");
    case MetricDimension::Account:
        return tr("Account");
    default:
        return tr("Group");
    }
}

QString GroupTableModel::noneTitle(MetricDimension dimension)
{
    switch (dimension) {
    case MetricDimension::Skill:
        return tr("No skill");
    case MetricDimension::Inbox:
        return tr("No inbox");
    case MetricDimension::Channel:
        return tr("No channel");
    case MetricDimension::Account:
        return tr("No account");
    default:
        return tr("No group");
    }
}

GroupTableModel::GroupTableModel(MetricDimension dimension, QObject *parent)
    : RowTableModel<GroupTableRow>({}, parent)
    , m_dimension(dimension)
    , m_sheet(dimension, {}, usualColumns(dimension) + columnsOfWideScreens())
{
    std::vector<ColumnSpec> columns{
        {QStringLiteral("name"), dimensionTitle(dimension),
         dimension == MetricDimension::Group
             ? tr("Group, team or department. A closed one shows what is below it too.")
             : tr("Name at the vendor"),
         ColumnKind::Text, 168, 3},
        {QStringLiteral("account"), tr("Account"), tr("Account of this row"), ColumnKind::Text, 112,
         1, dimension == MetricDimension::Account || dimension == MetricDimension::Channel},
    };
    const std::vector<ColumnSpec> metrics = m_sheet.specs();
    columns.insert(columns.end(), metrics.begin(), metrics.end());
    setColumns(std::move(columns));
}

const MetricSpec *GroupTableModel::metricOf(int column) const
{
    return column >= FirstMetric && column < columnCount() ? &m_sheet.metric(column - FirstMetric)
                                                           : nullptr;
}

void GroupTableModel::setReport(BreakdownReport report, bool sameQuestion,
                                const BreakdownReport *before)
{
    const RowsBefore<BreakdownRow> earlier =
        before ? RowsBefore<BreakdownRow>(before->rows) : RowsBefore<BreakdownRow>();
    std::vector<GroupTableRow> rows;
    rows.reserve(report.rows.size());
    std::vector<ReportFigure> rest;
    std::vector<ReportFigure> restBefore;
    for (BreakdownRow &row : report.rows) {
        GroupTableRow &next = rows.emplace_back();
        static_cast<BreakdownRow &>(next) = std::move(row);
        const BreakdownRow *was = before ? earlier.of(next) : nullptr;
        if (was) {
            next.before = was->figures;
            next.beforeWithSubGroups = was->withSubGroups;
        }
        if (next.key == 0) {
            rest = next.figures;
            restBefore = next.before;
        }
    }
    // What has none of it stands in the pinned row, where no sort hides it. The tree is kept by
    // key: rows come and go one by one.
    for (GroupTableRow &row : rows)
        row.above = row.parent < 0 ? 0 : rows[static_cast<std::size_t>(row.parent)].key;
    std::erase_if(rows, [](const GroupTableRow &row) { return row.key == 0; });
    m_hasTree = std::any_of(rows.begin(), rows.end(),
                            [](const GroupTableRow &row) { return row.isBranch(); });
    report.rows.clear();
    m_sheet.setAnswer(report.columns, report.total, std::move(rest));
    if (before)
        m_sheet.setBefore(before->total, std::move(restBefore));
    m_report = std::move(report);
    if (sameQuestion)
        updateRows(std::move(rows));
    else
        resetRows(std::move(rows));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void GroupTableModel::setLook(MetricLook look)
{
    m_sheet.look() = std::move(look);
    lookChanged();
    for (int at = 0; at < m_sheet.count(); ++at)
        renameColumn(FirstMetric + at, m_sheet.title(at), m_sheet.toolTip(at), m_sheet.width(at));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void GroupTableModel::lookChanged()
{
    m_sheet.look().format = format();
    m_sheet.look().now = now();
}

std::vector<int> GroupTableModel::parents() const
{
    std::vector<int> parents(rows().size(), -1);
    if (m_dimension != MetricDimension::Group)
        return parents;
    QHash<qint64, int> byKey;
    for (int i = 0; i < rowCount(); ++i)
        byKey.insert(row(i).key, i);
    for (int i = 0; i < rowCount(); ++i)
        parents[static_cast<std::size_t>(i)] = byKey.value(row(i).above, -1);
    return parents;
}

bool GroupTableModel::isOpen(int at) const
{
    return !includesBelow(row(at));
}

void GroupTableModel::setOpen(int at, bool open)
{
    const QString key = rowKey(row(at));
    if (open)
        m_open.insert(key);
    else
        m_open.remove(key);
    // Its numbers are other ones now.
    Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
}

QStringList GroupTableModel::openKeys() const
{
    QStringList keys(m_open.cbegin(), m_open.cend());
    keys.sort();
    return keys;
}

void GroupTableModel::setOpenKeys(const QStringList &keys)
{
    m_open = QSet<QString>(keys.cbegin(), keys.cend());
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString GroupTableModel::nameOf(const GroupTableRow &row) const
{
    if (m_dimension == MetricDimension::Channel)
        return channelTitle(row.name);
    return row.name.isEmpty() ? tr("(no name, id %1)").arg(oneLine(row.remoteId))
                              : oneLine(row.name);
}

QVariant GroupTableModel::nameCell(int role, const GroupTableRow &row) const
{
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return nameOf(row);
    case SortRole:
        return nameOf(row);
    case FilterRole:
        return nameOf(row) + QLatin1Char('\n') + row.accountName;
    case BranchRole:
        if (!row.isBranch()) // leaves stand as far in as branches beside them
            return m_hasTree ? QVariant(0) : QVariant();
        return includesBelow(row) ? 1 : 2;
    case CountRole:
        if (!row.isBranch())
            return {};
        return includesBelow(row) ? tr("with sub-groups") : tr("own");
    case MutedRole:
        return row.gone;
    case Qt::ToolTipRole: {
        QStringList lines{severalLines(row.name)};
        if (row.isBranch())
            lines << (includesBelow(row)
                          ? tr("Closed: its figures include all groups below it")
                          : tr("Open: its figures are its own, without the groups below it"));
        if (row.gone)
            lines << tr("No longer in the vendor's lists");
        lines << oneLine(row.accountName);
        lines.removeAll(QString());
        return lines.join(QLatin1Char('\n'));
    }
    case Qt::AccessibleTextRole:
        if (!row.isBranch())
            return nameOf(row);
        return nameOf(row) + QStringLiteral(", ") +
               (includesBelow(row) ? tr("closed, with sub-groups") : tr("open, own figures"));
    default:
        return {};
    }
}

QVariant GroupTableModel::cell(int column, int role, const GroupTableRow &row) const
{
    if (role == DepthRole)
        return row.depth;
    if (role == FilterRole)
        return nameCell(role, row);
    if (column >= FirstMetric) {
        const bool below = includesBelow(row);
        const bool isGroup = m_dimension == MetricDimension::Group;
        return m_sheet.cell(column - FirstMetric, role,
                            {below ? &row.withSubGroups : &row.figures,
                             below ? &row.beforeWithSubGroups : &row.before,
                             {row.account, isGroup ? row.key : RowId{0}}});
    }
    if (column == Name)
        return nameCell(role, row);
    switch (role) {
    case Qt::DisplayRole:
        return row.account == 0 ? tr("several") : oneLine(row.accountName);
    case SortRole:
        return row.accountName.isEmpty() ? QVariant() : QVariant(row.accountName);
    case Qt::ToolTipRole:
        return (oneLine(row.accountName) + QLatin1Char('\n') + oneLine(row.provider)).trimmed();
    case MutedRole:
        return true;
    default:
        return {};
    }
}

QVariant GroupTableModel::headerExtra(int column, int role) const
{
    if (column >= FirstMetric)
        return m_sheet.header(column - FirstMetric, role);
    if (column != Name)
        return {};
    switch (role) {
    case TotalRole:
        return tr("Total");
    case RestRole:
        return noneTitle(m_dimension);
    case TotalToolTipRole:
        return tr("Counted over everything that passes the filters; never a sum of the rows above");
    case RestToolTipRole:
        return tr("What belongs to none of the rows above");
    default:
        return {};
    }
}

QString GroupTableModel::rowKey(const GroupTableRow &row) const
{
    return QString::number(row.key);
}

bool GroupTableModel::sameRow(const GroupTableRow &a, const GroupTableRow &b) const
{
    const auto shown = [](const GroupTableRow &r) {
        return std::tie(r.account, r.accountName, r.provider, r.remoteId, r.name, r.depth, r.above,
                        r.gone, r.figures, r.withSubGroups, r.before, r.beforeWithSubGroups);
    };
    return shown(a) == shown(b);
}

} // namespace watchfloor
