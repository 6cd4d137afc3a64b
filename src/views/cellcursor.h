// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>
#include <QRect>

#include <optional>

class QMenu;

namespace watchfloor {

class TableView;

/// Cells as the smallest thing one stands on: Left and Right move over them, Enter and double click
/// open what is behind a number, Ctrl+I explains it, Ctrl+L sets its levels, and in a tree Left and
/// Right close and open.
class CellCursor : public QObject {
    Q_OBJECT
public:
    explicit CellCursor(TableView *table);

    /// False: no level is set here, and Ctrl+L is the window's.
    void setLevelsSet(bool on) { m_setsLevels = on; }

Q_SIGNALS:
    /// A number's cell; the index is the table's own model's.
    void numberOpened(const QModelIndex &index);
    /// The same of the period it is compared with: Shift and Enter.
    void beforeOpened(const QModelIndex &index);
    /// A cell with a line: its step under the mouse, -1 = by keyboard.
    void stepOpened(const QModelIndex &index, int step);
    /// Any other cell.
    void rowOpened(const QModelIndex &index);
    void explainRequested(const QModelIndex &index, const QRect &global);
    void levelsRequested(const QModelIndex &index, const QRect &global);
    /// A branch was asked to open or close.
    void branchToggled(const QModelIndex &index, bool open);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool keyPressed(int key, Qt::KeyboardModifiers modifiers);
    bool toggleBranch(const QModelIndex &index, bool open);
    bool pressedOnBranch(const QPoint &at);
    void showColumn(int column);
    void fillMenu(QMenu *menu, const QModelIndex &index);
    bool hasLevels(const QModelIndex &index) const;
    void open(const QModelIndex &index);
    int pressedStep(const QModelIndex &index) const;
    QRect globalRect(const QModelIndex &index) const;

    TableView *m_table;
    std::optional<QPoint> m_pressedAt; ///< none: a key came after it
    bool m_setsLevels = true;
};

} // namespace watchfloor
