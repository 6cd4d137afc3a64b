// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/timelinereport.h"
#include "models/explainrows.h"

#include <optional>

namespace watchfloor {

/// The value of one event of a conversation's timeline, explained; the vendor's beside what its
/// edges and the inbox's hours come to, where both are told. None: such events only count.
std::optional<Explanation> eventExplanation(const TimelineReport &report, int event,
                                            const MetricFormatter &format, TimeMs now);

/// Numbers of the conversation itself, told above its timeline.
enum class ConversationNumber { Waiting, Csat };
/// None: it has no such number.
std::optional<Explanation> numberExplanation(const TimelineReport &report,
                                             ConversationNumber number,
                                             const MetricFormatter &format, TimeMs now);

} // namespace watchfloor
