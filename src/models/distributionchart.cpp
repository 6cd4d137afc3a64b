// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distributionchart.h"

#include "backend/engine/metriccatalog.h"
#include "models/chartaxis.h"

#include <algorithm>

namespace watchfloor {

DistributionChart::DistributionChart(ChartContext context, DistributionReport report)
    : Chart(std::move(context), report.basis)
    , m_report(std::move(report))
{
}

qint64 DistributionChart::all() const
{
    qint64 n = 0;
    for (const DistributionBin &bin : m_report.bins)
        n += bin.n;
    return n;
}

QString DistributionChart::binTitle(std::size_t bin) const
{
    const DistributionBin &of = m_report.bins[bin];
    if (!of.to)
        return tr("%1 and longer").arg(format().duration(of.from));
    return tr("%1 – %2").arg(format().duration(of.from), format().duration(*of.to));
}

double DistributionChart::placeOf(double value) const
{
    const auto &bins = m_report.bins;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (!bins[i].to)
            return static_cast<double>(i) + 0.5;
        const auto from = static_cast<double>(bins[i].from);
        const auto to = static_cast<double>(*bins[i].to);
        if (value < to)
            return static_cast<double>(i) + std::max(0.0, (value - from) / (to - from));
    }
    return static_cast<double>(bins.size());
}

std::vector<ChartScene> DistributionChart::scenes() const
{
    ChartScene scene;
    scene.kind = ChartScene::Kind::Bins;
    const QString title = metricTitle(metric(), m_report.column.business);
    scene.title = tr("Distribution of %1").arg(title);
    ChartScene::Series series;
    series.title = tr("Values");
    double most = 0;
    for (std::size_t i = 0; i < m_report.bins.size(); ++i) {
        const DistributionBin &bin = m_report.bins[i];
        ChartScene::Category category;
        category.label = binTitle(i);
        category.valueText = format().count(bin.n);
        category.faint = !bin.to; // not as wide as the others
        scene.categories.push_back(std::move(category));
        series.values.emplace_back(static_cast<double>(bin.n));
        most = std::max(most, static_cast<double>(bin.n));
        scene.steps.push_back({static_cast<double>(i), format().duration(bin.from)});
    }
    if (!m_report.bins.empty() && m_report.bins.back().to)
        scene.steps.push_back({static_cast<double>(m_report.bins.size()),
                               format().duration(*m_report.bins.back().to)});
    scene.series.push_back(std::move(series));
    scene.ticks = axisTicks(most, *metricSpec("conversations"), format());
    scene.unit = tr("values");
    const ReportFigure &total = m_report.total;
    if (total.median)
        scene.lines.push_back({placeOf(*total.median),
                               tr("Median %1").arg(figureText(metric(), total.median, format()))});
    if (total.p90)
        scene.lines.push_back(
            {placeOf(*total.p90), tr("p90 %1").arg(figureText(metric(), total.p90, format()))});
    scene.tell = [this](int category, int) { return tell(category); };
    return {scene};
}

QString DistributionChart::tell(int bin) const
{
    const auto at = static_cast<std::size_t>(bin);
    if (bin < 0 || at >= m_report.bins.size())
        return {};
    const qint64 n = m_report.bins[at].n;
    const double percent =
        all() > 0 ? 100.0 * static_cast<double>(n) / static_cast<double>(all()) : 0;
    QStringList lines{binTitle(at)};
    lines << (n == 1 ? tr("1 value") : tr("%1 values").arg(format().count(n)));
    lines
        << tr("%1 % of %2").arg(format().locale().toString(percent, 'f', 1), format().count(all()));
    lines << windowText(basis().range)
          << metricTitle(metric(), m_report.column.business) + QStringLiteral(": ") +
                 metricDefinition(metric());
    return lines.join(QLatin1Char('\n'));
}

