// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QByteArray>
#include <QString>

namespace watchfloor {

/// A cached conversation as far as a provider needs it to decide what to ask for next.
struct ConversationKey {
    QString remoteId;
    QString internalId; ///< empty = not known
    QString inboxRemoteId;
    QString status;
    TimeMs created = 0;
    TimeMs updatedAt = 0;
    bool exactLink = false; ///< internalId was told by the vendor, not inferred
    bool gone = false;      ///< has vanished from the server
    QByteArray extra;       ///< the provider's own fields, a JSON object; empty = none
};

/// A conversation known only by the vendor's internal id, from events that name no other.
struct UnlinkedConversation {
    QString internalId;
    QString inboxRemoteId;
    TimeMs earliestStart = 0; ///< smallest start among its events
};

/// Somebody whom conversations name, but no list has described: who left before the first sync.
struct UnnamedAgent {
    QString remoteId;
    TimeMs created = 0; ///< of the newest of these conversations
};

} // namespace watchfloor
