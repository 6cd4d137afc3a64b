// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/outputtable.h"
#include "backend/engine/reports/conversationlistreport.h"
#include "backend/engine/reports/queuereport.h"
#include "backend/engine/reports/timelinereport.h"

namespace watchfloor::cli {

/// As the vendor writes its ids: a number or text; unknown when empty.
Cell idCell(const QString &id, const QString &provider);

OutputTable conversationTable(const ConversationListReport &report);
/// These rows of it; as-of, gaps and total are the caller's.
OutputTable conversationTable(const ConversationList &list, const std::vector<quint32> &rows);
OutputTable timelineTable(const TimelineReport &report);
OutputTable queueTable(const QueueReport &report);

} // namespace watchfloor::cli