ChartTable DistributionChart::table() const
{
    ChartTable table;
    table.columns = {{QStringLiteral("bin"), metricTitle(metric(), m_report.column.business),
                      metricDefinition(metric()), ColumnKind::Text, 220, 1},
                     {QStringLiteral("n"), tr("Values"), {}, ColumnKind::Number, 110},
                     {QStringLiteral("share"), tr("Share"), {}, ColumnKind::Number, 110},
                     {QStringLiteral("upTo"), tr("Up to here"),
                      tr("Share of all values in this and the bins before"), ColumnKind::Number,
                      110}};
    const QString key = QString::fromLatin1(metric().key);
    table.metrics = {QString(), key, key, key};
    for (std::size_t i : {2U, 3U})
        table.columns[i].unit = QStringLiteral("percent");
    qint64 sum = 0;
    const auto whole = static_cast<double>(std::max<qint64>(1, all()));
    const auto share = [this, whole](qint64 n) {
        const double percent = 100.0 * static_cast<double>(n) / whole;
        return ChartTable::Cell{format().locale().toString(percent, 'f', 1) + QChar(0xa0) +
                                    format().locale().percent(),
                                percent, false};
    };
    for (std::size_t i = 0; i < m_report.bins.size(); ++i) {
        const DistributionBin &bin = m_report.bins[i];
        sum += bin.n;
        ChartTable::Row row;
        row.key = QString::number(bin.from);
        row.cells = {{binTitle(i), bin.from, false},
                     {format().count(bin.n), bin.n, bin.n == 0},
                     share(bin.n),
                     share(sum)};
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::optional<Drill> DistributionChart::drill(ChartMark mark) const
{
    const auto at = static_cast<std::size_t>(mark.category);
    if (!mark.isValid() || at >= m_report.bins.size() || m_report.bins[at].n == 0)
        return std::nullopt;
    const QString title =
        tr("%1, %2").arg(metricTitle(metric(), m_report.column.business), binTitle(at));
    Drill drill = drillOf(title, QString::fromLatin1(metric().key), basis().range);
    drill.business = m_report.column.business;
    if (at > 0) // the first bin also holds what lies below
        drill.valueFrom = m_report.bins[at].from;
    drill.valueTo = m_report.bins[at].to;
    // A last bin that ends holds all that lies above: nothing does.
    return drill;
}

std::optional<Drill> DistributionChart::drillCell(int row, int column) const
{
    constexpr int upTo = 3;
    const auto at = static_cast<std::size_t>(row);
    if (column != upTo || row < 0 || at >= m_report.bins.size())
        return drill({0, row, 0});
    if (std::all_of(m_report.bins.begin(), m_report.bins.begin() + row + 1,
                    [](const DistributionBin &bin) { return bin.n == 0; }))
        return std::nullopt;
    const QString title = metricTitle(metric(), m_report.column.business);
    const auto &to = m_report.bins[at].to;
    Drill drill = drillOf(to ? tr("%1, below %2").arg(title, format().duration(*to)) : title,
                          QString::fromLatin1(metric().key), basis().range);
    drill.business = m_report.column.business;
    drill.valueTo = to;
    return drill;
}

std::optional<ExplainTarget> DistributionChart::explain(ChartMark mark) const
{
    if (!mark.isValid())
        return std::nullopt;
    ExplainTarget target = explainOf(metricTitle(metric(), m_report.column.business),
                                     QString::fromLatin1(metric().key), basis().range);
    target.business = m_report.column.business;
    return target;
}

QString DistributionChart::absence() const
{
    if (!isEmpty() || m_report.total.why == WhyAbsent::NoValues)
        return {};
    if (m_report.total.value)
        return tr("The values behind %1 are not known one by one.").arg(metricTitle(metric()));
    return whySentence(m_report.total.why);
}

QString DistributionChart::summary() const
{
    const ReportFigure &total = m_report.total;
    if (!total.value)
        return {};
    QStringList parts{tr("n = %1").arg(format().count(all()))};
    if (total.median)
        parts << tr("median %1").arg(figureText(metric(), total.median, format()));
    if (total.p90)
        parts << tr("p90 %1").arg(figureText(metric(), total.p90, format()));
    if (total.min && total.max)
        parts << tr("from %1 to %2")
                     .arg(figureText(metric(), total.min, format()),
                          figureText(metric(), total.max, format()));
    return parts.join(QStringLiteral(" · "));
}

} // namespace watchfloor
