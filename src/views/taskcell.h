// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace watchfloor {

class ElidedLabel;

/// In the status line: something the user has begun, how far it is, and what became of it.
class TaskCell : public QWidget {
    Q_OBJECT
public:
    explicit TaskCell(QWidget *parent = nullptr);

    /// `share` 0..1; below 0: not known.
    void setProgress(const QString &text, double share);
    /// It is over. `action`: what may be done with the outcome; empty = nothing.
    void setOutcome(const QString &text, bool failed, const QString &action = {});
    void clear();

    QString text() const;
    bool isRunning() const { return m_running; }
    QToolButton *button() const { return m_button; }

Q_SIGNALS:
    void cancelRequested();
    void actionRequested();

protected:
    // A click beside the buttons is no click on the line.
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    ElidedLabel *m_text;
    QProgressBar *m_bar;
    QToolButton *m_button; ///< Cancel, then the action
    QToolButton *m_close;
    bool m_running = false;
};

} // namespace watchfloor
