// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/agentstate.h"
#include "backend/domain/syncbatch.h"
#include "backend/store/batchwork.h"
#include "backend/store/rowtable.h"

namespace watchfloor {

class Lookup;

/// Tables agent and agent_state.
class AgentRepository {
public:
    AgentRepository(Database &db, Lookup &lookup);

    void apply(const Agent &agent, BatchWork &work);
    void apply(const AgentPresence &presence, BatchWork &work);
    void apply(const AgentState &state, BatchWork &work);
    void complete(const CompleteSet &set, BatchWork &work);

private:
    void noteAvailability(RowId id, const AgentPresence &seen, std::optional<TimeMs> since,
                          BatchWork &work);
    /// Observed states that begin after the batch: seen while the clock was ahead.
    void dropFutureStates(RowId id, BatchWork &work);
    void joinReported(RowId agent, TimeMs started, BatchWork &work);
    void noteState(RowId id, const AgentPresence &seen, BatchWork &work);

    Database &m_db;
    Lookup &m_lookup;
    RowTable m_table;
};

} // namespace watchfloor
