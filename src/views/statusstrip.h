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
    QString text() const;
    /// What the user has begun, e.g. an export.
    TaskCell *task() const { return m_task; }

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
    ElidedLabel *m_notice;
};

} // namespace watchfloor
