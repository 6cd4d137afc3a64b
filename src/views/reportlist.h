// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/conversationlistreport.h"
#include "models/drillwords.h"

#include <QHash>

namespace watchfloor {

/// Conversations of a list as far as paper has room for them, with numbers of all that pass.
struct ReportList {
    /// A longer list is no paper any more: that is a file for a table's program.
    static constexpr std::size_t mostRows = 1000;

    std::shared_ptr<const ConversationList> list; ///< of those printed alone
    std::vector<quint32> rows;                    ///< of it, in their order
    // All that pass: a file for programs has them.
    std::shared_ptr<const ConversationList> whole;
    std::vector<quint32> order;   ///< rows of `whole`, as they would be printed
    QHash<RowId, QString> agents; ///< what the vendor calls them, by their row of the cache

    // Of all that pass, printed or not; but for `all` without those the vendor has deleted.
    qint64 all = 0;
    qint64 gone = 0;
    std::vector<std::pair<QString, qint64>> statuses; ///< words, in their usual order
    qint64 waiting = 0;
    std::optional<DurationMs> longestWait;
    std::optional<qint64> overdue; ///< none: no vendor tells due times
    qint64 nobodys = 0;            ///< not over, and nobody's

    DrillWords behind; ///< what figure they stand behind; empty = they are the range's
    std::optional<TimeMs> asOf;
    std::optional<TimeMs> lateAt;
    std::vector<TimeRange> gaps;
    std::vector<AccountGaps> gapsBy; ///< whose they are
};

} // namespace watchfloor
