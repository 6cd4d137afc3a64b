// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>
#include <QStringList>

namespace watchfloor {

class Database;
class Statement;

/// Runs `select` (id, remote id, gone_at): rows missing in `present` become gone at `at`, gone rows
/// that are present come back. True when something was written.
bool markGone(Database &db, Statement &select, const QString &table, const QStringList &present,
              TimeMs at);

} // namespace watchfloor
