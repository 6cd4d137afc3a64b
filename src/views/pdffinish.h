// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/result.h"
#include "views/paperlayout.h"

#include <QByteArray>

namespace watchfloor {

/// What QPdfWriter cannot say: author, language, bookmarks, and that viewers show the title. The
/// time is the report's, so that the same report is the same file. Cancelled soon after `stop`
/// asks.
Result<QByteArray> finishedPdf(const QByteArray &painted, const PaperLayout &layout, TimeMs made,
                               const std::stop_token &stop = {});

} // namespace watchfloor
