// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/nowreport.h"
#include "models/chart.h"
#include "models/counterorder.h"
#include "models/figuretargets.h"
#include "models/nowagentmodel.h"
#include "models/nowqueuemodel.h"
#include "models/thresholds.h"
#include "views/page.h"

#include <QElapsedTimer>
#include <QTimer>

#include <array>
#include <optional>

class QGridLayout;
class QLabel;
class QStackedLayout;

namespace watchfloor {

class AgeLabel;
class CounterTile;
class CourseChart;
struct CourseMark;
class FactsLine;
class FilterBar;
class LevelsEditor;
class StateView;
class TablePanel;
class WallQueue;

/// What needs the lead's eye at this moment.
class NowPage : public Page {
    Q_OBJECT
public:
    explicit NowPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("now"); }
    QString title() const override { return tr("Now"); }
    QString iconName() const override { return QStringLiteral("now"); }
    IgnoredParts ignoredFilters() const override;
    void setScope(const ViewScope &scope) override;
    void setSearch(const QString &text) override;
    void setFilterWords(const QStringList &words) override;
    void setFormatter(const MetricFormatter &formatter) override;
    void setNow(TimeMs now) override;
    void setAccounts(const std::vector<Account> &accounts) override;
    void setCatalogue(const FilterCataloguePtr &catalogue) override;
    void setFirstStart(bool on) override;
    void setLoading() override;
    void setError(const Error &error) override;
    void setWallboard(bool on) override;
    PageExport exported() const override;
    void focusMain() override;
    bool editLevels() override;
    QVariantMap choices() const override;
    void setChoices(const QVariantMap &choices) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;

    void setReport(const NowReport &report, bool sameQuestion);
    void setThresholds(const Thresholds &thresholds);
    const Thresholds &thresholds() const { return m_thresholds; }
    /// What failed or is missing, in every face; empty = nothing.
    QString problemText() const;
    /// Whether the desktop can show notifications at all.
    void setNotifiable(bool possible) { m_notifiable = possible; }
    /// How far ahead "soon overdue" looks; the user's choice.
    DurationMs soon() const { return m_soon; }
    /// A second went by; a timer does it while the page can be seen.
    void tick();

    CounterTile *tile(NowCounterKind kind) const { return m_tiles[static_cast<std::size_t>(kind)]; }
    const CounterOrder &counterOrder() const { return m_order; }
    TablePanel *queuePanel() const { return m_queuePanel; }
    TablePanel *agentPanel() const { return m_agentPanel; }
    FilterBar *stateFilter() const { return m_states; }
    CourseChart *course(int at) const { return m_courses[static_cast<std::size_t>(at)]; }
    LevelsEditor *levelsEditor() const { return m_editor; }
    WallQueue *wallQueue() const { return m_wall; }
    /// How old each panel is.
    AgeLabel *counterAge() const { return m_counterAge; }
    AgeLabel *queueAge() const { return m_queueAge; }
    AgeLabel *agentAge() const { return m_agentAge; }

Q_SIGNALS:
    void thresholdsEdited(const watchfloor::Thresholds &thresholds);
    void soonChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setSoon(DurationMs soon);
    void buildCounters();
    void buildPanels();
    void connectParts();
    void arrange();
    void fitStates();
    void arrangeCounters();
    void connectCounter(NowCounterKind kind);
    int counterPlaceAt(const QPoint &at) const;
    void settle();
    void forgetReport();
    void refreshCards();
    void refreshAges();
    void refreshCard(NowCounterKind kind);
    void refreshStates();
    void refreshContexts();
    void refreshWords();
    void refreshProblem();
    void sayCalm();
    TimeMs moment() const;
    ThresholdScope levelsScope() const;
    QString levelsScopeName() const;
    void openCounter(NowCounterKind kind);
    void explainCounter(NowCounterKind kind);
    void tellHistory(NowCounterKind kind, int step);
    Drill drillOfCounter(NowCounterKind kind) const;
    std::vector<RowId> countedBy(NowCounterKind kind) const;
    std::vector<ChartFact> queueFacts() const;
    Drill drillOfLoad() const;
    ShownNumber shownOf(NowCounterKind kind) const;
    void editLevels(NowCounterKind kind);
    std::optional<TimeRange> rangeOf(CourseMark mark) const;
    Drill drillOfCourse(const MetricSpec &metric, CourseMark mark, TimeRange range) const;
    ShownNumber shownOfCourse(const CourseChart &chart, CourseMark mark, TimeRange range) const;
    void openCourse(int course, CourseMark mark);
    void explainCourse(int course, CourseMark mark, const QRect &at);
    FigureRowTarget agentOf(const QModelIndex &index) const;
    void connectAgents();
    Drill drillOf(const QString &title, const QString &metric) const;

    NowQueueModel m_queue;
    NowAgentModel m_agents;
    MetricFormatter m_format;
    ViewScope m_scope;
    Thresholds m_thresholds;
    CounterOrder m_order;
    std::vector<Account> m_accounts;
    FilterCataloguePtr m_catalogue;
    std::optional<NowReport> m_report;
    std::optional<Error> m_error;
    QString m_search;
    QStringList m_filterWords;
    QStringList m_notes;
    NowCounterKind m_edited = NowCounterKind::Open;
    DurationMs m_soon = soonByDefault;
    TimeMs m_now = 0;
    QElapsedTimer m_since; ///< m_now was told
    QTimer m_ticker;
    QTimer m_loadingDelay; ///< the old answer may still be on screen
    bool m_firstStart = false;
    bool m_wallboard = false;
    bool m_notifiable = true;

    std::array<CounterTile *, NowCounterCount> m_tiles{};
    std::array<CourseChart *, 3> m_courses{};
    QWidget *m_content;
    QWidget *m_counterBar;
    QWidget *m_middle;
    QWidget *m_courseBar;
    QGridLayout *m_counterGrid = nullptr;
    QStackedLayout *m_stack;
    QStackedLayout *m_queueStack = nullptr;
    StateView *m_state;
    StateView *m_calm = nullptr;
    QLabel *m_problem = nullptr;
    FactsLine *m_queueTitle = nullptr;
    AgeLabel *m_counterAge = nullptr;
    AgeLabel *m_queueAge = nullptr;
    AgeLabel *m_agentAge = nullptr;
    TablePanel *m_queuePanel = nullptr;
    TablePanel *m_agentPanel = nullptr;
    FilterBar *m_states = nullptr;
    WallQueue *m_wall = nullptr;
    LevelsEditor *m_editor;
};

} // namespace watchfloor
