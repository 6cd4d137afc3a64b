// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What opens behind the numbers of the page, and what explains them.
#include "views/nowpage.h"

#include "backend/engine/metriccatalog.h"
#include "models/metriccolumns.h"
#include "models/nowcounters.h"
#include "models/plaintext.h"
#include "models/roles.h"
#include "views/cellcursor.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/tablepanel.h"

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

/// The counters are those of the queue under them, whatever the catalogue's limits of age.
QueuePart partOf(NowCounterKind kind)
{
    switch (kind) {
    case NowCounterKind::Unattended:
        return QueuePart::Unattended;
    case NowCounterKind::Unassigned:
    case NowCounterKind::LongestWait: // the longest of these
        return QueuePart::Unassigned;
    case NowCounterKind::Overdue:
        return QueuePart::Overdue;
    case NowCounterKind::SoonOverdue:
        return QueuePart::SoonDue;
    default:
        return QueuePart::All;
    }
}

} // namespace

Drill NowPage::drillOf(const QString &title, const QString &metric) const
{
    Drill drill;
    drill.title = title;
    drill.metric = metric;
    drill.accounts = m_scope.accounts;
    drill.filter = m_scope.filter;
    drill.zone = m_scope.zone;
    if (m_report)
        drill.range = m_report->day;
    drill.now = true;
    return drill;
}

/// Whose conversations the counter counts; empty = all.
std::vector<RowId> NowPage::countedBy(NowCounterKind kind) const
{
    if (!m_report)
        return m_scope.accounts;
    const NowCounter &counter = m_report->counters[static_cast<std::size_t>(kind)];
    return counter.without.isEmpty() ? m_scope.accounts : counter.accounts;
}

Drill NowPage::drillOfCounter(NowCounterKind kind) const
{
    if (kind == NowCounterKind::Load)
        return drillOfLoad();
    Drill drill = drillOf(counterTitle(kind), QString::fromLatin1(metricOf(kind).key));
    drill.accounts = countedBy(kind);
    drill.queue = partOf(kind);
    drill.soon = m_soon;
    return drill;
}

/// How many stand in the list beneath, of how many that are open: these open.
std::vector<ChartFact> NowPage::queueFacts() const
{
    if (m_queue.rowCount() == 0)
        return {ChartFact{tr("Needs attention")}};
    constexpr auto open = NowCounterKind::Open;
    ExplainTarget target;
    target.metric = QString::fromLatin1(metricOf(open).key);
    target.title = counterTitle(open);
    target.accounts = m_scope.accounts;
    target.filter = m_scope.filter;
    target.zone = m_scope.zone;
    target.range = m_report->day;
    target.queue = partOf(open);
    target.soon = m_soon;
    const auto all = static_cast<qint64>(m_report->queue.rows.size());
    return {ChartFact{tr("Needs attention: %1").arg(m_format.count(qint64{m_queue.rowCount()}))},
            ChartFact{tr("%1 open").arg(m_format.count(all)), drillOfCounter(open), target}};
}

void NowPage::openCounter(NowCounterKind kind)
{
    if (kind == NowCounterKind::Online) {
        const QString online = QStringLiteral("online");
        Q_EMIT pageRequested(QStringLiteral("agents"), {{QStringLiteral("state"), online}});
        return;
    }
    const Drill drill = drillOfCounter(kind);
    if (kind != NowCounterKind::Load || !drill.filter.agents.empty()) // else there is no load
        Q_EMIT drillRequested(drill);
}

/// As it stands on the tile: counted over the queue below and the agents beside it, not by the
/// catalogue's metric of that name, whose own figure the vendor may tell too.
ShownNumber NowPage::shownOf(NowCounterKind kind) const
{
    const CounterCard &card = tile(kind)->card();
    const NowCounter &counter = m_report->counters[static_cast<std::size_t>(kind)];
    ShownNumber shown{card.figure, {counterDefinition(kind, m_format, m_soon)}, {}};
    if (!card.suffix.isEmpty())
        shown.text += QLatin1Char(' ') + card.suffix;
    if (card.absent && !card.note.isEmpty())
        shown.text += QLatin1Char(' ') + card.note;
    shown.ownRule = true;
    if (kind == NowCounterKind::Load && counter.value && counter.of)
        shown.facts = {
            {tr("Open"), m_format.count(qint64{std::llround(*counter.value * *counter.of)})},
            {tr("Slots"), m_format.count(qint64{std::llround(*counter.of)})}};
    if (!counter.without.isEmpty())
        shown.facts.emplace_back(tr("Without"),
                                 oneLine(counter.without.join(QStringLiteral(", "))));
    if (kind == NowCounterKind::Online)
        shown.noDrill = tr("It counts agents, not conversations: it opens them on Agents.");
    else if (card.absent)
        shown.noDrill = tr("There are no conversations behind it.");
    else
        shown.drill = drillOfCounter(kind);
    return shown;
}

void NowPage::explainCounter(NowCounterKind kind)
{
    ExplainTarget target;
    target.metric = QString::fromLatin1(metricOf(kind).key);
    target.title = counterTitle(kind);
    target.accounts = m_scope.accounts;
    target.filter = m_scope.filter;
    target.zone = m_scope.zone;
    if (m_report)
        target.range = m_report->day;
    // The catalogue's are of one vendor, and leave out what is older than some days.
    if (kind == NowCounterKind::Overdue || kind == NowCounterKind::SoonOverdue) {
        target.accounts = countedBy(kind);
        target.queue = partOf(kind);
        target.soon = m_soon;
        if (m_report)
            target.without = m_report->counters[static_cast<std::size_t>(kind)].without;
    } else if (m_report) {
        target.shown = shownOf(kind);
        if (kind == NowCounterKind::Load)
            target.filter = {};
    }
    const QWidget *at = tile(kind);
    Q_EMIT explainRequested(target, QRect(at->mapToGlobal(QPoint(0, 0)), at->size()));
}

