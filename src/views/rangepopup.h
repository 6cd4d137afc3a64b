// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangepreset.h"

#include <QFrame>

class QCheckBox;
class QDateEdit;
class QPushButton;
class QTimeEdit;

namespace watchfloor {

/// First and last day of a custom range, both included; with times of day, if wanted, from one to
/// the other.
class RangePopup : public QFrame {
    Q_OBJECT
public:
    explicit RangePopup(QWidget *parent = nullptr);

    void setDays(QDate first, QDate last);
    /// Invalid times: whole days.
    void setTimes(QTime from, QTime to);

Q_SIGNALS:
    void applied(const watchfloor::RangeChoice &choice);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void apply();
    void keepOrder();

    QDateEdit *m_first;
    QDateEdit *m_last;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QCheckBox *m_times;
    QPushButton *m_apply;
};

} // namespace watchfloor
