// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distributionchart.h"

#include "backend/engine/metriccatalog.h"
#include "models/chartaxis.h"

#include <algorithm>
#include <cmath>

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
    for (const Percentile &line : percentiles())
        scene.lines.push_back({placeOf(line.value), line.text});
    scene.tell = [this](int category, int of) {
        const int line = ChartMark{0, category, of}.line();
        return line < 0 ? tell(category) : tellLine(line);
    };
    return {scene};
}

std::vector<DistributionChart::Percentile> DistributionChart::percentiles() const
{
    std::vector<Percentile> lines;
    const ReportFigure &total = m_report.total;
    const auto text = [this](double value) { return figureText(metric(), value, format()); };
    if (total.median)
        lines.push_back({*total.median, tr("Median %1").arg(text(*total.median)),
                         tr("At least half of the values are as long as this or longer.")});
    if (total.p90)
        lines.push_back({*total.p90, tr("p90 %1").arg(text(*total.p90)),
                         tr("At least a tenth of the values are as long as this or longer.")});
    return lines;
}

QString DistributionChart::tellLine(int line) const
{
    const std::vector<Percentile> lines = percentiles();
    const auto at = static_cast<std::size_t>(line);
    if (at >= lines.size())
        return {};
    return QStringList{lines[at].text, lines[at].rule, tr("Opens the conversations at or above it"),
                       windowText(basis().range)}
        .join(QLatin1Char('\n'));
}

