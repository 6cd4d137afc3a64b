// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/scopechips.h"

#include <QAbstractButton>

namespace watchfloor {

/// One filter: its words, and a cross that takes it off. A click on the words edits it.
class ChipButton : public QAbstractButton {
    Q_OBJECT
public:
    ChipButton(const ScopeChip &chip, QWidget *parent);

    QSize sizeHint() const override;
    /// Where the cross is.
    QRect crossRect() const;

Q_SIGNALS:
    void removeClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    bool m_ignored;
    bool m_overCross = false;
    bool m_pressedCross = false;
};

} // namespace watchfloor
