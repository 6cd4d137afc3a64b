// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariantMap>

namespace watchfloor {

/// What the window remembers, in window.ini of the profile. Damaged or foreign content is ignored.
struct WindowState {
    QByteArray geometry;
    QVariantMap view; ///< MainWindow::saveState()

    static WindowState load(const QString &profileDir);
    bool save(const QString &profileDir) const;

    bool operator==(const WindowState &) const = default;
};

} // namespace watchfloor
