// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QString>

namespace watchfloor {

class Database;

/// The ladder of resources/sql/NNNN_*.sql; PRAGMA user_version is the rung a cache stands on.
namespace migrations {

/// The newest rung this program knows.
int head();

/// 0 = an empty file. A database of somebody else is an error.
Result<int> version(Database &db);

/// Climbs to `to` in one IMMEDIATE transaction; the version is read again under the lock, because
/// another process may have been first. Answers the version it started from.
Result<int> climb(Database &db, int to = head());

} // namespace migrations
} // namespace watchfloor
