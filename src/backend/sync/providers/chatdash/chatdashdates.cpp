// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashdates.h"

#include "backend/sync/providers/chatdash/chatdashsession.h"

#include <algorithm>
#include <array>

namespace watchfloor::chatdash {
namespace {

constexpr DurationMs apart = 4'000; // whole seconds on the server must not blur the answer
constexpr DurationMs longestTrial = hourMs;
constexpr std::array allFields{DateField::Created, DateField::Updated, DateField::Ended};

std::optional<TimeMs> timeOf(const Conversation &row, DateField field)
{
    switch (field) {
    case DateField::Created:
        return row.created;
    case DateField::Updated:
        return row.updatedAt;
    case DateField::Ended:
        return row.closed;
    case DateField::Unknown:
        break;
    }
    return std::nullopt;
}

/// Dates around `field` of the row that reach half way to its nearest other time.
std::optional<TimeRange> datesFor(const Conversation &row, DateField field)
{
    const auto at = timeOf(row, field);
    if (!at)
        return std::nullopt;
    DurationMs room = longestTrial;
    for (const DateField other : allFields) {
        const auto time = timeOf(row, other);
        if (other != field && time)
            room = std::min(room, std::abs(*time - *at));
    }
    if (room < apart)
        return std::nullopt;
    return TimeRange{*at - room / 2, *at + room / 2};
}

} // namespace

const char *capabilityOf(DateField field)
{
    switch (field) {
    case DateField::Created:
        return datesCreated;
    case DateField::Updated:
        return datesUpdated;
    case DateField::Ended:
        return datesEnded;
    case DateField::Unknown:
        break;
    }
    return nullptr;
}

DateField fittingField(const std::vector<SeenConversation> &rows, TimeRange asked)
{
    DateField found = DateField::Unknown;
    for (const DateField field : allFields) {
        const bool fits =
            !rows.empty() && std::all_of(rows.begin(), rows.end(), [&](const auto &s) {
                const auto time = timeOf(s.row, field);
                return time && *time >= asked.from && *time <= asked.to;
            });
        if (fits && found != DateField::Unknown)
            return DateField::Unknown;
        if (fits)
            found = field;
    }
    return found;
}

std::vector<DateTrial> dateTrials(const std::vector<SeenConversation> &rows)
{
    const SeenConversation *best = nullptr;
    DurationMs room = 0;
    for (const SeenConversation &seen : rows) {
        const auto dates = datesFor(seen.row, DateField::Created);
        if (dates && dates->to - dates->from > room) {
            best = &seen;
            room = dates->to - dates->from;
        }
    }
    std::vector<DateTrial> trials;
    if (!best)
        return trials;
    for (const DateField field : allFields) {
        if (const auto dates = datesFor(best->row, field))
            trials.push_back(DateTrial{best->row.remoteId, field, *dates});
    }
    return trials;
}

} // namespace watchfloor::chatdash
