// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/engine/facts/factquery.h"

#include <QStringList>

#include <vector>

namespace watchfloor {

class DimensionKeys;

/// What a report is narrowed to. A list left empty lets everything pass; several lists must all
/// agree. Ids are rows of the cache, kNoKey (0) chooses "none" (unassigned, no skill, ...).
struct ReportFilter {
    std::vector<RowId> accounts;
    std::vector<RowId> agents;
    std::vector<RowId> groups;
    std::vector<RowId> skills;
    std::vector<RowId> inboxes;
    QStringList channels;       ///< an empty name chooses "none"
    QStringList labels;         ///< any of these; an empty name chooses "no label at all"
    std::vector<qint64> actors; ///< kActorHuman, kActorBot, kActorUnknown
    bool subGroups = true;      ///< a group chosen brings all below it

    /// The part that cells answer: all but the labels.
    FactFilter ofCells(DimensionKeys &keys) const;
    bool passesLabels(const QStringList &labelsOfConversation) const;
    bool passesAccount(RowId account) const;

    bool operator==(const ReportFilter &) const = default;
};

} // namespace watchfloor
