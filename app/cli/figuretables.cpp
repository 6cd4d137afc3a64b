// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figuretables.h"

#include "app/cli/showtables.h"
#include "backend/engine/metriccatalog.h"

namespace watchfloor::cli {
namespace {

/// What its numbers are called: a key means one thing, so business hours are in it.
QString keyOf(const ReportColumn &column, const char *suffix = "", bool isCount = false)
{
    const QLatin1String hours(column.business ? "_business_hours" : "");
    const QString key = QString::fromLatin1(column.metric->key);
    return isCount ? key + hours + QLatin1String(suffix) : key + QLatin1String(suffix) + hours;
}

/// The output columns of one metric and their cells.
class MetricColumns {
public:
    MetricColumns(const ReportColumn &column, bool brief)
        : m_column(column)
        , m_metric(*column.metric)
        , m_brief(brief)
    {
    }

    void addTo(std::vector<OutputColumn> &columns) const
    {
        for (const Part &part : parts(ReportFigure()))
            columns.push_back(
                {keyOf(m_column, part.suffix, part.count),
                 part.count ? QStringLiteral("count") : QLatin1String(wordOf(m_metric.unit))});
    }
    void addTo(std::vector<Cell> &row, const ReportFigure &figure) const
    {
        for (const Part &part : parts(figure))
            row.push_back(part.cell);
    }
    void addTo(std::vector<std::pair<QString, Cell>> &total, const ReportFigure &figure) const
    {
        for (const Part &part : parts(figure))
            total.emplace_back(keyOf(m_column, part.suffix, part.count), part.cell);
    }

private:
    struct Part {
        const char *suffix;
        Cell cell;
        bool count = false;
    };
    std::vector<Part> parts(const ReportFigure &figure) const
    {
        const MetricUnit unit = m_metric.unit;
        const auto offers = [this](Aggregate aggregate) { return m_metric.offers.has(aggregate); };
        std::vector<Part> all{{"", Cell::figure(figure.value, unit)}};
        if (m_metric.reducer != Reducer::Mean && offers(Aggregate::Mean))
            all.push_back({"_mean", Cell::figure(figure.mean, unit)});
        if (offers(Aggregate::Median))
            all.push_back({"_median", Cell::figure(figure.median, unit)});
        if (offers(Aggregate::P90))
            all.push_back({"_p90", Cell::figure(figure.p90, unit)});
        if (m_brief)
            return all;
        if (offers(Aggregate::Min))
            all.push_back({"_min", Cell::figure(figure.min, unit)});
        if (offers(Aggregate::Max))
            all.push_back({"_max", Cell::figure(figure.max, unit)});
        if (offers(Aggregate::Count))
            all.push_back({"_n", Cell::count(figure.n), true});
        return all;
    }

    const ReportColumn &m_column;
    const MetricSpec &m_metric;
    bool m_brief;
};

Cell flagCell(bool flag)
{
    return Cell(Cell::Value(flag));
}

void addTotals(OutputTable &table, const std::vector<ReportColumn> &columns,
               const std::vector<ReportFigure> &total, bool brief)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        MetricColumns(columns[i], brief).addTo(table.total, total[i]);
}

void addBasis(OutputTable &table, const ReportBasis &basis)
{
    table.asOf = basis.asOf;
    table.gaps = basis.gaps;
}

/// The oldest as-of and every gap of several reports.
template<typename Reports>
void addBases(OutputTable &table, const Reports &reports)
{
    if (!reports.empty())
        addBasis(table, reports.front().basis);
    for (const auto &report : reports) {
        if (!report.basis.asOf || !table.asOf)
            table.asOf.reset();
        else
            table.asOf = std::min(*table.asOf, *report.basis.asOf);
        table.gaps.insert(table.gaps.end(), report.basis.gaps.begin(), report.basis.gaps.end());
    }
    table.gaps = mergedRanges(std::move(table.gaps));
}

/// True: it was already so when first seen, and the time is the latest it can have begun.
Cell olderThanSeen(const Agent &agent)
{
    return agent.availabilitySince ? Cell(Cell::Value(agent.availabilityIsOlder)) : Cell();
}

} // namespace

