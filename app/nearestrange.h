// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"

#include <functional>

namespace watchfloor {

/// Looks for conversations where the scope's range has none, with the scope's filters: by month,
/// then by day. `then` gets none where there are none at all; not called once `context` has gone.
void findNearestRange(const PageServices &services, const ViewScope &scope, QObject *context,
                      std::function<void(const std::optional<RangeChoice> &)> then);

} // namespace watchfloor
