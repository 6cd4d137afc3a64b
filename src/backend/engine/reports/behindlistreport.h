// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/behindreport.h"
#include "backend/engine/reports/conversationlistreport.h"

namespace watchfloor {

/// The conversations behind a figure as a list: both of one commit.
struct BehindListReport {
    BehindReport behind;
    ConversationListReport list;
};

/// The rows to be picked, and how often each counts.
ConversationHits hitsOf(const BehindReport &report);

} // namespace watchfloor
