// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/nowreport.h"
#include "models/thresholds.h"

namespace watchfloor {

/// One counter of the Now page as it reads on screen.
struct CounterCard {
    NowCounterKind kind = NowCounterKind::Open;
    QString key; ///< the catalogue's
    QString title;
    QString figure; ///< "128", "14 m 20 s", "82 %", "–"
    QString suffix; ///< what it is of: "of 40"; may be empty
    ThresholdState state = ThresholdState::None;
    QString stateText; ///< the state's word; empty for None
    QString note;      ///< a few words under a dash or beside a partial number
    QString toolTip;   ///< definition, level, who is left out, age
    bool absent = false;
    std::vector<std::optional<double>> history;
    std::optional<double> level; ///< the line of the sparkline

    /// "Open: 128, warning" for assistive technology.
    QString spoken() const;
    bool operator==(const CounterCard &) const = default;
};

/// `now`: what changes by itself (the longest wait, what is due) is counted to here.
CounterCard counterCard(const NowReport &report, NowCounterKind kind, const Thresholds &thresholds,
                        ThresholdScope scope, const MetricFormatter &format, TimeMs now,
                        DurationMs soon);

QString counterTitle(NowCounterKind kind);
/// What it counts, one sentence; `soon`: how far ahead a due time counts as soon.
QString counterDefinition(NowCounterKind kind, const MetricFormatter &format, DurationMs soon);
/// Any value of this counter, for the sparkline's texts.
QString counterText(NowCounterKind kind, double value, const MetricFormatter &format);

/// "−3 m 05 s", "12 m 40 s", "1 h 05 m": to the second, of even length from one second to the next.
QString countdown(DurationMs left, const MetricFormatter &format);

} // namespace watchfloor
