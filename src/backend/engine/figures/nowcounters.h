// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/countersample.h"
#include "backend/engine/accountrows.h"
#include "backend/engine/reports/nowreport.h"

namespace watchfloor {

/// From the queue and the agents of these accounts; those the filter leaves out are not among them.
NowCounters nowCounters(const std::vector<const AccountRows *> &accounts, const QueueReport &queue,
                        const std::vector<AgentReportRow> &agents, TimeMs now);

/// What is kept of them, one sample per number. An absent counter gives none: a gap. `soon`: how
/// far ahead the counters looked; another reach is another line.
std::vector<CounterSample> samplesOf(const NowCounters &counters, RowId account, TimeMs at,
                                     DurationMs soon);

/// Of these accounts together: by counter, over the day in steps of historyStep up to `now`. A step
/// in which one of the accounts has no sample is a gap, as its part is not known; only accounts
/// that can tell the counter at all are asked for. `samples`: the last of each step, any order;
/// those of another reach than `soon` are not taken for it.
std::array<CounterHistory, NowCounterCount>
counterHistory(const std::vector<const AccountRows *> &accounts,
               const std::vector<CounterSample> &samples, TimeRange day, TimeMs now,
               DurationMs soon);

/// The vendor tells it, by some route.
bool canTell(NowCounterKind kind, const QString &provider);

} // namespace watchfloor
