// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/groupspage.h"

#include "backend/engine/metriccatalog.h"
#include "models/caveats.h"
#include "models/freshness.h"
#include "models/words.h"
#include "views/agelabel.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"
#include "views/segments.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

constexpr std::array shownDimensions{MetricDimension::Group, MetricDimension::Skill,
                                     MetricDimension::Inbox, MetricDimension::Channel,
                                     MetricDimension::Account};

MetricDimension dimensionOf(const QString &key)
{
    for (const MetricDimension dimension : shownDimensions) {
        if (key == QLatin1String(wordOf(dimension)))
            return dimension;
    }
    return MetricDimension::Group;
}

QString keyOf(MetricDimension dimension)
{
    return QLatin1String(wordOf(dimension));
}

} // namespace

QString GroupsPage::pluralOf(MetricDimension dimension)
{
    switch (dimension) {
    case MetricDimension::Skill:
        return GroupsPage::tr("skills");
    case MetricDimension::Inbox:
        return GroupsPage::tr("inboxes");
    case MetricDimension::Channel:
        return GroupsPage::tr("channels");
    case MetricDimension::Account:
        return GroupsPage::tr("accounts");
    default:
        return GroupsPage::tr("groups");
    }
}

GroupsPage::GroupsPage(QWidget *parent)
    : Page(parent)
    , m_bar(new QWidget(this))
    , m_controls(new MetricControls(this))
    , m_age(new AgeLabel(this))
    , m_levels(new LevelsDesk(this))
    , m_stack(new QStackedWidget(this))
{
    m_segments = new Segments(tr("Rows"),
                              {{keyOf(MetricDimension::Group), tr("Group")},
                               {keyOf(MetricDimension::Skill), tr("Skill")},
                               {keyOf(MetricDimension::Inbox), tr("Inbox")},
                               {keyOf(MetricDimension::Channel), tr("Channel")},
                               {keyOf(MetricDimension::Account), tr("Account")}},
                              this);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(pageMargin, 0, pageMargin - gridStep, 0);
    bar->setSpacing(gridStep);
    bar->addWidget(m_segments);
    bar->addStretch();
    bar->addWidget(m_age);
    bar->addWidget(m_controls);
    m_bar->setFixedHeight(40);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    connect(m_segments, &Segments::chosenChanged, this, &GroupsPage::showPart);
    connect(m_controls, &MetricControls::aggregateChanged, this, [this] {
        applyLooks();
        Q_EMIT stateEdited();
    });
    connect(m_controls, &MetricControls::densityChanged, this, [this] {
        for (auto &[dimension, each] : m_tables)
            each.panel->setDensity(m_controls->density());
        Q_EMIT stateEdited();
    });
    connect(m_controls, &MetricControls::columnsRequested, this,
            [this] { shown().panel->openColumnChooser(m_controls->columnsAnchor()); });
    connect(m_levels, &LevelsDesk::edited, this, [this](const Thresholds &thresholds) {
        setThresholds(thresholds);
        Q_EMIT thresholdsEdited(thresholds);
    });
    choose(MetricDimension::Group);
}

std::vector<std::pair<QString, QString>> GroupsPage::parts() const
{
    std::vector<std::pair<QString, QString>> all;
    for (const Segments::Item &item : m_segments->items())
        all.emplace_back(item.key, item.title);
    return all;
}

void GroupsPage::showPart(const QString &key)
{
    if (keyOf(dimensionOf(key)) != key)
        return;
    choose(dimensionOf(key));
    Q_EMIT questionChanged();
    Q_EMIT stateEdited();
}

GroupsPage::Table &GroupsPage::table(MetricDimension dimension)
{
    Table &found = m_tables[dimension];
    if (!found.model)
        make(found, dimension);
    return found;
}

void GroupsPage::make(Table &table, MetricDimension dimension)
{
    table.model = std::make_unique<GroupTableModel>(dimension);
    GroupTableModel *model = table.model.get();
    table.panel = new MetricPanel(model, pluralOf(dimension), this);
    m_stack->addWidget(table.panel);
    TableView *view = table.panel->table();
    view->setAccessibleName(title() + QStringLiteral(": ") + pluralOf(dimension));
    model->setFormatter(m_format);
    model->setNow(m_now);
    if (dimension == MetricDimension::Group)
        table.panel->setTree({[model] { return model->parents(); },
                              [model](int row) { return model->isOpen(row); },
                              [model](int row, bool open) { model->setOpen(row, open); },
                              [model](int row) { return model->row(row).isBranch(); }});
    // What a lead looks for first: where customers wait.
    view->sortBy(QStringLiteral("open_conversations"), Qt::DescendingOrder);
    view->sortBy(QStringLiteral("unattended_conversations"), Qt::DescendingOrder);
    view->requireColumn(QStringLiteral("account"), m_manyAccounts &&
                                                       dimension != MetricDimension::Account &&
                                                       dimension != MetricDimension::Channel);
    view->restoreLayout(m_layouts[dimension]);
    model->setOpenKeys(m_open[dimension]);
    table.panel->setDensity(m_controls->density());
    table.panel->rows()->setNeedle(m_search);
    table.panel->setFilterWords(m_filterWords);
    table.panel->setFirstStart(m_firstStart);
    connectPanel(dimension);
    applyLook(table);
}

