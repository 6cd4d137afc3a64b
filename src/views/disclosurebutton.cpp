// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/disclosurebutton.h"

#include "views/icons.h"

namespace watchfloor {

DisclosureButton::DisclosureButton(const QString &text, QWidget *parent)
    : QToolButton(parent)
{
    setText(text);
    setCheckable(true);
    setProperty("disclosure", true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto point = [this](bool open) {
        setIcon(lineIcon(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron")));
    };
    connect(this, &QToolButton::toggled, this, point);
    point(false);
}

} // namespace watchfloor
