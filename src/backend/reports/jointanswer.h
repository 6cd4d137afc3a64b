// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/reportservice.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace watchfloor {

class FactLoader;
class RowSource;

/// Reports that stand beside each other, as on paper: a commit must not come between them, or
/// their totals would not agree. What is left empty is not asked for.
struct JointQuestion {
    FigureRequest request;
    QTimeZone zone = QTimeZone::utc();
    std::optional<MetricList> summary; ///< a breakdown by account
    bool volume = false;
    VolumeSplit split = VolumeSplit::None; ///< of the volume
    std::optional<MetricList> agents;
    bool byTeam = false; ///< the agents' teams too
    std::optional<std::pair<Dimension, MetricList>> breakdown;
    std::optional<std::pair<BucketUnit, MetricList>> trend;
    Dimension trendBy = Dimension::None;
    Qt::DayOfWeek weekStart = Qt::Monday; ///< of the trend's weeks
    const MetricSpec *heatMap = nullptr;
    const MetricSpec *distribution = nullptr;
    std::optional<DurationMs> soon; ///< what counts as soon due; none: as the service is set
    bool queue = false;
    bool list = false; ///< the conversations themselves
    /// The list is of those behind this figure.
    std::optional<std::pair<FigureRequest, BehindQuery>> listBehind;
    std::vector<std::pair<QString, QString>> timelines; ///< an account's name, a conversation's id
};

/// Each part answers or fails by itself.
struct JointAnswer {
    template<typename T>
    using Part = std::optional<Result<T>>;

    qint64 commit = 0;           ///< of all of them
    Part<FilterChoices> choices; ///< always there: of the accounts asked about
    Part<BreakdownReport> summary;
    Part<VolumeReport> volume;
    Part<AgentReport> agents;
    Part<BreakdownReport> breakdown;
    Part<TrendReport> trend;
    Part<HeatMapReport> heatMap;
    Part<DistributionReport> distribution;
    Part<QueueReport> queue;
    Part<BehindListReport> list; ///< behind a figure, if one was asked for
    /// As asked; BadInput: none of the accounts asked about has that name.
    std::vector<Result<TimelineReport>> timelines;
};

/// On the engine worker, within a RowSource::OneCommit. Cancelled soon after `stop` asks; the list
/// asks it while it is read. `goOn` is asked in front of every part: false ends with Cancelled too.
Result<JointAnswer> jointAnswer(RowSource &source, FactLoader &loader,
                                const JointQuestion &question, TimeMs now,
                                const std::stop_token &stop,
                                const std::function<bool()> &goOn = {});

} // namespace watchfloor
