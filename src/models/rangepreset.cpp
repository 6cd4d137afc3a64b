// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rangepreset.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

struct PresetWords {
    RangePreset preset;
    const char *key;
    const char *title;
};

constexpr std::array presetWords = {
    PresetWords{RangePreset::Today, "today", QT_TRANSLATE_NOOP("range", "Today")},
    PresetWords{RangePreset::Yesterday, "yesterday", QT_TRANSLATE_NOOP("range", "Yesterday")},
    PresetWords{RangePreset::Last24Hours, "24h", QT_TRANSLATE_NOOP("range", "Last 24 hours")},
    PresetWords{RangePreset::Last7Days, "7d", QT_TRANSLATE_NOOP("range", "Last 7 days")},
    PresetWords{RangePreset::Last30Days, "30d", QT_TRANSLATE_NOOP("range", "Last 30 days")},
    PresetWords{RangePreset::ThisMonth, "month", QT_TRANSLATE_NOOP("range", "This month")},
    PresetWords{RangePreset::Custom, "custom", QT_TRANSLATE_NOOP("range", "Custom range")},
};

const PresetWords &wordsOf(RangePreset preset)
{
    return *std::find_if(presetWords.begin(), presetWords.end(),
                         [preset](const PresetWords &w) { return w.preset == preset; });
}

TimeMs startOf(const QDate &day, const QTimeZone &zone)
{
    return day.startOfDay(zone)
        .toMSecsSinceEpoch(); // the first valid instant when midnight is skipped
}

} // namespace

std::vector<RangePreset> rangePresets()
{
    std::vector<RangePreset> all;
    for (const PresetWords &words : presetWords)
        all.push_back(words.preset);
    return all;
}

QString rangeTitle(RangePreset preset)
{
    return QCoreApplication::translate("range", wordsOf(preset).title);
}

QString rangeKey(RangePreset preset)
{
    return QLatin1String(wordsOf(preset).key);
}

RangePreset rangePresetFromKey(const QString &key, RangePreset fallback)
{
    for (const PresetWords &words : presetWords) {
        if (key == QLatin1String(words.key))
            return words.preset;
    }
    return fallback;
}

TimeRange rangeOf(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    constexpr TimeMs minute = 60'000;
    const QDate today = QDateTime::fromMSecsSinceEpoch(now, zone).date();
    const TimeMs tomorrow = startOf(today.addDays(1), zone);
    switch (choice.preset) {
    case RangePreset::Today:
        return {startOf(today, zone), tomorrow};
    case RangePreset::Yesterday:
        return {startOf(today.addDays(-1), zone), startOf(today, zone)};
    case RangePreset::Last24Hours: {
        // Whole minutes, so that the question stays the same between two refreshes.
        const TimeMs end = now - now % minute + minute;
        return {end - 24 * 60 * minute, end};
    }
    case RangePreset::Last7Days:
        return {startOf(today.addDays(-6), zone), tomorrow};
    case RangePreset::Last30Days:
        return {startOf(today.addDays(-29), zone), tomorrow};
    case RangePreset::ThisMonth:
        return {startOf(QDate(today.year(), today.month(), 1), zone), tomorrow};
    case RangePreset::Custom:
        break;
    }
    const QDate first = choice.first.isValid() ? choice.first : today;
    const QDate last = choice.last.isValid() ? std::max(choice.last, first) : first;
    return {startOf(first, zone), startOf(last.addDays(1), zone)};
}

} // namespace watchfloor
