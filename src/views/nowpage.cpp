// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/nowpage.h"

#include "models/caveats.h"
#include "models/freshness.h"
#include "models/plaintext.h"
#include "models/words.h"
#include "views/agelabel.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/factsline.h"
#include "views/filterbar.h"
#include "views/levelseditor.h"
#include "views/stateview.h"
#include "views/tablepanel.h"
#include "views/typography.h"
#include "views/wallqueue.h"

#include <QLabel>
#include <QStackedLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs minuteMs = 60'000;

} // namespace

IgnoredParts NowPage::ignoredFilters() const
{
    return {{ScopePart::Range, tr("Now shows this moment and today, whatever the range")},
            {ScopePart::Business, tr("Who waits, waits outside business hours too")},
            {ScopePart::Compare, tr("Now shows yesterday's course beside today's by itself")}};
}

void NowPage::setScope(const ViewScope &scope)
{
    m_scope = scope;
    arrange();
    refreshCards();
}

void NowPage::setAccounts(const std::vector<Account> &accounts)
{
    m_accounts = accounts;
    setScope(m_scope);
}

void NowPage::setCatalogue(const FilterCataloguePtr &catalogue)
{
    m_catalogue = catalogue;
    refreshCards(); // whose group it is decides whose levels hold
}

void NowPage::setSearch(const QString &text)
{
    m_search = text;
    m_queuePanel->rows()->setNeedle(text);
    m_agentPanel->rows()->setNeedle(text);
    refreshContexts();
    refreshWords();
    settle();
}

void NowPage::refreshContexts()
{
    QStringList hiding;
    if (!m_search.isEmpty())
        hiding << tr("search “%1”").arg(m_search);
    m_queuePanel->setContext(QString(), hiding, false);
    if (!m_states->chosen().isNull())
        hiding.prepend(tr("state %1").arg(availabilityTitle(m_states->chosen())));
    m_agentPanel->setContext(QString(), hiding, false);
}

void NowPage::setFilterWords(const QStringList &words)
{
    m_filterWords = words;
    m_queuePanel->setFilterWords(words);
    m_agentPanel->setFilterWords(words);
    refreshWords();
}

void NowPage::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_queue.setFormatter(formatter);
    m_agents.setFormatter(formatter);
    m_states->setFormatCount([formatter](qint64 value) { return formatter.count(value); });
    refreshCards();
    refreshStates();
    refreshWords();
}

TimeMs NowPage::moment() const
{
    return m_since.isValid() ? m_now + m_since.elapsed() : m_now;
}

void NowPage::setNow(TimeMs now)
{
    m_now = now;
    // Only a page on screen counts on by itself: elsewhere now is what was told.
    if (m_ticker.isActive())
        m_since.start();
    else
        m_since.invalidate();
    m_queue.setNow(now);
    m_agents.setNow(now);
    refreshCards();
}

void NowPage::tick()
{
    if (window()->isMinimized())
        return;
    m_queue.setNow(moment());
    for (const NowCounterKind kind :
         {NowCounterKind::Overdue, NowCounterKind::SoonOverdue, NowCounterKind::LongestWait})
        refreshCard(kind);
}

void NowPage::setFirstStart(bool on)
{
    m_firstStart = on;
    settle();
}

void NowPage::setLoading()
{
    m_queuePanel->setLoading();
    m_agentPanel->setLoading();
    m_error.reset();
    refreshProblem();
    if (!m_report)
        forgetReport();
    else if (!m_loadingDelay.isActive())
        m_loadingDelay.start(); // what is there stays for a moment: no flicker
}

/// What is asked now has no answer.
void NowPage::forgetReport()
{
    m_report.reset();
    m_notes.clear();
    m_queueTitle->setFacts({ChartFact{tr("Needs attention")}});
    for (AgeLabel *age : {m_counterAge, m_queueAge, m_agentAge})
        age->clearAge();
    for (CounterTile *tile : m_tiles)
        tile->setLoading(true);
    for (CourseChart *chart : m_courses)
        chart->setLoading();
    m_states->setKnown(false);
    m_wall->setLoading(true);
    settle();
    refreshProblem();
}

void NowPage::setError(const Error &error)
{
    if (m_loadingDelay.isActive())
        forgetReport(); // it is the answer to another question
    m_loadingDelay.stop();
    m_error = error;
    settle();
    refreshProblem();
}

/// Beneath everything and on the wall too: old numbers that nobody refreshes look like new ones.
void NowPage::refreshProblem()
{
    QStringList lines;
    if (m_error && m_report)
        lines << tr("Not refreshed: %1").arg(oneLine(m_error->sentence(), 300));
    if (m_wallboard || m_queueStack->currentWidget() == m_calm)
        lines << m_notes; // else the list says them
    m_problem->setText(lines.join(QLatin1Char('\n')));
    m_problem->setAccessibleName(tr("Notes: %1").arg(lines.join(QLatin1Char(' '))));
    m_problem->setFont(m_wallboard ? titleFont() : smallFont());
    m_problem->setVisible(!lines.isEmpty());
}

