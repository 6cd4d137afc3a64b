// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"
#include "backend/domain/result.h"
#include "backend/engine/reports/conversationlistreport.h"
#include "backend/reports/reportquery.h"

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace watchfloor {

class RowSource;

/// Which conversations a list shows: those created in the range that pass the filter. Or those that
/// were picked: then neither range nor filter leaves one out, since whoever picked has looked at
/// both (an event's agent may be another than its conversation's).
struct ConversationListQuery {
    ReportQuery query;
    std::optional<ConversationHits> picked = {};
    /// What the asker shows of the same question: the report tells how it has changed.
    std::shared_ptr<const ConversationList> shown = {};
    bool withGone = true; ///< also what the vendor has deleted since, as figures do not count it
};

/// Reads all its rows, on the engine worker. Cancelled soon after `stop` asks.
Result<ConversationListReport> conversationList(RowSource &source,
                                                const ConversationListQuery &asked, TimeMs now,
                                                const std::stop_token &stop = {});

/// The same answers for somebody who asks again and again: where the newest answer is what is shown
/// and every commit since was told, only what these wrote is read. On the engine worker.
class ConversationLists {
public:
    ConversationLists();
    ~ConversationLists();

    /// A commit, in their order.
    void note(const ChangeSet &change);
    Result<ConversationListReport> answer(RowSource &source, const ConversationListQuery &asked,
                                          TimeMs now, const std::stop_token &stop = {});
    /// How many answers read all rows.
    int wholeReadings() const { return m_wholeReadings; }

private:
    std::optional<std::vector<RowId>> writtenSince(qint64 from, qint64 to) const;

    struct Kept;
    std::unique_ptr<Kept> m_kept;                                          ///< the newest answer
    std::map<qint64, std::shared_ptr<const std::vector<RowId>>> m_written; ///< by commit
    std::size_t m_size = 0;                                                ///< of all of them
    int m_wholeReadings = 0;
};

} // namespace watchfloor
