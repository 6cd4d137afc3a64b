// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatdates.h"

#include <QDateTime>
#include <QRegularExpression>

namespace watchfloor::sandbox::rocketchat {

namespace {

/// Monday of an ISO week, plus days.
QDate weekDate(int year, int week, int weekday)
{
    const QDate fourth(year, 1, 4);
    return fourth.addDays((week - 1) * 7 - (fourth.dayOfWeek() - 1) + weekday - 1);
}

} // namespace

std::optional<Ms> Dates::iso(const QString &text, bool dateAloneIsUtc) const
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        QStringLiteral("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?|(\\d{2})(\\d{2})|-W(\\d{2})(?:-(\\d))?)?"
                       "(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
                       "\\s?(Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?)?")));
    const QRegularExpressionMatch m = pattern.match(text);
    if (!m.hasMatch())
        return std::nullopt;
    const auto number = [&](int group, int absent) {
        return m.captured(group).isEmpty() ? absent : m.captured(group).toInt();
    };
    const int year = number(1, 0);
    const QDate date = m.captured(6).isEmpty()
                           ? QDate(year, number(2, number(4, 1)), number(3, number(5, 1)))
                           : weekDate(year, number(6, 1), number(7, 1));
    const QTime time(
        number(8, 0), number(9, 0), number(10, 0),
        m.captured(11).isEmpty() ? 0 : m.captured(11).leftJustified(3, u'0', true).toInt());
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const QString offset = m.captured(12);
    if (offset.isEmpty() && !(dateAloneIsUtc && m.captured(8).isEmpty()))
        return QDateTime(date, time, m_zone).toMSecsSinceEpoch();
    Ms shift = 0;
    if (offset.size() > 1) {
        shift = offset.mid(1, 2).toInt() * Hour + offset.right(2).toInt() * Minute;
        if (offset.size() == 3)
            shift = offset.mid(1, 2).toInt() * Hour;
        if (offset.startsWith(QLatin1Char('-')))
            shift = -shift;
    }
    return QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() - shift;
}

/// What JS engines read besides ISO: month/day/year and mail dates.
std::optional<Ms> Dates::legacy(const QString &text) const
{
    const QDate date = QDate::fromString(text, QStringLiteral("M/d/yyyy"));
    if (date.isValid())
        return QDateTime(date, QTime(0, 0), m_zone).toMSecsSinceEpoch();
    const QDateTime mail = QDateTime::fromString(text, Qt::RFC2822Date);
    return mail.isValid() ? std::optional<Ms>(mail.toMSecsSinceEpoch()) : std::nullopt;
}

std::optional<Ms> Dates::moment(const QString &text) const
{
    const auto found = iso(text, false);
    return found ? found : legacy(text);
}

std::optional<Ms> Dates::parse(const QString &text) const
{
    const auto found = iso(text, true);
    return found ? found : legacy(text);
}

Ms Dates::dayStart(Ms instant) const
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(instant, m_zone).date();
    return day.startOfDay(m_zone).toMSecsSinceEpoch();
}

Ms Dates::dayEnd(Ms instant) const
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(instant, m_zone).date();
    return day.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch();
}

QString wrongDate(const char *name)
{
    return QStringLiteral("The \"%1\" query parameter must be a valid date.")
        .arg(QLatin1String(name));
}

QString Dates::wrongRange(const QString &start, const QString &end) const
{
    const auto from = moment(start);
    if (!from)
        return wrongDate("start");
    const auto to = moment(end);
    if (!to)
        return wrongDate("end");
    // moment's years are months / 12 with a fraction of days: 1.01 of them are a year and 3 days.
    const QDate first = QDateTime::fromMSecsSinceEpoch(*from, m_zone).date();
    const QDate last = QDateTime::fromMSecsSinceEpoch(*to, m_zone).date();
    if (last > first.addYears(1).addDays(3))
        return QStringLiteral(
            "The \"start\" and \"end\" query parameters must be less than 1 year apart.");
    if (*from > *to)
        return QStringLiteral(
            "The \"start\" query parameter must be before the \"end\" query parameter.");
    return {};
}

} // namespace watchfloor::sandbox::rocketchat
