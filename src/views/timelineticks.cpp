// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinegeometry.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

constexpr DurationMs tickSecond = 1'000;
constexpr DurationMs tickMinute = 60 * tickSecond;
constexpr DurationMs tickHour = 60 * tickMinute;
constexpr DurationMs tickDay = 24 * tickHour;

enum class TickUnit { Clock, Days, Months, Years };

struct TickStep {
    DurationMs length; // nominal, to choose by
    TickUnit unit;
    int count; // of days, months, years
};

constexpr std::array tickSteps{
    TickStep{1 * tickSecond, TickUnit::Clock, 0},  TickStep{2 * tickSecond, TickUnit::Clock, 0},
    TickStep{5 * tickSecond, TickUnit::Clock, 0},  TickStep{10 * tickSecond, TickUnit::Clock, 0},
    TickStep{15 * tickSecond, TickUnit::Clock, 0}, TickStep{30 * tickSecond, TickUnit::Clock, 0},
    TickStep{1 * tickMinute, TickUnit::Clock, 0},  TickStep{2 * tickMinute, TickUnit::Clock, 0},
    TickStep{5 * tickMinute, TickUnit::Clock, 0},  TickStep{10 * tickMinute, TickUnit::Clock, 0},
    TickStep{15 * tickMinute, TickUnit::Clock, 0}, TickStep{30 * tickMinute, TickUnit::Clock, 0},
    TickStep{1 * tickHour, TickUnit::Clock, 0},    TickStep{2 * tickHour, TickUnit::Clock, 0},
    TickStep{3 * tickHour, TickUnit::Clock, 0},    TickStep{6 * tickHour, TickUnit::Clock, 0},
    TickStep{12 * tickHour, TickUnit::Clock, 0},   TickStep{1 * tickDay, TickUnit::Days, 1},
    TickStep{2 * tickDay, TickUnit::Days, 2},      TickStep{7 * tickDay, TickUnit::Days, 7},
    TickStep{14 * tickDay, TickUnit::Days, 14},    TickStep{30 * tickDay, TickUnit::Months, 1},
    TickStep{91 * tickDay, TickUnit::Months, 3},   TickStep{182 * tickDay, TickUnit::Months, 6},
    TickStep{365 * tickDay, TickUnit::Years, 1},   TickStep{1825 * tickDay, TickUnit::Years, 5},
    TickStep{3650 * tickDay, TickUnit::Years, 10}, TickStep{18250 * tickDay, TickUnit::Years, 50},
};

const TickStep &chosenStep(TimeRange visible, int width, int minSpacing)
{
    const double perPixel = double(visible.to - visible.from) / std::max(width, 1);
    for (const TickStep &step : tickSteps) {
        if (double(step.length) >= perPixel * minSpacing)
            return step;
    }
    return tickSteps.back();
}

QDate alignedDate(QDate date, const TickStep &step)
{
    switch (step.unit) {
    case TickUnit::Clock:
        return date;
    case TickUnit::Days: {
        // Julian day 0 was a Monday: sevens fall on Mondays, whatever the range.
        const qint64 julian = date.toJulianDay();
        return QDate::fromJulianDay(julian - julian % step.count);
    }
    case TickUnit::Months: {
        const int month = date.month() - (date.month() - 1) % step.count;
        return QDate(date.year(), month, 1);
    }
    case TickUnit::Years:
        return QDate(date.year() - date.year() % step.count, 1, 1);
    }
    return date;
}

QDate nextDate(QDate date, const TickStep &step)
{
    switch (step.unit) {
    case TickUnit::Clock:
        return date.addDays(1);
    case TickUnit::Days:
        return date.addDays(step.count);
    case TickUnit::Months:
        return date.addMonths(step.count);
    case TickUnit::Years:
        return date.addYears(step.count);
    }
    return date;
}

QString dateLabel(QDate date, const TickStep &step, const QLocale &locale)
{
    switch (step.unit) {
    case TickUnit::Clock:
    case TickUnit::Days:
        return locale.toString(date, QStringLiteral("ddd d MMM"));
    case TickUnit::Months:
        return locale.toString(date, QStringLiteral("MMM yyyy"));
    case TickUnit::Years:
        return QString::number(date.year());
    }
    return {};
}

} // namespace

std::vector<TimeTick> timeTicks(TimeRange visible, int width, const QTimeZone &zone,
                                const QLocale &locale, int minSpacing)
{
    std::vector<TimeTick> ticks;
    if (visible.isEmpty() || !zone.isValid())
        return ticks;
    const TickStep &step = chosenStep(visible, width, minSpacing);
    const auto add = [&](TimeMs time, const QString &label, bool dayStart) {
        // A repeated local hour (end of summer time) must not step backwards.
        if (visible.contains(time) && (ticks.empty() || time > ticks.back().time))
            ticks.push_back({time, label, dayStart});
    };
    // A 24 h clock everywhere: the axis has no room for am and pm.
    const QString clock =
        step.length < tickMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");

    QDate date = alignedDate(QDateTime::fromMSecsSinceEpoch(visible.from, zone).date(), step);
    for (;; date = nextDate(date, step)) {
        const QDateTime start = date.startOfDay(zone);
        if (!start.isValid() || start.toMSecsSinceEpoch() >= visible.to)
            break;
        const TimeMs dayStart = start.toMSecsSinceEpoch();
        add(dayStart, dateLabel(date, step, locale), true);
        if (step.unit != TickUnit::Clock)
            continue;
        const TimeMs dayEnd = date.addDays(1).startOfDay(zone).toMSecsSinceEpoch();
        // Wall-clock times of this day; the ones that the zone skips simply do not exist. Two
        // hours of slack, because the wall clock may run ahead of the time since midnight.
        const DurationMs sinceMidnight = visible.from - dayStart - 2 * tickHour;
        const DurationMs first = std::max(step.length, sinceMidnight / step.length * step.length);
        for (DurationMs ms = first; ms < tickDay; ms += step.length) {
            const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(ms));
            const QDateTime moment(date, time, zone);
            if (!moment.isValid() || moment.time() != time)
                continue;
            const TimeMs at = moment.toMSecsSinceEpoch();
            if (at >= visible.to || at >= dayEnd)
                break;
            add(at, locale.toString(time, clock), false);
        }
    }
    return ticks;
}

} // namespace watchfloor
