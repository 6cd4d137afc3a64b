// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trendchart.h"

#include "models/chartaxis.h"
#include "models/metriccell.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <set>

namespace watchfloor {

TrendChart::TrendChart(ChartContext context, WithBefore<TrendReport> report,
                       ChartQuestion::Step step)
    : Chart(std::move(context), report.report.basis)
    , m_report(std::move(report))
    , m_step(step)
{
    std::set<RowId> accounts{0};
    for (const BreakdownRow &row : m_report.report.rows)
        accounts.insert(row.account);
    for (const RowId account : accounts) {
        for (const TrendPoint &point : m_report.report.points)
            m_states[account].push_back(stateOf(point, account));
    }
    nameRows();
    arrangePanels();
}

RowId TrendChart::accountOf(const Line &line) const
{
    return line.row ? report().rows[*line.row].account : 0;
}

const TrendChart::StepState &TrendChart::stateAt(const Line &line, std::size_t point) const
{
    return m_states.at(accountOf(line))[point];
}

TrendChart::StepState TrendChart::stateOf(const TrendPoint &point, RowId account) const
{
    StepState state;
    const std::vector<TimeRange> gaps = basis().gapsOf(account);
    const TimeRange past{point.range.from, std::min(point.range.to, context().now)};
    state.partial = point.partial;
    state.gap = point.hasGap && (account == 0 || overlapsAny(point.range, gaps));
    if (past.isEmpty()) // has not begun
        return {false, false, false};
    if (state.gap)
        state.known = !gapsIn(past, gaps).empty(); // something was fetched
    return state;
}

std::vector<std::size_t> TrendChart::largestRows(std::size_t column) const
{
    const std::vector<BreakdownRow> &rows = report().rows;
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto weight = [&](std::size_t row) {
        const ReportFigure &figure = rows[row].figures[column];
        const bool counts = report().columns[column].metric->unit == MetricUnit::Count;
        return counts ? figure.value.value_or(-1) : static_cast<double>(figure.n.value_or(-1));
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    order.resize(std::min<std::size_t>(order.size(), ChartQuestion::mostLines));
    return order;
}

void TrendChart::arrangePanels()
{
    const std::vector<ReportColumn> &columns = report().columns;
    if (report().groupBy) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            std::vector<Line> lines;
            for (const std::size_t row : largestRows(c))
                lines.push_back({c, row, false});
            m_panels.push_back(std::move(lines));
        }
        return;
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto same = std::find_if(m_panels.begin(), m_panels.end(), [&](const auto &lines) {
            return columns[lines.front().column].metric->unit == columns[c].metric->unit;
        });
        if (same == m_panels.end())
            m_panels.push_back({{c, std::nullopt, false}});
        else
            same->push_back({c, std::nullopt, false});
    }
    if (!m_report.before)
        return;
    for (std::vector<Line> &lines : m_panels) {
        const std::size_t count = lines.size();
        for (std::size_t i = 0; i < count; ++i)
            lines.push_back({lines[i].column, std::nullopt, true});
    }
}

const ReportFigure *TrendChart::figureAt(const Line &line, std::size_t point) const
{
    if (line.before) {
        const TrendPoint *then = m_report.before ? pointBefore(*m_report.before, point) : nullptr;
        return then && !then->hasGap && line.column < then->figures.size()
                   ? &then->figures[line.column]
                   : nullptr;
    }
    const TrendPoint &at = report().points[point];
    return line.row ? &at.byRow[*line.row][line.column] : &at.figures[line.column];
}

std::optional<double> TrendChart::valueAt(const Line &line, std::size_t point) const
{
    if (!line.before && !stateAt(line, point).known)
        return std::nullopt; // of the period before figureAt() knows
    const ReportFigure *figure = figureAt(line, point);
    return figure ? MetricCell::valueOf(metricOf(line), *figure, context().aggregate)
                  : std::nullopt;
}

const MetricSpec &TrendChart::metricOf(const Line &line) const
{
    return *report().columns[line.column].metric;
}

const TrendChart::Line *TrendChart::lineOf(ChartMark mark) const
{
    const auto panel = static_cast<std::size_t>(mark.panel);
    const auto series = static_cast<std::size_t>(mark.series);
    if (mark.panel < 0 || panel >= m_panels.size() || mark.series < 0 ||
        series >= m_panels[panel].size() || mark.category < 0 ||
        static_cast<std::size_t>(mark.category) >= report().points.size())
        return nullptr;
    return &m_panels[panel][series];
}

