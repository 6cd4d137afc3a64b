// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartspage.h"

#include "backend/engine/metriccatalog.h"
#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/rangewords.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "views/chartcontrols.h"
#include "views/chartpanel.h"
#include "views/markedview.h"
#include "views/palette.h"

#include <QFrame>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {

static std::pair<const char *, ReportSection> exportedAs(ChartQuestion::Kind kind)
{
    switch (kind) {
    case ChartQuestion::Kind::Volume:
        return {"conversations-by-agent", ReportSection::ByAgent};
    case ChartQuestion::Kind::Trend:
        return {"trend", ReportSection::Trend};
    case ChartQuestion::Kind::Heat:
        return {"week-by-hour", ReportSection::WeekHours};
    case ChartQuestion::Kind::Distribution:
        break;
    }
    return {"distribution", ReportSection::Distribution};
}

namespace {

/// One of the metrics drawn is told in business hours.
bool hasBusinessHours(const ChartQuestion &question)
{
    using Kind = ChartQuestion::Kind;
    QStringList keys;
    if (question.kind == Kind::Trend)
        keys = question.metrics;
    else if (question.kind == Kind::Heat)
        keys = {question.heatMetric};
    else if (question.kind == Kind::Distribution)
        keys = {question.timeMetric};
    return std::any_of(keys.cbegin(), keys.cend(), [](const QString &key) {
        const MetricSpec *metric = metricSpec(key);
        return metric && metric->businessHours;
    });
}

} // namespace

ChartsPage::ChartsPage(QWidget *parent)
    : Page(parent)
    , m_controls(new ChartControls(this))
    , m_panel(new ChartPanel(this))
    , m_asked(m_controls->question())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_controls);
    layout->addWidget(m_panel, 1);
    connect(m_controls, &ChartControls::questionEdited, this, &ChartsPage::onEdited);
    connect(m_controls, &ChartControls::tableToggled, this, &ChartsPage::toggleTable);
    auto *key = new QShortcut(QKeySequence(Qt::Key_T), this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, [this] { toggleTable(!m_panel->isTableShown()); });
    connect(m_panel, &ChartPanel::activated, this, &ChartsPage::onActivated);
    connect(m_panel, &ChartPanel::cellActivated, this, [this](int row, int column) {
        const Chart *chart = m_panel->chart();
        if (const auto drill = chart ? chart->drillCell(row, column) : std::nullopt)
            Q_EMIT drillRequested(*drill);
    });
    connect(m_panel, &ChartPanel::cellExplainRequested, this,
            [this](int row, int column, const QRect &at) {
                const Chart *chart = m_panel->chart();
                if (const auto target = chart ? chart->explainCell(row, column) : std::nullopt)
                    Q_EMIT explainRequested(*target, at);
            });
    connect(m_panel, &ChartPanel::factOpened, this, &Page::drillRequested);
    connect(m_panel, &ChartPanel::factExplainRequested, this, &Page::explainRequested);
    connect(m_panel, &ChartPanel::expandRequested, this, &ChartsPage::expandOther);
    connect(m_panel, &ChartPanel::menuRequested, this, &ChartsPage::showMenu);
    connect(m_panel, &ChartPanel::explainRequested, this, [this](ChartMark mark, const QRect &at) {
        if (const auto target = m_panel->chart()->explain(mark))
            Q_EMIT explainRequested(*target, at);
    });
    m_panel->passWishesTo(this);
    connect(m_panel, &ChartPanel::clearFiltersRequested, this, [this] {
        ViewScope open = m_scope;
        open.filter = {};
        open.accounts.clear();
        Q_EMIT scopeRequested(open);
    });
    connect(m_panel, &ChartPanel::nearestRangeRequested, this, [this] {
        if (m_nearest)
            Q_EMIT rangeRequested(*m_nearest);
    });
}

ChartsPage::~ChartsPage() = default;

