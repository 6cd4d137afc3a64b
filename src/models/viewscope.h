// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "models/rangepreset.h"

#include <QStringList>
#include <QTimeZone>

#include <vector>

namespace watchfloor {

/// What every page is narrowed to. A list left empty lets everything pass; several lists must all
/// agree. Ids are rows of the cache, 0 chooses "none" (unassigned, no group, ...), an empty name
/// "no channel", "no label".
struct ViewFilter {
    enum class Who { Everybody, Humans, Bots };

    std::vector<RowId> agents;
    std::vector<RowId> groups; ///< each brings its sub-groups
    std::vector<RowId> skills;
    std::vector<RowId> inboxes;
    QStringList channels;
    QStringList labels;
    Who who = Who::Everybody;

    bool isEmpty() const { return *this == ViewFilter(); }
    bool operator==(const ViewFilter &) const = default;
};

/// What the top bar asks every page for. Empty account list = all.
struct ViewScope {
    std::vector<RowId> accounts;
    RangeChoice range;
    QTimeZone zone = QTimeZone::systemTimeZone();
    ViewFilter filter = {};
    bool business = false; ///< times in business hours, where a metric has them
    bool compare = false;  ///< beside each figure the one of the period before

    bool operator==(const ViewScope &) const = default;
};

} // namespace watchfloor
