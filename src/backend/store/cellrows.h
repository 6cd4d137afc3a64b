// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"

#include <QHash>
#include <QString>

#include <vector>

namespace watchfloor {

class Database;

/// The small tables that rows of facts point into.
namespace cellrows {

/// Account 0 = of all.
std::vector<FactCell> cells(Database &db, RowId account = 0);
/// Rows by name of the table `channel` or `event_name`. Names never get another row.
QHash<QString, RowId> names(Database &db, const QString &table);

} // namespace cellrows

} // namespace watchfloor
