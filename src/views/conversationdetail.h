// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/engine/reports/timelinereport.h"
#include "models/explainrows.h"
#include "models/metricformatter.h"
#include "models/timelinetablemodel.h"

#include <QPointer>
#include <QVariantMap>
#include <QWidget>

class QMenu;
class QSplitter;

namespace watchfloor {

class AgeLabel;
class ElidedLabel;
class ExplainPopup;
class FactsLine;
class TableView;
class SortedRows;
class TimelineView;

/// The selected conversation: one line about it, its timeline, the same events as a table. Ctrl+I
/// and the menus of both explain the current event's value.
class ConversationDetail : public QWidget {
    Q_OBJECT
public:
    explicit ConversationDetail(QWidget *parent = nullptr);

    void setReport(const TimelineReport &report);
    void setError(const Error &error);
    /// Nothing is selected.
    void clear();
    /// There is nothing to select either.
    void setNothingThere(bool nothing);
    void setFormatter(const MetricFormatter &formatter);
    void setNow(TimeMs now);
    /// It stands below the list, not beside it.
    void setUnderList(bool under);

    TimelineView *timeline() const { return m_timeline; }
    AgeLabel *age() const { return m_age; }
    TableView *table() const { return m_table; }
    /// What is explained just now; null: nothing.
    ExplainPopup *explained() const;
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    /// The user changed something saveState() tells.
    void stateEdited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void describe();
    void shareRoom();
    void linkSelection();
    /// Row of the table -> index of the event, -1 = none.
    int eventOf(const QModelIndex &index) const;
    void hoverRow(int event);
    /// `at`: what shows the value, within `of`.
    void explain(int event, const QWidget *of, const QRect &at);
    /// `at`: on the screen.
    void open(const std::optional<Explanation> &explanation, const QRect &at);
    void offerExplanation(QMenu *menu, int event, const QWidget *of, const QRect &at);
    bool timelineEvent(QEvent *event);
    bool tableKey(QEvent *event);

    ElidedLabel *m_title;
    AgeLabel *m_age;
    ElidedLabel *m_facts;
    FactsLine *m_times;
    ElidedLabel *m_note;
    TimelineView *m_timeline;
    TimelineTableModel m_events;
    SortedRows *m_rows;
    TableView *m_table;
    QSplitter *m_splitter;
    QPointer<ExplainPopup> m_explained;
    MetricFormatter m_format;
    TimelineReport m_report;
    TimeMs m_now = 0;
    bool m_hasReport = false;
    bool m_nothingThere = false;
    bool m_splitIsUsers = false; // the handle was dragged
};

} // namespace watchfloor
