// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/engine/operations/keyfigures.h"

#include <QByteArray>

namespace watchfloor {

/// Operation 4 as the vendor's JSON: metadata with count and links, groupBy, all. Numbers are
/// numbers with three decimals at most; a metric without data is left out; rows in the asked order,
/// without data last, equals by key. `count` is the number of all rows. Links are
/// {baseUrl}/manager_workspace/api/account/{id}/metrics?offset&limit&sort; first and prev are
/// absent on the first page, next and last on the last.
QByteArray keyMetrics(const Account &account, const KeyMetricsRequest &request,
                      const KeyFigures &figures);

/// The answer and what is to be said about it.
struct KeyMetricsAnswer {
    QByteArray json;
    QStringList reported;             ///< asked metrics that are the vendor's own stored figures
    std::optional<TimeMs> reportedAt; ///< the oldest of them
};
/// As keyFigures() needs them.
KeyMetricsAnswer keyMetricsAnswer(const AccountRows &rows, DimensionKeys &keys, FactSource &facts,
                                  const KeyMetricsRequest &request, TimeMs now);

} // namespace watchfloor
