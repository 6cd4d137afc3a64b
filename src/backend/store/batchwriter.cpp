// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/batchwriter.h"

#include "backend/store/database.h"

#include <algorithm>

namespace watchfloor {

BatchWriter::BatchWriter(Database &db)
    : m_db(db)
    , m_lookup(db, m_journal)
    , m_agents(db, m_lookup)
    , m_groupings(db, m_lookup)
    , m_conversations(db, m_lookup)
    , m_cells(db, m_lookup, m_conversations)
    , m_links(db, m_conversations, m_cells)
    , m_events(db, m_lookup, m_conversations, m_links, m_cells)
    , m_metrics(db)
{
}

void BatchWriter::forget()
{
    m_lookup.forget();
    m_conversations.forget();
    m_links.forget();
    m_events.forget();
    m_metrics.forget();
}

ChangeSet BatchWriter::write(RowId account, const SyncBatch &batch)
{
    m_journal.clear();
    BatchWork work(m_journal);
    work.account = work.change.account = account;
    work.at = batch.fetchedAt;
    m_lookup.begin(account, batch.fetchedAt);
    m_conversations.forget();
    m_links.forget();

    for (const Grouping &grouping : batch.groupings)
        m_groupings.apply(grouping, work);
    for (const Agent &agent : batch.agents)
        m_agents.apply(agent, work);
    for (const Membership &membership : batch.memberships)
        m_groupings.apply(membership, work);
    for (const AgentPresence &presence : batch.presences)
        m_agents.apply(presence, work);
    for (const AgentState &state : batch.agentStates)
        m_agents.apply(state, work);
    writeConversations(batch, work);
    writeEvents(batch, work);
    for (const MetricValue &value : batch.metricValues)
        m_metrics.apply(value, work);
    writeComplete(batch, work);
    m_cells.refresh(work);
    if (!work.closingDue.isEmpty())
        m_conversations.deriveClosing(m_lookup.eventName(EventRepository::resolvedName()), work);

    work.change.agents |= m_lookup.madeAgents();
    work.change.groupings |= m_lookup.madeGroupings();
    work.change.conversations = work.conversations.size();
    std::vector<RowId> written(work.conversations.cbegin(), work.conversations.cend());
    std::sort(written.begin(), written.end());
    work.change.conversationRows = std::make_shared<const std::vector<RowId>>(std::move(written));
    return work.change;
}

void BatchWriter::writeConversations(const SyncBatch &batch, BatchWork &work)
{
    for (const Conversation &conversation : batch.conversations) {
        const RowId id = m_conversations.apply(conversation, work);
        if (id && !conversation.internalId.isEmpty())
            m_links.linkExact(id, internalValue(conversation.internalId), work);
    }
    for (const ConversationPatch &patch : batch.patches)
        m_conversations.apply(patch, work);
    for (const ConversationLink &link : batch.links) {
        const RowId id = m_conversations.resolve(link.remoteId, work.account);
        const QVariant internal = internalValue(link.internalId);
        if (!id || internal.isNull())
            continue;
        if (link.inferred)
            m_links.linkInferred(id, internal, work);
        else
            m_links.linkExact(id, internal, work);
    }
    for (const QString &remoteId : batch.goneConversations)
        m_conversations.markGone(remoteId, work);
}

void BatchWriter::writeEvents(const SyncBatch &batch, BatchWork &work)
{
    m_events.begin();
    std::vector<std::pair<RowId, TimeMs>> complete;
    for (const EventsComplete &entry : batch.eventsComplete) {
        const RowId id = m_conversations.resolve(entry.conversationRemoteId, work.account);
        if (!id)
            continue;
        if (m_conversations.eventsAsOf(id).value_or(entry.asOfUpdatedAt) > entry.asOfUpdatedAt) {
            m_events.skipDerivedOf(id);
            continue;
        }
        m_events.watch(id);
        complete.emplace_back(id, entry.asOfUpdatedAt);
    }
    for (const ReportingEvent &event : batch.events)
        m_events.apply(event, work);
    for (const auto &[id, asOf] : complete) {
        m_events.dropUnrepeated(id, work);
        m_conversations.setEventsAsOf(id, asOf, work);
    }
}

void BatchWriter::writeComplete(const SyncBatch &batch, BatchWork &work)
{
    for (const CompleteSet &set : batch.complete) {
        if (set.what == CompleteSet::What::Agents)
            m_agents.complete(set, work);
        else
            m_groupings.complete(set, work);
    }
}

} // namespace watchfloor
