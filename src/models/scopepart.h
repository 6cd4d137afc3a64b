// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filterdimension.h"

#include <algorithm>

namespace watchfloor {

/// One thing the top bar asks a page for. A page tells by these what it does not follow, and the
/// bar's pickers and chips say so.
enum class ScopePart {
    Agents,
    Groups,
    Skills,
    Inboxes,
    Channels,
    Labels,
    Who,
    Accounts,
    Range,
    Zone,
    Business,
    Compare,
    Search,
};

struct IgnoredPart {
    ScopePart part = ScopePart::Agents;
    QString reason = {}; ///< one sentence without its full stop; empty = the general one

    bool operator==(const IgnoredPart &) const = default;
};
using IgnoredParts = std::vector<IgnoredPart>;

constexpr ScopePart partOf(FilterDimension dimension)
{
    switch (dimension) {
    case FilterDimension::Agent:
        return ScopePart::Agents;
    case FilterDimension::Group:
        return ScopePart::Groups;
    case FilterDimension::Skill:
        return ScopePart::Skills;
    case FilterDimension::Inbox:
        return ScopePart::Inboxes;
    case FilterDimension::Channel:
        return ScopePart::Channels;
    case FilterDimension::Label:
        return ScopePart::Labels;
    case FilterDimension::Who:
        break;
    }
    return ScopePart::Who;
}

/// Null where the page follows the part.
inline const IgnoredPart *ignoredPart(const IgnoredParts &ignored, ScopePart part)
{
    const auto found = std::find_if(ignored.begin(), ignored.end(),
                                    [part](const IgnoredPart &one) { return one.part == part; });
    return found == ignored.end() ? nullptr : &*found;
}

} // namespace watchfloor