void GroupsPage::connectPanel(MetricDimension dimension)
{
    MetricPanel *panel = m_tables[dimension].panel;
    GroupTableModel *model = m_tables[dimension].model.get();
    connectLevels(panel, model);
    connect(panel->table(), &TableView::layoutEdited, this, &GroupsPage::stateEdited);
    connect(panel, &MetricPanel::columnsChosen, this, &GroupsPage::questionChanged);
    connect(panel, &MetricPanel::branchToggled, this, &GroupsPage::stateEdited);
    connect(panel, &TablePanel::answeredChanged, this, &GroupsPage::refreshAge);
    panel->passWishesTo(this);
    connect(panel, &TablePanel::clearFiltersRequested, this, &GroupsPage::searchClearRequested);
    connectOpenings(panel, model);
}

void GroupsPage::connectLevels(MetricPanel *panel, GroupTableModel *model)
{
    connect(panel, &MetricPanel::levelsRequested, this,
            [this, model](int column, int row, const QRect &at) {
                if (const MetricSpec *metric = model->metricOf(column))
                    m_levels->open(*metric, levelsChoices(row), m_thresholds, m_format, at);
            });
}

bool GroupsPage::editLevels()
{
    shown().panel->requestLevels();
    return true;
}

std::vector<LevelsChoice> GroupsPage::levelsChoices(int row)
{
    std::vector<LevelsChoice> choices{{tr("All accounts"), {{}}}};
    GroupTableModel &model = *shown().model;
    const GroupTableRow *at = row < 0 ? nullptr : &model.row(row);
    if (at && at->account != 0)
        choices.push_back({at->accountName, {{at->account, 0, false}}});
    if (m_dimension != MetricDimension::Group)
        return choices;
    if (at && at->account != 0 && at->key != 0)
        choices.push_back({at->name, {{at->account, at->key, false}}});
    // Several rows chosen: one level for all of them.
    LevelsChoice selected;
    for (const QString &key : shown().panel->table()->selectedKeys()) {
        const int each = model.rowOf(key);
        if (each >= 0 && model.row(each).key != 0)
            selected.scopes.push_back({model.row(each).account, model.row(each).key, false});
    }
    selected.title =
        tr("The %n selected groups", nullptr, static_cast<int>(selected.scopes.size()));
    if (selected.scopes.size() > 1)
        choices.push_back(std::move(selected));
    return choices;
}

void GroupsPage::choose(MetricDimension dimension)
{
    m_dimension = dimension;
    m_segments->choose(keyOf(dimension));
    Table &now = shown();
    m_stack->setCurrentWidget(now.panel);
    if (!now.answered)
        now.panel->setLoading();
    refreshAge();
    refreshContext();
}

QStringList GroupsPage::metrics() const
{
    QStringList keys = GroupTableModel::usualColumns(m_dimension);
    const auto found = m_tables.find(m_dimension);
    if (found != m_tables.end()) {
        for (const QString &shown : found->second.panel->shownMetrics()) {
            if (!keys.contains(shown))
                keys << shown;
        }
    }
    return keys;
}

void GroupsPage::setReport(const BreakdownReport &report, bool sameQuestion,
                           const BreakdownReport *before)
{
    Table &to = table(report.groupBy);
    to.before = before ? std::optional(before->basis.range) : std::nullopt;
    to.model->setReport(report, sameQuestion && to.answered, before);
    to.answered = true;
    to.panel->setAnswered();
    to.panel->setNotes(caveats(report.basis.notes, report.basis.gaps, m_format, m_now));
    setNow(m_now);
    refreshContext();
}

void GroupsPage::applyLook(Table &table)
{
    MetricLook look = table.model->look();
    look.aggregate = m_controls->aggregate();
    look.business = m_scope.business;
    look.compare = m_scope.compare;
    look.thresholds = m_thresholds;
    look.stale = table.answered && isLate(table.model->report().basis.lateAt, m_now);
    table.model->setLook(std::move(look));
    table.panel->table()->refit();
}

void GroupsPage::applyLooks()
{
    for (auto &[dimension, each] : m_tables)
        applyLook(each);
}

void GroupsPage::setThresholds(const Thresholds &thresholds)
{
    m_thresholds = thresholds;
    applyLooks();
}

void GroupsPage::setScope(const ViewScope &scope)
{
    const bool look = scope.business != m_scope.business || scope.compare != m_scope.compare;
    m_scope = scope;
    if (look)
        applyLooks();
}

void GroupsPage::setSearch(const QString &text)
{
    m_search = text;
    for (auto &[dimension, each] : m_tables)
        each.panel->rows()->setNeedle(text);
    refreshContext();
}