/// The cache keeps how many there were, not which: nothing of now is opened in their stead.
void NowPage::tellHistory(NowCounterKind kind, int step)
{
    if (!m_report)
        return;
    const CounterTile *tile = this->tile(kind);
    const auto &history = tile->card().history;
    const auto at = static_cast<std::size_t>(step);
    if (at >= history.size() || !history[at])
        return;
    const QString sentence =
        tr("%1: %2. Which ones these were is not kept; the number above opens those of now.")
            .arg(m_format.clock(m_report->day.from + step * historyStep),
                 counterText(kind, *history[at], m_format));
    const QRect line = tile->historyRect();
    QToolTip::showText(tile->mapToGlobal(line.bottomLeft()), sentence, this->tile(kind), line);
}

/// What of the online agents is put beside their slots.
Drill NowPage::drillOfLoad() const
{
    Drill drill =
        drillOf(counterTitle(NowCounterKind::Load), NowAgentModel::metricOf(NowAgentModel::Open));
    drill.filter = {}; // what filters leave out takes slots too
    for (const AgentReportRow &row : m_report->agents) {
        if (row.agent.availability == QLatin1String("online") && !row.agent.goneAt &&
            row.agent.capacity.value_or(0) > 0)
            drill.filter.agents.push_back(row.agent.id);
    }
    return drill;
}

std::optional<TimeRange> NowPage::rangeOf(CourseMark mark) const
{
    if (!m_report)
        return std::nullopt;
    const auto &steps = mark.yesterday ? m_report->stepsBefore : m_report->steps;
    if (mark.step >= static_cast<int>(steps.size()) || steps.empty())
        return std::nullopt;
    TimeRange range = mark.step < 0 ? TimeRange{steps.front().from, m_report->sameTime}
                                    : steps[static_cast<std::size_t>(mark.step)];
    if (!mark.yesterday)
        range.to = mark.step < 0 ? m_report->now : std::min(range.to, m_report->now);
    return range.isEmpty() ? std::nullopt : std::optional(range);
}

void NowPage::openCourse(int course, CourseMark mark)
{
    const CourseChart *chart = m_courses[static_cast<std::size_t>(course)];
    const MetricSpec *metric = chart->course().metric;
    const auto range = rangeOf(mark);
    if (range && metric && chart->value(mark))
        Q_EMIT drillRequested(drillOfCourse(*metric, mark, *range));
}

Drill NowPage::drillOfCourse(const MetricSpec &metric, CourseMark mark, TimeRange range) const
{
    const QString when = mark.step >= 0   ? m_format.moment(range.from, m_now)
                         : mark.yesterday ? tr("yesterday until %1").arg(m_format.clock(range.to))
                                          : tr("today so far");
    Drill drill =
        drillOf(tr("%1, %2").arg(metricTitle(metric), when), QString::fromLatin1(metric.key));
    drill.range = range;
    drill.now = false;
    return drill;
}

/// A course of times counts them, and the metric's figure is how long they were.
ShownNumber NowPage::shownOfCourse(const CourseChart &chart, CourseMark mark, TimeRange range) const
{
    const std::optional<qint64> n = chart.value(mark);
    ShownNumber shown{m_format.count(n), {tr("How many there were, not how long they took.")}, {}};
    shown.whole = tr("How long they took");
    if (n.value_or(0) > 0)
        shown.drill = drillOfCourse(*chart.course().metric, mark, range);
    else
        shown.noDrill = tr("There are no conversations behind it.");
    return shown;
}

void NowPage::explainCourse(int course, CourseMark mark, const QRect &at)
{
    const CourseChart *chart = m_courses[static_cast<std::size_t>(course)];
    const MetricSpec *metric = chart->course().metric;
    const auto range = rangeOf(mark);
    if (!range || !metric)
        return;
    ExplainTarget target = explainOf(m_scope, *range, *metric, {});
    target.business = false; // nor is the course
    if (metric->isTime())
        target.shown = shownOfCourse(*chart, mark, *range);
    Q_EMIT explainRequested(target, at);
}

FigureRowTarget NowPage::agentOf(const QModelIndex &index) const
{
    const AgentReportRow &row = m_agents.row(m_agentPanel->rows()->mapToSource(index).row());
    FigureRowTarget target;
    target.dimension = MetricDimension::Agent;
    target.key = row.agent.id;
    target.title = row.agent.name.isEmpty() ? row.agent.remoteId : row.agent.name;
    return target;
}

/// Each number of the table opens and explains itself; a name opens what the agent has open.
void NowPage::connectAgents()
{
    auto *cells = new CellCursor(m_agentPanel->table());
    cells->setLevelsSet(false);
    const auto open = [this](const QModelIndex &index, const QString &metric) {
        if (m_report)
            Q_EMIT drillRequested(
                watchfloor::drillOf(m_scope, m_report->day, metricSpec(metric), agentOf(index)));
    };
    connect(cells, &CellCursor::numberOpened, this,
            [open](const QModelIndex &index) { open(index, index.data(MetricRole).toString()); });
    connect(cells, &CellCursor::rowOpened, this, [open](const QModelIndex &index) {
        open(index, NowAgentModel::metricOf(NowAgentModel::Open));
    });
    connect(cells, &CellCursor::explainRequested, this,
            [this](const QModelIndex &index, const QRect &at) {
                const MetricSpec *metric = metricSpec(index.data(MetricRole).toString());
                if (m_report && metric)
                    Q_EMIT explainRequested(
                        explainOf(m_scope, m_report->day, *metric, agentOf(index)), at);
            });
}

} // namespace watchfloor
