// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace watchfloor {

/// Row number in the local cache. 0 = no row. Remote ids are text and stay in their entity's table.
using RowId = qint64;

/// Milliseconds since 1970-01-01T00:00:00Z. Every time inside the program has this shape.
using TimeMs = qint64;

/// A length of time in milliseconds. Wire seconds and minutes are converted in the parser.
using DurationMs = qint64;

} // namespace watchfloor
