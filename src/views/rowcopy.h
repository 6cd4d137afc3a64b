// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tsv.h"

#include <QAbstractItemModel>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace watchfloor {

/// Rows on their way to the clipboard, a few milliseconds of each turn of the event loop. Rows that
/// move meanwhile end it: half of the old order and half of the new one is no copy.
class RowCopy : public QObject {
    Q_OBJECT
public:
    static constexpr int atOnce = 200;       ///< so few are copied in one go
    static constexpr int mostRows = 100'000; ///< more is a matter of a file

    RowCopy(const QAbstractItemModel *model, std::vector<int> rows, std::vector<int> columns,
            QObject *parent);

    void start() { m_turn.start(); }
    void cancel();

Q_SIGNALS:
    void progressed(double share);
    /// The clipboard has them, or `why` says why not.
    void finished(bool copied, const QString &why);

private:
    void step();
    void end(bool copied, const QString &why = {});

    TsvLines m_lines;
    std::vector<int> m_rows;
    std::size_t m_next = 0;
    QString m_text;
    QTimer m_turn;
};

} // namespace watchfloor
