// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/palette.h"

#include <QWidget>

namespace watchfloor {

/// One line of plain text that gives way instead of widening its neighbours; the whole text is in
/// the tooltip when cut.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    /// A member of Palette: it follows a change of the theme.
    void setColour(QColor Palette::*colour);
    void setPreferredWidth(int width);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_text;
    QColor Palette::*m_colour = &Palette::text;
    int m_preferred = -1;
};

} // namespace watchfloor
