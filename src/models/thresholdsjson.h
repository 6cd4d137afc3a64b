// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"
#include "models/thresholds.h"

#include <QJsonArray>

namespace watchfloor {

/// Thresholds::toJson(), and besides each row what it is at the vendor: "name", "vendor" and
/// "remote" (its account there) of the account, "groupId" of the group. A cache made anew gives its
/// rows to others; the names find them again. `waiting`: entries of nobody that is known now, kept
/// as they are.
QByteArray thresholdsToJson(const Thresholds &thresholds, const FilterCatalogue &catalogue,
                            const QJsonArray &waiting);

struct ReadThresholds {
    Thresholds thresholds;
    QJsonArray waiting; ///< of accounts or groups that are not there (yet)
};
/// Entries without names (of an older program) and those read while the catalogue is not known are
/// taken by their rows.
ReadThresholds thresholdsFromJson(const QByteArray &json, const FilterCatalogue &catalogue);

} // namespace watchfloor
