// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartcontrols.h"

#include "backend/engine/metriccatalog.h"
#include "models/chartaxis.h"
#include "models/trendsteps.h"
#include "models/plaintext.h"
#include "views/pickerbutton.h"
#include "views/typography.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

using Step = ChartQuestion::Step;
using Split = ChartQuestion::Split;

QString splitTitle(Split split)
{
    switch (split) {
    case Split::Status:
        return ChartControls::tr("By status");
    case Split::Channel:
        return ChartControls::tr("By channel");
    case Split::None:
        break;
    }
    return ChartControls::tr("Not split");
}

QString topTitle(int top)
{
    return top > 0 ? ChartControls::tr("Top %1").arg(top) : ChartControls::tr("Every agent");
}

/// What kinds of figures people look for under one word.
QString unitTitle(MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Milliseconds:
        return ChartControls::tr("Times");
    case MetricUnit::Ratio:
    case MetricUnit::Score:
        return ChartControls::tr("Shares and scores");
    default:
        return ChartControls::tr("Counts and amounts");
    }
}

template<typename Choice>
void addChoice(QMenu *menu, const QString &title, bool chosen, Choice choose)
{
    QAction *action = menu->addAction(title, menu, choose);
    action->setCheckable(true);
    action->setChecked(chosen);
}

QString metricName(const QString &key)
{
    const MetricSpec *metric = metricSpec(key);
    return metric ? metricTitle(*metric) : key;
}

} // namespace

QString stepTitle(Step step)
{
    switch (step) {
    case Step::Hour:
        return ChartControls::tr("Hours");
    case Step::Day:
        return ChartControls::tr("Days");
    case Step::Week:
        return ChartControls::tr("Weeks");
    case Step::Month:
        return ChartControls::tr("Months");
    case Step::Automatic:
        break;
    }
    return ChartControls::tr("Automatic steps");
}

QString groupTitle(std::optional<MetricDimension> dimension)
{
    if (!dimension)
        return ChartControls::tr("Not grouped");
    switch (*dimension) {
    case MetricDimension::Account:
        return ChartControls::tr("By account");
    case MetricDimension::Agent:
        return ChartControls::tr("By agent");
    case MetricDimension::Group:
        return ChartControls::tr("By group");
    case MetricDimension::Skill:
        return ChartControls::tr("By skill");
    case MetricDimension::Inbox:
        return ChartControls::tr("By inbox");
    case MetricDimension::Channel:
        return ChartControls::tr("By channel");
    case MetricDimension::Conversation:
        break;
    }
    return ChartControls::tr("Not grouped");
}

/// As ChartQuestion::Kind has them.
constexpr std::array kindKeys{"agents", "trend", "heatmap", "distribution"};

