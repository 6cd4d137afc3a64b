// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sortedrows.h"
#include "views/statepanel.h"
#include "views/tableview.h"

#include <QTimer>

class QStackedLayout;
class QVBoxLayout;

namespace watchfloor {

/// A table with every state it can be in: first start, loading, empty, filtered to nothing,
/// failed, filled. The page tells facts; which face is shown follows from them.
class TablePanel : public StatePanel {
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

    /// Another question is under way. The old answer, if any, stays for 150 ms, so that a quick one
    /// does not flicker; then skeleton rows take its place. A failure takes it too.
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
    /// The answer has no rows at all, whatever is hidden here.
    bool isEmptyAnswer() const;
    /// What the numbers do not cover, a sentence each; stands under the table in every state.
    void setNotes(const QStringList &notes);

    /// What is in the model answers what is asked.
    bool isAnswered() const { return m_answered; }

Q_SIGNALS:
    void rowCountsChanged();
    /// An answer came, or the old one was put away.
    void answeredChanged(bool answered);

private:
    enum class Face { Blank, Skeleton, Message, Table };
    void settle() override;
    void forgetAnswer();
    void placeCards();
    void sayHidden();
    void sayEmpty();
    void showFace(Face face);
    void say(const StateMessage &message) override;

    SortedRows *m_rows;
    TableView *m_table;
    SkeletonRows *m_skeleton;
    QWidget *m_blank;
    QWidget *m_filled;
    QWidget *m_footer = nullptr;
    QWidget *m_cards = nullptr;
    QVBoxLayout *m_filledLayout;
    QStackedLayout *m_stack;
    QTimer m_skeletonDelay;
    QString m_what;
    QStringList m_filters;
    QStringList m_notes;
    bool m_asCards = false;
    bool m_tableFace = false; ///< rows are shown
    bool m_wantsFocus = false;
    bool m_answered = false;
};

} // namespace watchfloor
