// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/operations/keymetricsrequest.h"

#include <QHash>

namespace watchfloor {

/// The part of the answer a figure is for.
struct KeyScope {
    KeyGrouping kind = KeyGrouping::None; ///< None = all
    QString key;
};

/// Active conversations, loads and free slots: they rest on weights that only the vendor knows, so
/// they are its own stored figures. A request without filters of people gets the very figure of its
/// scope; any other is put together from the single agents' figures (loads weighed by slots) where
/// that is exact but for the rounding of the vendor's three decimals, else there is none.
class KeyReported {
public:
    KeyReported(const AccountRows &rows, const KeyMetricsRequest &request);

    static bool isReported(KeyMetric metric);

    struct Figure {
        qint64 thousandths = 0;
        TimeMs takenAt = 0;
    };
    /// `staff`: the people in the scope, filters applied.
    std::optional<Figure> value(KeyMetric metric, const KeyScope &scope,
                                const std::vector<const Agent *> &staff) const;

private:
    std::optional<Figure> stored(KeyMetric metric, MetricScope scope, const QString &key) const;
    std::optional<Figure> ofScope(KeyMetric metric, const KeyScope &scope) const;
    std::optional<Figure> ofAgents(KeyMetric metric, const std::vector<const Agent *> &staff) const;
    std::optional<Figure> ofSkills(KeyMetric metric, const QSet<QString> &skills) const;

    const KeyMetricsRequest &m_request;
    QHash<QString, const MetricValue *> m_values; ///< by "scope/metric/key"
};

} // namespace watchfloor