QString NowPage::problemText() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void NowPage::setReport(const NowReport &report, bool sameQuestion)
{
    m_error.reset();
    m_loadingDelay.stop();
    m_report = report;
    m_queue.setReport(report.queue, sameQuestion);
    m_agents.setAgents(report.agents, sameQuestion);
    m_queuePanel->setAnswered();
    m_agentPanel->setAnswered();
    const auto begun =
        std::count_if(report.steps.begin(), report.steps.end(),
                      [&report](const TimeRange &step) { return step.from < report.now; });
    for (std::size_t i = 0; i < m_courses.size(); ++i)
        m_courses[i]->setCourse(report.courses[i], static_cast<int>(begun), m_format);
    m_wall->setLoading(false);
    refreshCards();
    refreshStates();
    m_states->setKnown(true);
    settle();
    refreshWords();
}

void NowPage::setThresholds(const Thresholds &thresholds)
{
    m_thresholds = thresholds;
    refreshCards();
}

/// Which face is shown follows from what is known.
void NowPage::settle()
{
    if (m_firstStart) {
        m_state->show({QStringLiteral("inbox"),
                       tr("Connect an account to see your floor"),
                       tr("Watchfloor reads from your support system into a cache on this computer "
                          "and keeps working when the network is gone. The demo brings a made-up "
                          "contact centre."),
                       QString(),
                       {{QStringLiteral("addAccount"), tr("Add account"), true},
                        {QStringLiteral("demo"), tr("Open demo"), false}}});
    } else if (m_error && !m_report) {
        m_state->show({QStringLiteral("alert"),
                       m_error->message(),
                       m_error->remedy(),
                       m_error->detail(),
                       {{QStringLiteral("retry"), tr("Try again"), true}}});
    }
    const bool says = m_firstStart || (m_error && !m_report);
    m_stack->setCurrentWidget(says ? static_cast<QWidget *>(m_state) : m_content);
    const bool calm = m_report && m_queue.rowCount() == 0;
    m_queueStack->setCurrentWidget(calm ? static_cast<QWidget *>(m_calm) : m_queuePanel);
}

void NowPage::refreshCards()
{
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        refreshCard(static_cast<NowCounterKind>(i));
    if (!m_report)
        return;
    const bool stale = !m_report->asOf || isLate(m_report->lateAt, moment());
    m_agents.setStale(stale);
    for (CounterTile *tile : m_tiles)
        tile->setStale(stale);
    refreshAges();
}

/// Each panel by the feeds it rests on.
void NowPage::refreshAges()
{
    for (AgeLabel *age : {m_counterAge, m_queueAge, m_agentAge}) {
        age->setFormatter(m_format);
        age->setNow(moment());
        if (m_report)
            age->setAge(m_report->asOf, m_report->lateAt);
    }
    fitStates();
    for (CourseChart *chart : m_courses)
        chart->setNow(moment());
    if (!m_report)
        return;
    const ReportBasis &queue = m_report->queue.basis;
    m_queueAge->setAge(queue.asOf, queue.lateAt);
    m_queue.setStale(!queue.asOf || isLate(queue.lateAt, moment()));
}

void NowPage::refreshCard(NowCounterKind kind)
{
    if (m_report)
        tile(kind)->setCard(
            counterCard(*m_report, kind, m_thresholds, levelsScope(), m_format, moment(), m_soon));
}

void NowPage::refreshStates()
{
    if (!m_report)
        return; // zeros would be a claim
    const QMap<QString, int> counts = m_agents.countsByState();
    std::vector<FilterBar::Item> items;
    for (const QString &state : availabilityOrder()) {
        const int count = counts.value(state);
        if (count > 0 || state == QLatin1String("online") || state == m_states->chosen())
            items.push_back({state, availabilityTitle(state), count});
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (!availabilityOrder().contains(it.key()))
            items.push_back({it.key(), availabilityTitle(it.key()), it.value()});
    }
    m_states->setItems(items, m_agents.rowCount(), tr("All"));
}

/// Sentences around the numbers.
void NowPage::refreshWords()
{
    if (!m_report)
        return;
    m_queueTitle->setFacts(queueFacts());
    sayCalm();
    QStringList notes = caveats(m_report->notes, m_report->gaps, m_format, m_now);
    if (!m_report->queue.known)
        notes.prepend(tr("Not every open conversation is read yet: the list may be incomplete."));
    if (!m_report->complete)
        notes << tr("Today and yesterday are still being read from the cache.");
    notes << agentsNotNarrowed(m_scope.filter);
    if (!m_search.isEmpty())
        notes << tr("The search narrows the lists, not the numbers above them.");
    notes.removeAll(QString());
    m_notes = notes;
    m_queuePanel->setNotes(notes);
    refreshProblem();
}

