// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/liveperson/livepersonagentview.h"
#include "backend/sync/providers/liveperson/livepersonfetch.h"
#include "backend/sync/providers/liveperson/livepersonkeymetrics.h"

/// All pages of one question about key metrics. Pages go by offset; a link only says that there is
/// a next one and is never followed, as it names other hosts.
namespace watchfloor::liveperson {

class KeyWalk {
public:
    SyncBatch batch;
    QSet<QString> keys;
    QSet<QString> staffed; ///< KeyMetricsPage::staffedKeys
};

class AgentWalk {
public:
    SyncBatch batch;
    QSet<QString> agents;
    bool whole = true; ///< false: a group holds more agents than can be reached
};

QCoro::Task<Result<KeyWalk>> walkKeyMetrics(SessionPtr session, KeyMetricsQuestion question,
                                            std::stop_token stop);
/// Beyond a thousand agents one walk by agent group each.
QCoro::Task<Result<AgentWalk>> walkAgents(SessionPtr session, AgentViewQuestion question,
                                          std::stop_token stop);

} // namespace watchfloor::liveperson
