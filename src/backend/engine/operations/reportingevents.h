// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/conversation.h"
#include "backend/domain/reportingevent.h"

#include <QByteArray>

#include <vector>

namespace watchfloor {

/// created ascending, then the server's id; rows without id come last among equals.
bool eventBefore(const ReportingEvent &a, const ReportingEvent &b);

/// Operation 2: all events of one conversation as the seed's JSON array, in the order above.
/// `conversation_id` is the vendor's internal id where the vendor has one (Chatwoot). What a row
/// does not have is null where the seed allows null (conversation, inbox, user), else left out;
/// rows recomputed from messages carry no id.
QByteArray reportingEvents(const Account &account, const Conversation &conversation,
                           std::vector<ReportingEvent> events);

} // namespace watchfloor
