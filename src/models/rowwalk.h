// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

class QAbstractItemModel;

namespace watchfloor {

/// Work on many rows of a model, a few milliseconds of each turn of the event loop. What becomes of
/// the model meanwhile is told: half of the rows before and half of those behind a change are no
/// table.
class RowWalk : public QObject {
    Q_OBJECT
public:
    explicit RowWalk(const QAbstractItemModel *model, QObject *parent = nullptr);

    /// Calls `each` with 0 to count - 1; from the beginning, wherever it was.
    void start(std::size_t count, std::function<void(std::size_t)> each);
    void stop() { m_turn.stop(); }

Q_SIGNALS:
    /// Behind each turn but the last.
    void progressed(std::size_t done, std::size_t all);
    void done();
    // While it goes on:
    void moved();   ///< other rows, or the same under other numbers
    void changed(); ///< other values; not such as only look different now, e.g. ages
    void gone();    ///< no model any more

private:
    void step();
    void tell(void (RowWalk::*signal)());

    QTimer m_turn;
    std::function<void(std::size_t)> m_each;
    std::size_t m_next = 0;
    std::size_t m_count = 0;
};

} // namespace watchfloor
