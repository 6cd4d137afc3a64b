// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agenttimelinereport.h"
#include "models/agenttablemodel.h"
#include "models/figuretargets.h"
#include "views/levelsdesk.h"
#include "views/page.h"

class QAction;
class QSplitter;
class QToolButton;

namespace watchfloor {

class AgeLabel;
class AgentCards;
class AgentPanel;
class FilterBar;
class MetricControls;
class MetricPanel;

/// Who is here, what they carry, who needs a hand; beside it the selected agent's day.
class AgentsPage : public Page {
    Q_OBJECT
public:
    explicit AgentsPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("agents"); }
    QString title() const override { return tr("Agents"); }
    QString iconName() const override { return QStringLiteral("agents"); }
    void setScope(const ViewScope &scope) override;
    void setSearch(const QString &text) override;
    void setFilterWords(const QStringList &words) override;
    void setFormatter(const MetricFormatter &formatter) override;
    void setNow(TimeMs now) override;
    PageExport exported() const override;
    void focusMain() override;
    bool editLevels() override;
    QVariantMap choices() const override;
    void setChoices(const QVariantMap &choices) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    void setError(const Error &error) override;
    void setLoading() override;
    void setFirstStart(bool on) override;
    /// The account column is only shown when there is more than one.
    void setAccounts(const std::vector<Account> &accounts) override;

    // What its binding asks with.
    QStringList metrics() const; ///< keys of the catalogue
    bool byTeam() const { return m_model.isByTeam(); }

    void setReport(const AgentReport &report, bool sameQuestion,
                   const AgentReport *before = nullptr);
    void setSparks(const QHash<RowId, QList<double>> &sparks, std::vector<TimeRange> steps = {})
    {
        m_model.setSparks(sparks, std::move(steps));
    }
    void setThresholds(const Thresholds &thresholds);
    const Thresholds &thresholds() const { return m_thresholds; }
    LevelsDesk *levels() const { return m_levels; }
    void setTimeline(const AgentTimelineReport &timeline);
    void setTimelineError(const Error &error);

    AgentTableModel &model() { return m_model; }
    MetricPanel *panel() const { return m_panel; }
    FilterBar *filterBar() const { return m_filters; }
    AgentPanel *agentPanel() const { return m_agent; }
    MetricControls *controls() const { return m_controls; }
    AgeLabel *age() const { return m_age; }
    AgentCards *cards() const { return m_cards; }
    /// The agent whose day is to be shown; 0 = none, or nobody looks.
    RowId selectedAgent() const { return m_selected; }
    RowId selectedAccount() const { return m_selectedAccount; }

Q_SIGNALS:
    void thresholdsEdited(const watchfloor::Thresholds &thresholds);
    /// Zero: no longer any.
    void agentSelected(watchfloor::RowId account, watchfloor::RowId agent);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectPanel();
    void addCards();
    void addControls();
    void applyLook();
    void applyPredicate();
    void refreshFilters();
    void refreshContext();
    /// What narrows the rows on this page itself, in words.
    QStringList chosenBy() const;
    std::vector<ShownTeam> shownTeams() const; ///< in their order
    void addSelected(PageExport &exported) const;
    void select();
    void showSide(bool on);
    void setByTeam(bool on);
    FigureRowTarget targetOf(const AgentTableRow &row) const;
    FigureRowTarget footerOf(bool rest) const;
    const MetricSpec *metricBehind(int column) const;
    void sayAt(const QModelIndex &index, const QString &sentence);
    void connectOpenings();
    void openFigure(const QModelIndex &index);
    void offerFigures(int row, const QPoint &at);
    Drill drillOfCell(const QModelIndex &index) const;
    ExplainTarget explainOfCell(const MetricSpec &metric, const FigureRowTarget &row) const;
    void explainCell(const QModelIndex &index, const QRect &at);
    std::optional<ShownNumber> loadShown(const QModelIndex &index) const;
    void openHour(const QModelIndex &index, int step);
    void offerHours(const QModelIndex &index);
    Drill drillOfHours(int row, TimeRange hours, const QString &when) const;
    void connectLevels();
    std::vector<LevelsChoice> levelsChoices(int row) const;

    AgentTableModel m_model;
    MetricFormatter m_format;
    ViewScope m_scope;
    std::optional<TimeRange> m_before; ///< what the figures are compared with
    Thresholds m_thresholds;
    FilterBar *m_filters;
    MetricPanel *m_panel;
    AgentPanel *m_agent;
    QSplitter *m_splitter;
    MetricControls *m_controls;
    AgeLabel *m_age;
    LevelsDesk *m_levels;
    std::vector<Account> m_accounts;
    QToolButton *m_side;
    QToolButton *m_team;
    QToolButton *m_asCards = nullptr;
    AgentCards *m_cards = nullptr;
    QAction *m_bots;
    QString m_search;
    TimeMs m_now = 0;
    RowId m_selected = 0;
    RowId m_selectedAccount = 0;
    bool m_hasReport = false;
    bool m_stale = false;
};

} // namespace watchfloor
