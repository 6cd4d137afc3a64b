// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace watchfloor {

/// Words with a chevron that open and close what stands below them (toggled()).
class DisclosureButton : public QToolButton {
    Q_OBJECT
public:
    DisclosureButton(const QString &text, QWidget *parent);
};

} // namespace watchfloor
