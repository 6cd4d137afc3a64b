// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

/// The desktop's settings in this folder (~/.config) ask for no animations: GTK's
/// gtk-enable-animations, KDE's AnimationDurationFactor. Reads small files: before there is a
/// window. GNOME keeps its own switch in a database: see GnomeMotion.
bool desktopReducesMotion(const QString &configDir);

} // namespace watchfloor
