// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/agentrepository.h"

#include "backend/store/database.h"
#include "backend/store/goneset.h"
#include "backend/store/lookup.h"

namespace watchfloor {

AgentRepository::AgentRepository(Database &db, Lookup &lookup)
    : m_db(db)
    , m_lookup(lookup)
    , m_table(db, QStringLiteral("agent"), {QStringLiteral("account"), QStringLiteral("remote_id")},
              {QStringLiteral("known"), QStringLiteral("gone_at"), QStringLiteral("fetched_at"),
               QStringLiteral("name"), QStringLiteral("email"), QStringLiteral("kind"),
               QStringLiteral("enabled"), QStringLiteral("avatar_url")})
{
}

void AgentRepository::apply(const Agent &agent, BatchWork &work)
{
    const RowId id = m_lookup.agent(agent.remoteId);
    const auto found = m_table.find({work.account, agent.remoteId});
    if (!found)
        return; // an empty remote id, or a failed statement
    const bool stale = found->row[0].toInt() && found->row[2].toLongLong() > work.at;
    if (!stale) {
        // Who is still gone is so since it was first seen, whatever a later list says.
        const bool stillGone = agent.goneAt && found->row[0].toInt() && !found->row[1].isNull();
        Row row{1,
                stillGone ? found->row[1] : maybeValue(agent.goneAt),
                found->row[2],
                textValue(agent.name),
                textValue(agent.email),
                static_cast<int>(agent.kind),
                flagValue(agent.enabled),
                textValue(agent.avatarUrl)};
        if (!RowTable::same(row, found->row)) {
            row[2] = work.at;
            m_table.update(id, row);
            work.change.agents = true;
        }
    }
    const AgentPresence seen{agent.remoteId, agent.availability, agent.availabilityReason,
                             agent.capacity};
    noteAvailability(id, seen, agent.availabilitySince, work);
}

void AgentRepository::apply(const AgentPresence &presence, BatchWork &work)
{
    if (const RowId id = m_lookup.agent(presence.agentRemoteId))
        noteAvailability(id, presence, {}, work);
}

void AgentRepository::noteAvailability(RowId id, const AgentPresence &seen,
                                       std::optional<TimeMs> since, BatchWork &work)
{
    QString availability, reason;
    std::optional<TimeMs> storedSince;
    std::optional<int> capacity;
    {
        Statement select = m_db.statement(
            QStringLiteral("SELECT availability, availability_reason, availability_since, capacity "
                           "FROM agent WHERE id = :id"));
        if (!select.bind("id", id).first())
            return;
        availability = select.text(0);
        reason = select.text(1);
        storedSince = select.maybeNumber(2);
        capacity = select.maybeInteger(3);
    }
    if (seen.capacity && seen.capacity != capacity) {
        Statement update =
            m_db.statement(QStringLiteral("UPDATE agent SET capacity = :capacity WHERE id = :id"));
        update.bind("capacity", seen.capacity).bind("id", id).run();
        work.change.agents = true;
    }
    if (seen.availability.isEmpty())
        return; // not known: what we know stays
    const bool other = seen.availability != availability || seen.reason != reason;
    const bool late = storedSince && *storedSince > work.at &&
                      (work.at == 0 || *storedSince - work.at <= LongestOvertaking);
    if (!late && (other || (since && since != storedSince))) {
        Statement update = m_db.statement(QStringLiteral(
            "UPDATE agent SET availability = :availability, availability_reason = :reason, "
            "availability_since = :since WHERE id = :id"));
        update.bind("availability", seen.availability).bind("reason", seen.reason);
        update.bind("since", since.value_or(work.at)).bind("id", id).run();
        work.change.agents = true;
    }
    noteState(id, seen, work);
}

void AgentRepository::dropFutureStates(RowId id, BatchWork &work)
{
    if (work.at == 0) // not told
        return;
    Statement drop = m_db.statement(QStringLiteral(
        "DELETE FROM agent_state WHERE agent = :agent AND observed = 1 AND started > :limit"));
    drop.bind("agent", id).bind("limit", work.at + LongestOvertaking);
    if (!drop.run() || drop.changed() == 0)
        return;
    Statement reopen = m_db.statement(
        QStringLiteral("UPDATE agent_state SET ended = NULL WHERE agent = :agent AND observed = 1 "
                       "AND started < :at AND ended > :at"));
    reopen.bind("agent", id).bind("at", work.at).run();
    ++work.change.agentStates;
}

void AgentRepository::noteState(RowId id, const AgentPresence &seen, BatchWork &work)
{
    dropFutureStates(id, work);
    {
        Statement last = m_db.statement(
            QStringLiteral("SELECT started, state, reason FROM agent_state "
                           "WHERE agent = :agent AND observed = 1 ORDER BY started DESC LIMIT 1"));
        if (last.bind("agent", id).first() &&
            (last.number(0) >= work.at ||
             (last.text(1) == seen.availability && last.text(2) == seen.reason)))
            return;
    }
    Statement close =
        m_db.statement(QStringLiteral("UPDATE agent_state SET ended = :at WHERE agent = :agent AND "
                                      "observed = 1 AND ended IS NULL"));
    close.bind("at", work.at).bind("agent", id).run();
    Statement open = m_db.statement(
        QStringLiteral("INSERT INTO agent_state (agent, observed, started, state, reason) "
                       "VALUES (:agent, 1, :at, :state, :reason)"));
    open.bind("agent", id).bind("at", work.at).bind("state", seen.availability);
    open.bind("reason", seen.reason).run();
    ++work.change.agentStates;
}

void AgentRepository::apply(const AgentState &state, BatchWork &work)
{
    const RowId agent = m_lookup.agent(state.agentRemoteId);
    if (!agent)
        return;
    Statement upsert = m_db.statement(QStringLiteral(
        "INSERT INTO agent_state (agent, observed, started, ended, state, reason) "
        "VALUES (:agent, :observed, :started, :ended, :state, :reason) "
        "ON CONFLICT DO UPDATE SET ended = ifnull(excluded.ended, ended), state = excluded.state, "
        "reason = excluded.reason WHERE ifnull(excluded.ended, ended) IS NOT ended "
        "OR excluded.state <> state OR excluded.reason <> reason"));
    upsert.bind("agent", agent).bind("observed", state.observed).bind("started", state.from);
    upsert.bind("ended", state.to).bind("state", state.state).bind("reason", state.reason);
    if (!upsert.run())
        return;
    work.change.agentStates += upsert.changed();
    if (!state.observed && upsert.changed() > 0)
        joinReported(agent, state.from, work);
}

/// What the vendor reported without an end lasts until the next that it reported. The two may come
/// in batches of their own, in any order.
void AgentRepository::joinReported(RowId agent, TimeMs started, BatchWork &work)
{
    Statement before = m_db.statement(QStringLiteral(
        "UPDATE agent_state SET ended = :started WHERE agent = :agent AND observed = 0 "
        "AND started = (SELECT max(started) FROM agent_state WHERE agent = :agent "
        "AND observed = 0 AND started < :started) AND ifnull(ended, :started + 1) > :started"));
    before.bind("agent", agent).bind("started", started);
    if (before.run())
        work.change.agentStates += before.changed();
    Statement own = m_db.statement(QStringLiteral(
        "UPDATE agent_state SET ended = (SELECT min(started) FROM agent_state "
        "WHERE agent = :agent AND observed = 0 AND started > :started) "
        "WHERE agent = :agent AND observed = 0 AND started = :started AND ended IS NULL"));
    own.bind("agent", agent).bind("started", started).run();
}

void AgentRepository::complete(const CompleteSet &set, BatchWork &work)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT id, remote_id, gone_at FROM agent WHERE account = :account "
                       "AND known = 1 AND fetched_at <= :at AND kind = ifnull(:kind, kind)"));
    select.bind("account", work.account).bind("at", work.at);
    select.bind("kind", set.agentKind ? QVariant(static_cast<int>(*set.agentKind)) : QVariant());
    if (markGone(m_db, select, QStringLiteral("agent"), set.remoteIds, work.at))
        work.change.agents = true;
}

} // namespace watchfloor
