// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rowwalk.h"
#include "models/tsv.h"

#include <QObject>

#include <vector>

class QAbstractItemModel;

namespace watchfloor {

/// Rows on their way to the clipboard while the window goes on. Rows that move meanwhile end it:
/// half of the old order and half of the new one is no copy.
class RowCopy : public QObject {
    Q_OBJECT
public:
    static constexpr int atOnce = 200;       ///< so few are copied in one go
    static constexpr int mostRows = 100'000; ///< more is a matter of a file

    RowCopy(const QAbstractItemModel *model, std::vector<int> rows, std::vector<int> columns,
            QObject *parent);

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(double share);
    /// The clipboard has them, or `why` says why not.
    void finished(bool copied, const QString &why);

private:
    void end(bool copied, const QString &why = {});

    TsvLines m_lines;
    std::vector<int> m_rows;
    QString m_text;
    RowWalk m_walk;
    bool m_ended = false;
};

} // namespace watchfloor
