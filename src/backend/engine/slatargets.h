// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/result.h"
#include "backend/domain/timerange.h"
#include "backend/engine/metricspec.h"

#include <QStringList>

#include <optional>

namespace watchfloor {

/// SLA targets as settings of an account: sla.METRIC=SECONDS, METRIC being a key of the catalogue
/// or one of the short names first_response, reply, resolution. A value up to its target is a hit.
namespace slatargets {

inline constexpr qint64 longestSeconds = 10LL * 365 * 24 * 3600;

/// May the metric have a target? Times that rest on events or on closed conversations.
bool isFor(const MetricSpec &metric);
/// By key or short name; null for any other word.
const MetricSpec *metricNamed(const QString &name);
/// Keys and short names, for a sentence.
QStringList names();

/// Does the key begin with "sla."? It may still name no metric.
bool isKey(const QString &key);
/// The same target under its one name ("sla.first_response_time"), or BadInput.
Result<QString> fullKey(const QString &key);
/// Every sla.* setting of the account.
Result<void> check(const Account &account);

/// None: not set, or not readable (check() said so).
std::optional<DurationMs> of(const Account &account, const MetricSpec &metric);

} // namespace slatargets

} // namespace watchfloor