ChartControls::ChartControls(QWidget *parent)
    : QWidget(parent)
    , m_kinds(new QButtonGroup(this))
    , m_table(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(pageMargin, 0, pageMargin - gridStep, 0);
    setFixedHeight(40);
    row->setSpacing(4);
    const std::array titles{tr("By agent"), tr("Trend"), tr("Heat map"), tr("Distribution")};
    for (std::size_t i = 0; i < titles.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setText(titles[i]);
        button->setCheckable(true);
        button->setProperty("quiet", true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(tr("Chart: %1").arg(titles[i]));
        button->setObjectName(QStringLiteral("kind%1").arg(i));
        m_kinds->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    m_kinds->setExclusive(true);
    connect(m_kinds, &QButtonGroup::idClicked, this, [this](int id) {
        ChartQuestion next = m_question;
        next.kind = static_cast<Kind>(id);
        edit(next);
    });
    row->addSpacing(gridStep);
    const auto picker = [&](const char *icon, const char *name, auto fill) {
        auto *button = new PickerButton(QLatin1String(icon), this);
        button->setObjectName(QLatin1String(name));
        auto *menu = new QMenu(button);
        button->setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [this, menu, fill] {
            menu->clear();
            (this->*fill)(menu);
        });
        row->addWidget(button);
        return button;
    };
    m_top = picker("agents", "top", &ChartControls::fillTop);
    m_split = picker("columns", "split", &ChartControls::fillSplit);
    m_metrics = picker("charts", "metrics", &ChartControls::fillTrendMetrics);
    m_metric = picker("charts", "metric", &ChartControls::fillOneMetric);
    m_step = picker("calendar", "step", &ChartControls::fillStep);
    m_group = picker("columns", "group", &ChartControls::fillGroup);
    row->addStretch(1);
    m_table->setText(tr("Table"));
    m_table->setCheckable(true);
    m_table->setProperty("quiet", true);
    m_table->setFocusPolicy(Qt::StrongFocus);
    m_table->setObjectName(QStringLiteral("table"));
    m_table->setToolTip(tr("The numbers behind the chart (T)"));
    row->addWidget(m_table);
    connect(m_table, &QToolButton::clicked, this, &ChartControls::tableToggled);
    settle();
}

std::vector<std::pair<QString, QString>> ChartControls::kinds() const
{
    std::vector<std::pair<QString, QString>> all;
    for (std::size_t i = 0; i < kindKeys.size(); ++i)
        all.emplace_back(QLatin1String(kindKeys[i]), m_kinds->button(static_cast<int>(i))->text());
    return all;
}

void ChartControls::chooseKind(const QString &key)
{
    for (std::size_t i = 0; i < kindKeys.size(); ++i) {
        if (key == QLatin1String(kindKeys[i]))
            m_kinds->button(static_cast<int>(i))->click();
    }
}

void ChartControls::setQuestion(const ChartQuestion &question)
{
    m_question = question;
    m_stepDrawn.reset();
    settle();
}

void ChartControls::setStepDrawn(Step step)
{
    m_stepDrawn = step;
    settle();
}

void ChartControls::setAccounts(const std::vector<Account> &accounts)
{
    m_accounts = accounts;
}

void ChartControls::setTableShown(bool shown)
{
    m_table->setChecked(shown);
}

void ChartControls::edit(const ChartQuestion &question)
{
    if (question == m_question)
        return;
    m_question = question;
    m_stepDrawn.reset();
    settle();
    Q_EMIT questionEdited();
}

void ChartControls::settle()
{
    const Kind kind = m_question.kind;
    m_kinds->button(static_cast<int>(kind))->setChecked(true);
    m_top->setVisible(kind == Kind::Volume);
    m_split->setVisible(kind == Kind::Volume);
    m_metrics->setVisible(kind == Kind::Trend);
    m_step->setVisible(kind == Kind::Trend);
    m_group->setVisible(kind == Kind::Trend);
    m_metric->setVisible(kind == Kind::Heat || kind == Kind::Distribution);
    m_top->setChoice(tr("Agents shown"), topTitle(m_question.top));
    m_split->setChoice(tr("Bars split"), splitTitle(m_question.split));
    const QString first = metricName(m_question.metrics.value(0));
    m_metrics->setChoice(tr("Metrics"),
                         m_question.metrics.size() > 1
                             ? tr("%1 + %2").arg(first).arg(m_question.metrics.size() - 1)
                             : first);
    m_metric->setChoice(
        tr("Metric"),
        metricName(kind == Kind::Distribution ? m_question.timeMetric : m_question.heatMetric));
    const QString asked = stepTitle(m_question.step);
    const QString coarser = coarserSteps(m_question.step, m_stepDrawn.value_or(m_question.step));
    m_step->setChoice(
        tr("Steps"),
        coarser.isEmpty() ? asked : tr("%1, not %2").arg(stepTitle(*m_stepDrawn), asked.toLower()),
        coarser);
    m_group->setChoice(tr("Lines"), groupTitle(m_question.groupBy));
}

void ChartControls::fillTop(QMenu *menu)
{
    for (const int top : {10, 25, 50, 100, 0}) {
        addChoice(menu, topTitle(top), m_question.top == top, [this, top] {
            ChartQuestion next = m_question;
            next.top = top;
            edit(next);
        });
    }
}

void ChartControls::fillSplit(QMenu *menu)
{
    for (const Split split : {Split::None, Split::Status, Split::Channel}) {
        addChoice(menu, splitTitle(split), m_question.split == split, [this, split] {
            ChartQuestion next = m_question;
            next.split = split;
            edit(next);
        });
    }
}

void ChartControls::fillStep(QMenu *menu)
{
    for (const Step step : {Step::Automatic, Step::Hour, Step::Day, Step::Week, Step::Month}) {
        addChoice(menu, stepTitle(step), m_question.step == step, [this, step] {
            ChartQuestion next = m_question;
            next.step = step;
            edit(next);
        });
    }
}

void ChartControls::fillGroup(QMenu *menu)
{
    const auto choice = [this, menu](std::optional<MetricDimension> dimension) {
        addChoice(menu, groupTitle(dimension), m_question.groupBy == dimension, [this, dimension] {
            ChartQuestion next = m_question;
            next.groupBy = dimension;
            edit(next);
        });
    };
    choice(std::nullopt);
    for (const MetricDimension dimension : allDimensions) {
        const bool exists = std::all_of(m_question.metrics.begin(), m_question.metrics.end(),
                                        [dimension](const QString &key) {
                                            const MetricSpec *metric = metricSpec(key);
                                            return metric && metric->existsFor(dimension);
                                        });
        if (dimension == MetricDimension::Conversation)
            continue;
        choice(dimension);
        menu->actions().last()->setEnabled(exists);
    }
}

std::vector<const MetricSpec *> ChartControls::metricsOf(Kind kind) const
{
    std::vector<const MetricSpec *> found;
    for (const MetricSpec &metric : metricCatalog()) {
        const bool told =
            m_accounts.empty() ||
            std::any_of(m_accounts.begin(), m_accounts.end(), [&metric](const Account &account) {
                return canGive(account.provider, metric);
            });
        if (told && fitsChart(metric, kind))
            found.push_back(&metric);
    }
    return found;
}

void ChartControls::toggleMetric(const QString &key)
{
    ChartQuestion next = m_question;
    if (next.metrics.contains(key)) {
        if (next.metrics.size() == 1)
            return; // a chart of nothing is none
        next.metrics.removeAll(key);
    } else {
        next.metrics << key;
    }
    edit(next);
}

void ChartControls::addMetrics(QMenu *menu, const std::vector<const MetricSpec *> &metrics,
                               const QStringList &chosen, int most)
{
    std::vector<std::pair<QString, QMenu *>> menus;
    for (const MetricSpec *metric : metrics) {
        const QString unit = unitTitle(metric->unit);
        auto under = std::find_if(menus.begin(), menus.end(),
                                  [&unit](const auto &known) { return known.first == unit; });
        if (under == menus.end())
            under = menus.insert(menus.end(), {unit, menu->addMenu(unit)});
        const QString key = QString::fromLatin1(metric->key);
        const bool isChosen = chosen.contains(key);
        addChoice(under->second, metricTitle(*metric), isChosen, [this, key] {
            if (m_question.kind == Kind::Trend)
                return toggleMetric(key);
            ChartQuestion next = m_question;
            (next.kind == Kind::Heat ? next.heatMetric : next.timeMetric) = key;
            edit(next);
        });
        QAction *action = under->second->actions().last();
        action->setToolTip(asHtml(metricDefinition(*metric)));
        action->setEnabled(isChosen || chosen.size() < most);
    }
    for (const auto &[unit, under] : menus)
        under->setToolTipsVisible(true);
}

void ChartControls::fillTrendMetrics(QMenu *menu)
{
    addMetrics(menu, metricsOf(Kind::Trend), m_question.metrics, ChartQuestion::mostMetrics);
    menu->addSeparator();
    for (const QString &key : m_question.metrics) {
        QAction *action = menu->addAction(tr("Without %1").arg(metricName(key)), this,
                                          [this, key] { toggleMetric(key); });
        action->setEnabled(m_question.metrics.size() > 1);
    }
}

void ChartControls::fillOneMetric(QMenu *menu)
{
    const bool heat = m_question.kind == Kind::Heat;
    const QString &chosen = heat ? m_question.heatMetric : m_question.timeMetric;
    addMetrics(menu, metricsOf(m_question.kind), {chosen}, 2);
}

} // namespace watchfloor
