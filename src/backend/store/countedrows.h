// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/timerange.h"

#include <functional>
#include <vector>

namespace watchfloor {

class Database;

/// An event as the columns count it, and which conversation it is of.
struct CountedEvent {
    TimeMs created = 0;
    RowId cell = 0;
    RowId conversation = 0;  ///< 0: it waits for one
    QString conversationKey; ///< while it waits: what it will be found by; may be empty
    DurationMs value = 0;
    std::optional<QString> closedBy; ///< if wanted: of the conversation; none: it is not known
    // If wanted: what business hours the vendor told, else what they are counted within.
    std::optional<DurationMs> business;
    std::optional<TimeMs> from;
    std::optional<TimeMs> to;
};

/// Events of one name.
struct CountedEvents {
    RowId account = 0;
    QString name;
    TimeRange created;
    bool withCloser = false;
    bool withTimes = false;
};

/// A range of conversations by one of their times.
struct CountedRange {
    RowId account = 0;
    bool closed = false; ///< by closing, else by creation
    TimeRange range;
    bool withExtra = false;
};

/// SELECTs behind FactReader: few fields of many rows, one by one. Rows that the columns leave out
/// are left out.
class CountedRows {
public:
    explicit CountedRows(Database &db)
        : m_db(db)
    {
    }

    using VisitEvent = std::function<void(const CountedEvent &)>;
    /// Filled in: id, created, closed, closedBy, assigned, talkDuration, cost, extra if wanted.
    using VisitConversation = std::function<void(const Conversation &, RowId cell)>;

    void events(const CountedEvents &events, const VisitEvent &visit);
    void conversations(const CountedRange &range, const VisitConversation &visit);

    /// Those of the conversations that are only named so far.
    std::vector<RowId> undescribed(const std::vector<RowId> &conversations);

private:
    Database &m_db;
};

} // namespace watchfloor
