// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trendsteps.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

using Step = ChartQuestion::Step;

QString coarserText(const char *text)
{
    return QCoreApplication::translate("TrendSteps", text);
}

} // namespace

Step stepOf(const TrendReport &report)
{
    constexpr DurationMs anHour = 3'600'000;
    const TimeRange bucket = report.points.empty() ? TimeRange{} : report.points.front().bucket;
    const DurationMs length = bucket.to - bucket.from;
    if (length <= 2 * anHour)
        return Step::Hour;
    if (length <= 26 * anHour)
        return Step::Day;
    return length <= 8 * 24 * anHour ? Step::Week : Step::Month;
}

QString coarserSteps(Step asked, Step drawn)
{
    if (asked == Step::Automatic || drawn <= asked)
        return {};
    const QString limit =
        asked == Step::Hour
            ? coarserText(QT_TRANSLATE_NOOP("TrendSteps", "hours are for ranges of up to 35 days"))
            : coarserText(QT_TRANSLATE_NOOP("TrendSteps", "days are for ranges of up to 10 years"));
    return (drawn == Step::Day ? coarserText(QT_TRANSLATE_NOOP("TrendSteps", "Drawn by day: %1."))
                               : coarserText(QT_TRANSLATE_NOOP("TrendSteps", "Drawn by week: %1.")))
        .arg(limit);
}

} // namespace watchfloor
