// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/reportservice.h"
#include "models/roworder.h"
#include "views/reportlist.h"

#include <stop_token>

namespace watchfloor {

/// What paper shows of the list, which may be of millions; a pass over all of them, so never on the
/// window's thread. `choices`: where the agents' ids are; null = nobody knows. `stop`: nothing can
/// be made of what it answers then.
ReportList listForPaper(const ConversationListReport &report, const RowOrderQuestion &order,
                        TimeMs now, const FilterChoices *choices, const std::stop_token &stop = {});

} // namespace watchfloor
