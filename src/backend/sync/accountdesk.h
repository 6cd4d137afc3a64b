// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/gate.h"
#include "backend/async/stoplink.h"
#include "backend/sync/syncrunner.h"

#include <memory>
#include <stop_token>

namespace watchfloor {

/// What the service keeps of one account while the program runs.
class AccountDesk {
public:
    explicit AccountDesk(Account wanted)
        : account(std::move(wanted))
    {
    }

    Account account;
    std::shared_ptr<SyncRunner> runner; ///< made on first use, dropped when the account changes
    Gate idle{true};                    ///< closed while a pass is under way
    std::stop_source pass;              ///< the pass under way
    std::stop_source loop;              ///< the loop that keeps the account fresh
    std::stop_source nap;               ///< what the loop sleeps on between two passes
    bool looping = false;
    bool leaving = false; ///< being removed: no further pass
    bool liveNow = false; ///< the next pass is asked for by a person
};

} // namespace watchfloor