Drill DistributionChart::drillFrom(double value, std::optional<double> to) const
{
    const QString title = metricTitle(metric(), m_report.column.business);
    const QString text = figureText(metric(), value, format());
    Drill drill =
        drillOf(to ? tr("%1, %2").arg(title, text) : tr("%1, %2 and longer").arg(title, text),
                QString::fromLatin1(metric().key), basis().range);
    drill.business = m_report.column.business;
    drill.valueFrom = static_cast<DurationMs>(std::ceil(value));
    if (to)
        drill.valueTo = static_cast<DurationMs>(std::floor(*to)) + 1;
    return drill;
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
        table.columns[i].unit = QStringLiteral("ratio");
    const QString inFiles = exportKey(metric(), TimeAggregate::Mean, m_report.column.business);
    table.columns[0].exportKey = inFiles + QStringLiteral("_from");
    table.columns[0].unit = QString::fromLatin1(wordOf(metric().unit));
    table.columns[0].second = QStringList{inFiles + QStringLiteral("_to"), table.columns[0].unit};
    table.columns[3].exportKey = QStringLiteral("share_up_to");
    qint64 sum = 0;
    const auto whole = static_cast<double>(std::max<qint64>(1, all()));
    const auto share = [this, whole](qint64 n) {
        const double part = static_cast<double>(n) / whole;
        return ChartTable::Cell{format().locale().toString(100 * part, 'f', 1) + QChar(0xa0) +
                                    format().locale().percent(),
                                part, false};
    };
    for (std::size_t i = 0; i < m_report.bins.size(); ++i) {
        const DistributionBin &bin = m_report.bins[i];
        sum += bin.n;
        ChartTable::Row row;
        row.key = QString::number(bin.from);
        const QVariant to = bin.to ? QVariant(*bin.to) : QVariant();
        row.cells = {{binTitle(i), bin.from, false, bin.from, to},
                     {format().count(bin.n), bin.n, bin.n == 0},
                     share(bin.n),
                     share(sum)};
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::optional<Drill> DistributionChart::drill(ChartMark mark) const
{
    if (mark.line() >= 0) {
        const std::vector<Percentile> lines = percentiles();
        const auto line = static_cast<std::size_t>(mark.line());
        return line < lines.size() ? std::optional(drillFrom(lines[line].value)) : std::nullopt;
    }
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

ExplainTarget DistributionChart::explainShown(const QString &title, ShownNumber shown) const
{
    ExplainTarget target = explainOf(title, QString::fromLatin1(metric().key), basis().range);
    target.business = m_report.column.business;
    shown.whole = tr("All values");
    if (!shown.drill)
        shown.noDrill = tr("There are no conversations behind it.");
    target.shown = std::move(shown);
    return target;
}

std::optional<ExplainTarget> DistributionChart::explain(ChartMark mark) const
{
    if (mark.line() >= 0) {
        const std::vector<Percentile> lines = percentiles();
        const auto line = static_cast<std::size_t>(mark.line());
        if (line >= lines.size())
            return std::nullopt;
        ShownNumber shown{lines[line].text, {lines[line].rule}, {}};
        shown.drill = drill(mark);
        return explainShown(lines[line].text, std::move(shown));
    }
    return explainCell(mark.category, 1);
}

std::optional<ExplainTarget> DistributionChart::explainCell(int row, int column) const
{
    constexpr int share = 2;
    constexpr int upTo = 3;
    const auto at = static_cast<std::size_t>(row);
    if (row < 0 || at >= m_report.bins.size())
        return std::nullopt;
    qint64 n = m_report.bins[at].n;
    ShownNumber shown;
    if (column == upTo) {
        n = 0;
        for (std::size_t i = 0; i <= at; ++i)
            n += m_report.bins[i].n;
        shown.rules << tr("The values of this row and of all rows above it.");
    } else {
        shown.rules << tr("The values from the first length on and below the second.");
    }
    const double percent =
        all() > 0 ? 100.0 * static_cast<double>(n) / static_cast<double>(all()) : 0;
    const QString part =
        format().locale().toString(percent, 'f', 1) + QChar(0xa0) + format().locale().percent();
    const QString values = n == 1 ? tr("1 value") : tr("%1 values").arg(format().count(n));
    const bool asShare = column == share || column == upTo;
    shown.text = asShare ? part : values;
    shown.facts = {{tr("Values"), tr("%1 of %2").arg(format().count(n), format().count(all()))}};
    if (!asShare)
        shown.facts.emplace_back(tr("Share"), part);
    shown.drill = drillCell(row, column);
    return explainShown(binTitle(at), std::move(shown));
}

QString DistributionChart::absence() const
{
    if (!isEmpty() || m_report.total.why == WhyAbsent::NoValues)
        return {};
    if (m_report.total.value)
        return tr("The values behind %1 are not known one by one.").arg(metricTitle(metric()));
    return whySentence(m_report.total.why);
}

std::vector<ChartFact> DistributionChart::facts() const
{
    const ReportFigure &total = m_report.total;
    if (!total.value)
        return {};
    ChartFact whole{tr("n = %1").arg(format().count(all()))};
    whole.explain =
        explainOf(windowText(basis().range), QString::fromLatin1(metric().key), basis().range);
    whole.explain->business = m_report.column.business;
    if (all() > 0) {
        whole.drill = drillOf(metricTitle(metric(), m_report.column.business),
                              QString::fromLatin1(metric().key), basis().range);
        whole.drill->business = m_report.column.business;
    }
    std::vector<ChartFact> facts{std::move(whole)};
    const auto add = [&](const QString &text, std::optional<Drill> drill, const QString &rule) {
        ShownNumber shown{text, {rule}, {}};
        shown.drill = drill;
        ChartFact fact{text, std::move(drill), {}};
        fact.explain = explainShown(text, std::move(shown));
        facts.push_back(std::move(fact));
    };
    const auto value = [this](double of) { return figureText(metric(), of, format()); };
    const std::vector<Percentile> lines = percentiles();
    for (const Percentile &line : lines)
        add(line.text, drillFrom(line.value), line.rule);
    if (total.min && total.max) {
        add(tr("shortest %1").arg(value(*total.min)), drillFrom(*total.min, *total.min),
            tr("The least of all values."));
        add(tr("longest %1").arg(value(*total.max)), drillFrom(*total.max, *total.max),
            tr("The greatest of all values."));
    }
    return facts;
}

} // namespace watchfloor
