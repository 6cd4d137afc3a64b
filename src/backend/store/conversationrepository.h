// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/syncbatch.h"
#include "backend/store/batchwork.h"
#include "backend/store/rowtable.h"

#include <QHash>

namespace watchfloor {

class Lookup;

/// Table conversation with its labels, its closing time and the progress of its events.
class ConversationRepository {
public:
    ConversationRepository(Database &db, Lookup &lookup);

    void forget();

    /// 0 for an empty id. What is not known yet becomes a placeholder that no query shows.
    RowId resolve(const QString &remoteId, RowId account);

    static constexpr RowId GoneCell = -1;
    /// Its cell, which its events are counted by as well. 0: it is not known; GoneCell: vanished.
    RowId cellOf(RowId id);
    /// SQL for that, for whoever reads a conversation anyway and tells it here.
    static QString cellColumn();
    void noteCell(RowId id, RowId cell) { m_cells.insert(id, cell); }

    /// An older description never overwrites a newer one.
    RowId apply(const Conversation &conversation, BatchWork &work);
    void apply(const ConversationPatch &patch, BatchWork &work);
    void markGone(const QString &remoteId, BatchWork &work);
    /// Closing times of BatchWork::closingDue, a function of the stored facts alone.
    void deriveClosing(RowId resolvedName, BatchWork &work);

    // Progress of the events, no facts.
    std::optional<TimeMs> eventsAsOf(RowId id);
    void setEventsAsOf(RowId id, TimeMs asOf, BatchWork &work);

private:
    Row values(const Conversation &conversation, RowId account);
    bool writeLabels(RowId id, const QStringList &labels);
    void noteFetch(RowId id, const Conversation &conversation, RowId account);

    Database &m_db;
    Lookup &m_lookup;
    RowTable m_table;
    // Of this batch.
    QHash<QString, RowId> m_ids;
    QHash<RowId, RowId> m_cells;
};

} // namespace watchfloor
