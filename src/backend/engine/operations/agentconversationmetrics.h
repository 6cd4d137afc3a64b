// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"

#include <QByteArray>

namespace watchfloor {

/// Operation 1: who has how many open and unattended conversations now, as the seed's JSON array
/// of {id, name, email, thumbnail, availability, metric{open, unattended}}.
///
/// Agents who left are absent, as on the server. `userId` keeps one agent, an unknown one gives
/// an empty array; empty = all. The counters come from the cached conversations; while those are
/// not complete, the vendor's own figures stand in, and without them the counter is left out.
/// Order: open descending, then id (numbers by value), so that equal caches give equal bytes.
QByteArray agentConversationMetrics(const AccountRows &rows, const QString &userId);

} // namespace watchfloor
