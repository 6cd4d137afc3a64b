// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/figures/factsource.h"

#include <QByteArray>
#include <QString>
#include <QTimeZone>

#include <optional>

namespace watchfloor {

/// Operation 3: conversations created in [start, end) per agent who has them now, as the seed's
/// {"total", "data":[{"label", "value"}], "unspecified", "success"}. `total` leaves out the
/// unspecified ones. Labels are names (the id when there is none), in byte order, then by id; two
/// agents of one name are two rows. The keys are of the account alone.
QByteArray conversationsByAgent(RowId account, const DimensionKeys &keys, FactSource &facts,
                                TimeRange created);

/// The vendor's four rules about start and end, in its order; BadInput with its own sentence.
Result<TimeRange> conversationsByAgentRange(const std::optional<QString> &start,
                                            const std::optional<QString> &end,
                                            const QTimeZone &zone);

/// The seed's error body {"success":false, "error", "errorType"?} for an error of the above.
QByteArray conversationsByAgentError(const Error &error);

} // namespace watchfloor
