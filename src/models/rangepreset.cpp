// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rangepreset.h"

#include "backend/engine/daterange.h"

#include <QCoreApplication>
#include <QLocale>

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
    PresetWords{RangePreset::ThisWeek, "week", QT_TRANSLATE_NOOP("range", "This week")},
    PresetWords{RangePreset::LastWeek, "last-week", QT_TRANSLATE_NOOP("range", "Last week")},
    PresetWords{RangePreset::ThisMonth, "month", QT_TRANSLATE_NOOP("range", "This month")},
    PresetWords{RangePreset::LastMonth, "last-month", QT_TRANSLATE_NOOP("range", "Last month")},
    PresetWords{RangePreset::Custom, "custom", QT_TRANSLATE_NOOP("range", "Custom range")},
};

const PresetWords &wordsOf(RangePreset preset)
{
    return *std::find_if(presetWords.begin(), presetWords.end(),
                         [preset](const PresetWords &w) { return w.preset == preset; });
}

TimeRange customRange(const RangeChoice &choice, QDate today, const QTimeZone &zone)
{
    const QDate first = choice.first.isValid() ? choice.first : today;
    const QDate last = choice.last.isValid() ? std::max(choice.last, first) : first;
    const TimeMs from = instantAt(first, choice.from.isValid() ? choice.from : QTime(0, 0), zone);
    const TimeMs behind = startOfDay(last.addDays(1), zone);
    const TimeMs to = choice.to.isValid() ? instantAt(last, choice.to, zone) : behind;
    return {from, to > from ? to : behind};
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

Qt::DayOfWeek firstDayOfWeek()
{
    return QLocale().firstDayOfWeek();
}

TimeRange rangeOf(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    if (const auto named = namedRange(rangeKey(choice.preset), zone, now, firstDayOfWeek()))
        return *named;
    return customRange(choice, dayOf(now, zone), zone);
}

} // namespace watchfloor
