// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QByteArray>

#include <compare>
#include <optional>
#include <vector>

namespace watchfloor {

/// Which column a fact row belongs to: the row of its event name, or one of these.
inline constexpr RowId ConversationsCreatedColumn = 0; ///< time = created, value = 0
inline constexpr RowId ConversationsClosedColumn = -1; ///< time = closed, value = closed - created

/// What the columns hold of one row: an event's `created`, or the conversation's time.
struct FactImage {
    TimeMs time = 0;
    RowId cell = 0;
    DurationMs value = 0;
    std::optional<DurationMs> business; ///< as the vendor told it
    // What business hours can be computed from where the vendor told none: an event's start and
    // end as far as they are known; creation and closing in the column of the closed ones.
    std::optional<TimeMs> from;
    std::optional<TimeMs> to;

    bool operator==(const FactImage &) const = default;
};

/// One combination of dimension values, by rows. 0 = none; bot: -1 = not known. An event's cell has
/// its own inbox and channel, else its conversation's.
struct FactCell {
    RowId id = 0;
    RowId account = 0;
    RowId agent = 0;
    RowId group = 0; ///< an event's own; see conversationGroup
    RowId skill = 0;
    RowId inbox = 0;
    RowId channel = 0;
    int bot = -1;
    /// The present group of the conversation. Which of the two counts is the vendor's rule.
    RowId conversationGroup = 0;
    int estimated = 0; ///< 1: the event's origin is EventOrigin::Estimated

    bool operator==(const FactCell &) const = default;
};

/// What one commit did to the columns, net: each row at most once per column.
struct FactDelta {
    struct Row {
        RowId column = 0;
        std::optional<FactImage> before; ///< none: new
        std::optional<FactImage> after;  ///< none: removed
    };
    std::vector<FactCell> cells; ///< made by this commit; to be taken in before the rows
    std::vector<Row> rows;
};

/// A slice of a column: one UTC day.
struct FactDay {
    static constexpr TimeMs Length = 86'400'000;

    RowId column = 0;
    TimeMs day = 0; ///< its first millisecond

    TimeMs end() const { return day + Length; }
    auto operator<=>(const FactDay &) const = default;

    static TimeMs dayOf(TimeMs time)
    {
        const TimeMs rest = time % Length;
        return time - (rest < 0 ? rest + Length : rest);
    }
};

/// A slice as bytes that its maker understands, true as of a change number.
struct FactSegment {
    FactDay slice;
    qint64 asOf = 0;
    QByteArray bytes;
};

} // namespace watchfloor
