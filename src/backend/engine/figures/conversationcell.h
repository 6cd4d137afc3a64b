// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factquery.h"
#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/figures/standing.h"
#include "backend/engine/vendors.h"

namespace watchfloor {

/// Who has it; kNoKey when nobody, or somebody whose removal left it unassigned.
qint64 holderOf(const Conversation &conversation, RowId account, DimensionKeys &keys);

/// `holder`: as holderOf() answers.
Holding holdingOf(qint64 holder, const DimensionKeys &keys);

/// Whose the conversation is. `inQueue`: as of now, and it waits for an agent: it is nobody's yet,
/// and where groups are the agents' own, no group's either.
CellValues cellOf(const Conversation &conversation, RowId account, const KeyRules &rules,
                  DimensionKeys &keys, bool inQueue);

bool passesFilter(const CellValues &cell, const FactFilter &filter);

} // namespace watchfloor
