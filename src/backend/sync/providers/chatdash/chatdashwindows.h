// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/shared/durations.h"

#include <QString>
#include <QStringList>

#include <optional>

/// How ChatDash's unpaged lists are walked: by windows of dates whose length follows what the
/// answers hold (guide 9.3). Pure.
namespace watchfloor::chatdash {

inline constexpr DurationMs firstLength = dayMs;
inline constexpr DurationMs shortestLength = hourMs;
inline constexpr DurationMs longestLength = 31 * dayMs;
inline constexpr DurationMs windowOverlap = hourMs; ///< on both sides: the bounds are undocumented

/// What the largest of a window's answers was like.
struct WindowWeight {
    qint64 rows = 0;
    qint64 bytes = 0;
    DurationMs took = 0;
};
DurationMs halved(DurationMs length);
/// > 2000 rows, > 8 MB or > 20 s halve, < 200 rows double.
DurationMs nextLength(DurationMs length, const WindowWeight &weight);

/// Where a walk is: in rounds of a month, newest first; in each agent by agent; of each the
/// windows, newest first. So nothing recent waits for one agent's years, and a round that has ended
/// can be claimed as covered.
struct WindowPlace {
    QString agent;
    TimeMs to = 0; ///< the next window ends here
    DurationMs length = firstLength;
    TimeMs roundTo = 0;

    QString text() const;
    static std::optional<WindowPlace> from(const QString &text);
};

/// A walk over `range` for the agents, whose ids are in ascending order.
class WindowWalk {
public:
    WindowWalk(TimeRange range, QStringList agents)
        : m_range(range)
        , m_agents(std::move(agents))
    {
    }

    /// The place to begin at, or the one of `cursor`; nothing when there is nothing to walk. An
    /// agent that has vanished since is passed over.
    std::optional<WindowPlace> start(const QString &cursor) const;
    TimeRange round(const WindowPlace &place) const;
    TimeRange window(const WindowPlace &place) const;
    /// Behind the window of `place` (`whole`: behind all of its agent's); nothing at the end.
    std::optional<WindowPlace> next(const WindowPlace &place, bool whole = false) const;

private:
    std::optional<WindowPlace> agentFrom(qsizetype index, TimeMs roundTo) const;

    TimeRange m_range;
    QStringList m_agents;
};

} // namespace watchfloor::chatdash