void TrendChart::nameRows()
{
    const std::vector<BreakdownRow> &rows = report().rows;
    QHash<QString, int> times;
    for (const BreakdownRow &row : rows)
        ++times[row.name];
    for (const BreakdownRow &row : rows) {
        const QString name = report().groupBy == MetricDimension::Channel
                                 ? oneLine(channelTitle(row.name))
                                 : oneLine(row.name);
        m_names.push_back(
            row.key == 0 ? tr("None")
            : times[row.name] > 1
                ? tr("%1 (%2 #%3)").arg(name, oneLine(row.accountName), oneLine(row.remoteId))
                : name);
    }
}

QString TrendChart::lineTitle(const Line &line) const
{
    if (line.row)
        return m_names[*line.row];
    const QString title = averageTitle(report().columns[line.column], context().aggregate);
    return line.before ? tr("%1, before").arg(title) : title;
}

QString TrendChart::panelTitle(const std::vector<Line> &lines) const
{
    constexpr qsizetype mostNamed = 3;
    QStringList titles;
    for (const Line &line : lines) {
        if (!line.before)
            titles << averageTitle(report().columns[line.column], context().aggregate);
    }
    titles.removeDuplicates(); // groups have one metric
    const qsizetype more = titles.size() - mostNamed;
    QString title = titles.mid(0, mostNamed).join(QStringLiteral(" · "));
    return more > 0 ? tr("%1 and %2 more").arg(title, format().count(qint64{more})) : title;
}

QString TrendChart::stepText(std::size_t point) const
{
    const TimeMs from = report().points[point].bucket.from;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(from, format().zone());
    const QLocale &locale = format().locale();
    switch (m_step) {
    case ChartQuestion::Step::Hour:
        return at.time() == QTime(0, 0) ? locale.toString(at.date(), QStringLiteral("d MMM"))
                                        : locale.toString(at.time(), QStringLiteral("HH:mm"));
    case ChartQuestion::Step::Month:
        return locale.toString(at.date(), QStringLiteral("MMM yyyy"));
    case ChartQuestion::Step::Automatic:
    case ChartQuestion::Step::Day:
    case ChartQuestion::Step::Week:
        break;
    }
    return locale.toString(at.date(), QStringLiteral("d MMM"));
}

QString TrendChart::stepTitle(const TrendPoint &point) const
{
    const TimeRange &range = point.bucket;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(range.from, format().zone());
    const QLocale &locale = format().locale();
    switch (m_step) {
    case ChartQuestion::Step::Hour: {
        const QDateTime to = QDateTime::fromMSecsSinceEpoch(range.to, format().zone());
        return tr("%1, %2 – %3")
            .arg(locale.toString(at.date(), QStringLiteral("ddd d MMM yyyy")),
                 locale.toString(at.time(), QStringLiteral("HH:mm")),
                 locale.toString(to.time(), QStringLiteral("HH:mm")));
    }
    case ChartQuestion::Step::Month:
        return locale.toString(at.date(), QStringLiteral("MMMM yyyy"));
    case ChartQuestion::Step::Week:
        return format().days(range);
    case ChartQuestion::Step::Automatic:
    case ChartQuestion::Step::Day:
        break;
    }
    return locale.toString(at.date(), QStringLiteral("ddd d MMM yyyy"));
}

/// One time is at one place in all panels.
static void alignPanels(std::vector<ChartScene> &scenes)
{
    QStringList ticks;
    QStringList titles;
    for (const ChartScene &scene : scenes) {
        for (const ChartScene::Tick &tick : scene.ticks)
            ticks << tick.text;
        for (const ChartScene::Series &series : scene.series) {
            if (scene.namesLines())
                titles << series.title;
        }
    }
    for (ChartScene &scene : scenes) {
        scene.panelTicks = ticks;
        scene.panelTitles = titles;
    }
}

