// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor::cli {

/// Text from the wire for a terminal: control characters (escape sequences), line ends and bidi
/// overrides are shown as `\u{...}` so that they can neither move the cursor nor reorder a line.
QString oneLine(const QString &text);

} // namespace watchfloor::cli
