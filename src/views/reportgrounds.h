// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/reportwords.h"

namespace watchfloor {

/// What the sections of a report rest on, known before any of them is written: definitions and
/// coverage may stand in front of what they speak of.
struct ReportGrounds {
    struct Definition {
        QString title;
        QString text;
        QString source; ///< who defines it so
    };
    struct Basis {
        QString section;
        std::optional<TimeMs> asOf;
        std::vector<TimeRange> gaps;
        bool complete = true;
        std::vector<AccountGaps> gapsBy = {}; ///< whose the gaps are
    };
    std::vector<Definition> definitions; ///< each metric once, in the order of their use
    bool hasMetrics = false;             ///< some of them are the catalogue's
    std::vector<Basis> bases;
    /// How old the data is, for cover and footers; empty = it rests on none.
    QString asOf;
};

ReportGrounds groundsOf(const ReportPlan &plan, const ReportAnswers &answers,
                        const ReportWords &words);

/// "Trend by inbox", "First response: week by hour".
QString sectionHeading(ReportSection section, const ReportAnswers &answers,
                       const ReportWords &words);
/// "Conversation #48213".
QString timelineHeading(const TimelineReport &report);

struct ReportTitle {
    QString cover;         ///< the plan's, else made from its sections and the range
    QString running;       ///< above every page, with the range where figures are of one
    bool ranged = false;   ///< something is of the range
    bool filtered = false; ///< something is narrowed by the filters
};
ReportTitle titleOf(const ReportPlan &plan, const ReportAnswers &answers, const ReportWords &words);

} // namespace watchfloor
