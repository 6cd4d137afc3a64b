// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"

namespace watchfloor {

/// What one pass has learned about whether the account's server is there at all. Fed with what
/// became of each request after all its attempts, so that a server that is gone is not asked for
/// every other feed, while the failure of a single request stops nothing.
class Reachability {
public:
    /// A page came from the server.
    void answered();
    /// True when the server as a whole is gone for this pass.
    bool failed(const Error &error);
    /// Some page came in this pass. Before, a refusal may be anybody's: no feed is switched off.
    bool heard() const { return m_answered; }

private:
    bool m_answered = false;
    int m_inARow = 0; ///< failures that speak of the server rather than of one request
};

} // namespace watchfloor