OutputTable agentTable(const AgentReport &report, bool brief, bool forCsv)
{
    OutputTable table;
    table.columns = {column("account", "text"),
                     column("id", "id"),
                     column("name", "text"),
                     column("email", "text"),
                     column("groups", "text"),
                     column("availability", "text"),
                     column("availability_since", "time"),
                     column("availability_since_at_least", "flag"),
                     column("open", "count"),
                     column("unattended", "count"),
                     column("conversations", "count")};
    for (const ReportColumn &metric : report.columns)
        MetricColumns(metric, brief).addTo(table.columns);
    for (const AgentReportRow &row : report.rows) {
        std::vector<Cell> cells{Cell::text(row.accountName),
                                idCell(row.agent.remoteId, row.provider),
                                Cell::text(row.agent.name),
                                Cell::text(row.agent.email),
                                Cell::text(row.groups.join(QStringLiteral(", "))),
                                Cell::text(row.agent.availability),
                                Cell::time(row.agent.availabilitySince),
                                olderThanSeen(row.agent),
                                Cell::count(row.open),
                                Cell::count(row.unattended),
                                Cell::count(row.conversations)};
        for (std::size_t i = 0; i < report.columns.size(); ++i)
            MetricColumns(report.columns[i], brief).addTo(cells, row.figures[i]);
        table.rows.push_back(std::move(cells));
    }
    const auto total = [](bool known, qint64 value) {
        return Cell::count(known ? std::optional(value) : std::nullopt); // unknown is no 0
    };
    if (forCsv) {
        std::vector<Cell> cells(8); // up to the counters
        cells[2] = Cell::text(QStringLiteral("Unassigned"));
        cells.insert(cells.end(), {total(report.unassignedKnown, report.unassigned),
                                   Cell::count(report.unassignedUnattended),
                                   total(report.conversationsKnown, report.unspecified)});
        for (std::size_t i = 0; i < report.columns.size(); ++i)
            MetricColumns(report.columns[i], brief)
                .addTo(cells, i < report.nobody.size() ? report.nobody[i] : ReportFigure());
        table.rows.push_back(std::move(cells));
    }
    table.total = {
        {QStringLiteral("open"), total(report.openKnown, report.open)},
        {QStringLiteral("unattended"), total(report.unattendedKnown, report.unattended)},
        {QStringLiteral("unassigned"), total(report.unassignedKnown, report.unassigned)},
        {QStringLiteral("conversations"), total(report.conversationsKnown, report.conversations)},
        {QStringLiteral("unspecified"), total(report.conversationsKnown, report.unspecified)}};
    addTotals(table, report.columns, report.total, brief);
    table.asOf = report.asOf;
    table.gaps = report.gaps;
    return table;
}

OutputTable breakdownTable(const BreakdownReport &report, bool brief)
{
    const bool tree = report.groupBy == MetricDimension::Group;
    OutputTable table;
    table.columns = {column("account", "text"), column("id", "id"), column("name", "text")};
    if (tree)
        table.columns.push_back(column("parent", "id"));
    for (const ReportColumn &metric : report.columns)
        MetricColumns(metric, brief).addTo(table.columns);
    for (const BreakdownRow &row : report.rows) {
        std::vector<Cell> cells{Cell::text(row.accountName), idCell(row.remoteId, row.provider),
                                Cell::text(row.name)};
        if (tree)
            cells.push_back(row.parent < 0 ? Cell()
                                           : idCell(report.rows[std::size_t(row.parent)].remoteId,
                                                    row.provider));
        for (std::size_t i = 0; i < report.columns.size(); ++i)
            MetricColumns(report.columns[i], brief).addTo(cells, row.figures[i]);
        table.rows.push_back(std::move(cells));
    }
    addTotals(table, report.columns, report.total, brief);
    addBasis(table, report.basis);
    return table;
}

OutputTable volumeTable(const VolumeReport &report, bool forCsv)
{
    OutputTable table;
    table.columns = {column("account", "text"), column("id", "id"), column("name", "text"),
                     column("conversations", "count")};
    for (const VolumeRow &row : report.rows)
        table.rows.push_back({Cell::text(row.accountName), idCell(row.remoteId, row.provider),
                              Cell::text(row.name), Cell::count(row.conversations)});
    if (forCsv && report.unspecified)
        table.rows.push_back({Cell(), Cell(), Cell::text(QStringLiteral("Unspecified")),
                              Cell::count(report.unspecified)});
    table.total = {{QStringLiteral("conversations"), Cell::count(report.total)},
                   {QStringLiteral("unspecified"), Cell::count(report.unspecified)}};
    addBasis(table, report.basis);
    return table;
}

