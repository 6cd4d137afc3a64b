// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/tables/rawtable.h"

#include "backend/engine/localtime.h"

#include <QDateTime>

#include <chrono>

namespace watchfloor {
namespace {

// Years of four digits; what lies beyond takes the slow way.
constexpr TimeMs firstPlain = -62'135'596'800'000;
constexpr TimeMs endOfPlain = 253'402'300'800'000;
constexpr TimeMs dayLength = 86'400'000;

void appendDigits(QByteArray &into, int number, int digits)
{
    char text[4];
    for (int i = digits - 1; i >= 0; --i, number /= 10)
        text[i] = static_cast<char>('0' + number % 10);
    into.append(text, digits);
}

/// A reading of a clock, given as if it were UTC.
void appendReading(QByteArray &into, TimeMs local, bool milliseconds)
{
    const qint64 day = floorDiv(local, dayLength);
    const auto rest = static_cast<int>(local - day * dayLength);
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
    appendDigits(into, static_cast<int>(date.year()), 4);
    into += '-';
    appendDigits(into, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    into += '-';
    appendDigits(into, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    into += 'T';
    appendDigits(into, rest / 3'600'000, 2);
    into += ':';
    appendDigits(into, rest / 60'000 % 60, 2);
    into += ':';
    appendDigits(into, rest / 1000 % 60, 2);
    if (!milliseconds)
        return;
    into += '.';
    appendDigits(into, rest % 1000, 3);
}

bool isPlain(TimeMs instant)
{
    return instant >= firstPlain + dayLength && instant < endOfPlain - dayLength;
}

} // namespace

int InstantWords::offsetOf(TimeMs instant)
{
    constexpr TimeMs quarterLength = 900'000;
    const auto asked = [this](TimeMs at) {
        return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC));
    };
    const qint64 quarter = floorDiv(instant, quarterLength);
    if (m_known.empty())
        m_known.resize(1024);
    Known &known = m_known[static_cast<std::size_t>(quarter) % m_known.size()];
    if (known.quarter != quarter) {
        const TimeMs begin = quarter * quarterLength;
        known = {quarter, asked(begin), false};
        known.changes = asked(begin + quarterLength - 1) != known.offset;
    }
    return known.changes ? asked(instant) : known.offset;
}

void InstantWords::zoned(QByteArray &into, TimeMs instant)
{
    if (!isPlain(instant)) {
        const QDateTime utc = QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC);
        into += utc.toOffsetFromUtc(m_zone.offsetFromUtc(utc))
                    .toString(instant % 1000 ? Qt::ISODateWithMs : Qt::ISODate)
                    .toLatin1();
        return;
    }
    const int offset = offsetOf(instant);
    appendReading(into, instant + TimeMs{offset} * 1000, instant % 1000 != 0);
    if (offset == 0) {
        into += 'Z';
        return;
    }
    const int minutes = std::abs(offset) / 60;
    into += offset < 0 ? '-' : '+';
    appendDigits(into, minutes / 60, 2);
    into += ':';
    appendDigits(into, minutes % 60, 2);
}

void InstantWords::utc(QByteArray &into, TimeMs instant)
{
    if (!isPlain(instant)) {
        into +=
            QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
        return;
    }
    appendReading(into, instant, true);
    into += 'Z';
}

} // namespace watchfloor
