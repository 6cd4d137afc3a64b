// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"

namespace watchfloor {

/// One conversation behind a figure.
struct BehindRow {
    RowId account = 0;
    RowId conversation = 0; ///< row of the cache
    /// How often it counts. Of counts: how much of the count. Of anything else (means, percentiles,
    /// shares): how many of the figure's values are its.
    qint64 times = 0;
    qint64 reached = 0; ///< of a share: how many of them count for it (hits, ratings of 4 and 5)
    std::optional<qint64> greatest; ///< of a time metric: its greatest value, in ms

    bool operator==(const BehindRow &) const = default;
};

/// Why there are no conversations to show behind an account's figure.
enum class WhyNoRows {
    Rows,         ///< there may be some
    OfAgents,     ///< it is of the agents' states, not of conversations
    VendorsOwn,   ///< the vendor tells the figure alone
    VendorCannot, ///< there is no figure either
    NoTarget,     ///< nor here: no SLA target is set
    NotCached,    ///< the conversations have not been fetched yet
    NoSuchRows,   ///< the metric does not exist for such rows
};

/// One sentence without a stop (translation context "Report"); null for Rows.
const char *sentenceOf(WhyNoRows why);

/// The conversations behind one figure: those and no others, each once.
struct BehindReport {
    const MetricSpec *metric = nullptr;
    bool business = false;
    std::vector<BehindRow> rows; ///< by account, then conversation
    /// What all rows and strays come to: the count itself where the metric is one, else the
    /// figure's n. Not `figure`'s only where an account of `others` has a part in that.
    qint64 times = 0;
    /// Part of `times`: values whose conversation the vendor has not described yet.
    qint64 strays = 0;
    /// Conversations of which the vendor leaves open whether they count; in neither.
    qint64 untold = 0;
    ReportFigure figure; ///< of the same question, without week hour and span of values
    /// Rows when any account that passes the filter has conversations behind the figure.
    WhyNoRows why = WhyNoRows::Rows;
    struct Other {
        RowId account = 0;
        QString name;
        WhyNoRows why = WhyNoRows::VendorsOwn;
    };
    std::vector<Other> others; ///< accounts whose part has no conversations, by name
    ReportBasis basis;
};

/// Makes strays of what these conversations count.
void leaveOut(BehindReport &report, const std::vector<RowId> &conversations);

} // namespace watchfloor
