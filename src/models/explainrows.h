// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/explainreport.h"
#include "models/explain.h"
#include "models/metricformatter.h"

#include <QStringList>

#include <vector>

namespace watchfloor {

/// One line of the explanation of a number. Plain text.
struct ExplainRow {
    enum class Kind {
        Lead,     ///< the number and what it is
        Sentence, ///< text alone
        Pair,     ///< label and text
        Section,  ///< a heading; a hairline stands above it
        Caution,  ///< a sentence that tells what to beware of
    };
    Kind kind = Kind::Pair;
    QString label; ///< empty but for Pair
    QString text;

    bool operator==(const ExplainRow &) const = default;
};

/// Everything "Explain this number" shows.
struct Explanation {
    QString title;    ///< the metric's
    QString subtitle; ///< whose it is: "Jane Kim"; may be empty
    std::vector<ExplainRow> rows;
    QString showText;   ///< "Show the 35 conversations"; empty: there are none to show
    QString noShow;     ///< then: why
    QString beforeText; ///< "Show the 31 of the period before"; empty: not compared, or none
};

/// `of`: the row's name, empty for a total.
Explanation explanationOf(const ExplainReport &report, const QString &of,
                          const MetricFormatter &format, TimeMs now);

/// The number as it stands on screen: one of a time's numbers, a part, a number with a rule of its
/// own.
Explanation explanationOf(const ExplainReport &report, const ExplainTarget &target,
                          const MetricFormatter &format, TimeMs now);

/// "Show the 35 conversations"; empty for 0.
QString showConversationsText(qint64 conversations, const MetricFormatter &format);

/// The same question about the period before, told under what is there: its value and n, what has
/// become of it.
void addComparison(Explanation &explanation, const ExplainReport &report,
                   const ExplainReport &before, const ExplainTarget &target,
                   const MetricFormatter &format, TimeMs now);

/// Filters, and account by account what its vendor says, under an explanation by a rule of our own.
void addVendors(Explanation &explanation, const ExplainReport &report, const ExplainTarget &target,
                const MetricFormatter &format, TimeMs now);

/// The same as text to be pasted anywhere.
QString explanationText(const Explanation &explanation);

/// A value of the metric with its unit: "3 m 48 s", "94.2 %", "128".
QString metricValueText(const MetricSpec &metric, double value, const MetricFormatter &format);

} // namespace watchfloor
