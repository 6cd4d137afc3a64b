// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentspage.h"

#include "models/caveats.h"
#include "models/words.h"
#include "views/filterbar.h"
#include "views/tablepanel.h"
#include "views/totalsrow.h"

#include <QVBoxLayout>

namespace watchfloor {

AgentsPage::AgentsPage(QWidget *parent)
    : Page(parent)
    , m_filters(new FilterBar(this))
    , m_panel(new TablePanel(&m_model, tr("agents"), this))
    , m_totals(new TotalsRow(m_panel->table(), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(m_panel, 1);
    m_panel->setFooter(m_totals);
    m_panel->table()->setAccessibleName(tr("Agents"));
    // Trouble first: most waiting customers on top.
    m_panel->table()->sortBy(QStringLiteral("open"), Qt::DescendingOrder);
    m_panel->table()->sortBy(QStringLiteral("unattended"), Qt::DescendingOrder);
    m_panel->table()->requireColumn(QStringLiteral("account"), false);

    connect(m_filters, &FilterBar::chosenChanged, this, [this](const QString &key) {
        if (key.isNull())
            m_panel->rows()->setPredicate({});
        else
            m_panel->rows()->setPredicate(
                [this, key](int row) { return m_model.row(row).agent.availability == key; });
        refreshContext();
        Q_EMIT stateEdited();
    });
    connect(m_panel->table(), &TableView::layoutEdited, this, &AgentsPage::stateEdited);
    connect(m_panel, &TablePanel::rowCountsChanged, this, &AgentsPage::refreshContext);
    connect(m_panel, &TablePanel::addAccountRequested, this, &AgentsPage::addAccountRequested);
    connect(m_panel, &TablePanel::demoRequested, this, &AgentsPage::demoRequested);
    connect(m_panel, &TablePanel::retryRequested, this, &AgentsPage::retryRequested);
    connect(m_panel, &TablePanel::widerRangeRequested, this, &AgentsPage::widerRangeRequested);
    connect(m_panel, &TablePanel::clearFiltersRequested, this, [this] {
        m_filters->choose(QString());
        Q_EMIT searchClearRequested();
    });
    connect(m_panel->table(), &TableView::opened, this, [this](const QString &key) {
        const int row = m_model.rowOf(key);
        if (row >= 0)
            Q_EMIT pageRequested(QStringLiteral("conversations"), m_model.row(row).agent.name);
    });
    refreshFilters();
}

void AgentsPage::setReport(const AgentReport &report, bool sameQuestion)
{
    m_hasReport = true;
    m_model.setReport(report, sameQuestion);
    refreshFilters();
    m_panel->setAnswered();
    refreshContext();
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
    m_panel->setFirstStart(on);
}

void AgentsPage::setAccounts(const std::vector<Account> &accounts)
{
    m_panel->table()->requireColumn(QStringLiteral("account"), accounts.size() > 1);
}

void AgentsPage::setSearch(const QString &text)
{
    m_search = text;
    m_panel->rows()->setNeedle(text);
    refreshContext();
}

void AgentsPage::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_model.setFormatter(formatter);
    m_filters->setFormatCount([formatter](qint64 value) { return formatter.count(value); });
    refreshFilters();
    refreshContext();
}

void AgentsPage::focusMain()
{
    m_panel->focusTable();
}

void AgentsPage::refreshFilters()
{
    if (!m_hasReport)
        return; // zeros would be a claim
    const QMap<QString, int> counts = m_model.countsByState();
    std::vector<FilterBar::Item> items;
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
    m_filters->setItems(items, m_model.rowCount(), tr("All"));
    m_panel->setNotes(
        caveats(m_model.report().notes, m_model.report().gaps, m_format, m_model.now()));
}

void AgentsPage::refreshContext()
{
    QStringList filters;
    if (!m_filters->chosen().isNull())
        filters << tr("state %1").arg(availabilityTitle(m_filters->chosen()));
    if (!m_search.isEmpty())
        filters << tr("search “%1”").arg(m_search);
    m_panel->setContext(QString(), filters, false);
    m_filters->setNote(filters.isEmpty() || m_model.rowCount() == 0
                           ? QString()
                           : tr("%1 of %2 shown")
                                 .arg(m_format.count(qint64{m_panel->rows()->rowCount()}),
                                      m_format.count(qint64{m_model.rowCount()})));
}

QVariantMap AgentsPage::saveState() const
{
    QVariantMap state{{QStringLiteral("table"), m_panel->table()->saveLayout()}};
    if (!m_filters->chosen().isNull())
        state.insert(QStringLiteral("state"), m_filters->chosen());
    return state;
}

void AgentsPage::restoreState(const QVariantMap &state)
{
    m_panel->table()->restoreLayout(state.value(QStringLiteral("table")).toMap());
    m_filters->choose(state.value(QStringLiteral("state")).toString());
}

} // namespace watchfloor