OutputTable trendTable(const TrendReport &report, bool brief)
{
    OutputTable table;
    table.columns = {column("from", "time"), column("to", "time"), column("partial", "flag"),
                     column("gap", "flag")};
    if (report.groupBy)
        table.columns.insert(table.columns.end(), {column("account", "text"), column("id", "id"),
                                                   column("name", "text")});
    for (const ReportColumn &metric : report.columns)
        MetricColumns(metric, brief).addTo(table.columns);
    for (const TrendPoint &point : report.points) {
        const auto addRow = [&](std::vector<Cell> cells, const std::vector<ReportFigure> &figures) {
            for (std::size_t i = 0; i < report.columns.size(); ++i)
                MetricColumns(report.columns[i], brief).addTo(cells, figures[i]);
            table.rows.push_back(std::move(cells));
        };
        const std::vector<Cell> step{Cell::time(point.range.from), Cell::time(point.range.to),
                                     flagCell(point.partial), flagCell(point.hasGap)};
        if (!report.groupBy)
            addRow(step, point.figures);
        for (std::size_t i = 0; i < report.rows.size(); ++i) {
            const BreakdownRow &row = report.rows[i];
            std::vector<Cell> cells = step;
            cells.insert(cells.end(), {Cell::text(row.accountName),
                                       idCell(row.remoteId, row.provider), Cell::text(row.name)});
            addRow(std::move(cells), point.byRow[i]);
        }
    }
    addTotals(table, report.columns, report.total, brief);
    addBasis(table, report.basis);
    return table;
}

OutputTable distributionTable(const std::vector<DistributionReport> &reports)
{
    OutputTable table;
    table.columns = {column("metric", "text"), column("from", "ms"), column("to", "ms"),
                     column("n", "count")};
    for (const DistributionReport &report : reports) {
        const QString key = keyOf(report.column);
        for (const DistributionBin &bin : report.bins)
            table.rows.push_back({Cell::text(key), Cell::duration(bin.from), Cell::duration(bin.to),
                                  Cell::count(bin.n)});
        MetricColumns(report.column, false).addTo(table.total, report.total);
    }
    addBases(table, reports);
    return table;
}

OutputTable heatMapTable(const std::vector<HeatMapReport> &reports)
{
    OutputTable table;
    table.columns = {column("weekday", "count"), column("hour", "count")};
    for (const HeatMapReport &report : reports) {
        const MetricSpec &metric = *report.column.metric;
        // Of amounts the hours tell the mean; their column of the total is the sum.
        const bool amount = metric.reducer == Reducer::Sum && !report.isCounted();
        table.columns.push_back(
            {keyOf(report.column, amount ? "_mean" : ""), QLatin1String(wordOf(metric.unit))});
        if (!report.isCounted())
            table.columns.push_back({keyOf(report.column, "_n", true), QStringLiteral("count")});
        MetricColumns(report.column, true).addTo(table.total, report.total);
    }
    for (std::size_t i = 0; i < 168; ++i) {
        std::vector<Cell> cells{Cell::count(qint64(i) / 24 + 1), Cell::count(qint64(i) % 24)};
        for (const HeatMapReport &report : reports) {
            const MetricSpec &metric = *report.column.metric;
            const HeatCell &cell = report.cells[i];
            // An hour that the range does not touch is no quiet hour.
            const bool told = report.why == WhyAbsent::Present && cell.duration > 0;
            const auto n = told ? std::optional(cell.n) : std::nullopt;
            if (report.isCounted()) {
                cells.push_back(Cell::count(n));
            } else {
                cells.push_back(Cell::figure(cell.mean, metric.unit));
                cells.push_back(Cell::count(n));
            }
        }
        table.rows.push_back(std::move(cells));
    }
    addBases(table, reports);
    return table;
}

QStringList figureNotes(const std::vector<ReportColumn> &columns,
                        const std::vector<ReportFigure> &total)
{
    QStringList notes;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const QString key = QLatin1String(columns[i].metric->key);
        if (!total[i].value)
            notes.append(
                QStringLiteral("%1: %2").arg(key, QLatin1String(sentenceOf(total[i].why))));
        else if (!columns[i].without.isEmpty())
            notes.append(QStringLiteral("%1: the total is without %2: %3")
                             .arg(key, columns[i].without.join(QStringLiteral(", ")),
                                  QLatin1String(sentenceOf(WhyAbsent::VendorCannot))));
        if (!columns[i].withoutTarget.isEmpty())
            notes.append(QStringLiteral("%1: the total is without %2: %3")
                             .arg(key, columns[i].withoutTarget.join(QStringLiteral(", ")),
                                  QLatin1String(sentenceOf(WhyAbsent::NoTarget))));
        if (columns[i].business && total[i].value)
            notes.append(QStringLiteral("%1: in business hours, as the vendor tells them or else "
                                        "by the calendar of the inbox or account")
                             .arg(key));
        if (total[i].origin == FigureOrigin::Estimated)
            notes.append(
                QStringLiteral("%1: a boundary of some of the facts is estimated").arg(key));
        if (columns[i].notAdditive && total[i].value)
            notes.append(QStringLiteral("%1: the total is no sum of the rows: %2")
                             .arg(key, QLatin1String(columns[i].notAdditive)));
    }
    return notes;
}

} // namespace watchfloor::cli
