// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metricspec.h"
#include "backend/engine/operations/keymetric.h"
#include "backend/engine/vendors.h"

#include <QAnyStringView>

namespace watchfloor {

/// What a measure may look at besides the conversation itself.
struct MeasureContext {
    const ProviderRules &rules;
    KeyPresence presence = KeyPresence::None; ///< in the queue or with somebody, now
    bool assigned = false;                    ///< somebody has it who has not left
    bool withBot = false;                     ///< its agent is a bot
    TimeMs now = 0;
    DurationMs soon = 0; ///< how far ahead "soon overdue" looks
};

/// A measure that only asks who has the conversation counts cells.
enum class HeldBy { Anyone, Nobody, Somebody };

/// How the rows of conversations become one metric. One row per metric of the catalogue with origin
/// Conversations that no column answers; one table in conversationmeasures.cpp and no other place.
struct ConversationMeasure {
    const char *metric = nullptr;
    ConversationAt at = ConversationAt::Now;
    /// None: this conversation does not count. kReservedValue: the vendor does not tell.
    std::optional<qint64> (*value)(const Conversation &, const MeasureContext &) = nullptr;
    qint64 unit = 1; ///< values are told in 1/unit of the catalogue's unit
    /// Not Anyone: 1 for each conversation created, if so held, and nothing else.
    HeldBy held = HeldBy::Anyone;
    bool readsExtra = false; ///< of past conversations: Conversation::extra
};

/// Are its values times that end with the closing, so that there may be business hours of them?
bool hasBusinessHours(const ConversationMeasure &measure);

/// Null: the metric is no measure of conversation rows.
const ConversationMeasure *conversationMeasure(QAnyStringView metric);

} // namespace watchfloor
