// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"

#include <limits>

namespace watchfloor {

class Database;

/// Where the next step of a walk through old rows begins; whoever walks only hands it back.
struct AgedCursor {
    enum class Phase { Conversations, Waiting, Figures, States, Samples, Ended };
    Phase phase = Phase::Conversations;
    TimeMs created = std::numeric_limits<TimeMs>::min() / 2; // a number SQL can spell
    RowId id = 0;

    bool ended() const { return phase == Phase::Ended; }
};

/// What went in one step of a removal, and where the next begins.
struct AgedStep {
    ChangeSet change;
    AgedCursor next;
};

/// What would go.
struct AgedCount {
    qint64 conversations = 0;
    qint64 events = 0;
    AgedCursor next; ///< of the walk that counts
};

/// The rows of one account that are older than a limit, in steps of bounded work: closed
/// conversations whose closing and last event lie before it, with their events; events whose
/// conversation never came; the vendor's figures of windows that end by then (of present figures
/// the newest stays); agents' states that had ended; what counters read.
class AgedRows {
public:
    AgedRows(Database &db, RowId account, TimeMs limit)
        : m_db(db)
        , m_account(account)
        , m_limit(limit)
    {
    }

    /// Removes the next ones, in the transaction under way; the slices are marked. At most so many
    /// conversations are looked at.
    AgedStep remove(AgedCursor from, int most);
    /// Counts conversations and events of the next ones.
    AgedCount count(AgedCursor from, int most);

private:
    /// Condition on conversations `c` of this part of the walk; moves `cursor` behind it.
    QString part(AgedCursor *cursor, int most);
    void removeConversations(const QString &which, ChangeSet *change);
    void removeWaiting(ChangeSet *change);
    /// Moves the cursor over the account's next rows of `table`; answers how many they are.
    int skipOwners(const char *table, AgedCursor *cursor, int most);

    Database &m_db;
    RowId m_account;
    TimeMs m_limit;
};

} // namespace watchfloor
