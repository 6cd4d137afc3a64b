// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"

#include <QHash>

#include <vector>

namespace watchfloor {

/// By account, the least of its name that tells it from the others where there is little room: the
/// first word that none of them has, else all of it.
QHash<RowId, QString> accountMarks(const std::vector<Account> &accounts);

} // namespace watchfloor
