// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"
#include "backend/store/agentrepository.h"
#include "backend/store/conversationrepository.h"
#include "backend/store/eventcells.h"
#include "backend/store/eventrepository.h"
#include "backend/store/factjournal.h"
#include "backend/store/groupingrepository.h"
#include "backend/store/linkrepository.h"
#include "backend/store/lookup.h"
#include "backend/store/metricrepository.h"

namespace watchfloor {

/// Writes one SyncBatch inside the caller's transaction. The facts that result do not depend on the
/// order or the repetition of batches.
class BatchWriter {
public:
    explicit BatchWriter(Database &db);

    ChangeSet write(RowId account, const SyncBatch &batch);
    /// After a rollback or a deletion: remembered rows may not exist.
    void forget();

    /// Of the last write().
    FactJournal &journal() { return m_journal; }

private:
    void writeConversations(const SyncBatch &batch, BatchWork &work);
    void writeEvents(const SyncBatch &batch, BatchWork &work);
    void writeComplete(const SyncBatch &batch, BatchWork &work);

    Database &m_db;
    FactJournal m_journal;
    Lookup m_lookup;
    AgentRepository m_agents;
    GroupingRepository m_groupings;
    ConversationRepository m_conversations;
    EventCells m_cells;
    LinkRepository m_links;
    EventRepository m_events;
    MetricRepository m_metrics;
};

} // namespace watchfloor
