// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace watchfloor {

/// A button that names the present choice and opens a menu of the others.
class PickerButton : public QToolButton {
    Q_OBJECT
public:
    explicit PickerButton(const QString &icon, QWidget *parent = nullptr);

    /// `purpose` for screen readers and the tooltip, e.g. "Accounts".
    void setChoice(const QString &purpose, const QString &choice);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QString m_choice;
};

} // namespace watchfloor
