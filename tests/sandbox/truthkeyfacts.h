// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/truthkeyquery.h"

#include <functional>

namespace watchfloor::sandbox {

/// What one scope (a skill, a group, all) adds up.
enum class KeyTally {
    Wait,
    FirstWait,
    Reply,
    FirstAssignment,
    Duration,
    Closed,
    ClosedByAgent,
    ClosedByConsumer,
    AutoClosed,
    Transferred,
    CsatAnswer,
    Assigned,
    Active,
    Unassigned,
    Open,
    OverdueInQueue,
    OverdueAssigned,
    QueueWait,
    Count
};

/// One countable thing. `value`: ms for times, 1 for a good CSAT answer, else unused.
struct KeyFact {
    KeyTally tally = KeyTally::Closed;
    int agent = Nobody;
    int group = Nobody;
    int skill = Nobody;
    qint64 value = 0;
};

/// Every fact of the window and of now, unfiltered.
void forEachKeyFact(const World &world, Ms from, Ms to,
                    const std::function<void(const KeyFact &)> &take);

/// What the vendor's interface can answer at all; the rest is left out.
bool canGive(Vendor vendor, KeyMetric metric);

} // namespace watchfloor::sandbox
