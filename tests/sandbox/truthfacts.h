// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/truth.h"
#include "sandbox/truthjson.h"

namespace watchfloor::sandbox {

/// "agent is" of the table in the design: Chatwoot assignee, Rocket.Chat servedBy (bots too),
/// LivePerson latest assigned agent (bots too), ChatDash liveAgent.
int agentOf(const World &world, const Conversation &c);

/// Creation as the vendor tells it: Chatwoot in whole seconds.
Ms createdOf(const World &world, const Conversation &c);

/// The phase now, or before it was closed.
Phase lastOpenPhase(const Conversation &c);

/// Counts for "open" of agentOf(): open and with somebody, as the vendor calls it open.
bool isOpenWithAgent(const World &world, const Conversation &c);

/// Has somebody, and waits for an answer (ChatDash: is pending).
bool isUnattended(const World &world, const Conversation &c);

/// Department, team or agent group as the vendor reports it; Nobody where it knows none.
int groupOf(const World &world, const Conversation &c);
/// LivePerson only.
int skillOf(const World &world, const Conversation &c);
/// Chatwoot only: an account there has inboxes, elsewhere a channel is only a word.
bool hasInboxes(Vendor vendor);

/// The vendor's id: a number for Chatwoot, else text.
void writeId(TruthJson *json, Vendor vendor, const QString &id);

std::optional<QString> paramOf(const TruthParams &params, const char *name);
/// The first parameter that is none of `known`.
std::optional<QString> strangeParam(const TruthParams &params,
                                    std::initializer_list<const char *> known);

/// Ids in ascending order: as numbers where both are, else as text.
bool idLess(const QString &a, const QString &b);

/// The error body of the Chatwoot documents.
TruthAnswer chatwootError(int status, const QString &description, const QString &field,
                          const QString &message, const QString &code);

} // namespace watchfloor::sandbox
