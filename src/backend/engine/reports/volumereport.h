// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"

namespace watchfloor {

/// What else the conversations of each agent are counted by.
enum class VolumeSplit {
    None,
    Status,  ///< the word it has now: open, pending, snoozed, ..., closed
    Channel, ///< of the conversation
};

struct VolumeRow {
    qint64 key = 0; ///< the agent's row
    RowId account = 0;
    QString accountName;
    QString provider;
    QString remoteId;
    QString name;
    QString label; ///< unique within the report: name, with the account or id where names are equal
    bool gone = false;
    qint64 conversations = 0;
    std::vector<qint64> parts; ///< by VolumeReport::parts
    bool hasGap = false;       ///< nobody has fetched part of the range

    bool operator==(const VolumeRow &) const = default;
};

/// Conversations by agent and `show by-agent`: created in the range, by who has them now. Every
/// agent is a row, also those without any and those who left; most conversations first, then name.
struct VolumeReport {
    std::vector<VolumeRow> rows;
    std::optional<qint64> total;       ///< with an agent, as the vendor's report has it
    std::optional<qint64> unspecified; ///< without; none = not known yet
    VolumeSplit split = VolumeSplit::None;
    /// Words of statuses, closed last, or names of channels, the largest first and none ("") last.
    /// Parts add up to the conversations except where the vendor's own figure stands in.
    QStringList parts;
    std::vector<qint64> unspecifiedParts;
    ReportBasis basis;
};

} // namespace watchfloor
