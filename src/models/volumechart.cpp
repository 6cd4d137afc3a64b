// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/volumechart.h"

#include "backend/engine/metriccatalog.h"
#include "models/chartaxis.h"
#include "models/metriccell.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <algorithm>
#include <numeric>

namespace watchfloor {
namespace {

constexpr std::size_t mostParts = 8; // as many as there are colours

const MetricSpec &conversationsMetric()
{
    static const MetricSpec *metric = metricSpec("conversations");
    return *metric;
}

double shareOf(qint64 part, qint64 all)
{
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0;
}

QString shareText(qint64 part, qint64 all, const MetricFormatter &format)
{
    return format.locale().toString(100 * shareOf(part, all), 'f', 1) + QChar(0xa0) +
           format.locale().percent();
}

/// Of a split bar; the one after the last: what the parts do not tell.
qint64 partCount(const VolumeChart::Bar &bar, std::size_t part)
{
    return part < bar.parts.size()
               ? bar.parts[part]
               : bar.conversations - std::accumulate(bar.parts.begin(), bar.parts.end(), qint64{0});
}

QString whyUnlisted()
{
    return VolumeChart::tr("The vendor tells how many these are, not which.");
}

} // namespace

VolumeChart::VolumeChart(ChartContext context, WithBefore<VolumeReport> report, int top)
    : Chart(std::move(context), report.report.basis)
    , m_report(std::move(report))
{
    choosePartsShown();
    const std::vector<VolumeRow> &rows = m_report.report.rows;
    const RowsBefore<VolumeRow> before =
        m_report.before ? RowsBefore<VolumeRow>(m_report.before->rows) : RowsBefore<VolumeRow>();
    const auto beforeOf = [&](const VolumeRow &row) -> std::optional<qint64> {
        if (!m_report.before || !m_report.before->total)
            return std::nullopt;
        const VolumeRow *then = before.of(row);
        if (then ? then->hasGap : !m_report.before->basis.gaps.empty())
            return std::nullopt; // nobody has fetched it: no 0
        return then ? then->conversations : 0;
    };
    // An Other of a single agent would only hide a name.
    const auto limit = static_cast<std::size_t>(top);
    const std::size_t shown = top <= 0 || rows.size() <= limit + 1 ? rows.size() : limit;
    for (std::size_t i = 0; i < shown; ++i)
        addBar({Bar::Kind::Agent,
                oneLine(rows[i].label),
                rows[i].conversations,
                beforeOf(rows[i]),
                {},
                {rows[i].key},
                &rows[i]},
               rows[i].parts);
    if (shown < rows.size()) {
        Bar other;
        other.kind = Bar::Kind::Other;
        other.label =
            tr("Other (%1 agents)").arg(format().count(static_cast<qint64>(rows.size() - shown)));
        std::vector<qint64> parts(static_cast<std::size_t>(m_report.report.parts.size()), 0);
        other.before = 0;
        for (std::size_t i = shown; i < rows.size(); ++i) {
            other.conversations += rows[i].conversations;
            const auto then = beforeOf(rows[i]);
            other.before =
                other.before && then ? std::optional(*other.before + *then) : std::nullopt;
            other.agents.push_back(rows[i].key);
            for (std::size_t p = 0; p < parts.size() && p < rows[i].parts.size(); ++p)
                parts[p] += rows[i].parts[p];
        }
        addBar(std::move(other), parts);
    }
    if (m_report.report.unspecified.value_or(0) > 0) {
        Bar nobody;
        nobody.kind = Bar::Kind::Unspecified;
        nobody.label = tr("Unspecified");
        nobody.conversations = *m_report.report.unspecified;
        if (m_report.before && m_report.before->basis.gaps.empty())
            nobody.before = m_report.before->unspecified;
        nobody.agents = {0};
        addBar(std::move(nobody), m_report.report.unspecifiedParts);
    }
}

void VolumeChart::choosePartsShown()
{
    const auto count = static_cast<std::size_t>(m_report.report.parts.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (i < mostParts)
            m_partsOf.push_back({i});
        else
            m_partsOf.back().push_back(i);
    }
}

void VolumeChart::addBar(Bar bar, const std::vector<qint64> &parts)
{
    for (const auto &shown : m_partsOf) {
        qint64 n = 0;
        for (const std::size_t part : shown)
            n += part < parts.size() ? parts[part] : 0;
        bar.parts.push_back(n);
    }
    const qint64 told = std::accumulate(bar.parts.begin(), bar.parts.end(), qint64{0});
    m_hasRest = m_hasRest || (!m_partsOf.empty() && told < bar.conversations);
    m_bars.push_back(std::move(bar));
}

QString VolumeChart::partTitle(int series) const
{
    const auto at = static_cast<std::size_t>(series);
    if (at >= m_partsOf.size())
        return tr("Not told");
    if (m_partsOf[at].size() > 1)
        return tr("Others");
    const QString word = m_report.report.parts.at(static_cast<qsizetype>(m_partsOf[at].front()));
    if (m_report.report.split == VolumeSplit::Status)
        return oneLine(statusTitle(word));
    return word.isEmpty() ? tr("No channel") : oneLine(channelTitle(word));
}

/// Parts stand by their size, which changes: the word is what stays.
QString VolumeChart::partKey(std::size_t part) const
{
    if (part >= m_partsOf.size())
        return QStringLiteral("rest");
    const bool status = m_report.report.split == VolumeSplit::Status;
    const QLatin1String kind(status ? "status_" : "channel_");
    if (m_partsOf[part].size() > 1)
        return kind + QLatin1String("others");
    const QString word = m_report.report.parts.at(static_cast<qsizetype>(m_partsOf[part].front()));
    return kind + (word.isEmpty() ? QStringLiteral("none") : word);
}

int VolumeChart::colourOf(int series) const
{
    // What is over is most of every bar and least of interest: the grey one.
    const auto parts = m_partsOf[static_cast<std::size_t>(series)];
    const bool closed =
        m_report.report.split == VolumeSplit::Status && parts.size() == 1 &&
        m_report.report.parts.at(static_cast<qsizetype>(parts.front())) == QLatin1String("closed");
    return closed ? static_cast<int>(mostParts) - 1 : series;
}

const VolumeChart::Bar *VolumeChart::barAt(ChartMark mark) const
{
    const auto at = static_cast<std::size_t>(mark.category);
    return mark.category >= 0 && at < m_bars.size() ? &m_bars[at] : nullptr;
}

bool VolumeChart::expands(ChartMark mark) const
{
    const Bar *bar = barAt(mark);
    return bar && bar->kind == Bar::Kind::Other;
}

std::vector<ChartScene> VolumeChart::scenes() const
{
    ChartScene scene;
    scene.kind = ChartScene::Kind::Bars;
    scene.title = tr("Conversations by agent");
    // Beside what hundreds of others have together, single agents would be specks.
    qint64 most = 0;
    for (const Bar &bar : m_bars) {
        if (bar.kind == Bar::Kind::Agent || m_bars.size() == 1)
            most = std::max({most, bar.conversations, bar.before.value_or(0)});
    }
    if (most == 0 && !m_bars.empty())
        most = m_bars.back().conversations;
    scene.ticks = axisTicks(static_cast<double>(most), conversationsMetric(), format());
    for (const Bar &bar : m_bars) {
        ChartScene::Category category;
        category.label = bar.label;
        category.valueText = format().count(bar.conversations);
        category.faint = bar.kind != Bar::Kind::Agent;
        category.opens = bar.kind == Bar::Kind::Other;
        if (bar.before) {
            category.before = static_cast<double>(*bar.before);
            category.valueText += QStringLiteral("  ") + changeText(bar);
        }
        category.cut = static_cast<double>(bar.conversations) > scene.top();
        scene.categories.push_back(std::move(category));
    }
    const auto count = static_cast<int>(partsShown());
    for (int s = 0; s < std::max(1, count); ++s) {
        ChartScene::Series series;
        const auto at = static_cast<std::size_t>(s);
        series.title = count == 0 ? metricTitle(conversationsMetric()) : partTitle(s);
        series.colour = count == 0 ? 0 : at < m_partsOf.size() ? colourOf(s) : -1;
        for (const Bar &bar : m_bars) {
            const qint64 value = count > 0 ? partCount(bar, at) : bar.conversations;
            series.values.emplace_back(static_cast<double>(value));
        }
        scene.series.push_back(std::move(series));
    }
    scene.tell = [this](int category, int series) { return tell(category, series); };
    return {scene};
}

/// "+12 %"; beside nothing the number itself.
QString VolumeChart::changeText(const Bar &bar) const
{
    MetricLook look;
    look.format = format();
    look.compare = true;
    const auto figureOf = [](qint64 count) {
        ReportFigure figure;
        figure.value = static_cast<double>(count);
        figure.why = WhyAbsent::Present;
        return figure;
    };
    const ReportFigure now = figureOf(bar.conversations);
    const ReportFigure before = figureOf(bar.before.value_or(0));
    return MetricCell(conversationsMetric(), look, &now, &before).deltaText();
}

QString VolumeChart::tell(int category, int series) const
{
    const Bar *bar = barAt({0, category, series});
    if (!bar)
        return {};
    QStringList lines{bar->label};
    const VolumeReport &report = m_report.report;
    const auto at = static_cast<std::size_t>(series);
    qint64 n = bar->conversations;
    if (series >= 0 && !m_partsOf.empty()) {
        n = partCount(*bar, at);
        lines << tr("%1: %2 of %3")
                     .arg(partTitle(series), format().count(n), format().count(bar->conversations));
    } else {
        lines << (n == 1 ? tr("1 conversation") : tr("%1 conversations").arg(format().count(n)));
    }
    const qint64 all = report.total.value_or(0) + report.unspecified.value_or(0);
    if (all > 0)
        lines << tr("%1 of all %2").arg(shareText(n, all, format()), format().count(all));
    if (bar->before)
        lines << tr("Period before: %1 (%2)").arg(format().count(*bar->before), changeText(*bar));
    if (series >= 0 && !m_partsOf.empty() && at >= m_partsOf.size() && n > 0)
        lines << whyUnlisted();
    if (bar->row && bar->row->gone)
        lines << tr("No longer in %1").arg(oneLine(bar->row->accountName));
    lines << windowText(basis().range) << metricDefinition(conversationsMetric());
    return lines.join(QLatin1Char('\n'));
}

ChartTable VolumeChart::table() const
{
    ChartTable table;
    table.columns = {{QStringLiteral("agent"), tr("Agent"), {}, ColumnKind::Text, 220, 2},
                     {QStringLiteral("account"), tr("Account"), {}, ColumnKind::Text, 140, 1},
                     {QStringLiteral("conversations"), metricTitle(conversationsMetric()),
                      metricDefinition(conversationsMetric()), ColumnKind::Number, 120},
                     {QStringLiteral("share"), tr("Share"), tr("Of all conversations in the range"),
                      ColumnKind::Number, 88}};
    table.columns.back().unit = QStringLiteral("ratio");
    if (m_report.before)
        table.columns.push_back({QStringLiteral("before"), tr("Before"), tr("The period before"),
                                 ColumnKind::Number, 96});
    for (std::size_t s = 0; s < partsShown(); ++s) {
        const bool rest = s >= m_partsOf.size();
        table.columns.push_back({partKey(s), partTitle(static_cast<int>(s)),
                                 rest ? whyUnlisted() : QString(), ColumnKind::Number, 96});
    }
    table.metrics = {QString(), QString()};
    while (table.metrics.size() < static_cast<qsizetype>(table.columns.size()))
        table.metrics << QString::fromLatin1(conversationsMetric().key);
    const qint64 all = m_report.report.total.value_or(0) + m_report.report.unspecified.value_or(0);
    for (const Bar &bar : m_bars) {
        ChartTable::Row row;
        const bool agent = bar.kind == Bar::Kind::Agent;
        row.key = agent                          ? QString::number(bar.agents.front())
                  : bar.kind == Bar::Kind::Other ? QStringLiteral("other")
                                                 : QStringLiteral("none");
        row.cells.push_back({bar.label, bar.label, !agent});
        const QString account = bar.row ? oneLine(bar.row->accountName) : QString();
        row.cells.push_back({account, account.isEmpty() ? QVariant() : QVariant(account), false});
        const auto number = [this](qint64 n) {
            return ChartTable::Cell{format().count(n), n, n == 0};
        };
        row.cells.push_back(number(bar.conversations));
        row.cells.push_back(
            {shareText(bar.conversations, all, format()), shareOf(bar.conversations, all), false});
        if (m_report.before)
            row.cells.push_back(bar.before ? number(*bar.before)
                                           : ChartTable::Cell{MetricFormatter::none(), {}, true});
        for (std::size_t s = 0; s < partsShown(); ++s)
            row.cells.push_back(number(partCount(bar, s)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Drill VolumeChart::drillOfBar(const Bar &bar) const
{
    Drill drill = drillOf(bar.label, QString(), basis().range);
    drill.business = false; // no times
    drill.filter.agents = bar.agents;
    return drill;
}

std::optional<Drill> VolumeChart::drillBefore(ChartMark mark) const
{
    const Bar *bar = barAt(mark);
    if (!bar || !m_report.before || bar->before.value_or(0) == 0)
        return std::nullopt;
    Drill drill = drillOfBar(*bar);
    drill.range = m_report.before->basis.range;
    drill.title = tr("%1, %2").arg(bar->label, windowText(drill.range));
    return drill;
}

std::optional<Drill> VolumeChart::drillCell(int row, int column) const
{
    if (column == beforeColumn())
        return drillBefore({0, row, -1});
    return drill({0, row, column >= firstPart() ? column - firstPart() : -1});
}

std::optional<ExplainTarget> VolumeChart::explainCell(int row, int column) const
{
    if (column >= firstPart())
        return explain({0, row, column - firstPart()});
    auto target = explain({0, row, -1});
    if (target && column == beforeColumn()) {
        target->range = m_report.before->basis.range;
        target->before.reset();
    }
    return target;
}

std::optional<Drill> VolumeChart::drill(ChartMark mark) const
{
    const Bar *bar = barAt(mark);
    if (!bar || bar->conversations == 0)
        return std::nullopt;
    Drill drill = drillOfBar(*bar);
    const auto series = static_cast<std::size_t>(mark.series);
    if (mark.series < 0 || m_partsOf.empty())
        return drill;
    if (series >= m_partsOf.size() || bar->parts[series] == 0)
        return std::nullopt;
    drill.title = tr("%1, %2").arg(bar->label, partTitle(mark.series));
    const bool channels = m_report.report.split == VolumeSplit::Channel;
    QStringList &words = channels ? drill.filter.channels : drill.statuses;
    words.clear();
    for (const std::size_t part : m_partsOf[series])
        words << m_report.report.parts.at(static_cast<qsizetype>(part));
    return drill;
}

std::optional<ExplainTarget> VolumeChart::explain(ChartMark mark) const
{
    const Bar *bar = barAt(mark);
    if (!bar)
        return std::nullopt;
    ExplainTarget target = explainOf(bar->label, QStringLiteral("conversations"), basis().range);
    if (m_report.before)
        target.before = m_report.before->basis.range;
    if (bar->kind == Bar::Kind::Other) { // no single row: the figure of these agents together
        target.filter.agents = bar->agents;
    } else {
        target.dimension = MetricDimension::Agent;
        target.key = bar->agents.front();
    }
    const auto series = static_cast<std::size_t>(mark.series);
    if (mark.series < 0 || m_partsOf.empty())
        return target;
    target.before.reset(); // the period before is told of whole bars
    const qint64 all = std::max<qint64>(1, bar->conversations);
    ShownNumber shown;
    const qint64 n = partCount(*bar, series);
    shown.text = format().count(n);
    shown.rules << tr("The part “%1” of the bar.").arg(partTitle(mark.series));
    shown.facts = {{tr("Share"), shareText(n, all, format())}};
    shown.whole = tr("Whole bar");
    shown.drill = drill(mark);
    if (!shown.drill)
        shown.noDrill = n > 0 ? whyUnlisted() : tr("There are no conversations behind it.");
    target.title = tr("%1, %2").arg(bar->label, partTitle(mark.series));
    target.shown = std::move(shown);
    return target;
}

bool VolumeChart::isEmpty() const
{
    return std::all_of(m_bars.begin(), m_bars.end(),
                       [](const Bar &bar) { return bar.conversations == 0; });
}

QString VolumeChart::absence() const
{
    return m_report.report.total ? QString() : whySentence(WhyAbsent::NotCached);
}

std::vector<ChartFact> VolumeChart::facts() const
{
    const VolumeReport &report = m_report.report;
    if (!report.total)
        return {};
    const qint64 without = report.unspecified.value_or(0);
    std::vector<ChartFact> facts{
        {tr("%1 with an agent").arg(format().count(*report.total))},
        {tr("%1 without").arg(format().count(without))},
        {tr("%1 agents").arg(format().count(static_cast<qint64>(report.rows.size())))}};
    Bar all;
    all.label = tr("With an agent");
    for (const VolumeRow &row : report.rows)
        all.agents.push_back(row.key);
    const QString metric = QStringLiteral("conversations");
    if (!all.agents.empty()) {
        facts[0].explain = explainOf(all.label, metric, basis().range);
        facts[0].explain->filter.agents = all.agents;
        if (*report.total > 0)
            facts[0].drill = drillOfBar(all);
    }
    facts[1].explain = explainOf(tr("Unspecified"), metric, basis().range);
    facts[1].explain->dimension = MetricDimension::Agent;
    facts[1].explain->key = 0;
    if (without > 0)
        facts[1].drill =
            drillOfBar({Bar::Kind::Unspecified, tr("Unspecified"), without, {}, {}, {0}});
    if (m_report.before)
        facts.push_back({tr("the line across a bar is the period before")});
    return facts;
}

} // namespace watchfloor
