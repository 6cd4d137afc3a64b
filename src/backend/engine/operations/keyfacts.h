// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/operations/keymetricsrequest.h"
#include "backend/engine/operations/keymetric.h"
#include "backend/engine/vendors.h"

#include <functional>

namespace watchfloor {

/// One countable thing and whose it is; ids as the vendor's, empty = nobody's.
struct KeyFact {
    KeyTally tally = KeyTally::Open;
    QString agent;
    QString group;
    QString skill;
    qint64 value = 0;
};

/// Every fact of now in the active conversations among `rows`, unfiltered. Conversations and agents
/// who are gone count as the vendor counts them.
void forEachPresentFact(const AccountRows &rows, TimeMs now,
                        const std::function<void(const KeyFact &)> &take);

} // namespace watchfloor
