// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"

namespace watchfloor {

class Database;

/// Deletes facts because the user wants them gone; a mirror of the server never does.
class Retention {
public:
    explicit Retention(Database &db)
        : m_db(db)
    {
    }

    /// Closed conversations whose last event and closing lie before `limit`, and their events; what
    /// counters read before it.
    ChangeSet purgeOlderThan(TimeMs limit);
    /// Every fact and all progress of one account; the account row stays. Foreign keys must be
    /// off: their checks would scan the big tables once for each small row.
    ChangeSet purgeAccount(RowId account);
    /// Gives up to so many free pages back to the disk; true = there are more. Outside of
    /// transactions.
    bool shrink(int pages);
    void shrinkAll();

private:
    Database &m_db;
};

} // namespace watchfloor
