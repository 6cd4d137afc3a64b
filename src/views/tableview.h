// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roworder.h"

#include <QHash>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QTableView>
#include <QVariantMap>

#include <functional>
#include <vector>

class QMenu;

namespace watchfloor {

class CellDelegate;
class RowCopy;
class SortedRows;
class TableHeader;

/// The one kind of table: fixed rows, our header and cells, sorting by click or menu (Shift adds a
/// column), Ctrl+C as TSV, columns to show, hide, move, resize and pin. Layout is saved by column
/// key, never by index.
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    void setRows(SortedRows *rows);
    SortedRows *rows() const { return m_rows; }

    /// The program's own wish; the user's choice of columns wins.
    void requireColumn(const QString &columnKey, bool shown);

    /// Selected rows in the order on screen, as KeyRole values.
    QStringList selectedKeys() const;
    /// Selects and shows the row; false when it is not there.
    bool selectKey(const QString &key);
    /// No row is current or selected, and none comes back by itself.
    void selectNothing();
    /// The keyboard stands on this cell; its row is selected.
    void focusCell(const QModelIndex &index);
    /// What Enter does on it.
    void pressCell(const QModelIndex &index);
    /// Something lies over the rows, which are no answer to what is asked: nobody hears of them.
    void setCovered(bool covered);
    bool isCovered() const { return m_covered; }
    /// A long selection takes its time, told in the window's status line; a huge one is refused.
    void copySelection();
    void sortBy(const QString &columnKey, Qt::SortOrder order);
    /// Besides what is sorted by already, or the other way round where it is sorted by.
    void addSort(const QString &columnKey);
    /// Columns that stay at the leading edge when the others scroll; the user's choice wins.
    void pinColumns(const QStringList &columnKeys);
    void setColumnPinned(const QString &columnKey, bool pinned);
    QStringList pinnedColumns() const;
    TableHeader *header() const { return m_header; }
    /// Columns in the order on screen, without hidden ones.
    std::vector<int> visibleColumns() const;
    void setColumnShown(const QString &columnKey, bool shown);

    /// By so many places among those shown; false: there is no such place, or pins stand there.
    bool moveColumn(const QString &columnKey, int by);
    void widenColumn(const QString &columnKey, int by);
    /// To its title and the values on screen.
    void fitColumn(const QString &columnKey);
    /// "column 3 of 12", "not shown".
    QString columnPlace(const QString &columnKey) const;
    /// Actions that move and resize this column.
    void fillPlaceMenu(QMenu *menu, int column);

    /// Opens instead of the list of all columns in menus, which is for short lists.
    void setColumnChooser(std::function<void()> open) { m_columnChooser = std::move(open); }

    /// The model wants other widths (WidthRole).
    void refit() { fitColumns(); }
    /// Order, widths and choice of columns as they come.
    void resetColumns();
    QVariantMap saveLayout() const;
    void restoreLayout(const QVariantMap &layout);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &at) const override;

Q_SIGNALS:
    /// The current row became another one; empty = none.
    void currentKeyChanged(const QString &key);
    /// Return or double click.
    void opened(const QString &key);
    /// The user changed something saveLayout() tells.
    void layoutEdited();
    /// The context menu of a row is about to open: pages put their own actions first.
    void menuOpening(QMenu *menu, const QModelIndex &index);
    /// The same of a column's title.
    void headerMenuOpening(QMenu *menu, int column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

private:
    void settleCurrent();
    void tellCurrentCell();
    void paintPins();
    bool isFramed() const;
    /// Rows that come in above what is read must not push it away.
    void dropAnchor();
    void weighAnchor();
    void reveal(const QModelIndex &index);
    void fillColumnMenu(QMenu *menu);
    void fillSortMenus(QMenu *menu);
    void fillPinMenu(QMenu *menu);
    void addSortOf(int column);
    void setPins(const QStringList &keys);
    void onSortsChanged();
    void showHeaderMenu(const QPoint &at);
    void hoverRow(int row);
    void fitColumns();
    int columnRoom() const;
    int usualWidth(int column) const;
    bool isNumeric(int column) const;
    void chooseColumns();
    int columnOf(const QString &key) const;
    QString columnKey(int column) const;

    SortedRows *m_rows = nullptr;
    TableHeader *m_header;
    CellDelegate *m_delegate;
    bool m_widthsAreUsers = false;  // a column was dragged: spare width is no longer shared out
    bool m_columnsAreUsers = false; // a column was shown or hidden by hand
    bool m_pinsAreUsers = false;    // a column was pinned or let go by hand
    QStringList m_ownPins;          // the program's own wish
    std::function<void()> m_columnChooser;
    QHash<QString, bool> m_required;
    QPersistentModelIndex m_wanted; // source row somebody chose, also while a filter hides it
    QPersistentModelIndex m_anchor;
    int m_anchorTop = 0;
    QPointer<RowCopy> m_copy; ///< under way
    std::vector<RowSort> m_order;
    QString m_keyBefore;
    bool m_byKey = false;    // the focus came by Tab or a shortcut
    bool m_choosing = false; // rows come and go: the cursor's way is nobody's choice
    bool m_fitting = false;
    bool m_covered = false;
};

} // namespace watchfloor