std::vector<ChartScene> TrendChart::scenes() const
{
    std::vector<ChartScene> scenes;
    const auto count = report().points.size();
    for (std::size_t p = 0; p < m_panels.size(); ++p) {
        ChartScene scene;
        scene.kind = ChartScene::Kind::Lines;
        double most = 0;
        int colour = 0;
        for (std::size_t s = 0; s < m_panels[p].size(); ++s) {
            const Line &line = m_panels[p][s];
            ChartScene::Series series;
            series.title = lineTitle(line);
            series.faint = line.before;
            // The period before has the colour of what it is compared with.
            const auto own = m_panels[p].size() / 2;
            series.colour = line.before ? static_cast<int>(s - own) : colour++;
            for (std::size_t i = 0; i < count; ++i) {
                series.gaps.push_back(!line.before && stateAt(line, i).gap);
                series.values.push_back(valueAt(line, i));
                most = std::max(most, series.values.back().value_or(0));
            }
            scene.series.push_back(std::move(series));
        }
        if (m_panels[p].empty())
            continue;
        const MetricSpec &metric = metricOf(m_panels[p].front());
        scene.title = panelTitle(m_panels[p]);
        scene.ticks = axisTicks(most, metric, format());
        for (std::size_t i = 0; i < count; ++i) {
            ChartScene::Category category;
            category.label = stepTitle(report().points[i]);
            category.partial = std::any_of(m_panels[p].begin(), m_panels[p].end(), [&](auto &line) {
                return stateAt(line, i).known && stateAt(line, i).partial;
            });
            category.gap =
                std::all_of(scene.series.begin(), scene.series.end(),
                            [i](const auto &line) { return line.faint || line.gaps[i]; });
            scene.categories.push_back(std::move(category));
            scene.steps.push_back({static_cast<double>(i) + 0.5, stepText(i)});
        }
        scene.tell = [this, p](int category, int series) {
            return tell(static_cast<int>(p), category, series);
        };
        scenes.push_back(std::move(scene));
    }
    alignPanels(scenes);
    return scenes;
}

QString TrendChart::remark(const Line &line, std::size_t at) const
{
    const TrendPoint &point = report().points[at];
    const StepState &state = stateAt(line, at);
    if (!state.known)
        return state.gap ? tr("Nobody has fetched this") : tr("Has not begun");
    if (state.gap)
        return tr("Part of this nobody has fetched");
    if (!state.partial)
        return {};
    return point.range.to > context().now ? tr("Not over yet") : tr("Cut by the range");
}

QString TrendChart::tell(int panel, int category, int series) const
{
    const Line *line = lineOf({panel, category, series});
    if (!line)
        return {};
    const auto at = static_cast<std::size_t>(category);
    const TrendPoint &point = report().points[at];
    const MetricSpec &metric = metricOf(*line);
    QStringList lines{stepTitle(point)};
    const auto value = valueAt(*line, at);
    const ReportFigure *figure = figureAt(*line, at);
    lines << tr("%1: %2").arg(lineTitle(*line), figureText(metric, value, format()));
    const bool known = line->before || stateAt(*line, at).known;
    if (figure && known && !value)
        lines << whySentence(figure->why);
    if (figure && value && metric.unit != MetricUnit::Count) {
        if (figure->n)
            lines << tr("n = %1").arg(format().count(*figure->n));
        if (figure->median && figure->p90)
            lines << tr("Median %1, p90 %2")
                         .arg(figureText(metric, figure->median, format()),
                              figureText(metric, figure->p90, format()));
    }
    if (const QString note = remark(*line, at); !line->before && !note.isEmpty())
        lines << note;
    if (!line->before && !line->row && m_report.before) {
        const Line before{line->column, std::nullopt, true};
        lines << tr("Period before: %1").arg(figureText(metric, valueAt(before, at), format()));
    }
    lines << metricDefinition(metric);
    return lines.join(QLatin1Char('\n'));
}

std::optional<Drill> TrendChart::drillOf(const Line &line, std::size_t at) const
{
    if (!valueAt(line, at) || figureAt(line, at)->n.value_or(1) == 0)
        return std::nullopt;
    const TrendPoint *point =
        line.before ? pointBefore(*m_report.before, at) : &report().points[at];
    const bool business = report().columns[line.column].business;
    const QString title = line.row ? m_names[*line.row] : metricTitle(metricOf(line), business);
    Drill drill = drillOf(tr("%1, %2").arg(title, stepTitle(*point)),
                          QString::fromLatin1(metricOf(line).key), point->range);
    drill.business = business;
    if (line.row) {
        const BreakdownRow &row = report().rows[*line.row];
        narrowTo(*report().groupBy, {row.key}, row.name, drill.filter, drill.accounts);
        if (report().groupBy == MetricDimension::Group)
            drill.subGroups = false; // they have lines of their own
    }
    return drill;
}

