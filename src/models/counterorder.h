// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/nowreport.h"

#include <QVariantMap>

#include <vector>

namespace watchfloor {

/// Which counters of the Now page stand there, and in which order: the user's, kept by the keys of
/// their metrics. At least one is always shown.
class CounterOrder {
public:
    CounterOrder() { reset(); }

    const std::vector<NowCounterKind> &shown() const { return m_shown; }
    /// In their usual order.
    std::vector<NowCounterKind> hidden() const;
    bool isUsual() const;

    // Answer whether anything has changed.
    bool move(NowCounterKind kind, int place); ///< among those shown; clamped
    bool moveBy(NowCounterKind kind, int steps);
    bool hide(NowCounterKind kind);
    bool show(NowCounterKind kind); ///< at the end
    bool reset();

    QVariantMap toMap() const; ///< empty: the usual order
    /// A counter that the map knows nothing of (a newer program's) is shown at the end.
    static CounterOrder fromMap(const QVariantMap &map);

    bool operator==(const CounterOrder &) const = default;

private:
    std::vector<NowCounterKind> m_shown;
};

} // namespace watchfloor
