// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfacts.h"

#include <algorithm>
#include <vector>

namespace watchfloor::sandbox {

namespace {

struct Counts {
    int agent = Nobody;
    qint64 open = 0;
    qint64 unattended = 0;
    bool mentioned = false; ///< some conversation names this agent
};

/// Whom the vendor would list. ChatDash lists no people: they are known from conversations only.
bool isListed(const World &world, const Counts &counts)
{
    const Agent &agent = world.agents()[size_t(counts.agent)];
    if (world.vendor() == Vendor::ChatDash)
        return counts.mentioned;
    if (agent.removed() || agent.joinedAt > world.now())
        return false;
    // Chatwoot's agent bots are no members of the account.
    return world.vendor() != Vendor::Chatwoot || agent.kind == AgentKind::Human;
}

/// Every third member has a picture, as the Chatwoot server of the sandbox serves them.
QString thumbnailOf(const QString &baseUrl, int agent)
{
    return agent % 3 == 0
               ? baseUrl +
                     QStringLiteral("/rails/active_storage/representations/redirect/a%1/face.png")
                         .arg(agent)
               : QString();
}

} // namespace

TruthAnswer Truth::agentConversationMetrics(const TruthParams &params) const
{
    const std::optional<QString> wanted = paramOf(params, "user_id");
    if (const auto strange = strangeParam(params, {"user_id"}))
        return chatwootError(400, QStringLiteral("Bad request"), *strange,
                             QStringLiteral("is no parameter of this operation"),
                             QStringLiteral("unknown_parameter"));
    std::vector<Counts> rows(m_world.agents().size());
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].agent = static_cast<int>(i);
    for (const Conversation &c : m_world.conversations()) {
        const int agent = c.deleted() ? Nobody : agentOf(m_world, c);
        if (agent == Nobody)
            continue;
        Counts &counts = rows[size_t(agent)];
        counts.mentioned = true;
        counts.open += isOpenWithAgent(m_world, c) ? 1 : 0;
        counts.unattended += isUnattended(m_world, c) ? 1 : 0;
    }
    std::erase_if(rows, [&](const Counts &counts) {
        return !isListed(m_world, counts) ||
               (wanted && m_world.agents()[size_t(counts.agent)].id != *wanted);
    });
    std::sort(rows.begin(), rows.end(), [&](const Counts &a, const Counts &b) {
        if (a.open != b.open)
            return a.open > b.open;
        return idLess(m_world.agents()[size_t(a.agent)].id, m_world.agents()[size_t(b.agent)].id);
    });

    const Vendor vendor = m_world.vendor();
    TruthJson json;
    json.beginArray();
    for (const Counts &counts : rows) {
        const Agent &agent = m_world.agents()[size_t(counts.agent)];
        json.beginObject().key("id");
        writeId(&json, vendor, agent.id);
        json.key("name").text(agent.name);
        if (vendor != Vendor::ChatDash) {
            if (vendor == Vendor::Chatwoot || !agent.email.isEmpty())
                json.key("email").text(agent.email);
            if (vendor == Vendor::Chatwoot)
                json.key("thumbnail").text(thumbnailOf(m_account.baseUrl, counts.agent));
            json.key("availability").text(presenceWord(vendor, agent.now()).toLower());
        }
        json.key("metric").beginObject().key("open").number(counts.open);
        json.key("unattended").number(counts.unattended).endObject().endObject();
    }
    return {200, json.endArray().bytes()};
}

} // namespace watchfloor::sandbox
