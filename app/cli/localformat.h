// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>
#include <QTimeZone>

namespace watchfloor::cli {

/// "2026-06-01T10:02:03+02:00"; milliseconds only when there are any.
QString zonedInstant(TimeMs instant, const QTimeZone &zone);

/// "1 d 2 h", "3 m 48 s", "12 s", "0.250 s": at most two units, cut, not rounded.
QString shortDuration(DurationMs duration);

/// Cells a terminal needs for the text: wide East Asian characters and emoji take two, combining
/// marks none.
qsizetype columnsOf(const QString &text);

} // namespace watchfloor::cli
