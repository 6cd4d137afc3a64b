// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"

class QSqlError;

namespace watchfloor {

/// Turns SQLite's refusal into a sentence: what failed, at which file, what to do.
/// `file` = path of the cache as people know it.
Error storageError(const QSqlError &error, const QString &file);

/// The primary SQLite result code of an error, 0 when it has none.
int sqliteCode(const QSqlError &error);

} // namespace watchfloor
