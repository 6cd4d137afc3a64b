// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/jsonreader.h"

#include <QDate>
#include <QStringView>

namespace watchfloor {
namespace {

/// Reads fixed-width digits; a fault sticks. Ten times faster than QDateTime, which counts: a
/// conversation has five times.
class Digits {
public:
    explicit Digits(QStringView text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    bool ok() const { return m_ok; }
    QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    bool take(QChar c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    void expect(QChar c) { m_ok = take(c) && m_ok; }
    bool atDigit() const { return !atEnd() && peek() >= u'0' && peek() <= u'9'; }
    int number(int width)
    {
        int value = 0;
        for (int i = 0; i < width; ++i) {
            if (!atDigit()) {
                m_ok = false;
                return 0;
            }
            value = value * 10 + (m_text[m_at++].unicode() - u'0');
        }
        return value;
    }
    /// 1 to 9 digits after the point; those past the third are cut.
    int milliseconds()
    {
        int value = 0;
        int count = 0;
        for (; atDigit() && count < 9; ++count) {
            const int digit = number(1);
            if (count < 3)
                value = value * 10 + digit;
        }
        m_ok = m_ok && count > 0 && !atDigit();
        for (; count < 3; ++count)
            value *= 10;
        return value;
    }

private:
    QStringView m_text;
    qsizetype m_at = 0;
    bool m_ok = true;
};

/// Minutes east of Greenwich; nothing when there is no zone.
std::optional<int> zone(Digits &in)
{
    if (in.take(u'Z') || in.take(u'z'))
        return 0;
    const bool east = in.take(u'+');
    if (!east && !in.take(u'-'))
        return std::nullopt;
    const int hours = in.number(2);
    in.take(u':');
    const int minutes = in.number(2);
    if (hours > 18 || minutes > 59)
        return std::nullopt;
    const int offset = hours * 60 + minutes;
    return east ? offset : -offset;
}

} // namespace

std::optional<TimeMs> parseIsoTime(const QString &text)
{
    Digits in(text);
    const int year = in.number(4);
    in.expect(u'-');
    const int month = in.number(2);
    in.expect(u'-');
    const int day = in.number(2);
    if (!in.take(u't'))
        in.expect(u'T');
    const int hour = in.number(2);
    in.expect(u':');
    const int minute = in.number(2);
    in.expect(u':');
    const int second = in.number(2);
    const int ms = in.take(u'.') ? in.milliseconds() : 0;
    const auto offset = zone(in);
    if (!in.ok() || !in.atEnd() || !offset || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const QDate date(year, month, day);
    if (!date.isValid())
        return std::nullopt;
    constexpr qint64 epochDay = 2'440'588; // the Julian day of 1970-01-01
    const qint64 minutes = ((date.toJulianDay() - epochDay) * 24 + hour) * 60 + minute - *offset;
    return (minutes * 60 + second) * 1'000 + ms;
}

} // namespace watchfloor