IgnoredParts ChartsPage::ignoredFilters() const
{
    using Kind = ChartQuestion::Kind;
    const Kind kind = m_controls->question().kind;
    IgnoredParts ignored{{ScopePart::Search, tr("Charts have no rows to search")}};
    if (!hasBusinessHours(m_controls->question()))
        ignored.push_back({ScopePart::Business, tr("What is counted here has no hours")});
    if (kind == Kind::Trend && m_controls->question().groupBy)
        ignored.push_back({ScopePart::Compare, tr("Lines by group leave no room for another "
                                                  "period; without a grouping it is drawn")});
    else if (kind == Kind::Heat || kind == Kind::Distribution)
        ignored.push_back({ScopePart::Compare, tr("This chart shows one period")});
    return ignored;
}

void ChartsPage::setScope(const ViewScope &scope)
{
    m_scope = scope;
    settleContext();
}

void ChartsPage::settleContext()
{
    const TimeRange range = rangeOf(m_scope.range, m_now, m_scope.zone);
    const QString days = m_now > 0 ? m_format.days(range) : QString();
    const QString name = m_scope.range.preset == RangePreset::Custom
                             ? days
                             : rangeTitle(m_scope.range.preset) + QStringLiteral(" · ") + days;
    m_panel->setContext(name, !m_scope.filter.isEmpty(),
                        m_scope.range.preset != RangePreset::Last30Days);
}

void ChartsPage::setFilterWords(const QStringList &words)
{
    m_panel->setFilterWords(words);
}

void ChartsPage::setNearestRange(const std::optional<RangeChoice> &range)
{
    m_nearest = range;
    m_panel->setNearest(range ? rangeText(*range, m_now, m_format) : QString());
}

void ChartsPage::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    settleContext();
    rebuild(true);
}

void ChartsPage::setNow(TimeMs now)
{
    const bool first = m_now == 0;
    m_now = now;
    m_panel->setNow(now);
    if (first)
        settleContext();
}

void ChartsPage::setAccounts(const std::vector<Account> &accounts)
{
    m_controls->setAccounts(accounts);
}

void ChartsPage::setFirstStart(bool on)
{
    m_panel->setFirstStart(on);
}

void ChartsPage::setLoading()
{
    // A trend is no answer to a question about a heat map, not for a moment.
    const bool otherKind = m_asked.kind != question().kind;
    m_asked = question();
    m_make = nullptr; // the old answer is not drawn anew
    m_panel->setLoading(otherKind);
}

void ChartsPage::setError(const Error &error)
{
    m_panel->setError(error);
}

void ChartsPage::focusMain()
{
    m_panel->focusChart();
}

std::vector<std::pair<QString, QString>> ChartsPage::parts() const
{
    return m_controls->kinds();
}

void ChartsPage::showPart(const QString &key)
{
    m_controls->chooseKind(key);
}

QVariantMap ChartsPage::saveState() const
{
    QVariantMap state = question().toMap();
    state.insert(QStringLiteral("table"), m_panel->isTableShown());
    return state;
}

void ChartsPage::restoreState(const QVariantMap &state)
{
    setQuestion(ChartQuestion::fromMap(state));
    const bool table = state.value(QStringLiteral("table")).toBool();
    m_panel->setTableShown(table);
    m_controls->setTableShown(table);
}

const ChartQuestion &ChartsPage::question() const
{
    return m_controls->question();
}

void ChartsPage::setQuestion(const ChartQuestion &question)
{
    if (question == m_controls->question())
        return;
    m_controls->setQuestion(question);
    onEdited();
}

void ChartsPage::onEdited()
{
    Q_EMIT stateEdited();
    if (m_asked.asksTheSame(question())) {
        rebuild(true); // top-N
        return;
    }
    Q_EMIT questionChanged();
}

void ChartsPage::setAnswer(Make make, bool same)
{
    m_asked = question();
    m_answered = m_scope;
    m_make = std::move(make);
    rebuild(same);
    const bool empty = m_panel->chart() && m_panel->chart()->isEmpty();
    if (!empty || !same)
        setNearestRange(std::nullopt);
    if (empty && !m_nearest)
        Q_EMIT nothingFound();
}

void ChartsPage::rebuild(bool same)
{
    if (m_make)
        m_panel->setChart(m_make({m_answered, m_format, m_now}), same);
}

