// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/chatdash/chatdashformat.h"
#include "backend/sync/providers/chatdash/chatdashparser.h"
#include "backend/sync/providers/chatdash/chatdashwindows.h"
#include "backend/sync/providers/shared/vendorsession.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <optional>

namespace watchfloor::chatdash {

// Capabilities the probe finds.
inline constexpr const char *datesCreated = "dates_created"; ///< startDate filters createdAt
inline constexpr const char *datesUpdated = "dates_updated";
inline constexpr const char *datesEnded = "dates_ended";
inline constexpr const char *singleConversations = "single_conversations";
inline constexpr const char *messagesOffered = "messages";

/// One account's connection: target, pacing and what was seen of it. GUI thread.
class Session : public VendorSession {
public:
    Session(Account account, const Secrets &secrets, ProviderContext context);

    const Target &target() const { return m_target; }
    bool can(const char *capability) const { return account().can(QLatin1String(capability)); }
    ConversationOptions optionsFor(const QString &agentId) const
    {
        return ConversationOptions{m_personal, agentId};
    }

    /// Ids of the AI agents, ascending; nothing when they must be asked for (again).
    std::optional<QStringList> knownAgents() const;
    void noteAgents(QStringList ids);

    /// The window length that suited an agent last.
    DurationMs lengthFor(const QString &agentId) const
    {
        return m_lengths.value(agentId, firstLength);
    }
    void noteLength(const QString &agentId, DurationMs length) { m_lengths[agentId] = length; }

    /// Whether the live board looks at the agent: its conversations were not read up to now within
    /// half a minute, and unless nothing was read of it yet, one began within a day.
    bool wantsLook(const QString &agentId) const;
    /// A list of the agent was read; `newest` = when its last conversation was created.
    void noteSeen(const QString &agentId, std::optional<TimeMs> newest);
    /// All four of its lists were read up to now.
    void noteEdge(const QString &agentId) { m_edges[agentId].readAt = now(); }

    /// Drops people whose name an older conversation tells otherwise than a newer one did.
    void keepNewestNames(SyncBatch &batch, const std::vector<SeenConversation> &rows);

    /// Rows whose messages are still to be read; that saves asking for each once more.
    void remember(const std::vector<SeenConversation> &rows);
    /// The row of the key as its list brought it, unless the cache knows it otherwise.
    std::optional<Conversation> rowFor(const ConversationKey &key) const;

private:
    struct Edge {
        std::optional<TimeMs> readAt; ///< our time
        std::optional<TimeMs> newest; ///< the server's
    };

    Target m_target;
    bool m_personal = false;
    std::optional<QStringList> m_agents;
    TimeMs m_agentsAt = 0;
    QHash<QString, DurationMs> m_lengths;
    QHash<QString, Edge> m_edges;
    QHash<QString, Conversation> m_rows;
    QHash<QString, TimeMs> m_namedAt; ///< by person: updatedAt of the row that named them last
};

using SessionPtr = std::shared_ptr<Session>;

} // namespace watchfloor::chatdash
