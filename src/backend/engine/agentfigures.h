// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/conversationcounts.h"

#include <optional>

namespace watchfloor {

struct AgentFigure {
    std::optional<qint64> open;
    std::optional<qint64> unattended;
};

/// One sentence when the account's login sees only a part of the conversations, so that every
/// count from them is partial; else empty.
QString partialCountsNote(const Account &account);

/// Open and unattended per agent of one account: counted from the cached conversations when every
/// active one is cached and visible, else as the vendor reports them, else unknown.
class AgentFigures {
public:
    explicit AgentFigures(const AccountRows &rows);

    AgentFigure of(const QString &agentRemoteId) const;

private:
    std::optional<qint64> reported(const char *metric, MetricScope scope, const QString &key) const;

    bool m_counted;
    AccountCounts m_counts;
    const std::vector<MetricValue> &m_reported;
};

} // namespace watchfloor
