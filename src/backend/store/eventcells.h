// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/batchwork.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

class ConversationRepository;
class Database;
class Lookup;
class Statement;

/// A row of reporting_event as far as the columns care.
struct StoredEvent {
    RowId id = 0;
    RowId ownCell = 0;
    int origin = 0;
    TimeMs created = 0;
    std::optional<FactJournal::Event> image; ///< none: in no column

    /// What read() reads, for SELECT and RETURNING.
    static QString columns();
    static StoredEvent read(const Statement &select);
};

/// Where events are counted (reporting_event.fact_cell): by their own attribution, and by what
/// their conversation has where they tell nothing. Follows the conversation when it changes.
class EventCells {
public:
    EventCells(Database &db, Lookup &lookup, ConversationRepository &conversations)
        : m_db(db)
        , m_lookup(lookup)
        , m_conversations(conversations)
    {
    }

    /// 0: in no column. conversation 0: none that is known.
    RowId of(RowId ownCell, int origin, RowId conversation);
    /// The events of BatchWork::cellsDue.
    void refresh(BatchWork &work);
    /// Rows that were just given to this conversation (0: taken from theirs).
    void moved(const std::vector<StoredEvent> &rows, RowId conversation, BatchWork &work);

private:
    /// False: they are counted where they were.
    bool write(const StoredEvent &event, RowId conversation, BatchWork &work);

    Database &m_db;
    Lookup &m_lookup;
    ConversationRepository &m_conversations;
};

} // namespace watchfloor
