// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explainrows.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace watchfloor {

class ToneLabel;

/// "Explain this number": a calm popover beside the number it is about. Esc and a click elsewhere
/// close it; Ctrl+C copies all of it as text.
class ExplainPopup : public QFrame {
    Q_OBJECT
public:
    explicit ExplainPopup(QWidget *parent = nullptr);

    /// Shows itself beside the number (global coordinates), on its screen, while the answer is on
    /// its way. `title`: what was asked about.
    void openAt(const QRect &number, const QString &title);
    void setExplanation(const Explanation &explanation);
    void setFailure(const QString &sentence);
    const Explanation &explanation() const { return m_explanation; }

Q_SIGNALS:
    void conversationsRequested();
    /// Those of the period it is compared with.
    void beforeRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void copy();
    void fill();
    void clearRows();
    void addRow(const ExplainRow &row);
    void place();

    ToneLabel *m_title;
    ToneLabel *m_subtitle;
    QScrollArea *m_scroll;
    QWidget *m_body;
    QVBoxLayout *m_rows;
    ToneLabel *m_noShow;
    QPushButton *m_show;
    QPushButton *m_before;
    QPushButton *m_copy;
    QRect m_number;
    Explanation m_explanation;
};

} // namespace watchfloor
