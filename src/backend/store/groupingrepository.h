// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/grouping.h"
#include "backend/domain/syncbatch.h"
#include "backend/store/batchwork.h"
#include "backend/store/rowtable.h"

namespace watchfloor {

class Lookup;

/// Tables grouping and membership.
class GroupingRepository {
public:
    GroupingRepository(Database &db, Lookup &lookup);

    void apply(const Grouping &grouping, BatchWork &work);
    void apply(const Membership &membership, BatchWork &work);
    /// Groupings or Memberships of one kind.
    void complete(const CompleteSet &set, BatchWork &work);

private:
    Database &m_db;
    Lookup &m_lookup;
    RowTable m_table;
};

} // namespace watchfloor
