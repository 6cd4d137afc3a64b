// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/scopepart.h"

#include <QToolButton>

namespace watchfloor {

/// A button that names the present choice and opens a menu of the others.
class PickerButton : public QToolButton {
    Q_OBJECT
public:
    explicit PickerButton(const QString &icon, QWidget *parent = nullptr);

    /// `purpose` for screen readers and the tooltip, e.g. "Accounts". `more`: further lines of the
    /// tooltip, plain.
    void setChoice(const QString &purpose, const QString &choice, const QString &more = {});
    QString choice() const { return m_choice; }
    /// Says that the page does not follow it.
    /// The page on screen does not follow it; `reason`: why, empty = no more to say.
    void setIgnored(const IgnoredPart *ignored);
    /// Where there is no room for words.
    void setIconOnly(bool iconOnly);
    bool isIconOnly() const { return m_iconOnly; }
    /// How wide it may grow for its words.
    void setWidest(int width);
    /// With all its words, up to the widest.
    int fullWidth() const;
    static int iconWidth() { return 44; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Needs more or less room than before.
    void wordsChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    QString m_icon;
    QString m_purpose;
    QString m_choice;
    QString m_more;
    int m_widest = 176;
    bool m_ignored = false;
    QString m_reason;
    bool m_iconOnly = false;
};

} // namespace watchfloor
