// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/conversation.h"

namespace watchfloor {

class JsonWriter;

/// The AI agent a ChatDash conversation belongs to; its `agentRemoteId` is the person who took
/// over.
QString chatDashAgentId(const Conversation &conversation);

/// All 39 fields of ChatDash's Conversation that the row has, in the documents' order. What has no
/// column is in `extra` under the vendor's own key, personal fields only where the account opted
/// in; `duration` is the column talk_duration, in minutes again.
void writeChatDashFields(JsonWriter &json, const Conversation &conversation,
                         const Agent *liveAgent);

} // namespace watchfloor
