// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/buildfigures.h"

#include <QHash>

namespace watchfloor {

/// Of the conversations that are facts, those that are not closed: their status by row of the
/// cache. All others are "closed". Needs the active conversations among the rows.
QHash<RowId, QString> statusesNow(const ReportInput &input, const Figures &figures);

/// Fills the parts of a volume report whose rows are there. Only conversations that are facts are
/// told apart; the vendor's own figure has no parts.
void splitVolume(VolumeReport &report, const ReportInput &input, const FigureQuery &query,
                 VolumeSplit split);

} // namespace watchfloor
