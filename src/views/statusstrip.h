// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/syncactivity.h"

#include <QString>
#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace watchfloor {

class ElidedLabel;
class TaskCell;

/// The bottom line of the window: sync per account, and what the program wants to say.
class StatusStrip : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);

    void setActivities(const std::vector<Activity> &activities);
    /// A sentence that stays: read-only cache, second window. Empty = none.
    void setNotice(const QString &notice);
    /// What went wrong once: stands beside the one that stays until it is put away or the next.
    void tell(const QString &sentence);
    QString text() const;
    /// What the user has begun, e.g. an export.
    TaskCell *task() const { return m_task; }
    /// What tell() was told.
    TaskCell *told() const { return m_told; }

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    class Cell;

    std::vector<Activity> m_activities;
    std::vector<Cell *> m_cells;
    QHBoxLayout *m_layout;
    TaskCell *m_task;
    TaskCell *m_told; ///< one of its own: an export that runs is not covered
    ElidedLabel *m_notice;
};

} // namespace watchfloor
