// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/keeppolicy.h"
#include "models/chart.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// What of the cache is one account's; bytes are an estimate.
struct AccountHolding {
    qint64 conversations = 0;
    qint64 events = 0;
    qint64 figures = 0;
    qint64 states = 0;
    qint64 bytes = 0;
    bool about = false;              ///< the rows are estimated too, some kind of them
    bool aboutConversations = false; ///< these are
    TimeRange created = {};          ///< of the conversations

    bool operator==(const AccountHolding &) const = default;
};

/// "About 12 MB", "4,210 conversations", "31,020 events"; the conversations open. Of an estimate
/// what opens is counted.
std::vector<ChartFact> holdingFacts(const AccountHolding &holding, const Account &account,
                                    const MetricFormatter &format);
/// "everything is kept", "the last 13 months are kept".
QString keepText(const std::optional<KeepPolicy> &policy, const MetricFormatter &format);
/// What goes and what stays under a policy whose kept days begin at `from`.
QString keepSentence(TimeMs from, const MetricFormatter &format);

} // namespace watchfloor