void ChartsPage::setVolume(const WithBefore<VolumeReport> &report, bool same)
{
    const auto held = std::make_shared<const WithBefore<VolumeReport>>(report);
    setAnswer(
        [this, held](const ChartContext &context) {
            return std::make_shared<const VolumeChart>(context, *held, question().top);
        },
        same);
}

void ChartsPage::setTrend(const WithBefore<TrendReport> &report, ChartQuestion::Step step,
                          bool same)
{
    m_controls->setStepDrawn(step);
    const auto held = std::make_shared<const WithBefore<TrendReport>>(report);
    setAnswer(
        [held, step](const ChartContext &context) {
            return std::make_shared<const TrendChart>(context, *held, step);
        },
        same);
}

void ChartsPage::setHeatMap(const HeatMapReport &report, bool same)
{
    setAnswer(
        [report](const ChartContext &context) {
            return std::make_shared<const HeatChart>(context, report);
        },
        same);
}

void ChartsPage::setDistribution(const DistributionReport &report, bool same)
{
    setAnswer(
        [report](const ChartContext &context) {
            return std::make_shared<const DistributionChart>(context, report);
        },
        same);
}

void ChartsPage::onActivated(ChartMark mark)
{
    const auto drill = m_panel->chart() ? m_panel->chart()->drill(mark) : std::nullopt;
    if (drill)
        Q_EMIT drillRequested(*drill);
}

void ChartsPage::expandOther()
{
    ChartQuestion all = question();
    all.top = 0;
    setQuestion(all);
}

void ChartsPage::toggleTable(bool shown)
{
    m_panel->setTableShown(shown);
    m_controls->setTableShown(shown);
    Q_EMIT stateEdited();
}

void ChartsPage::showMenu(ChartMark mark, const QPoint &at)
{
    const Chart *chart = m_panel->chart();
    if (!chart)
        return;
    QMenu menu(this);
    const auto drill = chart->drill(mark);
    QAction *open =
        menu.addAction(tr("Open conversations"), this, [this, mark] { onActivated(mark); });
    open->setEnabled(drill.has_value());
    open->setShortcut(Qt::Key_Return);
    if (const auto before = chart->drillBefore(mark))
        menu.addAction(tr("Open those of the period before"), this,
                       [this, before] { Q_EMIT drillRequested(*before); });
    if (const auto target = chart->explain(mark)) {
        QAction *explain = menu.addAction(tr("Explain this number"), this, [this, target, at] {
            Q_EMIT explainRequested(*target, QRect(at, QSize(1, 1)));
        });
        explain->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    }
    if (question().kind == ChartQuestion::Kind::Volume && question().top > 0)
        menu.addAction(tr("Show every agent"), this, &ChartsPage::expandOther);
    menu.addSeparator();
    menu.addAction(tr("Copy all numbers"), m_panel, &ChartPanel::copyTable);
    menu.addAction(tr("Show as table"), this, [this] { toggleTable(true); })
        ->setShortcut(Qt::Key_T);
    menu.exec(at);
}

PageExport ChartsPage::exported() const
{
    PageExport exported;
    const Chart *chart = m_panel->chart();
    if (!chart || chart->isEmpty())
        return exported;
    const auto [name, section] = exportedAs(m_asked.kind);
    std::vector<ChartScene> scenes = chart->scenes();
    const QString titled = scenes.empty() ? title() : scenes.front().title;
    exported.tables.push_back({QLatin1String(name), titled, m_panel->exportTable(), false});
    exported.pictures.push_back({QLatin1String(name), titled, std::move(scenes), nullptr});
    exported.plan = planOf({section});
    if (m_asked.kind == ChartQuestion::Kind::Trend)
        exported.plan->metrics = m_asked.metrics;
    ReportView &view = exported.plan->view;
    view.split = m_asked.split;
    view.topAgents = question().top;
    view.step = m_asked.step;
    if (m_asked.kind == ChartQuestion::Kind::Trend) {
        view.trendBy = m_asked.groupBy;
        exported.plan->timeValue = TimeAggregate::Mean; // as charts have it, and their tables
    }
    exported.plan->heatMetric = m_asked.heatMetric;
    exported.plan->distributionMetric = m_asked.timeMetric;
    return exported;
}

} // namespace watchfloor
