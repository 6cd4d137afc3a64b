// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/ids.h"
#include "backend/domain/result.h"
#include "backend/engine/operations/keymetric.h"

#include <QByteArray>
#include <QSet>
#include <QStringList>

#include <bitset>

namespace watchfloor {

/// One list of ids to filter by. An id nobody has matches nothing, and never what has no id.
struct IdFilter {
    bool on = false;
    QSet<QString> ids;

    bool passes(const QString &id) const { return !on || ids.contains(id); }
};

enum class KeyGrouping { None, Skill, Group };

/// A checked request of operation 4 (the vendor's whole body and its three query parameters).
struct KeyMetricsRequest {
    TimeMs from = 0; ///< rounded down to the minute
    TimeMs to = 0;   ///< rounded up; both bounds belong to the window
    IdFilter agents;
    IdFilter groups; ///< as asked; sub-groups are added where the groups are known
    IdFilter skills;
    std::optional<AgentKind> kind; ///< Human or Bot; none = both
    bool includeSubGroups = false;
    std::bitset<KeyMetricCount> metrics;
    bool wantsAll = true;
    KeyGrouping grouping = KeyGrouping::None;
    QString sortText = QStringLiteral("key:asc");
    std::optional<KeyMetric> sortMetric; ///< none = by key
    bool descending = false;
    qint64 offset = 0;
    qint64 limit = 50;

    bool filtersStaff() const { return agents.on || kind.has_value(); }
};

/// The query parameters as they came; none = not given.
struct KeyMetricsParams {
    std::optional<QString> sort;
    std::optional<QString> offset;
    std::optional<QString> limit;
};

/// BadInput with the first cause, parameters before body. The vendor's limit of the last 24 hours
/// does not hold here. Numbers and booleans may be strings.
Result<KeyMetricsRequest> keyMetricsRequest(const KeyMetricsParams &params, const QByteArray &body);

/// {"causes":[...],"message":"Bad Request"} for an error of the above.
QByteArray keyMetricsError(const Error &error);

} // namespace watchfloor
