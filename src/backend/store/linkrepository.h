// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/batchwork.h"

#include <QHash>
#include <QVariant>

#include <optional>
#include <vector>

namespace watchfloor {

class ConversationRepository;
class Database;
class EventCells;
struct StoredEvent;

/// Which internal id belongs to which conversation. A vendor's word (exact) beats what was inferred
/// and is never taken back. Events that waited for an id move to their conversation.
class LinkRepository {
public:
    LinkRepository(Database &db, ConversationRepository &conversations, EventCells &cells)
        : m_db(db)
        , m_conversations(conversations)
        , m_cells(cells)
    {
    }

    struct Owner {
        RowId conversation = 0;
        bool exact = false;
    };

    void forget() { m_exact.clear(); }

    /// Who owns this internal id, if anybody.
    std::optional<Owner> owner(const QVariant &internal, RowId account);
    void linkExact(RowId conversation, const QVariant &internal, BatchWork &work);
    /// Only where neither side has a link.
    void linkInferred(RowId conversation, const QVariant &internal, BatchWork &work);

private:
    Owner ownLink(RowId conversation, QVariant *internal);
    void setLink(RowId conversation, const QVariant &internal, int level, BatchWork &work);
    /// An inferred link proved wrong: its events wait again.
    void unlink(RowId conversation, const QVariant &internal, BatchWork &work);
    void moveEvents(const QVariant &internal, RowId conversation, bool keepInternal,
                    BatchWork &work);

    using Stored = std::vector<StoredEvent>;
    /// Rows of our own making of which the move may leave but one.
    Stored derivedRows(const QVariant &internal, RowId conversation, RowId account);
    void noteReplaced(const Stored &before, BatchWork &work);

    Database &m_db;
    ConversationRepository &m_conversations;
    EventCells &m_cells;
    QHash<RowId, bool> m_exact; // conversations known to have an exact link
};

} // namespace watchfloor
