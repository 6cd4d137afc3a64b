// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"
#include "backend/engine/reports/withbefore.h"
#include "models/metriccolumns.h"
#include "models/metricformatter.h"
#include "models/thresholds.h"

#include <QVariant>

namespace watchfloor {

/// Fewer values than this say little: their figure is muted.
constexpr qint64 smallSample = 10;

/// What a figure's cell is read with.
struct MetricLook {
    MetricFormatter format;
    TimeAggregate aggregate = TimeAggregate::Median;
    bool business = false;
    bool compare = false;
    bool stale = false; ///< figures of this moment are old
    TimeMs now = 0;
    Thresholds thresholds;
    RowId group = 0; ///< everything is of this group's agents; 0 = of several or any
};

/// One figure on screen: the same words in a cell, a totals row, a tooltip and for screen readers.
class MetricCell {
public:
    /// `figure` null: not asked yet. All must outlive it.
    MetricCell(const MetricSpec &metric, const MetricLook &look, const ReportFigure *figure,
               const ReportFigure *before = nullptr, ThresholdScope scope = {})
        : m_metric(metric)
        , m_look(look)
        , m_figure(figure)
        , m_before(before)
        , m_scope(scope)
    {
    }

    /// The number of the look's aggregate.
    std::optional<double> value() const;
    /// "3 m 48 s", "94.2"; a dash when there is none; empty when not asked yet.
    QString text() const;
    /// n beside averages; empty where it says nothing more.
    QString n() const;
    /// Rests on few values, or there is none.
    bool isMuted() const;
    /// The figure of now, and now is a while ago; or part of it is still missing.
    bool isStale() const;
    ThresholdState threshold() const;
    /// "12 %" with its direction: above 0 more, below 0 less than the period before.
    std::optional<FigureDelta> delta() const;
    QString deltaText() const;
    /// Everything about the number, a line each.
    QString toolTip() const;
    /// The same in one breath: "3 m 48 s, 17 values, reported by the vendor".
    QString spoken() const;
    /// Answers a table's role; invalid for those it does not know.
    QVariant data(int role) const;

    /// A number with its unit, for sentences: "94.2 %".
    static QString textOf(const MetricSpec &metric, std::optional<double> value,
                          const MetricLook &look, bool unit);
    static std::optional<double> valueOf(const MetricSpec &metric, const ReportFigure &figure,
                                         TimeAggregate aggregate);

private:
    QString originText() const;
    QString absence() const;
    QStringList others() const;

    const MetricSpec &m_metric;
    const MetricLook &m_look;
    const ReportFigure *m_figure;
    const ReportFigure *m_before;
    ThresholdScope m_scope;
};

/// Why a column has no total: it cannot be added, or vendors are left out. Empty: it has one and it
/// is of all.
QString whyNoTotal(const ReportColumn &column);

} // namespace watchfloor
