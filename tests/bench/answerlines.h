// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factquery.h"

#include <QStringList>

namespace watchfloor::bench {

/// "key n sum businessN businessSum p50 ..." of each group, ascending by key: what answers of
/// different origin are compared by.
QStringList linesOf(const FactResult &result);

inline QString countLine(qint64 key, qint64 n)
{
    return QStringLiteral("%1 %2").arg(key).arg(n);
}

/// Of first responses by agent on the year's last day, with exact p50 and p90.
FactQuery todaysFacts();

} // namespace watchfloor::bench