void GroupsPage::setFilterWords(const QStringList &words)
{
    m_filterWords = words;
    for (auto &[dimension, each] : m_tables)
        each.panel->setFilterWords(words);
}

void GroupsPage::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_age->setFormatter(formatter);
    for (auto &[dimension, each] : m_tables)
        each.model->setFormatter(formatter);
}

void GroupsPage::setNow(TimeMs now)
{
    m_now = now;
    refreshAge();
    for (auto &[dimension, each] : m_tables) {
        each.model->setNow(now);
        const bool stale = each.answered && isLate(each.model->report().basis.lateAt, now);
        if (stale != each.model->look().stale)
            applyLook(each);
    }
}

/// Each dimension has an answer of its own.
void GroupsPage::refreshAge()
{
    const Table &now = shown();
    m_age->setNow(m_now);
    if (now.panel->isAnswered())
        m_age->setAge(now.model->report().basis.asOf, now.model->report().basis.lateAt);
    else
        m_age->clearAge();
}

void GroupsPage::focusMain()
{
    shown().panel->focusTable();
}

void GroupsPage::setError(const Error &error)
{
    shown().panel->setError(error);
}

void GroupsPage::setLoading()
{
    shown().panel->setLoading();
}

void GroupsPage::setFirstStart(bool on)
{
    m_firstStart = on;
    m_bar->setVisible(!on);
    for (auto &[dimension, each] : m_tables)
        each.panel->setFirstStart(on);
}

void GroupsPage::setAccounts(const std::vector<Account> &accounts)
{
    m_manyAccounts = accounts.size() > 1;
    for (auto &[dimension, each] : m_tables)
        each.panel->table()->requireColumn(
            QStringLiteral("account"), m_manyAccounts && dimension != MetricDimension::Account &&
                                           dimension != MetricDimension::Channel);
}

void GroupsPage::refreshContext()
{
    QStringList filters;
    if (!m_search.isEmpty())
        filters << tr("search “%1”").arg(m_search);
    shown().panel->setContext(QString(), filters, false);
}

QVariantMap GroupsPage::saveState() const
{
    QVariantMap state{{QStringLiteral("rowsBy"), keyOf(m_dimension)}};
    m_controls->saveTo(state);
    QVariantMap tables;
    QVariantMap open;
    for (const MetricDimension dimension : shownDimensions) {
        const auto made = m_tables.find(dimension);
        const auto kept = m_layouts.find(dimension);
        if (made != m_tables.end()) {
            tables.insert(keyOf(dimension), made->second.panel->table()->saveLayout());
            open.insert(keyOf(dimension), made->second.model->openKeys());
        } else if (kept != m_layouts.end()) {
            tables.insert(keyOf(dimension), kept->second);
        }
    }
    state.insert(QStringLiteral("tables"), tables);
    state.insert(QStringLiteral("open"), open);
    return state;
}

void GroupsPage::restoreState(const QVariantMap &state)
{
    m_controls->restoreFrom(state);
    const QVariantMap tables = state.value(QStringLiteral("tables")).toMap();
    const QVariantMap open = state.value(QStringLiteral("open")).toMap();
    for (const MetricDimension dimension : shownDimensions) {
        m_layouts[dimension] = tables.value(keyOf(dimension)).toMap();
        m_open[dimension] = open.value(keyOf(dimension)).toStringList();
        const auto made = m_tables.find(dimension);
        if (made == m_tables.end())
            continue;
        made->second.panel->table()->restoreLayout(m_layouts[dimension]);
        made->second.model->setOpenKeys(m_open[dimension]);
        made->second.panel->rows()->rearrange();
    }
    choose(dimensionOf(state.value(QStringLiteral("rowsBy")).toString()));
}

PageExport GroupsPage::exported() const
{
    PageExport exported;
    const auto shown = m_tables.find(m_dimension);
    if (shown != m_tables.end() && shown->second.panel)
        exported.tables.push_back(
            {QStringLiteral("groups"), title(), shown->second.panel->table(), false});
    exported.plan = planOf({ReportSection::Groups}, metrics());
    ReportPlan &plan = *exported.plan;
    plan.groupBy = m_dimension;
    plan.timeValue = m_controls->aggregate();
    if (shown == m_tables.end() || !shown->second.answered)
        return exported;
    const GroupTableModel &model = *shown->second.model;
    if (const QStringList columns = shown->second.panel->shownMetrics(); !columns.isEmpty())
        plan.metrics = columns;
    constexpr int mostOfPortrait = 7;
    plan.landscape = plan.metrics.size() > mostOfPortrait;
    plan.view.groups.emplace();
    for (const int row : shown->second.panel->rows()->sourceRows()) {
        const GroupTableRow &at = model.row(row);
        plan.view.groups->push_back({at.key, !model.isOpen(row), at.depth});
    }
    if (!m_search.isEmpty())
        plan.view.chosenBy << tr("search “%1”").arg(m_search);
    return exported;
}

} // namespace watchfloor