/// Calm is a claim: only about what is read, and only about what passes the filters.
void NowPage::sayCalm()
{
    const auto open = static_cast<qint64>(m_report->queue.rows.size());
    const bool narrowed = !m_filterWords.isEmpty();
    StateMessage calm;
    calm.icon = QStringLiteral("check");
    calm.title = tr("Nothing needs attention");
    if (open > 0)
        calm.text = narrowed
                        ? tr("Nobody waits, and none of the %1 open conversations that pass the "
                             "filters is due.")
                              .arg(m_format.count(open))
                        : tr("Nobody waits, and none of the %1 open conversations is due.")
                              .arg(m_format.count(open));
    else if (!m_report->queue.known)
        calm.text = tr("Not every open conversation is read yet.");
    else
        calm.text = narrowed ? tr("No open conversation passes the filters.")
                             : tr("No conversation is open.");
    m_wall->setCalmSentence(calm.text);
    if (narrowed) {
        calm.title = tr("Nothing needs attention among these");
        calm.icon = QStringLiteral("filter");
        calm.text +=
            QLatin1Char('\n') + tr("Hidden by: %1").arg(m_filterWords.join(QStringLiteral(" · ")));
        calm.actions = {{QStringLiteral("filters"), tr("Remove filters"), true}};
    }
    m_calm->show(calm);
}

ThresholdScope NowPage::levelsScope() const
{
    ThresholdScope scope;
    if (m_scope.accounts.size() == 1)
        scope.account = m_scope.accounts.front();
    else if (m_accounts.size() == 1)
        scope.account = m_accounts.front().id;
    if (m_scope.filter.groups.size() != 1)
        return scope;
    const RowId group = m_scope.filter.groups.front();
    // A group is of one account, whether or not that one is chosen.
    const FilterEntry *entry =
        m_catalogue ? m_catalogue->find(FilterDimension::Group, {group, {}}) : nullptr;
    const Account *owner = entry ? m_catalogue->accountNamed(entry->account) : nullptr;
    if (owner)
        scope.account = owner->id;
    if (scope.account != 0)
        scope.group = group;
    return scope;
}

QString NowPage::levelsScopeName() const
{
    const ThresholdScope scope = levelsScope();
    for (const Account &account : m_accounts) {
        if (account.id == scope.account)
            return scope.group != 0 ? tr("the chosen group of %1").arg(account.name) : account.name;
    }
    return tr("all accounts");
}

void NowPage::editLevels(NowCounterKind kind)
{
    m_edited = kind;
    const MetricSpec &metric = metricOf(kind);
    m_editor->edit(metric, m_thresholds.levels(metric, levelsScope()), levelsScopeName(), m_format);
    m_editor->setSoon(kind == NowCounterKind::SoonOverdue
                          ? std::optional<int>(static_cast<int>(m_soon / minuteMs))
                          : std::nullopt);
    m_editor->setNotify(kind == NowCounterKind::LongestWait
                            ? std::optional<bool>(m_thresholds.notifies())
                            : std::nullopt,
                        m_notifiable);
    const QWidget *at = tile(kind);
    m_editor->popUp(QRect(at->mapToGlobal(QPoint(0, 0)), at->size()));
}

bool NowPage::editLevels()
{
    NowCounterKind kind = NowCounterKind::Unattended;
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        if (m_tiles[i]->hasFocus())
            kind = static_cast<NowCounterKind>(i);
    }
    editLevels(kind);
    return true;
}

QVariantMap NowPage::choices() const
{
    QVariantMap chosen;
    if (!m_states->chosen().isNull())
        chosen.insert(QStringLiteral("state"), m_states->chosen());
    return chosen;
}

void NowPage::setChoices(const QVariantMap &choices)
{
    m_states->choose(choices.value(QStringLiteral("state")).toString());
}

QVariantMap NowPage::saveState() const
{
    QVariantMap state{{QStringLiteral("queue"), m_queuePanel->table()->saveLayout()},
                      {QStringLiteral("agents"), m_agentPanel->table()->saveLayout()},
                      {QStringLiteral("counters"), m_order.toMap()},
                      {QStringLiteral("soon"), static_cast<int>(m_soon / minuteMs)}};
    if (!m_states->chosen().isNull())
        state.insert(QStringLiteral("state"), m_states->chosen());
    return state;
}

void NowPage::restoreState(const QVariantMap &state)
{
    m_queuePanel->table()->restoreLayout(state.value(QStringLiteral("queue")).toMap());
    m_agentPanel->table()->restoreLayout(state.value(QStringLiteral("agents")).toMap());
    m_states->choose(state.value(QStringLiteral("state")).toString());
    m_order = CounterOrder::fromMap(state.value(QStringLiteral("counters")).toMap());
    arrange();
    const int minutes = state.value(QStringLiteral("soon")).toInt();
    if (minutes >= 1 && minutes <= 240)
        setSoon(minutes * minuteMs);
}

void NowPage::setSoon(DurationMs soon)
{
    m_soon = soon;
    m_queue.setSoon(soon);
    Q_EMIT soonChanged();
}

} // namespace watchfloor
