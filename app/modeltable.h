// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"

#include <vector>

class QAbstractItemModel;

namespace watchfloor {

/// The rows of a view's model as they stand, with raw values under the columns' keys (KeyRole and
/// the roles for files). Rows that stand for several others (team heads) are left out.
RawTable tableOf(const QAbstractItemModel &rows, const std::vector<int> &columns);

} // namespace watchfloor
