// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/drillwords.h"

#include <QWidget>

class QToolButton;

namespace watchfloor {

class ElidedLabel;
class ToneLabel;

/// One line above a list about what was opened: the conversations behind a number, or one that is
/// not among those listed; and a cross that leads back. Notes stand under it.
class DrillChip : public QWidget {
    Q_OBJECT
public:
    explicit DrillChip(QWidget *parent = nullptr);

    /// What the cross does; its object name.
    void setCross(const QString &name, const QString &toolTip);
    /// Hidden without words.
    void setWords(const DrillWords &words);
    const DrillWords &words() const { return m_words; }

Q_SIGNALS:
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DrillWords m_words;
    QWidget *m_line;
    ElidedLabel *m_text;
    QToolButton *m_remove;
    ToneLabel *m_notes;
};

} // namespace watchfloor
