// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"
#include "models/accountcard.h"

namespace watchfloor {

// What the cards of Accounts & sync show, for files.

/// "fresh", "late", "complete", ...: for programs.
const char *stateWord(FeedLine::State state);
/// A row for each account and feed: how it stands and how old it is.
RawTable feedTable(const std::vector<AccountCard> &cards);
/// A row for each stretch of an account's feed that carries history: covered, gap, not_allowed, or
/// not_kept (removed on purpose, or older than the account keeps).
RawTable coverageTable(const std::vector<AccountCard> &cards, TimeMs now);

} // namespace watchfloor
