// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/metricspec.h"

#include <QHash>
#include <QStringList>

namespace watchfloor {

/// One figure of a vendor's, as it was told or put together from adjacent windows.
struct StoredFigure {
    enum class State {
        Told,    ///< value is there, or the vendor said "no data"
        Pieces,  ///< there are figures of other windows, which do not come to this one
        Missing, ///< nothing of the kind is stored
    };
    State state = State::Missing;
    std::optional<double> value; ///< in the catalogue's unit
    std::optional<qint64> n;
    bool partial = false;
    bool inferredZero = false; ///< the vendor left the counter, or a piece of it, out
    TimeMs takenAt = 0;        ///< the oldest of the pieces

    bool isTold() const { return state == State::Told; }
};

/// The vendor's own figures of one account, by metric and scope. The rows must outlive it.
class StoredFigures {
public:
    explicit StoredFigures(const AccountRows &rows);

    StoredFigure now(const char *metric, MetricScope scope, const QString &key) const;
    /// A window stored as such, whatever the metric. Else windows that follow one another from the
    /// range's start to its end, as few as there can be: counts that add over time are added,
    /// means and shares are weighed by their n, and nothing else is put together.
    StoredFigure of(const MetricSpec &metric, MetricScope scope, const QString &key,
                    TimeRange range) const;
    /// now() of a current metric, of() of any other.
    StoredFigure figure(const MetricSpec &metric, MetricScope scope, const QString &key,
                        TimeRange range) const;

    /// Whose figures there are, of now or of any window.
    QStringList keys(const char *metric, MetricScope scope) const;
    bool hasWindows(const char *metric) const;

private:
    struct Series {
        const MetricValue *now = nullptr;
        std::vector<const MetricValue *> windows;
    };
    const Series *series(const char *metric, MetricScope scope, const QString &key) const;

    using Scope = std::pair<QString, int>;
    QHash<Scope, QHash<QString, Series>> m_series;
};

} // namespace watchfloor
