// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"

#include "backend/sync/providers/shared/wordtable.h"

#include <array>

namespace watchfloor::chatwoot {
namespace {

constexpr std::array statusWords{
    WordPair{"open", "open"},
    WordPair{"resolved", "closed"},
    WordPair{"pending", "pending"},
    WordPair{"snoozed", "snoozed"},
};

constexpr std::array availabilityWords{
    WordPair{"online", "online"},
    WordPair{"busy", "busy"},
    WordPair{"offline", "offline"},
};

constexpr std::array channelWords{
    WordPair{"Channel::WebWidget", "web"},
    WordPair{"Channel::Email", "email"},
    WordPair{"Channel::Whatsapp", "whatsapp"},
    WordPair{"Channel::FacebookPage", "facebook"},
    WordPair{"Channel::Instagram", "instagram"},
    WordPair{"Channel::Tiktok", "tiktok"},
    WordPair{"Channel::TwitterProfile", "twitter"},
    WordPair{"Channel::Telegram", "telegram"},
    WordPair{"Channel::Line", "line"},
    WordPair{"Channel::Sms", "sms"},
    WordPair{"Channel::TwilioSms", "sms"},
    WordPair{"Channel::Voice", "voice"},
    WordPair{"Channel::Api", "api"},
};

constexpr std::array priorityWords{
    WordPair{"low", "low"},
    WordPair{"medium", "medium"},
    WordPair{"high", "high"},
    WordPair{"urgent", "urgent"},
};

enum class Actor { Unknown, Human, Bot };

struct EventWord {
    const char *wire;
    Actor actor;
};

// `conversation_opened` and `conversation_resolved` name no actor: a contact, an automation rule
// or an agent may have done it.
constexpr std::array eventWords{
    EventWord{"first_response", Actor::Human},
    EventWord{"reply_time", Actor::Human},
    EventWord{"conversation_resolved", Actor::Unknown},
    EventWord{"conversation_opened", Actor::Unknown},
    EventWord{"conversation_bot_resolved", Actor::Bot},
    EventWord{"conversation_bot_handoff", Actor::Bot},
    EventWord{"conversation_captain_inference_resolved", Actor::Bot},
    EventWord{"conversation_captain_inference_handoff", Actor::Bot},
};

QString actorNote(Actor actor)
{
    switch (actor) {
    case Actor::Human:
        return QStringLiteral("by an agent");
    case Actor::Bot:
        return QStringLiteral("by a bot");
    case Actor::Unknown:
        break;
    }
    return QStringLiteral("does not say by whom");
}

} // namespace

QString statusFromWire(const QString &word)
{
    return translated(statusWords, word);
}

QString availabilityFromWire(const QString &word)
{
    return translated(availabilityWords, word);
}

QString channelFromWire(const QString &word)
{
    return translated(channelWords, word);
}

QString priorityFromWire(const QString &word)
{
    return translated(priorityWords, word);
}

EventMeaning eventFromWire(const QString &word)
{
    EventMeaning meaning{word, std::nullopt};
    for (const EventWord &row : eventWords) {
        if (word == QLatin1String(row.wire) && row.actor != Actor::Unknown)
            meaning.byBot = row.actor == Actor::Bot;
    }
    return meaning;
}

std::vector<DictionaryWord> dictionary()
{
    std::vector<DictionaryWord> words;
    listWords(words, "status", statusWords);
    listWords(words, "availability", availabilityWords);
    listWords(words, "channel", channelWords);
    listWords(words, "priority", priorityWords);
    for (const EventWord &row : eventWords)
        words.push_back({QStringLiteral("event"), QLatin1String(row.wire), QLatin1String(row.wire),
                         actorNote(row.actor)});
    return words;
}

} // namespace watchfloor::chatwoot
