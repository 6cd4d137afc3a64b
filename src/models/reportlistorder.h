// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/reportplan.h"

namespace watchfloor {

/// Which conversations of a list in which order, by ConversationListModel's columns: as the page
/// had it, else by the plan's own order.
RowOrderQuestion listOrderOf(const ReportPlan &plan);

} // namespace watchfloor
