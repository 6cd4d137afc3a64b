// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/operations/keymetricsrequest.h"
#include "backend/engine/storedfigures.h"

namespace watchfloor {

/// The part of the answer a figure is for.
struct KeyScope {
    KeyGrouping kind = KeyGrouping::None; ///< None = all
    QString key;
};

/// What follows from no fact of ours is the vendor's own stored figure: active conversations, loads
/// and free slots always, for they rest on weights that only the vendor knows; metrics of a window
/// where the facts behind them have never been fetched.
///
/// A request without filters of people gets the very figure of its scope. Any other is put together
/// from the single agents' figures: slots and active conversations are added, loads are weighed by
/// slots. That is exact for loads of agents whose conversations all weigh a whole slot (active =
/// assigned), else true but for the rounding of the vendor's three decimals: the weights themselves
/// are not told. Otherwise there is none.
class KeyReported {
public:
    KeyReported(const AccountRows &rows, const KeyMetricsRequest &request);

    bool isReported(KeyMetric metric) const;

    struct Figure {
        qint64 thousandths = 0;
        TimeMs takenAt = 0;
    };
    /// `staff`: the people in the scope, filters applied; `assigned`: so are its conversations.
    std::optional<Figure> value(KeyMetric metric, const KeyScope &scope,
                                const std::vector<const Agent *> &staff, qint64 assigned) const;

private:
    std::optional<Figure> stored(KeyMetric metric, MetricScope scope, const QString &key) const;
    std::optional<Figure> ofScope(KeyMetric metric, const KeyScope &scope) const;
    std::optional<Figure> ofAgents(KeyMetric metric, const std::vector<const Agent *> &staff) const;
    std::optional<Figure> ofSkills(KeyMetric metric, const QSet<QString> &skills) const;
    std::optional<qint64> wholeSlots(const QString &agent) const;
    std::optional<Figure> activeOf(qint64 assigned) const;

    const AccountRows &m_rows;
    const KeyMetricsRequest &m_request;
    StoredFigures m_stored;
    bool m_factsFetched;
};

} // namespace watchfloor
