// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What opens behind the numbers of the page, and what explains them.
#include "views/agentspage.h"

#include "backend/engine/metriccatalog.h"
#include "models/metriccolumns.h"
#include "views/agentcards.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"

#include <QMenu>
#include <QToolTip>

#include <cmath>

namespace watchfloor {

void AgentsPage::connectOpenings()
{
    connect(m_panel, &MetricPanel::numberOpened, this, &AgentsPage::openFigure);
    connect(m_panel, &MetricPanel::beforeOpened, this, [this](const QModelIndex &index) {
        if (m_before && m_model.metricOf(index.column()))
            Q_EMIT drillRequested(drillBefore(drillOfCell(index), *m_before));
    });
    connect(m_panel, &MetricPanel::stepOpened, this, &AgentsPage::openHour);
    connect(m_panel, &MetricPanel::rowOpened, this, [this](const QModelIndex &index) {
        if (m_model.row(index.row()).isTeam)
            return;
        if (index.column() == AgentTableModel::Spark) // an empty line opens nothing else
            return sayAt(index, tr("No conversations in the last 24 hours"));
        Q_EMIT drillRequested(
            drillOf(m_scope, m_model.report().range, nullptr, targetOf(m_model.row(index.row()))));
    });
    connect(m_panel, &MetricPanel::explainRequested, this, &AgentsPage::explainCell);
    connect(m_cards, &AgentCards::figureOpened, this, &AgentsPage::openFigure);
    connect(m_cards, &AgentCards::figuresWanted, this, &AgentsPage::offerFigures);
    connect(m_panel, &MetricPanel::totalOpened, this, [this](int column, bool rest) {
        if (const MetricSpec *metric = m_model.metricOf(column))
            Q_EMIT drillRequested(drillOf(m_scope, m_model.report().range, metric, footerOf(rest)));
    });
    connect(m_panel, &MetricPanel::totalBeforeOpened, this, [this](int column, bool rest) {
        const MetricSpec *metric = m_model.metricOf(column);
        if (metric && m_before)
            Q_EMIT drillRequested(
                drillBefore(drillOf(m_scope, *m_before, metric, footerOf(rest)), *m_before));
    });
    connect(m_panel, &MetricPanel::totalExplainRequested, this,
            [this](int column, bool rest, const QRect &at) {
                if (const MetricSpec *metric = m_model.metricOf(column))
                    Q_EMIT explainRequested(explainOfCell(*metric, footerOf(rest)), at);
            });
}

void AgentsPage::openFigure(const QModelIndex &index)
{
    if (metricBehind(index.column()))
        Q_EMIT drillRequested(drillOfCell(index));
}

/// The figures of a card: first what each opens, then what each explains.
void AgentsPage::offerFigures(int row, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("figures"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *explain = nullptr;
    for (const int column : m_cards->cardRows()->figureColumns()) {
        const QPersistentModelIndex cell = column < 0 ? QModelIndex() : m_model.index(row, column);
        if (!cell.isValid() || !metricBehind(column))
            continue;
        if (!explain)
            explain = new QMenu(tr("Explain"), menu);
        QString words = tr("%1: %2").arg(m_model.headerData(column, Qt::Horizontal).toString(),
                                         cell.data().toString());
        words.replace(QLatin1Char('&'), QLatin1String("&&"));
        menu->addAction(words, this, [this, cell] { openFigure(cell); });
        explain->addAction(words, this, [this, cell, at] { explainCell(cell, {at, QSize(1, 1)}); });
    }
    if (explain) {
        menu->addSeparator();
        menu->addMenu(explain);
    }
    menu->popup(at);
    if (!menu->isEmpty())
        menu->setActiveAction(menu->actions().constFirst());
}

FigureRowTarget AgentsPage::targetOf(const AgentTableRow &row) const
{
    FigureRowTarget target;
    target.dimension = MetricDimension::Agent;
    target.key = row.agent.id;
    target.title = row.agent.name.isEmpty() ? row.agent.remoteId : row.agent.name;
    return target;
}

FigureRowTarget AgentsPage::footerOf(bool rest) const
{
    FigureRowTarget target;
    target.dimension = MetricDimension::Agent;
    if (rest)
        target.key = 0;
    target.title = rest ? tr("Unassigned") : tr("All agents");
    return target;
}

/// The load is how many of the agent's slots are taken: behind it is what takes them.
const MetricSpec *AgentsPage::metricBehind(int column) const
{
    return column == AgentTableModel::Load ? m_model.metricOf(AgentTableModel::Open)
                                           : m_model.metricOf(column);
}

Drill AgentsPage::drillOfCell(const QModelIndex &index) const
{
    const MetricSpec *metric = metricBehind(index.column());
    const AgentTableRow &row = m_model.row(index.row());
    Drill drill = drillOf(m_scope, m_model.report().range, metric, targetOf(row));
    if (row.isTeam) {
        drill.filter.agents = m_model.membersOf(index.row());
        drill.title = metricTitle(*metric) + QStringLiteral(", ") +
                      (row.team == 0 ? tr("No team") : row.agent.name);
    } else if (index.column() == AgentTableModel::Load) {
        drill.filter = {}; // what filters leave out takes slots too
        drill.filter.agents = {row.agent.id};
        drill.title = metricTitle(*m_model.levelsMetricOf(index.column())) + QStringLiteral(", ") +
                      targetOf(row).title;
    }
    return drill;
}

ExplainTarget AgentsPage::explainOfCell(const MetricSpec &metric, const FigureRowTarget &row) const
{
    ExplainTarget target = explainOf(m_scope, m_model.report().range, metric, row);
    target.aggregate = m_controls->aggregate();
    if (metric.metricClass != MetricClass::Current)
        target.before = m_before;
    return target;
}

void AgentsPage::explainCell(const QModelIndex &index, const QRect &at)
{
    const MetricSpec *metric = m_model.levelsMetricOf(index.column());
    const AgentTableRow &row = m_model.row(index.row());
    if (!metric)
        return;
    ExplainTarget target = explainOfCell(*metric, targetOf(row));
    if (row.isTeam) { // no row of the vendor's: the figure of these agents together
        target.key.reset();
        target.filter.agents = m_model.membersOf(index.row());
        target.title = row.team == 0 ? tr("No team") : row.agent.name;
    }
    target.shown = loadShown(index);
    if (target.shown)
        target.filter = target.shown->drill->filter;
    Q_EMIT explainRequested(target, at);
}

std::optional<ShownNumber> AgentsPage::loadShown(const QModelIndex &index) const
{
    const AgentTableRow &row = m_model.row(index.row());
    if (index.column() != AgentTableModel::Load || !row.slotsTaken())
        return std::nullopt;
    ShownNumber shown;
    shown.text = QStringLiteral("%1 %2").arg(index.data().toString(), m_format.locale().percent());
    shown.rules = QStringList{
        tr("The agent's open conversations now, whatever is filtered, as a share of the agent's "
           "slots, each counted as one whole slot.")};
    shown.facts = {{tr("Open"), m_format.count(*row.slotsTaken())},
                   {tr("Slots"), m_format.count(qint64{row.agent.capacity.value_or(0)})}};
    shown.ownRule = true;
    shown.drill = drillOfCell(index);
    return shown;
}

Drill AgentsPage::drillOfHours(int row, TimeRange hours, const QString &when) const
{
    const FigureRowTarget target = targetOf(m_model.row(row));
    Drill drill = drillOf(m_scope, hours, metricSpec("conversations"), target);
    drill.title = tr("%1, %2").arg(drill.title, when);
    return drill;
}

void AgentsPage::sayAt(const QModelIndex &index, const QString &sentence)
{
    const TableView *table = m_panel->table();
    const QRect cell = table->visualRect(m_panel->rows()->mapFromSource(index));
    QToolTip::showText(table->viewport()->mapToGlobal(cell.bottomLeft()), sentence,
                       table->viewport(), cell);
}

void AgentsPage::openHour(const QModelIndex &index, int step)
{
    const std::vector<TimeRange> &hours = m_model.sparkSteps();
    const QList<double> values = m_model.sparkOf(index.row());
    if (hours.size() != static_cast<std::size_t>(values.size()))
        return;
    if (step < 0 || step >= values.size())
        return offerHours(index);
    const TimeRange &hour = hours[static_cast<std::size_t>(step)];
    const QString when = m_format.moment(hour.from, m_now);
    if (std::isnan(values[step]))
        return sayAt(index, tr("%1: nobody has fetched this hour").arg(when));
    Q_EMIT drillRequested(drillOfHours(index.row(), hour, when));
}

/// By keyboard: the hours that have any, the newest first.
void AgentsPage::offerHours(const QModelIndex &index)
{
    const std::vector<TimeRange> hours = m_model.sparkSteps();
    const QList<double> values = m_model.sparkOf(index.row());
    qint64 all = 0;
    for (const double value : values)
        all += std::isnan(value) ? 0 : std::llround(value);
    if (all == 0)
        return sayAt(index, tr("No conversations in the last 24 hours"));
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("hours"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const TimeRange &range, const QString &when, qint64 count) {
        const Drill drill = drillOfHours(index.row(), range, when);
        menu->addAction(tr("%1: %2").arg(when, m_format.count(count)), this,
                        [this, drill] { Q_EMIT drillRequested(drill); });
    };
    for (qsizetype i = values.size(); i-- > 0;) {
        if (!std::isnan(values[i]) && values[i] > 0)
            add(hours[static_cast<std::size_t>(i)],
                m_format.moment(hours[static_cast<std::size_t>(i)].from, m_now),
                std::llround(values[i]));
    }
    menu->addSeparator();
    add({hours.front().from, hours.back().to}, tr("The last 24 hours"), all);
    const TableView *table = m_panel->table();
    const QRect cell = table->visualRect(m_panel->rows()->mapFromSource(index));
    menu->popup(table->viewport()->mapToGlobal(cell.bottomLeft()));
    menu->setActiveAction(menu->actions().constFirst());
}

} // namespace watchfloor
