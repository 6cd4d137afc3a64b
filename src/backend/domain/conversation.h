// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace watchfloor {

/// One conversation as the vendor last described it. Ids are the vendor's, as text; the store
/// resolves them to rows. An empty id and an absent optional mean "the vendor says none";
/// what a vendor cannot say at all is left out of its mapping (see each provider's README).
struct Conversation {
    RowId id = 0;
    RowId account = 0;
    QString remoteId;   ///< what people see (Chatwoot: display id)
    QString internalId; ///< Chatwoot's database id, empty until learnt
    QString status;     ///< queued open pending snoozed on_hold closed, or verbatim
    TimeMs created = 0;
    std::optional<TimeMs> queued;
    std::optional<TimeMs> assigned;
    std::optional<TimeMs> firstResponse;
    std::optional<TimeMs> waitingSince; ///< the customer waits for a person since then
    std::optional<TimeMs> closed;
    QString closedBy; ///< agent consumer system bot; empty = not known
    QString agentRemoteId;
    QString groupRemoteId; ///< group, department or team
    QString skillRemoteId;
    QString inboxRemoteId;
    QString channel; ///< "web", "email", "whatsapp", ... or verbatim
    QString contact; ///< only where the account opted in
    QStringList labels;
    std::optional<int> unread;
    QString priority; ///< low medium high urgent; empty = none
    std::optional<TimeMs> dueAt;
    std::optional<int> csat; ///< 1..5
    QString outcome;
    std::optional<bool> isLive;
    std::optional<bool> recorded;
    std::optional<bool> interacted;
    std::optional<DurationMs> talkDuration;
    std::optional<double> cost;
    QString topic;
    QString subtopic;
    std::optional<TimeMs> updatedAt; ///< the vendor's own stamp; microseconds are cut
    std::optional<TimeMs> goneAt;
    QJsonObject extra; ///< provider-only fields, no secrets, no personal data

    bool operator==(const Conversation &) const = default;
};

} // namespace watchfloor
