// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/businessclocks.h"

#include "backend/engine/businesssettings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs halfYear = 183LL * 24 * 3600 * 1000;

std::optional<QTimeZone> zoneNamed(const QString &name)
{
    const QByteArray id = name.toUtf8();
    // Qt takes an empty name and many a word for a valid zone.
    return QTimeZone::isTimeZoneIdAvailable(id) ? std::optional(QTimeZone(id)) : std::nullopt;
}

std::optional<BusinessCalendar> calendarOf(const QString &zoneName,
                                           const std::optional<std::vector<WeeklySpan>> &spans)
{
    const auto zone = zoneNamed(zoneName);
    return zone && spans ? std::optional(BusinessCalendar(*zone, *spans)) : std::nullopt;
}

std::optional<BusinessCalendar> calendarOfInbox(const Account &account, const Grouping &inbox)
{
    const auto spans = businesssettings::weeklyHours(account, inbox.remoteId);
    if (!spans)
        return BusinessCalendar::ofInbox(inbox, account.timeZone);
    return calendarOf(businesssettings::zone(account), spans);
}

} // namespace

std::optional<BusinessCalendar> businessCalendarOf(const Account &account, const Grouping *inbox)
{
    auto calendar = inbox ? calendarOfInbox(account, *inbox) : std::nullopt;
    if (!calendar)
        calendar =
            calendarOf(businesssettings::zone(account), businesssettings::weeklyHours(account));
    if (calendar)
        calendar->add(businesssettings::specialDays(account));
    return calendar;
}

std::size_t BusinessClocks::made(std::optional<BusinessCalendar> calendar)
{
    if (!calendar)
        return none;
    m_clocks.push_back({std::move(*calendar), std::nullopt, {}});
    return m_clocks.size() - 1;
}

void BusinessClocks::add(const Account &account, const std::vector<Grouping> &groupings)
{
    QJsonArray mark{account.id, account.timeZone};
    for (const QString &key : account.settings.keys()) {
        if (businesssettings::isKey(key))
            mark.append(QJsonArray{key, account.settings.value(key)});
    }
    const std::size_t own = made(businessCalendarOf(account, nullptr));
    if (own != none)
        m_ofAccount[account.id] = own;
    for (const Grouping &inbox : groupings) {
        if (inbox.kind != GroupingKind::Inbox)
            continue;
        if (!calendarOfInbox(account, inbox))
            continue; // the account's clock is shared
        m_ofInbox[inbox.id] = made(businessCalendarOf(account, &inbox));
        mark.append(QJsonArray{inbox.id, inbox.remoteId, inbox.extra.value(u"timezone"),
                               inbox.extra.value(u"working_hours")});
    }
    m_mark += QJsonDocument(mark).toJson(QJsonDocument::Compact);
}

std::optional<DurationMs> BusinessClocks::openTime(RowId account, RowId inbox, TimeMs from,
                                                   TimeMs to)
{
    if (to < from)
        return std::nullopt;
    const auto ofInbox = inbox == 0 ? m_ofInbox.end() : m_ofInbox.find(inbox);
    std::size_t which = none;
    if (ofInbox != m_ofInbox.end()) {
        which = ofInbox->second;
    } else if (const auto ofAccount = m_ofAccount.find(account); ofAccount != m_ofAccount.end()) {
        which = ofAccount->second;
    }
    if (which == none)
        return std::nullopt;
    Clock &clock = m_clocks[which];
    const TimeRange &known = clock.prepared;
    if (!clock.hours || from < known.from || to > known.to) {
        // At least twice as long each time: rows in any order cost few preparations.
        const bool first = !clock.hours;
        const DurationMs more = std::max(halfYear, known.to - known.from);
        TimeRange wider{first ? from - more : known.from, first ? to + more : known.to};
        if (from < wider.from)
            wider.from = std::min(from, wider.from - more);
        if (to > wider.to)
            wider.to = std::max(to, wider.to + more);
        clock.hours.emplace(clock.calendar, wider);
        clock.prepared = wider;
    }
    return clock.hours->openTime({from, to});
}

} // namespace watchfloor
