// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/timerange.h"

#include <QStringList>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace watchfloor {

class Database;

/// Which conversations of one account a list shows. All that is set must hold.
struct ListedQuery {
    RowId account = 0;
    std::optional<TimeRange> created;
    std::optional<std::vector<RowId>> rows;  ///< only these; ascending
    std::optional<std::vector<RowId>> cells; ///< in one of these cells
    QStringList labels;                      ///< any of these; an empty name: none at all
    bool withGone = true;
};

/// SELECTs behind FactReader: the columns of a list, row by row. Filled in: id, account, remoteId,
/// contact, status, priority, created, queued, firstResponse, waitingSince, closed, dueAt, csat,
/// unread, isLive, goneAt.
class ListedRows {
public:
    explicit ListedRows(Database &db)
        : m_db(db)
    {
    }

    /// Answers whether to go on. The row is its to change.
    using Visit = std::function<bool(Conversation &, RowId cell)>;
    using Links = std::vector<std::pair<RowId, RowId>>;

    void conversations(const ListedQuery &query, const Visit &visit);
    /// Labels of the conversations from `low` to `high`, as (conversation, label), ascending.
    Links labelLinks(RowId low, RowId high);
    /// The same of these few.
    Links labelLinks(const std::vector<RowId> &conversations);

private:
    Database &m_db;
};

} // namespace watchfloor
