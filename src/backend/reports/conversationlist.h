// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/reports/conversationlistreport.h"
#include "backend/reports/reportquery.h"

#include <optional>
#include <stop_token>

namespace watchfloor {

class RowSource;

/// Which conversations a list shows: those created in the range that pass the filter. Or those that
/// were picked: then neither range nor filter leaves one out, since whoever picked has looked at
/// both (an event's agent may be another than its conversation's).
struct ConversationListQuery {
    ReportQuery query;
    std::optional<ConversationHits> picked = {};
    /// What the asker shows of the same question: the report tells how it has changed.
    std::shared_ptr<const ConversationList> shown = {};
    bool withGone = true; ///< also what the vendor has deleted since, as figures do not count it
};

/// On the engine worker. Cancelled soon after `stop` asks.
Result<ConversationListReport> conversationList(RowSource &source,
                                                const ConversationListQuery &asked, TimeMs now,
                                                const std::stop_token &stop = {});

} // namespace watchfloor
