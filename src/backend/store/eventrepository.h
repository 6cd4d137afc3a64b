// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/reportingevent.h"
#include "backend/store/batchwork.h"
#include "backend/store/rowtable.h"

#include <QHash>
#include <QSet>

namespace watchfloor {

class ConversationRepository;
class EventCells;
class LinkRepository;
class Lookup;

/// Table reporting_event. Server rows are found by remote id, rows of our own making by what they
/// are (conversation, name, start, end, origin).
class EventRepository {
public:
    EventRepository(Database &db, Lookup &lookup, ConversationRepository &conversations,
                    LinkRepository &links, EventCells &cells);

    /// The name whose newest event closes a conversation.
    static QString resolvedName() { return QStringLiteral("conversation_resolved"); }

    /// After a rollback or a deletion.
    void forget() { m_remoteIds.clear(); }
    void begin();
    /// Derived rows of this conversation in the batch are older than the stored ones: leave them.
    void skipDerivedOf(RowId conversation) { m_skip.insert(conversation); }
    /// Remember which of its rows the batch repeats.
    void watch(RowId conversation) { m_kept.insert(conversation, {}); }
    void apply(const ReportingEvent &event, BatchWork &work);
    /// Drops derived and estimated rows of a watched conversation that the batch did not repeat.
    void dropUnrepeated(RowId conversation, BatchWork &work);

private:
    struct Place {
        RowId conversation = 0;
        QVariant internal;
    };

    struct IdSpan {
        qint64 low = 0;
        qint64 high = -1;
    };

    /// A page of new rows, as they come one after the other, is not looked for.
    std::optional<RowTable::Found> findRemote(qint64 remoteId, RowId account);
    std::optional<RowTable::Found> findNatural(const ReportingEvent &event, const Row &row,
                                               RowId account);
    Place place(const ReportingEvent &event, RowId direct,
                const std::optional<RowTable::Found> &found, BatchWork &work);
    /// Without the fact cell.
    Row values(const ReportingEvent &event, const Place &place, RowId account);
    void setFactCell(Row *row);
    /// Two readings of one version: what one of them lacks is taken from the other.
    void fillFrom(Row *row, const Row &stored);

    Database &m_db;
    Lookup &m_lookup;
    ConversationRepository &m_conversations;
    LinkRepository &m_links;
    EventCells &m_cells;
    RowTable m_table;
    RowId m_resolved = 0;             ///< row of resolvedName()
    QHash<RowId, IdSpan> m_remoteIds; ///< by account: none is stored outside of it
    QSet<RowId> m_skip;
    QHash<RowId, QSet<RowId>> m_kept;
};

} // namespace watchfloor
