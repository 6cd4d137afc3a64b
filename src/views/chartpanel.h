// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "models/chart.h"
#include "models/sortedrows.h"
#include "views/stateview.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace watchfloor {

class AgeLabel;
class ElidedLabel;
class FactsLine;
class HeatMapView;
class ChartView;
class MarkedView;
class TableView;

/// A chart with every state it can be in, and its table behind it: first start, loading, empty,
/// filtered to nothing, absent, failed, drawn. The page tells facts; the face follows from them.
class ChartPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChartPanel(QWidget *parent = nullptr);

    void setFirstStart(bool on);
    /// A question is under way; an old answer to another question is no answer.
    void setLoading(bool isNew);
    void setChart(std::shared_ptr<const Chart> chart, bool same);
    void setError(const Error &error);
    /// For the sentences of the empty states.
    void setContext(const QString &rangeText, bool filtered, bool canWiden);
    /// What the question is narrowed to: accounts and filters of the window.
    void setFilterWords(const QStringList &words);
    /// The nearest range that has something, in words; empty = not known, or there is none.
    void setNearest(const QString &title);
    void setTableShown(bool shown);
    bool isTableShown() const { return m_tableShown; }

    const Chart *chart() const { return m_chart.get(); }
    /// The views on screen, one a panel.
    std::vector<MarkedView *> views() const;
    void setNow(TimeMs now);
    /// Of the face on screen.
    AgeLabel *age() const { return m_tableShown ? m_listedAge : m_age; }
    TableView *table() const { return m_table; }
    const ChartTableModel &tableModel() const { return m_model; }
    /// The table, filled also while it is not on screen.
    const TableView *exportTable();
    void focusChart();
    /// All of the table, with its header.
    void copyTable() const;
    FactsLine *facts() const { return m_facts; }

Q_SIGNALS:
    void activated(watchfloor::ChartMark mark);
    void factOpened(const watchfloor::Drill &drill);
    void factExplainRequested(const watchfloor::ExplainTarget &target, const QRect &global);
    // Of the table, as the chart has it.
    void cellActivated(int row, int column);
    void cellExplainRequested(int row, int column, const QRect &global);
    void expandRequested();
    void explainRequested(watchfloor::ChartMark mark, const QRect &global);
    void menuRequested(watchfloor::ChartMark mark, const QPoint &global);
    void addAccountRequested();
    void demoRequested();
    void retryRequested();
    void clearFiltersRequested();
    void widerRangeRequested();
    void nearestRangeRequested();

private:
    void connectView(MarkedView *view, int panel);
    void arrangeViews(bool same);
    void fillTable();
    void refreshAge();
    void settle();
    void sayEmpty();
    void say(const StateMessage &message);
    void showFace(QWidget *face);
    void showNotes();
    void onAction(const QString &id);

    std::shared_ptr<const Chart> m_chart;
    ChartTableModel m_model;
    SortedRows *m_rows;
    TableView *m_table;
    StateView *m_state;
    QWidget *m_blank;
    QWidget *m_skeleton;
    QWidget *m_drawn;
    QWidget *m_listed; ///< the table with its margin
    ElidedLabel *m_title;
    FactsLine *m_facts;
    AgeLabel *m_age;       ///< of the chart
    AgeLabel *m_listedAge; ///< of the table
    QVBoxLayout *m_viewLayout;
    HeatMapView *m_heat;
    std::vector<ChartView *> m_charts;
    std::vector<ElidedLabel *> m_captions;
    QLabel *m_notes;
    QStackedLayout *m_stack;
    QTimer m_skeletonDelay;
    QString m_rangeText;
    QStringList m_filterWords;
    QString m_nearest;
    bool m_filtered = false;
    bool m_canWiden = false;
    bool m_tableShown = false;
    bool m_firstStart = false;
    bool m_wantsFocus = false;
    std::optional<Error> m_error;
};

} // namespace watchfloor
