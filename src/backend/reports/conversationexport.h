// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/reports/conversationlistreport.h"
#include "backend/engine/tables/rawtable.h"

#include <functional>
#include <stop_token>

namespace watchfloor {

class RowSource;

/// One row per conversation with everything the cache knows of it, and all its times: instants as
/// ISO 8601 and as UTC milliseconds. Of the events CSV has for each name how often, when first and
/// last (the event's end), and their length in ms added up; JSON has them one by one.
struct ConversationExport {
    std::shared_ptr<const ConversationList> list;
    std::vector<quint32> rows; ///< of the list, in the order of the file
    TableFormat format = TableFormat::Csv;
    QTimeZone zone = QTimeZone::utc();
    std::optional<TimeMs> asOf;
    std::vector<TimeRange> gaps;
};

/// Where the bytes go, piece by piece; its first error ends the export.
using ExportSink = std::function<Result<void>(const QByteArray &)>;
/// How many rows are written.
using ExportProgress = std::function<void(std::size_t done)>;

/// Answers how many rows were written; conversations that are no longer in the cache are none. On a
/// worker; memory does not grow with the rows. Cancelled soon after `stop` asks.
Result<std::size_t> exportConversations(RowSource &source, const ConversationExport &asked,
                                        const ExportSink &sink, const ExportProgress &progress,
                                        const std::stop_token &stop);

} // namespace watchfloor
