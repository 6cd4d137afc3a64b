// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/painteditems.h"
#include "views/statetrack.h"

#include <QWidget>

namespace watchfloor {

/// An agent's states over a range: colour and height tell the state, hatching that nobody knows, a
/// lighter tone that it was only seen by polls. Arrows move over the stretches; time runs from the
/// left in every language, as on all axes.
class StateStrip : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit StateStrip(QWidget *parent = nullptr);

    void setTimeline(const AgentTimelineReport &timeline);
    void setFormatter(const MetricFormatter &formatter);
    /// "Online 5 h 10 m · Away 20 m · not known 2 h".
    QString summary() const { return m_track.summary(); }
    /// What is drawn of it.
    const StateTrack &states() const { return m_track; }

    int paintedCount() const override { return static_cast<int>(m_track.parts().size()); }
    QString paintedName(int item) const override;
    QString paintedValue(int item) const override;
    QString paintedAbout(int item) const override;
    QRect paintedRect(int item) const override;
    int paintedCurrent() const override { return m_current; }

    QSize sizeHint() const override { return {240, 52}; }
    QSize minimumSizeHint() const override { return {120, 52}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRect track() const;
    int partAt(const QPoint &at) const;
    void setCurrent(int part);
    QString partText(int part) const;

    StateTrack m_track;
    int m_current = -1;
};

} // namespace watchfloor
