// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>

#include <optional>

namespace watchfloor {

/// Where an event row comes from. Never mixed in one average without saying so.
enum class EventOrigin {
    Server,    ///< the vendor's own row
    Derived,   ///< exact function of the vendor's messages, participants or transfers
    Estimated, ///< a boundary had to be guessed (e.g. the time of a reopening)
};

/// One measured step of a conversation. Names are the catalogue's (first_response, reply_time,
/// conversation_resolved, ...). An event names its conversation by remote id, or, while that is
/// not known (Chatwoot's account-wide feed), by the vendor's internal id.
struct ReportingEvent {
    RowId id = 0;
    RowId account = 0;
    std::optional<qint64> remoteId; ///< numeric id of a server row; none on derived rows
    QString conversationRemoteId;
    QString conversationInternalId;
    QString name;
    DurationMs value = 0; ///< may be negative on the wire; clamped for display only
    std::optional<DurationMs> valueInBusinessHours;
    std::optional<TimeMs> start;
    std::optional<TimeMs> end;
    TimeMs created = 0; ///< when the server wrote the row: what reports filter on
    TimeMs updated = 0;
    EventOrigin origin = EventOrigin::Server;
    QString agentRemoteId;
    QString groupRemoteId;
    QString skillRemoteId;
    QString inboxRemoteId;
    QString channel;
    std::optional<bool> byBot; ///< none = not known

    bool operator==(const ReportingEvent &) const = default;
};

} // namespace watchfloor
