// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/engine/businesshours.h"

#include <map>
#include <unordered_map>

namespace watchfloor {

/// Whose hours count for what happens in an inbox: those the account's settings give it, else its
/// own at the vendor, else the account's (`inbox` null: the account's alone). The account's closed
/// and special days hold for all. None: nobody has said.
std::optional<BusinessCalendar> businessCalendarOf(const Account &account, const Grouping *inbox);

/// The calendars of many accounts and inboxes, asked millions of times.
class BusinessClocks {
public:
    void add(const Account &account, const std::vector<Grouping> &groupings);
    bool any() const { return !m_clocks.empty(); }

    /// Open time from `from` to `to` by the inbox's calendar, else the account's. None: there is
    /// neither, or the times are reversed. `inbox` is the row of the grouping, 0 = none.
    std::optional<DurationMs> openTime(RowId account, RowId inbox, TimeMs from, TimeMs to);

    /// Two sets with equal marks answer alike.
    const QByteArray &mark() const { return m_mark; }

private:
    /// Works out the open stretches of the years that were asked for.
    struct Clock {
        BusinessCalendar calendar;
        std::optional<OpenHours> hours;
        TimeRange prepared;
    };
    std::size_t made(std::optional<BusinessCalendar> calendar);

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<Clock> m_clocks;
    std::unordered_map<RowId, std::size_t> m_ofAccount;
    std::unordered_map<RowId, std::size_t> m_ofInbox;
    QByteArray m_mark;
};

} // namespace watchfloor
