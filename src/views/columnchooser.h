// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace watchfloor {

class TableView;

/// All columns of a table by family, with a search and the definition of the one at hand; Alt and
/// an arrow move it (up, down) and make it wider or narrower. A popup: Escape or a click beside it
/// closes it, changes are at once on screen.
class ColumnChooser : public QFrame {
    Q_OBJECT
public:
    explicit ColumnChooser(TableView *table);

    /// Beneath `anchor`, inside its screen.
    void openAt(const QRect &anchor);
    int shownCount() const; ///< columns the search leaves

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void search(const QString &text);
    void describe(QTreeWidgetItem *item);
    bool movedBy(int key);

    TableView *m_table;
    QLineEdit *m_search;
    QTreeWidget *m_tree;
    QLabel *m_definition;
    bool m_filling = false;
};

} // namespace watchfloor
