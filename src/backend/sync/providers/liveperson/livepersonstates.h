// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"
#include "backend/net/httpresponse.h"

/// Agents' states from Agent Activity, version 2 (guide section 8): the only history of them that
/// reaches back further than a day.
namespace watchfloor::liveperson {

/// `stateChanges[]`, in any order, to reported states without an end: each lasts until the agent's
/// next one, which may be on another page. A login tells no state (the one it begins with follows),
/// a logout is "offline".
Result<SyncBatch> parseStateChanges(const HttpResponse &answer);

} // namespace watchfloor::liveperson
