// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reporttables.h"

#include "models/plaintext.h"
#include "models/volumechart.h"
#include "models/words.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace watchfloor {
namespace {

QString tableText(const char *text)
{
    return QCoreApplication::translate("ReportTables", text);
}

QString nameOr(const QString &name, const QString &remoteId)
{
    return name.isEmpty() ? QStringLiteral("#") + oneLine(remoteId) : oneLine(name);
}

QString optional(bool known, qint64 value, const ReportWords &words)
{
    return known ? words.format().count(value) : MetricFormatter::none();
}

void addAccount(PaperTable &table, bool accounts)
{
    if (accounts)
        table.columns.push_back(
            {tableText(QT_TRANSLATE_NOOP("ReportTables", "Account")), false, false, true});
}

/// What the segments of the chart's bars stand for, under the names of its legend.
class VolumeParts {
public:
    VolumeParts(const VolumeReport &report, const ReportWords &words)
        : m_format(words.format())
        , m_agents(report.rows.size())
        , m_unspecifiedKnown(report.unspecified.has_value())
        , m_totalKnown(report.total && report.unspecified)
    {
        if (report.split == VolumeSplit::None || report.parts.isEmpty())
            return;
        ChartContext context;
        context.format = words.format();
        m_series = VolumeChart(context, {report, {}}, 0).scenes().front().series;
    }

    void addColumns(PaperTable &table) const
    {
        for (const ChartScene::Series &series : m_series)
            table.columns.push_back({series.title, true});
    }
    void addAgent(QStringList &cells, std::size_t row) const
    {
        for (const ChartScene::Series &series : m_series)
            cells << text(row < series.values.size() ? series.values[row] : std::nullopt);
    }
    void addUnspecified(QStringList &cells) const
    {
        for (const ChartScene::Series &series : m_series)
            cells << (m_unspecifiedKnown ? text(unspecified(series)) : MetricFormatter::none());
    }
    void addTotal(QStringList &cells) const
    {
        for (const ChartScene::Series &series : m_series) {
            double all = 0;
            for (const std::optional<double> &value : series.values)
                all += value.value_or(0);
            cells << (m_totalKnown ? text(all) : MetricFormatter::none());
        }
    }

private:
    /// It has no bar where there are none.
    double unspecified(const ChartScene::Series &series) const
    {
        return series.values.size() > m_agents ? series.values[m_agents].value_or(0) : 0;
    }
    QString text(std::optional<double> value) const
    {
        return value ? m_format.count(static_cast<qint64>(*value)) : MetricFormatter::none();
    }

    const MetricFormatter &m_format;
    std::size_t m_agents;
    bool m_unspecifiedKnown;
    bool m_totalKnown;
    std::vector<ChartScene::Series> m_series;
};

QString totalText()
{
    return tableText(QT_TRANSLATE_NOOP("ReportTables", "Total"));
}

} // namespace

QString dimensionTitle(MetricDimension dimension, const ReportWords &)
{
    switch (dimension) {
    case MetricDimension::Account:
        return tableText(QT_TRANSLATE_NOOP("ReportTables", "Account"));
    case MetricDimension::Agent:
        return tableText(QT_TRANSLATE_NOOP("ReportTables", "Agent"));
    case MetricDimension::Group:
        return tableText(QT_TRANSLATE_NOOP("ReportTables", "Group"));
    case MetricDimension::Skill:
        return tableText(QT_TRANSLATE_NOOP("ReportTables", "Skill"));
    case MetricDimension::Inbox:
        return tableText(QT_TRANSLATE_NOOP("ReportTables", "Inbox"));
    case MetricDimension::Channel:
        return tableText(QT_TRANSLATE_NOOP("ReportTables", "Channel"));
    case MetricDimension::Conversation:
        break;
    }
    return tableText(QT_TRANSLATE_NOOP("ReportTables", "Conversation"));
}

PaperFigures summaryFigures(const BreakdownReport &report, const ReportWords &words)
{
    PaperFigures block;
    for (std::size_t i = 0; i < report.columns.size() && i < report.total.size(); ++i) {
        const ReportColumn &column = report.columns[i];
        const ReportFigure &total = report.total[i];
        QStringList notes;
        if (hasAggregates(*column.metric))
            notes << words.aggregate();
        if (column.business)
            notes << tableText(QT_TRANSLATE_NOOP("ReportTables", "business hours"));
        if (const QString n = words.sample(*column.metric, total); !n.isEmpty())
            notes << tableText(QT_TRANSLATE_NOOP("ReportTables", "n = %1")).arg(n);
        else if (column.metric->metricClass == MetricClass::Current)
            notes << tableText(QT_TRANSLATE_NOOP("ReportTables", "now"));
        block.figures.push_back({metricTitle(*column.metric), words.figure(*column.metric, total),
                                 notes.join(QStringLiteral(" · "))});
    }
    return block;
}

