// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rangewords.h"

#include "models/periodbefore.h"

#include <QCoreApplication>
#include <QDateTime>

namespace watchfloor {
namespace {

QString rangeSay(const char *text)
{
    return QCoreApplication::translate("range", text);
}

bool hasTimes(const RangeChoice &choice)
{
    return choice.preset == RangePreset::Custom && (choice.from.isValid() || choice.to.isValid());
}

QDateTime rangeLocalTime(TimeMs time, const MetricFormatter &format)
{
    return QDateTime::fromMSecsSinceEpoch(time, format.zone());
}

/// "7 Jun 2026 17:30"; a midnight that ends something is 24:00 of the day before.
QString dayAndTime(TimeMs time, bool isEnd, const QString &dayForm, const MetricFormatter &format)
{
    QDateTime at = rangeLocalTime(time, format);
    QString clock = format.locale().toString(at.time(), QStringLiteral("HH:mm"));
    if (isEnd && at.time() == QTime(0, 0)) {
        at = at.addDays(-1);
        clock = format.locale().toString(24) + QLatin1Char(':') +
                QString(2, format.locale().zeroDigit().at(0));
    }
    return format.locale().toString(at.date(), dayForm) + QLatin1Char(' ') + clock;
}

QString fromTo(const TimeRange &range, const QString &dayForm, const MetricFormatter &format)
{
    return dayAndTime(range.from, false, dayForm, format) + QStringLiteral(" – ") +
           dayAndTime(range.to, true, dayForm, format);
}

QString offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    QString text = QStringLiteral("UTC");
    if (minutes == 0)
        return text;
    text += seconds < 0 ? QChar(0x2212) : QLatin1Char('+');
    text += QString::number(minutes / 60);
    if (minutes % 60 != 0)
        text += QStringLiteral(":%1").arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return text;
}

int customDays(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    const TimeRange range = rangeOf(choice, now, zone);
    const QDate first = QDateTime::fromMSecsSinceEpoch(range.from, zone).date();
    const QDate last = QDateTime::fromMSecsSinceEpoch(range.to - 1, zone).date();
    return static_cast<int>(first.daysTo(last)) + 1;
}

} // namespace

QString rangeText(const RangeChoice &choice, TimeMs now, const MetricFormatter &format)
{
    if (choice.preset != RangePreset::Custom || !choice.first.isValid())
        return rangeTitle(choice.preset);
    const TimeRange range = rangeOf(choice, now, format.zone());
    if (!hasTimes(choice))
        return format.days(range);
    const QString day = QStringLiteral("d MMM");
    const QDate first = rangeLocalTime(range.from, format).date();
    if (first != rangeLocalTime(range.to - 1, format).date())
        return fromTo(range, day, format);
    return dayAndTime(range.from, false, day, format) + QStringLiteral("–") +
           dayAndTime(range.to, true, day, format).section(QLatin1Char(' '), -1);
}

QString rangeToolTip(const RangeChoice &choice, TimeMs now, const MetricFormatter &format)
{
    return fromTo(rangeOf(choice, now, format.zone()), QStringLiteral("ddd d MMM yyyy"), format);
}

QString comparisonText(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    switch (choice.preset) {
    case RangePreset::Today:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs yesterday"));
    case RangePreset::Yesterday:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the day before"));
    case RangePreset::Last24Hours:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the 24 hours before"));
    case RangePreset::Last7Days:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the 7 days before"));
    case RangePreset::Last30Days:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the 30 days before"));
    case RangePreset::ThisWeek:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs last week"));
    case RangePreset::LastWeek:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the week before"));
    case RangePreset::ThisMonth:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs last month"));
    case RangePreset::LastMonth:
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the month before"));
    case RangePreset::Custom:
        break;
    }
    const int days = customDays(choice, now, zone);
    if (days == 1)
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs the day before"));
    if (hasTimes(choice))
        return rangeSay(QT_TRANSLATE_NOOP("range", "vs as long before"));
    return rangeSay(QT_TRANSLATE_NOOP("range", "vs the %1 days before"))
        .arg(MetricFormatter().count(days));
}

QString comparisonToolTip(const RangeChoice &choice, TimeMs now, const MetricFormatter &format)
{
    const TimeRange before = periodBefore(choice, now, format.zone());
    QString text = rangeSay(QT_TRANSLATE_NOOP("range", "Beside each figure the one of %1"))
                       .arg(fromTo(before, QStringLiteral("ddd d MMM yyyy"), format));
    if (rangeOf(choice, now, format.zone()).contains(now))
        text += QLatin1Char('\n') +
                rangeSay(QT_TRANSLATE_NOOP("range", "Only as far as the present period has got"));
    return text;
}

QString zoneText(const QTimeZone &zone)
{
    const QString id = QString::fromLatin1(zone.id());
    return id.mid(id.lastIndexOf(QLatin1Char('/')) + 1).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString zoneToolTip(const QTimeZone &zone, TimeMs now, const QLocale &locale)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(now, zone);
    const QString offset = offsetText(zone.offsetFromUtc(at));
    const QString name = zone.abbreviation(at);
    // Many zones have no abbreviation but their offset ("+03").
    const bool hasName = !name.isEmpty() && name.at(0).isLetter() && name != offset;
    QString text = QString::fromLatin1(zone.id()) + QStringLiteral(": ") +
                   (hasName ? name + QStringLiteral(", ") : QString()) + offset;
    const auto next = zone.hasTransitions() ? zone.nextTransition(at) : QTimeZone::OffsetData();
    if (next.atUtc.isValid() && at.daysTo(next.atUtc) < 366 &&
        next.offsetFromUtc != zone.offsetFromUtc(at)) {
        const QDate day = next.atUtc.addSecs(next.offsetFromUtc).date();
        text += QLatin1Char('\n') + rangeSay(QT_TRANSLATE_NOOP("range", "From %1 on it is %2"))
                                        .arg(locale.toString(day, QStringLiteral("d MMM yyyy")),
                                             offsetText(next.offsetFromUtc));
    }
    return text;
}

} // namespace watchfloor
