// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/accountrows.h"

#include <QByteArray>
#include <QTimeZone>

namespace watchfloor {

/// A checked request of operation 5.
struct AgentConversationsRequest {
    QString agentId;
    std::optional<TimeMs> start; ///< belongs to the range
    std::optional<TimeMs> end;   ///< does not
    bool record = true;          ///< false means only those that are not recorded
    bool interacted = true;

    TimeRange created() const;
};

/// The parameters as they came. Times without offset are read in `zone`. BadInput with a sentence.
Result<AgentConversationsRequest>
agentConversationsRequest(const QString &agentId, const std::optional<QString> &startDate,
                          const std::optional<QString> &endDate,
                          const std::optional<QString> &record,
                          const std::optional<QString> &interacted, const QTimeZone &zone);

/// {"message"} for an error of the above; the vendor documents no error body.
QByteArray agentConversationsError(const Error &error);

/// Operation 5: the agent's conversations of the range as the vendor's array, createdAt ascending,
/// then _id. `agentId` is ChatDash's AI agent; elsewhere whoever has the conversation, and of the
/// 39 fields those with a meaning there. What is not in the cache is left out.
QByteArray agentConversations(const AccountRows &rows, const AgentConversationsRequest &request);

} // namespace watchfloor
