// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metricspec.h"

#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace watchfloor {

/// What the Charts page is asked to draw: the user's choices, besides the scope.
struct ChartQuestion {
    enum class Kind { Volume, Trend, Heat, Distribution };
    enum class Step { Automatic, Hour, Day, Week, Month };
    enum class Split { None, Status, Channel };

    Kind kind = Kind::Volume;
    // Volume
    Split split = Split::None;
    int top = 25; ///< agents shown before Other; 0 = all
    // Trend
    QStringList metrics{QStringLiteral("conversations")}; ///< keys, at most mostMetrics
    Step step = Step::Automatic;
    std::optional<MetricDimension> groupBy;
    // Heat map and distribution
    QString heatMetric = QStringLiteral("conversations");
    QString timeMetric = QStringLiteral("first_response_time");

    static constexpr int mostMetrics = 4;
    static constexpr int mostLines = 4; ///< labelled directly; the rest is in the table

    /// Two questions of equal answers: the top-N is the view's own matter.
    bool asksTheSame(const ChartQuestion &other) const;
    QVariantMap toMap() const;
    /// Whatever is missing or not known keeps its default.
    static ChartQuestion fromMap(const QVariantMap &map);

    bool operator==(const ChartQuestion &) const = default;
};

/// There is something to draw of it: times for a distribution, what adds up over hours for a heat
/// map.
bool fitsChart(const MetricSpec &metric, ChartQuestion::Kind kind);

} // namespace watchfloor
