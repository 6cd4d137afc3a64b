// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashsession.h"

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

constexpr DurationMs politeSpacing = 1'000; // no limit is documented: one by one, a second apart
constexpr DurationMs agentsStayKnown = hourMs;
constexpr qsizetype mostRemembered = 20'000;
constexpr DurationMs justRead = 30'000;

} // namespace

Session::Session(Account account, const Secrets &secrets, ProviderContext context)
    : VendorSession(QStringLiteral("ChatDash"), std::move(account), context)
    , m_target(this->account().baseUrl, secrets.value(QStringLiteral("api_key")),
               flagSetting("bearer"))
    , m_personal(flagSetting("personal_data"))
{
    const double rate = numberSetting("requests_per_second", 0);
    RateLimit host;
    host.maxInFlight = 1;
    host.minSpacingMs = rate > 0 ? static_cast<DurationMs>(1000.0 / rate) : politeSpacing;
    setLimit(gateKey(), host);
}

std::optional<QStringList> Session::knownAgents() const
{
    const TimeMs age = now() - m_agentsAt;
    return age >= 0 && age < agentsStayKnown ? m_agents : std::nullopt;
}

void Session::noteAgents(QStringList ids)
{
    std::sort(ids.begin(), ids.end());
    ids.removeDuplicates();
    m_agents = std::move(ids);
    m_agentsAt = now();
}

bool Session::wantsLook(const QString &agentId) const
{
    const auto edge = m_edges.constFind(agentId);
    if (edge == m_edges.constEnd())
        return true;
    if (edge->readAt && now() >= *edge->readAt && now() - *edge->readAt < justRead)
        return false;
    return edge->newest && *edge->newest > serverNow() - dayMs;
}

void Session::noteSeen(const QString &agentId, std::optional<TimeMs> newest)
{
    Edge &edge = m_edges[agentId];
    if (newest)
        edge.newest = std::max(edge.newest.value_or(*newest), *newest);
}

void Session::keepNewestNames(SyncBatch &batch, const std::vector<SeenConversation> &rows)
{
    QHash<QString, TimeMs> told;
    for (const SeenConversation &seen : rows) {
        TimeMs &at = told[seen.row.agentRemoteId];
        if (!seen.liveAgentName.isEmpty())
            at = std::max(at, seen.row.updatedAt.value_or(seen.row.created));
    }
    std::erase_if(batch.agents, [&](const Agent &person) {
        const TimeMs at = told.value(person.remoteId);
        TimeMs &known = m_namedAt[person.remoteId];
        if (at < known)
            return true;
        known = at;
        return false;
    });
}

void Session::remember(const std::vector<SeenConversation> &rows)
{
    if (m_rows.size() > mostRemembered)
        m_rows.clear();
    for (const SeenConversation &seen : rows) {
        if (!seen.withAi)
            m_rows.insert(seen.row.remoteId, seen.row);
    }
}

std::optional<Conversation> Session::rowFor(const ConversationKey &key) const
{
    const auto row = m_rows.constFind(key.remoteId);
    if (row == m_rows.constEnd() || row->updatedAt.value_or(0) != key.updatedAt)
        return std::nullopt;
    return *row;
}

} // namespace watchfloor::chatdash
