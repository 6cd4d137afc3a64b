// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

struct Palette;

/// Flat chrome for Qt's stock widgets (buttons, inputs, menus, headers, scroll bars), made from
/// the palette's tokens alone. Cells, marks and charts are painted by our own code.
QString styleSheet(const Palette &palette);

} // namespace watchfloor
