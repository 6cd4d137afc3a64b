// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/store/slicemarks.h"

#include <QHash>

#include <memory>

namespace watchfloor {

/// What a transaction does to the rows that the columns hold: collected while it writes, told to
/// the engine by value after the commit.
class FactJournal {
public:
    /// One that is in a column: its conversation has not vanished.
    struct Event {
        RowId column = 0; ///< event_name
        FactImage image;

        bool operator==(const Event &) const = default;
    };
    /// A conversation that is known and has not vanished.
    struct Conversation {
        TimeMs created = 0;
        std::optional<TimeMs> closed;
        RowId cell = 0;

        bool operator==(const Conversation &) const = default;
    };

    void clear();
    void cellMade(const FactCell &cell) { m_cells.push_back(cell); }
    /// A row may change several times; what was before the first and after the last time counts.
    void changed(RowId event, const std::optional<Event> &before, const std::optional<Event> &after)
    {
        note(&m_events, event, before, after);
    }
    void changed(RowId conversation, const std::optional<Conversation> &before,
                 const std::optional<Conversation> &after)
    {
        note(&m_conversations, conversation, before, after);
    }

    /// Ends the collecting; the delta is empty when nothing changed.
    std::shared_ptr<const FactDelta> finish();
    /// After finish(): the slices whose rows changed.
    const TouchedSlices &touched() const { return m_touched; }

private:
    template<typename Image>
    struct Entry {
        RowId id = 0;
        std::optional<Image> before;
        std::optional<Image> after;
    };
    template<typename Image>
    struct Entries {
        std::vector<Entry<Image>> list;
        QHash<RowId, std::size_t> places;
    };

    template<typename Image>
    static void note(Entries<Image> *entries, RowId id, const std::optional<Image> &before,
                     const std::optional<Image> &after);
    void tell(RowId id, RowId column, const std::optional<FactImage> &before,
              const std::optional<FactImage> &after);
    void touch(RowId id, RowId column, TimeMs time);

    std::vector<FactCell> m_cells;
    Entries<Event> m_events;
    Entries<Conversation> m_conversations;
    std::shared_ptr<FactDelta> m_delta;
    TouchedSlices m_touched;
};

} // namespace watchfloor
