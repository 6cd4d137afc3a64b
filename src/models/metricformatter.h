// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/timerange.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <optional>

namespace watchfloor {

/// Every number, duration and time on screen goes through here. Times are shown in one zone;
/// "now" is always an argument. Cheap to copy.
class MetricFormatter {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::MetricFormatter)
public:
    MetricFormatter()
        : MetricFormatter(QLocale(), QTimeZone::systemTimeZone())
    {
    }
    MetricFormatter(const QLocale &locale, const QTimeZone &zone);

    const QTimeZone &zone() const { return m_zone; }
    const QLocale &locale() const { return m_locale; }

    /// What stands where there is no data.
    static QString none() { return QStringLiteral("–"); }

    /// "12,345" with the locale's digits and grouping.
    QString count(qint64 value) const;
    QString count(std::optional<qint64> value) const { return value ? count(*value) : none(); }

    /// Exact enough to compare: "48 s", "3 m 48 s", "2 h 10 m", "3 d 4 h"; below 10 s one decimal.
    QString duration(DurationMs value) const;
    QString duration(std::optional<DurationMs> v) const { return v ? duration(*v) : none(); }

    /// How long something has lasted, without seconds, so that it does not flicker:
    /// "< 1 m", "12 m", "2 h 10 m", "3 d 4 h".
    QString age(DurationMs value) const;

    /// "14:03:20" in the zone.
    QString clock(TimeMs time) const;
    /// "14:03" today, "Tue 14:03" within a week, else "12 Mar 14:03" or "12 Mar 2024".
    QString moment(TimeMs time, TimeMs now) const;
    /// To the second: "14:03:20" today, "12 Mar 14:03:20" this year, else with the year.
    QString toTheSecond(TimeMs time, TimeMs now) const;
    /// Date, time with seconds and zone: for tooltips.
    QString full(TimeMs time) const;
    /// "12 Mar 2024" and "12 Mar – 14 Mar 2024" (the last day a range touches).
    QString day(TimeMs time) const;
    QString days(const TimeRange &range) const;

    bool operator==(const MetricFormatter &o) const
    {
        return m_locale == o.m_locale && m_zone == o.m_zone;
    }

private:
    QString pair(qint64 big, const QString &bigUnit, qint64 small, const QString &smallUnit) const;
    QString one(const QString &number, const QString &unit) const;

    QLocale m_locale;
    QTimeZone m_zone;
};

} // namespace watchfloor
