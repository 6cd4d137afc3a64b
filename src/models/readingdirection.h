// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

// Lines that mix scripts, whatever the program's own direction is.

/// The page's direction where the line has a letter of it or none at all, else that of its letters:
/// an English sentence on a Hebrew page ends on the right.
Qt::LayoutDirection lineDirection(const QString &line, bool rightToLeft);

/// Fit to stand within a line of a page of this direction: a name of the other one is set apart
/// (U+2068, U+2069), else it would draw numbers and signs beside it to its side.
QString setApart(const QString &text, bool rightToLeft);

} // namespace watchfloor
