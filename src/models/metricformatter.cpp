// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metricformatter.h"

#include <QDateTime>

#include <limits>

namespace watchfloor {
namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 dayLength = 24 * hour;

/// CLDR's minimumGroupingDigits: 1234 but 12.345. QLocale of Qt 6.4 knows the rule but then leaves
/// groups out of larger numbers ("1234.567"), hence the grouping of our own.
bool groupsFromFiveDigits(const QLocale &locale)
{
    return locale.language() == QLocale::Spanish || locale.language() == QLocale::Polish ||
           (locale.language() == QLocale::Portuguese && locale.territory() != QLocale::Brazil);
}

bool groupsByTwo(const QLocale &locale)
{
    switch (locale.territory()) {
    case QLocale::India:
    case QLocale::Bangladesh:
    case QLocale::Nepal:
        return true;
    default:
        return false;
    }
}

} // namespace

MetricFormatter::MetricFormatter(const QLocale &locale, const QTimeZone &zone)
    : m_locale(locale)
    , m_zone(zone.isValid() ? zone : QTimeZone::utc())
{
}

QString MetricFormatter::count(qint64 value) const
{
    const QString digits = QString::number(value < 0 ? 0ULL - static_cast<quint64>(value)
                                                     : static_cast<quint64>(value));
    const QString separator = m_locale.groupSeparator();
    const bool grouped = digits.size() >= (groupsFromFiveDigits(m_locale) ? 5 : 4);
    const QString zero = m_locale.zeroDigit();
    QString out = value < 0 ? m_locale.negativeSign() : QString();
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const qsizetype rest = digits.size() - i;
        const bool boundary =
            groupsByTwo(m_locale) ? (rest == 3 || (rest > 3 && rest % 2 == 1)) : rest % 3 == 0;
        if (grouped && i > 0 && boundary)
            out += separator;
        const char16_t offset = static_cast<char16_t>(digits.at(i).unicode() - u'0');
        if (zero.size() == 1)
            out += QChar(static_cast<char16_t>(zero.at(0).unicode() + offset));
        else
            out += m_locale.toString(static_cast<int>(offset)); // digits outside the first plane
    }
    return out;
}

QString MetricFormatter::one(const QString &number, const QString &unit) const
{
    return number + QLatin1Char(' ') + unit;
}

QString MetricFormatter::pair(qint64 big, const QString &bigUnit, qint64 small,
                              const QString &smallUnit) const
{
    const QString first = one(count(big), bigUnit);
    return small == 0 ? first : first + QLatin1Char(' ') + one(count(small), smallUnit);
}

QString MetricFormatter::duration(DurationMs value) const
{
    if (value < 0) {
        // The wire does say such things; a sign is more honest than a zero.
        const DurationMs positive = value == std::numeric_limits<DurationMs>::min()
                                        ? std::numeric_limits<DurationMs>::max()
                                        : -value;
        return m_locale.negativeSign() + duration(positive);
    }
    const QString s = tr("s", "seconds");
    if (value == 0)
        return one(count(0), s);
    if (value < 9950)
        return one(m_locale.toString(static_cast<double>(value) / 1000.0, 'f', 1), s);
    const qint64 seconds = (value + second / 2) / second;
    if (seconds < 60)
        return one(count(seconds), s);
    if (seconds < 3600)
        return pair(seconds / 60, tr("m", "minutes"), seconds % 60, s);
    const qint64 minutes = (value + minute / 2) / minute;
    if (minutes < 24 * 60)
        return pair(minutes / 60, tr("h", "hours"), minutes % 60, tr("m", "minutes"));
    const qint64 hours = (value + hour / 2) / hour;
    return pair(hours / 24, tr("d", "days"), hours % 24, tr("h", "hours"));
}

QString MetricFormatter::age(DurationMs value) const
{
    if (value < minute)
        return tr("< %1 m", "less than a minute").arg(count(1));
    if (value < hour)
        return one(count(value / minute), tr("m", "minutes"));
    if (value < dayLength)
        return pair(value / hour, tr("h", "hours"), value % hour / minute, tr("m", "minutes"));
    return pair(value / dayLength, tr("d", "days"), value % dayLength / hour, tr("h", "hours"));
}

QString MetricFormatter::clock(TimeMs time) const
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time, m_zone);
    return m_locale.toString(at.time(), QStringLiteral("HH:mm:ss"));
}

QString MetricFormatter::moment(TimeMs time, TimeMs now) const
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time, m_zone);
    const QDate today = QDateTime::fromMSecsSinceEpoch(now, m_zone).date();
    const qint64 days = at.date().daysTo(today);
    if (days == 0)
        return m_locale.toString(at.time(), QStringLiteral("HH:mm"));
    if (days > 0 && days < 7)
        return m_locale.toString(at, QStringLiteral("ddd HH:mm"));
    if (at.date().year() == today.year())
        return m_locale.toString(at, QStringLiteral("d MMM HH:mm"));
    return day(time);
}

QString MetricFormatter::toTheSecond(TimeMs time, TimeMs now) const
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(time, m_zone).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(now, m_zone).date();
    if (date == today)
        return clock(time);
    const bool thisYear = date.year() == today.year();
    const QString on = thisYear ? m_locale.toString(date, QStringLiteral("d MMM")) : day(time);
    return on + QLatin1Char(' ') + clock(time);
}

QString MetricFormatter::full(TimeMs time) const
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time, m_zone);
    return m_locale.toString(at, QStringLiteral("ddd d MMM yyyy HH:mm:ss")) + QLatin1Char(' ') +
           m_zone.abbreviation(at);
}

QString MetricFormatter::day(TimeMs time) const
{
    return m_locale.toString(QDateTime::fromMSecsSinceEpoch(time, m_zone).date(),
                             QStringLiteral("d MMM yyyy"));
}

QString MetricFormatter::days(const TimeRange &range) const
{
    const QDate first = QDateTime::fromMSecsSinceEpoch(range.from, m_zone).date();
    const TimeMs inside = range.isEmpty() ? range.from : range.to - 1;
    const QDate last = QDateTime::fromMSecsSinceEpoch(inside, m_zone).date();
    if (first == last)
        return day(range.from);
    const bool sameYear = first.year() == last.year();
    return m_locale.toString(first,
                             sameYear ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy")) +
           QStringLiteral(" – ") + day(inside);
}

} // namespace watchfloor
