// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/agentfigures.h"

#include "backend/engine/feedtopics.h"

#include <cmath>

namespace watchfloor {

static bool isPartial(const Account &account)
{
    return account.can(QStringLiteral("own_inboxes_only"));
}

QString partialCountsNote(const Account &account)
{
    if (!isPartial(account))
        return {};
    return QStringLiteral("%1: the counts are partial, because this login sees only the "
                          "conversations of the inboxes it belongs to")
        .arg(account.name);
}

AgentFigures::AgentFigures(const AccountRows &rows)
    : m_counted(knowsActiveConversations(rows) &&
                (!isPartial(rows.account) || rows.reported.empty()))
    , m_counts(countConversations(rulesFor(rows.account.provider), rows.agents, rows.conversations))
    , m_reported(rows.reported)
{
}

AgentFigure AgentFigures::of(const QString &agentRemoteId) const
{
    const ConversationCounts counts = m_counts.byAgent.value(agentRemoteId);
    AgentFigure figure;
    if (m_counted) {
        figure.open = counts.open;
        figure.unattended = counts.knownUnattended();
    } else {
        figure.open = reported("open_conversations", MetricScope::Agent, agentRemoteId);
        figure.unattended = reported("unattended_conversations", MetricScope::Agent, agentRemoteId);
    }
    return figure;
}

std::optional<qint64> AgentFigures::reported(const char *metric, MetricScope scope,
                                             const QString &key) const
{
    for (const MetricValue &value : m_reported) {
        if (value.scope == scope && value.scopeKey == key && value.value &&
            value.metric == QLatin1String(metric))
            return std::llround(*value.value);
    }
    return std::nullopt;
}

} // namespace watchfloor
