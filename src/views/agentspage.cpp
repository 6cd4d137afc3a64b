// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentspage.h"

#include "backend/engine/metriccatalog.h"
#include "models/caveats.h"
#include "models/freshness.h"
#include "models/words.h"
#include "views/agelabel.h"
#include "views/agentpanel.h"
#include "views/filterbar.h"
#include "views/icons.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"

#include <QAction>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace watchfloor {

AgentsPage::AgentsPage(QWidget *parent)
    : Page(parent)
    , m_filters(new FilterBar(this))
    , m_panel(new MetricPanel(&m_model, tr("agents"), this))
    , m_agent(new AgentPanel(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_controls(new MetricControls(this))
    , m_age(new AgeLabel(this))
    , m_levels(new LevelsDesk(this))
    , m_side(new QToolButton(this))
    , m_team(new QToolButton(this))
{
    m_splitter->addWidget(m_panel);
    m_splitter->addWidget(m_agent);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({800, 376});
    m_panel->setMinimumWidth(320);
    m_agent->setMinimumWidth(300);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(m_splitter, 1);
    m_panel->table()->setAccessibleName(tr("Agents"));
    // Trouble first: most waiting customers on top.
    m_panel->table()->sortBy(QStringLiteral("open_conversations"), Qt::DescendingOrder);
    m_panel->table()->sortBy(QStringLiteral("unattended_conversations"), Qt::DescendingOrder);
    m_panel->table()->requireColumn(QStringLiteral("account"), false);
    addControls();
    connectPanel();
    connectLevels();
    showSide(false);
    refreshFilters();
}

void AgentsPage::addControls()
{
    m_team->setText(tr("By team"));
    m_team->setObjectName(QStringLiteral("byTeam"));
    m_team->setCheckable(true);
    m_team->setProperty("quiet", true);
    m_team->setToolTip(tr("Group agents by team"));
    m_controls->addButton(m_team);
    addCards();
    m_bots = m_controls->addSwitch(tr("Show bots"), true);
    m_bots->setObjectName(QStringLiteral("bots"));
    m_side->setIcon(lineIcon(QStringLiteral("side")));
    m_side->setObjectName(QStringLiteral("side"));
    m_side->setCheckable(true);
    m_side->setProperty("quiet", true);
    m_side->setAccessibleName(tr("The selected agent's day"));
    m_side->setToolTip(tr("The selected agent's day"));
    m_filters->addTrailing(m_age);
    m_filters->addTrailing(m_controls);
    m_filters->addTrailing(m_side);
    connect(m_team, &QToolButton::toggled, this, [this](bool on) {
        setByTeam(on);
        Q_EMIT questionChanged();
        Q_EMIT stateEdited();
    });
    connect(m_bots, &QAction::toggled, this, [this] {
        applyPredicate();
        refreshFilters();
        Q_EMIT stateEdited();
        Q_EMIT choicesChanged();
    });
    connect(m_side, &QToolButton::toggled, this, [this](bool on) {
        showSide(on);
        Q_EMIT stateEdited();
    });
    connect(m_controls, &MetricControls::aggregateChanged, this, [this] {
        applyLook();
        Q_EMIT stateEdited();
    });
    connect(m_controls, &MetricControls::densityChanged, this, [this] {
        m_panel->setDensity(m_controls->density());
        Q_EMIT stateEdited();
    });
    connect(m_controls, &MetricControls::columnsRequested, this,
            [this] { m_panel->openColumnChooser(m_controls->columnsAnchor()); });
}

void AgentsPage::connectPanel()
{
    connect(m_filters, &FilterBar::chosenChanged, this, [this] {
        applyPredicate();
        Q_EMIT stateEdited();
        Q_EMIT choicesChanged();
    });
    connect(m_panel->table(), &TableView::layoutEdited, this, &AgentsPage::stateEdited);
    connect(m_panel, &MetricPanel::columnsChosen, this, &AgentsPage::questionChanged);
    connect(m_panel, &MetricPanel::branchToggled, this, &AgentsPage::stateEdited);
    connect(m_splitter, &QSplitter::splitterMoved, this, &AgentsPage::stateEdited);
    connect(m_panel, &TablePanel::rowCountsChanged, this, &AgentsPage::refreshContext);
    connect(m_panel, &TablePanel::answeredChanged, this, [this](bool answered) {
        m_filters->setKnown(answered);
        if (!answered)
            m_age->clearAge();
    });
    m_panel->passWishesTo(this);
    connect(m_panel, &TablePanel::clearFiltersRequested, this, [this] {
        m_filters->choose(QString());
        m_bots->setChecked(true);
        applyPredicate();
        Q_EMIT searchClearRequested();
    });
    connect(m_panel->table(), &TableView::currentKeyChanged, this, &AgentsPage::select);
    connectOpenings();
    connect(m_agent, &AgentPanel::conversationOpened, this, [this](const QString &remoteId) {
        Q_EMIT conversationRequested(m_selectedAccount, remoteId);
    });
}

void AgentsPage::applyLook()
{
    MetricLook look = m_model.look();
    look.aggregate = m_controls->aggregate();
    look.business = m_scope.business;
    look.compare = m_scope.compare;
    look.thresholds = m_thresholds;
    look.stale = m_stale;
    look.group = m_scope.filter.groups.size() == 1 ? m_scope.filter.groups.front() : 0;
    m_model.setLook(std::move(look));
    m_panel->table()->refit();
}

void AgentsPage::applyPredicate()
{
    const QString state = m_filters->chosen();
    const bool bots = m_bots->isChecked();
    if (state.isNull() && bots)
        m_panel->rows()->setPredicate({});
    else
        m_panel->rows()->setPredicate([this, state, bots](int row) {
            const AgentTableRow &at = m_model.row(row);
            if (at.isTeam)
                return false; // it stands above whoever passes
            return (state.isNull() || at.agent.availability == state) &&
                   (bots || at.agent.kind == AgentKind::Human);
        });
    refreshContext();
}

void AgentsPage::setByTeam(bool on)
{
    m_model.setByTeam(on);
    if (!on) {
        m_panel->setTree({});
        return;
    }
    m_panel->setTree({[this] { return m_model.parents(); },
                      [this](int row) { return m_model.isOpen(row); },
                      [this](int row, bool open) { m_model.setOpen(row, open); },
                      [this](int row) { return m_model.row(row).isTeam; }});
}

QStringList AgentsPage::metrics() const
{
    // The usual ones are always asked, so that a wider window has them at once.
    QStringList keys{QStringLiteral("closed_conversations"), QStringLiteral("first_response_time"),
                     QStringLiteral("reply_time"), QStringLiteral("resolution_time"),
                     QStringLiteral("csat")};
    for (const QString &shown : m_panel->shownMetrics()) {
        const bool own = shown == QLatin1String("open_conversations") ||
                         shown == QLatin1String("unattended_conversations") ||
                         shown == QLatin1String("conversations");
        if (!own && !keys.contains(shown))
            keys << shown;
    }
    return keys;
}

void AgentsPage::select()
{
    const QString key = m_panel->table()->currentIndex().data(KeyRole).toString();
    const int row = m_side->isChecked() ? m_model.rowOf(key) : -1;
    const AgentTableRow *agent = row < 0 || m_model.row(row).isTeam ? nullptr : &m_model.row(row);
    const RowId id = agent ? agent->agent.id : 0;
    if (agent && id != m_selected)
        m_agent->setAgent(agent->agent.name, agent->accountName);
    else if (!agent)
        m_agent->clear();
    if (id == m_selected)
        return;
    m_selected = id;
    m_selectedAccount = agent ? agent->account : 0;
    Q_EMIT agentSelected(m_selectedAccount, m_selected);
}

void AgentsPage::showSide(bool on)
{
    m_agent->setVisible(on);
    select();
}

void AgentsPage::setReport(const AgentReport &report, bool sameQuestion, const AgentReport *before)
{
    m_hasReport = true;
    m_before = before ? std::optional(before->range) : std::nullopt;
    m_model.setReport(report, sameQuestion, before);
    m_age->setAge(report.asOf, report.lateAt);
    // Some vendors know no slots: a column of dashes would take the room of the next one.
    m_panel->table()->requireColumn(QStringLiteral("load"), m_model.hasSlots());
    setNow(m_now);
    refreshFilters();
    m_panel->setAnswered();
    refreshContext();
    select();
}

void AgentsPage::setThresholds(const Thresholds &thresholds)
{
    m_thresholds = thresholds;
    applyLook();
}

void AgentsPage::setTimeline(const AgentTimelineReport &timeline)
{
    if (timeline.agent.id == m_selected)
        m_agent->setTimeline(timeline);
}

void AgentsPage::setTimelineError(const Error &error)
{
    m_agent->setError(error);
}

void AgentsPage::setError(const Error &error)
{
    m_panel->setError(error);
}

void AgentsPage::setLoading()
{
    m_panel->setLoading();
}

void AgentsPage::setFirstStart(bool on)
{
    m_filters->setVisible(!on);
    m_agent->setVisible(!on && m_side->isChecked());
    m_panel->setFirstStart(on);
}

void AgentsPage::setAccounts(const std::vector<Account> &accounts)
{
    m_accounts = accounts;
    m_panel->table()->requireColumn(QStringLiteral("account"), accounts.size() > 1);
}

void AgentsPage::setScope(const ViewScope &scope)
{
    const bool look = scope.business != m_scope.business || scope.compare != m_scope.compare ||
                      scope.filter.groups != m_scope.filter.groups;
    m_scope = scope;
    ViewFilter others = scope.filter;
    others.agents.clear();
    m_agent->setNarrowed(!others.isEmpty() || scope.business);
    if (look)
        applyLook();
}

void AgentsPage::setSearch(const QString &text)
{
    m_search = text;
    m_panel->rows()->setNeedle(text);
    refreshContext();
}

void AgentsPage::setFilterWords(const QStringList &words)
{
    m_panel->setFilterWords(words);
}

void AgentsPage::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_model.setFormatter(formatter);
    m_agent->setFormatter(formatter);
    m_age->setFormatter(formatter);
    m_filters->setFormatCount([formatter](qint64 value) { return formatter.count(value); });
    refreshFilters();
    refreshContext();
}

void AgentsPage::setNow(TimeMs now)
{
    m_now = now;
    m_model.setNow(now);
    m_agent->setNow(now);
    m_age->setNow(now);
    const bool stale = m_hasReport && isLate(m_model.report().lateAt, now);
    if (stale == m_stale)
        return;
    m_stale = stale;
    applyLook();
}

void AgentsPage::focusMain()
{
    m_panel->focusTable();
}

void AgentsPage::refreshFilters()
{
    if (!m_hasReport)
        return; // zeros would be a claim
    const QMap<QString, int> counts = m_model.agentsByState(m_bots->isChecked());
    std::vector<FilterBar::Item> items;
    int all = 0;
    for (const int count : counts)
        all += count;
    for (const QString &state : availabilityOrder()) {
        const int count = counts.value(state);
        const bool usual = state == QLatin1String("online") || state == QLatin1String("offline");
        if (count > 0 || usual || state == m_filters->chosen())
            items.push_back({state, availabilityTitle(state), count});
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (!availabilityOrder().contains(it.key()))
            items.push_back({it.key(), availabilityTitle(it.key()), it.value()});
    }
    m_filters->setItems(items, all, tr("All"));
    QStringList notes =
        caveats(m_model.report().notes, m_model.report().gaps, m_format, m_model.now());
    notes << agentsNotNarrowed(m_scope.filter);
    notes.removeAll(QString());
    m_panel->setNotes(notes);
}

QStringList AgentsPage::chosenBy() const
{
    QStringList filters;
    if (!m_filters->chosen().isNull())
        filters << tr("state %1").arg(availabilityTitle(m_filters->chosen()));
    if (!m_bots->isChecked())
        filters << tr("bots hidden");
    if (!m_search.isEmpty())
        filters << tr("search “%1”").arg(m_search);
    return filters;
}

void AgentsPage::refreshContext()
{
    const QStringList filters = chosenBy();
    m_panel->setContext(QString(), filters, false);
    int shown = 0;
    for (int row = 0; !filters.isEmpty() && row < m_model.rowCount(); ++row)
        shown += !m_model.row(row).isTeam && m_panel->rows()->passes(row) ? 1 : 0;
    m_filters->setNote(filters.isEmpty() || m_model.rowCount() == 0 || m_model.isByTeam()
                           ? QString()
                           : tr("%1 of %2 shown")
                                 .arg(m_format.count(qint64{shown}),
                                      m_format.count(qint64{m_model.agentCount()})));
}

QVariantMap AgentsPage::saveState() const
{
    QVariantMap state{{QStringLiteral("table"), m_panel->table()->saveLayout()},
                      {QStringLiteral("team"), m_team->isChecked()},
                      {QStringLiteral("bots"), m_bots->isChecked()},
                      {QStringLiteral("cards"), m_asCards->isChecked()},
                      {QStringLiteral("side"), m_side->isChecked()},
                      {QStringLiteral("splitter"), m_splitter->saveState()},
                      {QStringLiteral("closed"), m_model.closedTeams()}};
    m_controls->saveTo(state);
    if (!m_filters->chosen().isNull())
        state.insert(QStringLiteral("state"), m_filters->chosen());
    return state;
}

void AgentsPage::restoreState(const QVariantMap &state)
{
    m_controls->restoreFrom(state);
    m_bots->setChecked(state.value(QStringLiteral("bots"), true).toBool());
    m_model.setClosedTeams(state.value(QStringLiteral("closed")).toStringList());
    m_team->setChecked(state.value(QStringLiteral("team")).toBool());
    m_panel->table()->restoreLayout(state.value(QStringLiteral("table")).toMap());
    m_asCards->setChecked(state.value(QStringLiteral("cards")).toBool());
    m_splitter->restoreState(state.value(QStringLiteral("splitter")).toByteArray());
    m_side->setChecked(state.value(QStringLiteral("side")).toBool());
    m_filters->choose(state.value(QStringLiteral("state")).toString());
    applyPredicate();
}

} // namespace watchfloor
