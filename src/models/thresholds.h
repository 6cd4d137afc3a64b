// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/engine/metricspec.h"
#include "models/metricformatter.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace watchfloor {

/// How a value stands to its levels. Shown by colour and always by a glyph or word besides.
enum class ThresholdState { None, Warn, Bad };

/// Two levels in the catalogue's unit (ms, ratio 0..1, ...); either may be missing. What they mean
/// follows from the metric's polarity:
/// lower is better: from low on a warning, from high on bad; higher is better: down to high a
/// warning, down to low bad; neutral: the usual band, a warning outside of it.
struct ThresholdLevels {
    std::optional<double> low;
    std::optional<double> high;

    bool isEmpty() const { return !low && !high; }
    bool operator==(const ThresholdLevels &) const = default;
};

ThresholdState thresholdState(const MetricSpec &metric, const ThresholdLevels &levels,
                              std::optional<double> value);

/// Whom levels are for; rows of the cache, 0 = any. A group belongs to one account.
struct ThresholdScope {
    RowId account = 0;
    RowId group = 0;
    bool eachAgent = false; ///< of each agent there, not of all together

    auto operator<=>(const ThresholdScope &) const = default;
};

/// The levels of a profile by metric and scope. The narrowest scope that says something holds:
/// group, else account, else any, else what is built in. An agent without own levels has those of
/// all, but for what adds up: 100 open on the floor say nothing of one agent's. A value; cheap to
/// copy.
class Thresholds {
public:
    /// What holds for `metric` in `scope`.
    ThresholdLevels levels(const MetricSpec &metric, ThresholdScope scope = {}) const;
    ThresholdState state(const MetricSpec &metric, std::optional<double> value,
                         ThresholdScope scope = {}) const
    {
        return thresholdState(metric, levels(metric, scope), value);
    }

    /// What is set for exactly this scope; none: a wider one holds.
    std::optional<ThresholdLevels> own(const MetricSpec &metric, ThresholdScope scope) const;
    /// Empty levels are kept: they switch wider ones off.
    void set(const MetricSpec &metric, ThresholdScope scope, ThresholdLevels levels);
    void clear(const MetricSpec &metric, ThresholdScope scope);

    /// Tell when a queue waits longer than its high level; off until somebody wants it.
    bool notifies() const { return m_notifies; }
    void setNotifies(bool on) { m_notifies = on; }

    /// Groups with levels of their own.
    std::vector<RowId> groups() const;

    /// The file thresholds.json of the profile, UTF-8. What cannot be read is left out.
    QByteArray toJson() const;
    static Thresholds fromJson(const QByteArray &json);

    bool operator==(const Thresholds &) const = default;

private:
    std::map<std::pair<QString, ThresholdScope>, ThresholdLevels> m_levels;
    bool m_notifies = false;
};

/// Built in for every profile: any overdue conversation, one soon overdue, a wait of 15 and 30
/// minutes. Others have no level until somebody who knows the floor sets it.
ThresholdLevels standardLevels(const MetricSpec &metric);

/// "Bad: at or above 30 m", "Warning: at or below 80 %": for tooltips and screen readers. Empty for
/// None.
QString thresholdText(const MetricSpec &metric, const ThresholdLevels &levels, ThresholdState state,
                      const MetricFormatter &format);
/// "Warning", "Bad"; empty for None.
QString thresholdWord(ThresholdState state);

/// A level as people write it: "15" (minutes for times), "1 h 30 m", "90 s", "80 %".
QString levelText(const MetricSpec &metric, double level, const MetricFormatter &format);
struct LevelInput {
    std::optional<double> level; ///< none: nothing was written, or `problem` says what is wrong
    QString problem;
};
LevelInput readLevel(const MetricSpec &metric, const QString &text, const QLocale &locale);
/// One sentence; empty = they fit together.
QString levelsProblem(const MetricSpec &metric, const ThresholdLevels &levels);
/// What the two fields of an editor are called for this metric: by polarity.
QString lowTitle(const MetricSpec &metric);
QString highTitle(const MetricSpec &metric);

} // namespace watchfloor
