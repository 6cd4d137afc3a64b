// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/figures/figures.h"
#include "backend/engine/reports/queuereport.h"

#include <QTimeZone>

namespace watchfloor {

/// One figure as it stands on a page.
struct BehindQuery {
    const MetricSpec *metric = nullptr; ///< null: "conversations"
    /// The row it stands in: one of these keys of the dimension, kNoKey = none. No keys: the total.
    Dimension dimension = Dimension::None;
    std::vector<qint64> keys;
    bool withSubGroups = false;  ///< each key of Dimension::Group brings all below it
    std::optional<int> weekHour; ///< a heat map's cell: 0..167 of the zone, 0 = Monday 00:00
    QTimeZone zone = QTimeZone::utc();
    /// A distribution's bin: values in [from, to), in the facts' unit (ms of times). The first bin
    /// holds all that lies below, the last may be open: leave that end out.
    std::optional<qint64> valueFrom;
    std::optional<qint64> valueTo;
    /// Of conversations, part of a bar: those that have one of these statuses now, told apart as
    /// VolumeSplit::Status does ("closed" is whatever is nothing else). Empty: any.
    QStringList statuses;
    /// Instead of a metric: a counter of the queue report, which takes only a filter.
    std::optional<QueuePart> queue;
    DurationMs soon = soonByDefault; ///< then: how far ahead a due time counts as soon
    /// Of an explanation: up to so many values their conversations are counted, which takes reading
    /// their rows.
    qint64 countUpTo = 50'000;
};

} // namespace watchfloor
