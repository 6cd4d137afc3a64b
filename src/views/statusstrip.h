// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace watchfloor {

class ElidedLabel;

/// How the sync of one account stands, in words.
struct Activity {
    enum class State { Done, Running, Problem, Off } state = State::Done;
    QString account;
    QString text;          ///< "synced 14:03", "conversations 412 of 1,000", "token refused"
    double share = -1;     ///< 0..1 while known
    QString details;       ///< plain text for the tooltip

    bool operator==(const Activity &) const = default;
};

/// The bottom line of the window: sync per account, and what the program wants to say.
class StatusStrip : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);

    void setActivities(const std::vector<Activity> &activities);
    /// A sentence that stays: read-only cache, second window. Empty = none.
    void setNotice(const QString &notice);
    QString text() const;

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
    ElidedLabel *m_notice;
};

} // namespace watchfloor
