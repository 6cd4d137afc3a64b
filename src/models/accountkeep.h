// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/keeppolicy.h"
#include "models/metricformatter.h"

#include <QString>

#include <optional>

namespace watchfloor {

/// What of the cache is one account's; bytes are an estimate.
struct AccountHolding {
    qint64 conversations = 0;
    qint64 events = 0;
    qint64 figures = 0;
    qint64 states = 0;
    qint64 bytes = 0;
    bool about = false; ///< the rows are estimated too

    bool operator==(const AccountHolding &) const = default;
};

/// "About 12 MB: 4,210 conversations, 31,020 events".
QString holdingText(const AccountHolding &holding, const MetricFormatter &format);
/// "everything is kept", "the last 13 months are kept".
QString keepText(const std::optional<KeepPolicy> &policy, const MetricFormatter &format);
/// What goes and what stays under a policy whose kept days begin at `from`.
QString keepSentence(TimeMs from, const MetricFormatter &format);

} // namespace watchfloor
