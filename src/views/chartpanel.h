// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chart.h"
#include "models/sortedrows.h"
#include "views/statepanel.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

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
class ChartPanel : public StatePanel {
    Q_OBJECT
public:
    explicit ChartPanel(QWidget *parent = nullptr);

    /// Another question is under way. The old chart stays for 150 ms, so that a quick answer does
    /// not flicker; `otherKind`: not even so long. A failure takes it too.
    void setLoading(bool otherKind);
    void setChart(std::shared_ptr<const Chart> chart, bool same);
    void setError(const Error &error);
    /// For the sentences of the empty states.
    void setContext(const QString &rangeText, bool filtered, bool canWiden);
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

private:
    void connectView(MarkedView *view, int panel);
    void forgetChart();
    void arrangeViews(bool same);
    void fillTable();
    void refreshAge();
    void settle() override;
    void say(const StateMessage &message) override;
    void showFace(QWidget *face);
    void tellNotes();

    std::shared_ptr<const Chart> m_chart;
    ChartTableModel m_model;
    SortedRows *m_rows;
    TableView *m_table;
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
    QStackedLayout *m_stack;
    QTimer m_skeletonDelay;
    bool m_filtered = false;
    bool m_tableShown = false;
    bool m_wantsFocus = false;
};

} // namespace watchfloor
