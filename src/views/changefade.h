// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QHash>
#include <QPersistentModelIndex>
#include <QTimer>

namespace watchfloor {

/// Which cells on screen have just got another value: their ground fades for 120 ms. Compares what
/// was in view with what is, by row key, so that sorting and scrolling light up nothing.
class ChangeFade : public QObject {
    Q_OBJECT
public:
    explicit ChangeFade(QAbstractItemView *view);

    /// Not while the desktop asks for no motion.
    static bool isWanted(const QWidget *widget);
    /// 1 just now ... 0 no change.
    double strength(const QModelIndex &index) const;
    /// Cells that fade now.
    int count() const { return static_cast<int>(m_fading.size()); }
    /// The view shows another model.
    void attach();

private:
    using Cell = std::pair<QString, QString>; // keys of row and column
    void look();
    void later() { m_later.start(); }
    QHash<Cell, QVariant> cellsInView() const;
    Cell cellOf(const QModelIndex &index) const;

    QAbstractItemView *m_view;
    QHash<Cell, QVariant> m_seen;
    QHash<Cell, bool> m_fading;
    QElapsedTimer m_since;
    QTimer m_later; // coalesces the signals of one refresh
    QTimer m_frames;
    bool m_dataChanged = false;
};

} // namespace watchfloor
