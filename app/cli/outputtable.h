// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/engine/tables/rawtable.h"

namespace watchfloor::cli {

using Cell = RawCell;
using OutputColumn = RawColumn;
using OutputTable = RawTable;

inline OutputColumn column(const char *key, const char *unit)
{
    return rawColumn(key, unit);
}

/// Aligned columns; text from the wire is neutralised.
QByteArray toText(const OutputTable &table, const QTimeZone &zone);

/// Writes the table in the context's format; as-of and gaps go to stderr where the format has no
/// place for them.
void writeTable(const CommandContext &context, const OutputTable &table);

} // namespace watchfloor::cli
