// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "models/rangepreset.h"

#include <QTimeZone>

#include <vector>

namespace watchfloor {

/// What the top bar asks every page for. Empty account list = all.
struct ViewScope {
    std::vector<RowId> accounts;
    RangeChoice range;
    QTimeZone zone = QTimeZone::systemTimeZone();

    bool operator==(const ViewScope &) const = default;
};

} // namespace watchfloor