VolumeReport shownVolume(VolumeReport report, const ReportWords &words)
{
    for (VolumeRow &row : report.rows) {
        if (words.names().isOn() || row.name.isEmpty()) // else the chart's labels are all different
            row.name = row.label = words.person(row.account, row.remoteId, row.name);
    }
    if (!words.names().isOn())
        return report;
    std::sort(report.rows.begin(), report.rows.end(), [](const VolumeRow &a, const VolumeRow &b) {
        return std::tie(b.conversations, a.name) < std::tie(a.conversations, b.name);
    });
    return report;
}

PaperTable volumeTable(const VolumeReport &report, const ReportWords &words, bool accounts)
{
    PaperTable table;
    table.empty = tableText(QT_TRANSLATE_NOOP("ReportTables", "There are no agents."));
    table.columns = {{dimensionTitle(MetricDimension::Agent, words), false}};
    addAccount(table, accounts);
    table.columns.push_back({tableText(QT_TRANSLATE_NOOP("ReportTables", "Conversations")), true});
    table.columns.push_back({tableText(QT_TRANSLATE_NOOP("ReportTables", "Share")), true});
    const bool known = report.total && report.unspecified;
    const qint64 all = report.total.value_or(0) + report.unspecified.value_or(0);
    const auto share = [&](qint64 part) {
        return known ? words.share(static_cast<double>(part), static_cast<double>(all))
                     : MetricFormatter::none();
    };
    const VolumeParts parts(report, words);
    parts.addColumns(table);
    const auto cellsOf = [&](const QString &name, const QString &account, const QString &count,
                             const QString &part) {
        QStringList cells{name};
        if (accounts)
            cells << account;
        return cells << count << part;
    };
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
        const VolumeRow &row = report.rows[i];
        // The account has a column of its own.
        QString name = accounts || row.label.isEmpty()
                           ? words.person(row.account, row.remoteId, row.name)
                           : oneLine(row.label);
        if (row.gone)
            name =
                tableText(QT_TRANSLATE_NOOP("ReportTables", "%1 (left)")).arg(words.inLine(name));
        QStringList cells =
            cellsOf(name, oneLine(row.accountName), words.format().count(row.conversations),
                    share(row.conversations));
        parts.addAgent(cells, i);
        table.rows.push_back({cells, 0, row.conversations == 0, false});
    }
    if (table.rows.empty())
        return table;
    QStringList nobodys =
        cellsOf(tableText(QT_TRANSLATE_NOOP("ReportTables", "Unspecified: no agent")), QString(),
                words.format().count(report.unspecified), share(report.unspecified.value_or(0)));
    parts.addUnspecified(nobodys);
    table.rows.push_back({nobodys, 0, true, false});
    QStringList totals = cellsOf(totalText(), QString(), optional(known, all, words), share(all));
    parts.addTotal(totals);
    table.rows.push_back({totals, 0, false, true});
    return table;
}

PaperTable breakdownTable(const BreakdownReport &report, const ReportWords &words, bool accounts)
{
    PaperTable table;
    table.empty = tableText(QT_TRANSLATE_NOOP("ReportTables", "Nothing in this range."));
    const bool named = accounts && report.groupBy != MetricDimension::Account &&
                       report.groupBy != MetricDimension::Channel;
    table.columns = {{dimensionTitle(report.groupBy, words), false}};
    addAccount(table, named);
    words.addColumns(table, report.columns);
    const auto add = [&](const BreakdownRow &row, const QString &name,
                         const std::vector<ReportFigure> &figures, bool muted) {
        QStringList cells{name};
        if (named)
            cells << oneLine(row.accountName);
        words.addCells(cells, report.columns, figures);
        table.rows.push_back({cells, row.depth, muted, false});
    };
    for (const BreakdownRow &row : report.rows) {
        QString name = row.key == 0 ? tableText(QT_TRANSLATE_NOOP("ReportTables", "None"))
                                    : nameOr(row.name, row.remoteId);
        if (report.groupBy == MetricDimension::Agent && row.key != 0)
            name = words.person(row.account, row.remoteId, row.name);
        else if (report.groupBy == MetricDimension::Channel && row.key != 0)
            name = channelTitle(row.name);
        if (row.gone)
            name =
                tableText(QT_TRANSLATE_NOOP("ReportTables", "%1 (gone)")).arg(words.inLine(name));
        add(row, name, row.figures, row.key == 0 || row.gone);
        if (!row.withSubGroups.empty())
            add(row,
                tableText(QT_TRANSLATE_NOOP("ReportTables", "%1 with its sub-groups"))
                    .arg(words.inLine(name)),
                row.withSubGroups, false);
    }
    if (table.rows.empty())
        return table;
    QStringList cells{totalText()};
    if (named)
        cells << QString();
    words.addCells(cells, report.columns, report.total);
    table.rows.push_back({cells, 0, false, true});
    return table;
}

} // namespace watchfloor