std::optional<Drill> TrendChart::drill(ChartMark mark) const
{
    const Line *line = lineOf(mark);
    return line ? drillOf(*line, static_cast<std::size_t>(mark.category)) : std::nullopt;
}

std::optional<ExplainTarget> TrendChart::explain(ChartMark mark) const
{
    const Line *line = lineOf(mark);
    return line ? explainOf(*line, static_cast<std::size_t>(mark.category)) : std::nullopt;
}

std::optional<ExplainTarget> TrendChart::explainOf(const Line &line, std::size_t at) const
{
    const TrendPoint *point =
        line.before ? pointBefore(*m_report.before, at) : &report().points[at];
    if (!point)
        return std::nullopt;
    ExplainTarget target =
        explainOf(stepTitle(*point), QString::fromLatin1(metricOf(line).key), point->range);
    target.business = report().columns[line.column].business;
    if (line.row) {
        target.dimension = *report().groupBy;
        target.key = report().rows[*line.row].key;
        target.title = tr("%1, %2").arg(m_names[*line.row], target.title);
    }
    return target;
}

bool TrendChart::isEmpty() const
{
    const auto &total = report().total;
    const bool nothing = std::all_of(total.begin(), total.end(), [](const ReportFigure &figure) {
        return !figure.value || figure.n.value_or(1) == 0;
    });
    return report().points.empty() || total.empty() || (nothing && absence().isEmpty());
}

QString TrendChart::absence() const
{
    if (report().columns.empty())
        return report().basis.notes.isEmpty() ? QString()
                                              : report().basis.notes.join(QLatin1Char(' '));
    for (const ReportFigure &figure : report().total) {
        if (figure.value || figure.why == WhyAbsent::NoValues || figure.why == WhyAbsent::Present)
            return {};
        // Figures of single steps may be told where that of the whole range is not.
    }
    for (const TrendPoint &point : report().points) {
        for (const ReportFigure &figure : point.figures) {
            if (figure.value)
                return {};
        }
    }
    return report().total.empty() ? QString() : whySentence(report().total.front().why);
}

ChartFact TrendChart::totalFact(std::size_t c) const
{
    const ReportColumn &column = report().columns[c];
    const MetricSpec &metric = *column.metric;
    const ReportFigure &total = report().total[c];
    const auto value = MetricCell::valueOf(metric, total, context().aggregate);
    ChartFact fact{tr("%1 %2").arg(averageTitle(column, context().aggregate),
                                   figureText(metric, value, format()))};
    if (total.n && metric.unit != MetricUnit::Count)
        fact.text += tr(" (n = %1)").arg(format().count(*total.n));
    if (!total.value)
        return fact;
    const QString key = QString::fromLatin1(metric.key);
    fact.explain = explainOf(windowText(basis().range), key, basis().range);
    fact.explain->business = column.business;
    if (total.n.value_or(1) == 0)
        return fact;
    fact.drill =
        drillOf(tr("%1, %2").arg(metricTitle(metric, column.business), windowText(basis().range)),
                key, basis().range);
    fact.drill->business = column.business;
    return fact;
}

std::vector<ChartFact> TrendChart::facts() const
{
    std::vector<ChartFact> facts;
    for (std::size_t c = 0; c < report().columns.size() && c < report().total.size(); ++c)
        facts.push_back(totalFact(c));
    if (report().groupBy && report().rows.size() > ChartQuestion::mostLines)
        facts.push_back({tr("the %1 largest of %2 are drawn, all are in the table (T)")
                             .arg(format().count(qint64{ChartQuestion::mostLines}),
                                  format().count(static_cast<qint64>(report().rows.size())))});
    switch (m_step) {
    case ChartQuestion::Step::Hour:
        facts.push_back({tr("by hour")});
        break;
    case ChartQuestion::Step::Week:
        facts.push_back({tr("by week")});
        break;
    case ChartQuestion::Step::Month:
        facts.push_back({tr("by month")});
        break;
    case ChartQuestion::Step::Automatic:
    case ChartQuestion::Step::Day:
        facts.push_back({tr("by day")});
        break;
    }
    return facts;
}

} // namespace watchfloor
