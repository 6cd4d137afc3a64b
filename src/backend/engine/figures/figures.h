// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/figures/factsource.h"
#include "backend/engine/figures/reportfilter.h"
#include "backend/engine/reports/queuereport.h"

#include <functional>

namespace watchfloor {

/// Everything a report is made of. All must outlive the report's making.
struct ReportInput {
    FactSource &facts;
    const std::vector<AccountRows> &accounts;
    DimensionKeys &keys;
};

/// What a page asks a report with.
struct FigureQuery {
    ReportFilter filter;
    TimeRange range;
    TimeMs now = 0;
    bool business = false;           ///< times in business hours, where a metric has them
    DurationMs soon = soonByDefault; ///< how far ahead "soon overdue" looks
};

/// How one account's figure of one metric comes about.
enum class FigureRoute { Facts, Agents, Reported, RatioOfTwo, Unknown, NoTarget, None };

/// One metric by one dimension.
struct FigureSet {
    std::map<qint64, ReportFigure> byKey; ///< those there is something to say about
    ReportFigure total;                   ///< true total, never a sum of rows
    std::vector<RowId> without;           ///< accounts whose vendor cannot tell it
    std::vector<RowId> withoutTarget;     ///< accounts without an SLA target
    /// What a row stands for that is not in byKey (a count of 0, a mean of nothing). `account`: the
    /// row's; 0: a row of all accounts.
    ReportFigure blank(RowId account) const;

    std::map<RowId, ReportFigure> blanks;
};

/// Metrics of the catalogue from facts, agents and the vendors' own figures.
class Figures {
public:
    Figures(const ReportInput &input, FigureQuery query);

    FigureSet of(const MetricSpec &metric, Dimension groupBy, TimeRange window);
    FigureSet of(const MetricSpec &metric, Dimension groupBy)
    {
        return of(metric, groupBy, m_query.range);
    }
    /// The total with one more dimension narrowed (a group and its sub-groups).
    ReportFigure narrowed(const MetricSpec &metric, Dimension dimension, std::vector<qint64> keys);

    /// The question behind a metric that rests on facts; none for any other.
    std::optional<FactAsk> askFor(const MetricSpec &metric, TimeRange window) const;
    /// Values of facts are told in 1/unit of the catalogue's unit.
    static qint64 unitOf(const MetricSpec &metric);

    const FactFilter &cells() const { return m_cells; }
    const FigureQuery &query() const { return m_query; }
    const ReportInput &input() const { return m_input; }
    bool isBusiness(const MetricSpec &metric) const
    {
        return m_query.business && metric.businessHours;
    }
    /// Accounts that pass the filter.
    std::vector<const AccountRows *> accounts() const;
    FigureRoute routeOf(const MetricSpec &metric, const AccountRows &rows) const;
    /// The question to the facts of those of these accounts whose figure rests on facts.
    std::optional<FactAsk> askOf(const MetricSpec &metric, TimeRange window,
                                 const std::vector<const AccountRows *> &accounts) const;
    /// How many events of the window have not found their conversations, where the metric counts
    /// events and the question is by what only a conversation tells: group, channel and labels.
    qint64 unplaced(const MetricSpec &metric, const AccountRows &rows, Dimension groupBy,
                    TimeRange window) const;
    /// From now on of these keys only; in any order.
    void narrow(Dimension dimension, std::vector<qint64> keys);

private:
    std::vector<const AccountRows *> concerned() const;
    FigureSet ofConcerned(const MetricSpec &metric, Dimension groupBy, TimeRange window);
    FigureSet ofAccounts(const MetricSpec &metric, Dimension groupBy, TimeRange window,
                         const std::vector<const AccountRows *> &accounts);
    FigureSet fromFacts(const MetricSpec &metric, Dimension groupBy, TimeRange window,
                        const std::vector<const AccountRows *> &accounts);
    void markUnplaced(FigureSet &set, const MetricSpec &metric, Dimension groupBy, TimeRange window,
                      const std::vector<const AccountRows *> &accounts) const;
    FigureSet ratioOfTwo(const MetricSpec &metric, Dimension groupBy, TimeRange window,
                         const std::vector<const AccountRows *> &accounts);
    bool hasAny(bool events, RowId account);
    bool isCached(const MetricSpec &metric, const AccountRows &rows, const FactAsk &ask);
    bool hasGap(const MetricSpec &metric, const AccountRows &rows, TimeRange window) const;
    ReportFigure figureOf(const MetricSpec &metric, const FactSum &sum,
                          const FactAnswer &answer) const;
    ReportFigure hitsOf(const MetricSpec &metric, const FactSum &sum,
                        const FactAnswer &answer) const;

    const ReportInput &m_input;
    FigureQuery m_query;
    FactFilter m_cells;
    std::map<std::pair<bool, RowId>, bool> m_hasAny;
};

/// Metrics of the agents' rows (who is online, slots) and, over a window, of their states: agents
/// count under each group and skill they are members of, once in the total.
FigureSet staffFigures(const MetricSpec &metric, Dimension groupBy, const FactFilter &filter,
                       TimeRange window, const std::vector<const AccountRows *> &accounts,
                       DimensionKeys &keys);

/// The vendor's own figures: of now, or, of a time-bound metric, of this very window or of windows
/// that make it up. Only its own scopes, and nothing narrower than them.
FigureSet reportedFigures(const MetricSpec &metric, Dimension groupBy, const FactFilter &filter,
                          TimeRange window, const std::vector<const AccountRows *> &accounts,
                          DimensionKeys &keys);

std::optional<MetricDimension> scopeOf(Dimension dimension);

} // namespace watchfloor
