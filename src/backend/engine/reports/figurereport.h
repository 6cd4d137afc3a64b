// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/metricspec.h"
#include "backend/engine/reports/accountgaps.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor {

/// Where a figure comes from.
enum class FigureOrigin {
    Recomputed, ///< from the cached raw facts
    Reported,   ///< the vendor's own figure
    Estimated,  ///< recomputed, and a boundary of some of the facts had to be guessed
};

/// Why there is no figure. A dash is shown, never 0.
enum class WhyAbsent {
    Present,      ///< there is one
    VendorCannot, ///< the vendor's interface does not tell it
    NoSuchRows,   ///< the metric does not exist for agents, groups, ...
    NoValues,     ///< a mean, share or percentile of nothing
    NotCached,    ///< it could be known, but nothing of the kind has been fetched yet
    NotMatched,   ///< events that may belong to it have not found their conversations
    NotTold,      ///< the vendor leaves open for some conversations whether they count
    Filtered,     ///< the vendor's own figure cannot be narrowed by these filters
    NoTarget,     ///< no SLA target is set for the account
    NoHours,      ///< no value has business hours: neither the vendor nor a calendar tells them
    Updating,     ///< hits are being counted anew for other targets
    OtherWindows, ///< the vendor's figures are of other windows, which do not come to this one
    UnlikeThings, ///< accounts that must not be added (amounts without a common currency)
};

/// One sentence without a stop (translation context "Report"); null for Present.
const char *sentenceOf(WhyAbsent why);
/// Stable words of JSON and CSV: "recomputed"; "vendor_cannot".
const char *wordOf(FigureOrigin origin);
const char *wordOf(WhyAbsent why);

/// One cell of a report, in the catalogue's unit (ms, ratio 0..1, ...).
struct ReportFigure {
    std::optional<double> value; ///< what the catalogue's reducer gives
    std::optional<qint64> n;     ///< how many values it rests on; none = the vendor does not say
    // What else the same values tell; only where the catalogue offers it.
    std::optional<double> mean;
    std::optional<double> median;
    std::optional<double> p90;
    std::optional<double> min;
    std::optional<double> max;
    FigureOrigin origin = FigureOrigin::Recomputed;
    WhyAbsent why = WhyAbsent::NoValues;
    bool exact = true;     ///< false: median and p90 are within 1/128 of the true ones
    bool partial = false;  ///< part of the window is still being loaded, or was not over yet
    bool hasGap = false;   ///< of facts: nobody has fetched part of the range
    bool inferred = false; ///< the vendor left the counter out, which it does for 0

    bool operator==(const ReportFigure &) const = default;
};

/// One metric of a report.
struct ReportColumn {
    const MetricSpec *metric = nullptr;
    bool business = false; ///< counted in business hours
    /// Why the rows do not add up to the total (translation context "Metric"); null: they do.
    const char *notAdditive = nullptr;
    QStringList without; ///< names of the accounts the total leaves out: their vendor cannot tell
    QStringList withoutTarget; ///< and of those that have no SLA target

    bool operator==(const ReportColumn &) const = default;
};

/// What every report says about its facts.
struct ReportBasis {
    TimeRange range;
    std::optional<TimeMs> asOf;      ///< oldest success among the feeds it rests on
    std::optional<TimeMs> lateAt;    ///< when two updates of one of them will be missing
    std::vector<TimeRange> gaps;     ///< parts of the range nobody has fetched
    bool complete = true;            ///< false: columns are still being loaded
    QStringList notes;               ///< sentences for people
    std::vector<AccountGaps> gapsBy; ///< whose the gaps are

    bool operator==(const ReportBasis &) const = default;

    /// Those of one account, by its row; 0 = of all.
    std::vector<TimeRange> gapsOf(RowId account) const;
};

} // namespace watchfloor
