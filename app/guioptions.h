// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "views/palette.h"

#include <QSize>
#include <QStringList>

namespace watchfloor {

/// What the command line of the window asks for.
struct GuiOptions {
    QString profileDir; ///< absolute
    bool profileGiven = false;
    bool offline = false; ///< look at the cache, contact nobody
    bool demo = false;
    QString page;       ///< empty = where the user left
    QString screenshot; ///< render off-screen into this file and leave
    QSize size;         ///< invalid = remembered or default
    Theme theme = Theme::System;
    bool help = false;
    bool version = false;
};

/// BadInput with one sentence for anything not understood. `pages` are the keys --page knows.
Result<GuiOptions> parseGuiOptions(const QStringList &arguments, const QStringList &pages);
QString guiHelp(const QStringList &pages);

} // namespace watchfloor
