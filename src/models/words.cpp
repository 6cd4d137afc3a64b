// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

#include "models/plaintext.h"

#include <QCoreApplication>

#include <array>
#include <span>

namespace watchfloor {
namespace {

struct Word {
    const char *key;
    const char *title;
};

constexpr std::array availabilities = {
    Word{"online", QT_TRANSLATE_NOOP("words", "Online")},
    Word{"busy", QT_TRANSLATE_NOOP("words", "Busy")},
    Word{"back_soon", QT_TRANSLATE_NOOP("words", "Back soon")},
    Word{"away", QT_TRANSLATE_NOOP("words", "Away")},
    Word{"offline", QT_TRANSLATE_NOOP("words", "Offline")},
};
constexpr std::array statuses = {
    Word{"queued", QT_TRANSLATE_NOOP("words", "Queued")},
    Word{"open", QT_TRANSLATE_NOOP("words", "Open")},
    Word{"pending", QT_TRANSLATE_NOOP("words", "Pending")},
    Word{"on_hold", QT_TRANSLATE_NOOP("words", "On hold")},
    Word{"snoozed", QT_TRANSLATE_NOOP("words", "Snoozed")},
    Word{"closed", QT_TRANSLATE_NOOP("words", "Closed")},
};
constexpr std::array priorities = {
    Word{"low", QT_TRANSLATE_NOOP("words", "Low")},
    Word{"medium", QT_TRANSLATE_NOOP("words", "Medium")},
    Word{"high", QT_TRANSLATE_NOOP("words", "High")},
    Word{"urgent", QT_TRANSLATE_NOOP("words", "Urgent")},
};
constexpr std::array channels = {
    Word{"web", QT_TRANSLATE_NOOP("words", "Web chat")},
    Word{"email", QT_TRANSLATE_NOOP("words", "E-mail")},
    Word{"whatsapp", QT_TRANSLATE_NOOP("words", "WhatsApp")},
    Word{"sms", QT_TRANSLATE_NOOP("words", "SMS")},
    Word{"telegram", QT_TRANSLATE_NOOP("words", "Telegram")},
    Word{"facebook", QT_TRANSLATE_NOOP("words", "Facebook")},
    Word{"instagram", QT_TRANSLATE_NOOP("words", "Instagram")},
    Word{"twitter", QT_TRANSLATE_NOOP("words", "Twitter")},
    Word{"line", QT_TRANSLATE_NOOP("words", "LINE")},
    Word{"voice", QT_TRANSLATE_NOOP("words", "Voice")},
    Word{"api", QT_TRANSLATE_NOOP("words", "API")},
};

int rankIn(std::span<const Word> words, const QString &key)
{
    for (size_t i = 0; i < words.size(); ++i) {
        if (key == QLatin1String(words[i].key))
            return static_cast<int>(i);
    }
    return -1;
}

QString titleIn(std::span<const Word> words, const QString &key)
{
    const int at = rankIn(words, key);
    return at < 0 ? oneLine(key, 60)
                  : QCoreApplication::translate("words", words[static_cast<size_t>(at)].title);
}

} // namespace

QString availabilityTitle(const QString &availability)
{
    return availability.isEmpty() ? QCoreApplication::translate("words", "Unknown")
                                  : titleIn(availabilities, availability);
}

int availabilityRank(const QString &availability)
{
    const int rank = rankIn(availabilities, availability);
    return rank < 0 ? static_cast<int>(availabilities.size()) : rank;
}

QStringList availabilityOrder()
{
    QStringList keys;
    for (const Word &word : availabilities)
        keys.append(QLatin1String(word.key));
    return keys;
}

bool isReachable(const QString &availability)
{
    return availability == QLatin1String("online") || availability == QLatin1String("busy");
}

QString statusTitle(const QString &status)
{
    return titleIn(statuses, status);
}

int statusRank(const QString &status)
{
    const int rank = rankIn(statuses, status);
    return rank < 0 ? static_cast<int>(statuses.size()) : rank;
}

QString priorityTitle(const QString &priority)
{
    return titleIn(priorities, priority);
}

int priorityRank(const QString &priority)
{
    return rankIn(priorities, priority);
}

QString channelTitle(const QString &channel)
{
    return titleIn(channels, channel);
}

} // namespace watchfloor
