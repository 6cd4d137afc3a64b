// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"

#include <QDate>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace watchfloor {

/// How much of one calendar day of one feed is in the cache.
struct CoverageDay {
    /// NotKept: what was there was removed on purpose, or is older than the account keeps.
    enum class Kind { Gap, Partial, Full, NotAllowed, NotKept } kind = Kind::Gap;
    QDate day;

    bool operator==(const CoverageDay &) const = default;
};

/// The history of one feed as days, oldest first.
struct FeedCoverage {
    QString feed;
    QString title;
    std::vector<CoverageDay> days;
    std::vector<TimeRange> covered; ///< merged, ascending; older than the days too

    bool operator==(const FeedCoverage &) const = default;
};

/// Days of `whole` in the zone, judged by what `covered` leaves open. Only the part of a day that
/// lies in `whole` counts; what is missing just before `whole.to` is the time since the last poll.
std::vector<CoverageDay> coverageDays(TimeRange whole, const std::vector<TimeRange> &covered,
                                      const QTimeZone &zone);
/// What `covered` leaves open of `whole`, without the time since the last poll.
std::vector<TimeRange> coverageGaps(TimeRange whole, const std::vector<TimeRange> &covered);

} // namespace watchfloor
