// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QFrame>

class QDateEdit;
class QPushButton;

namespace watchfloor {

/// First and last day of a custom range, both included.
class RangePopup : public QFrame {
    Q_OBJECT
public:
    explicit RangePopup(QWidget *parent = nullptr);

    void setDays(QDate first, QDate last);

Q_SIGNALS:
    void applied(QDate first, QDate last);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void apply();

    QDateEdit *m_first;
    QDateEdit *m_last;
    QPushButton *m_apply;
};

} // namespace watchfloor
