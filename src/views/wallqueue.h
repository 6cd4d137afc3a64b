// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/painteditems.h"

#include <QWidget>

class QAbstractItemModel;

namespace watchfloor {

/// The head of the queue, large enough to be read from across the room: as many rows as fit, and
/// how many more there are. Shows columns of NowQueueModel through its sorted rows, and tells them
/// to screen readers as a list.
class WallQueue : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit WallQueue(QAbstractItemModel *rows, QWidget *parent = nullptr);

    /// What is said when there is nothing.
    void setCalmSentence(const QString &sentence);
    /// Rows say whose they are: numbers of two accounts may be the same.
    void setSeveralAccounts(bool several);
    /// What the rows are of is no longer asked: bars stand where they will be.
    void setLoading(bool loading);
    /// Rows that fit; the rest is a number in the last line.
    int shownRows() const;
    QString restText() const;

    // A row each, then how many more there are; or the one sentence when there is nothing.
    int paintedCount() const override;
    QString paintedName(int item) const override;
    QString paintedValue(int item) const override;
    QRect paintedRect(int item) const override;
    int paintedCurrent() const override { return -1; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    int headHeight() const;
    void paintHead(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void refresh();

    QAbstractItemModel *m_rows;
    QString m_calm;
    bool m_loading = false;
    bool m_several = false;
};

} // namespace watchfloor
