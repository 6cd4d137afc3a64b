// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "models/sortedrows.h"
#include "views/tableview.h"
#include "views/stateview.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace watchfloor {

/// A table with every state it can be in: first start, loading, empty, filtered to nothing,
/// failed, filled. The page tells facts; which face is shown follows from them.
class TablePanel : public QWidget {
    Q_OBJECT
public:
    /// `what`: plural noun in sentences, e.g. "conversations".
    TablePanel(QAbstractItemModel *source, QString what, QWidget *parent = nullptr);

    TableView *table() const { return m_table; }
    SortedRows *rows() const { return m_rows; }
    /// Now, or as soon as there are rows to walk through.
    void focusTable();
    /// Shown under the table while it has rows.
    void setFooter(QWidget *footer);

    /// No account yet: offers to add one or to open the demo.
    void setFirstStart(bool on);
    /// A question is under way; without any answer yet, skeleton rows appear after 150 ms.
    void setLoading();
    /// The same rows in another shape, e.g. cards.
    void setCards(QWidget *cards);
    /// They stand where the table does, and without its totals.
    void showCards(bool on);

    /// An answer is in the model.
    void setAnswered();
    void setError(const Error &error);
    /// For the sentences of the empty states.
    void setContext(const QString &rangeText, const QStringList &filters, bool canWidenRange);
    /// What the question itself is narrowed to: accounts and filters of the window.
    void setFilterWords(const QStringList &words);
    /// The nearest range that has something, in words; empty = not known, or there is none.
    void setNearest(const QString &title);
    /// The answer has no rows at all, whatever is hidden here.
    bool isEmptyAnswer() const;
    /// What the numbers do not cover, a sentence each; stands under the table in every state.
    void setNotes(const QStringList &notes);

Q_SIGNALS:
    void addAccountRequested();
    void demoRequested();
    void retryRequested();
    void clearFiltersRequested();
    void widerRangeRequested();
    void nearestRangeRequested();
    /// Accounts and filters of the window off, please.
    void filtersClearRequested();
    void rowCountsChanged();

private:
    enum class Face { Blank, Skeleton, Message, Table };
    void settle();
    void placeCards();
    void sayHidden();
    void sayEmpty();
    void showFace(Face face);
    void say(const StateMessage &message);
    void onAction(const QString &id);
    void showNotes();

    SortedRows *m_rows;
    TableView *m_table;
    StateView *m_state;
    SkeletonRows *m_skeleton;
    QWidget *m_blank;
    QWidget *m_filled;
    QWidget *m_footer = nullptr;
    QWidget *m_cards = nullptr;
    QLabel *m_notesLabel;
    QVBoxLayout *m_filledLayout;
    QStackedLayout *m_stack;
    QTimer m_skeletonDelay;
    QString m_what;
    QString m_rangeText;
    QStringList m_filters;
    QStringList m_filterWords;
    QString m_nearest;
    QStringList m_notes;
    bool m_asCards = false;
    bool m_tableFace = false; ///< rows are shown
    bool m_canWiden = false;
    bool m_wantsFocus = false;
    bool m_firstStart = false;
    bool m_answered = false;
    std::optional<Error> m_error;
};

} // namespace watchfloor
