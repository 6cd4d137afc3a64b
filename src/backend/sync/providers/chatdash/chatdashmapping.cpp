// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashmapping.h"

#include "backend/sync/providers/shared/wordtable.h"

#include <array>

namespace watchfloor::chatdash {
namespace {

// What a conversation is while it goes on: with the AI it is nobody's work, but open.
constexpr std::array statusWords{
    WordPair{"ai", "open"},
    WordPair{"pending", "pending"},
    WordPair{"human", "open"},
};

// The documents list no channels; these are the words its platforms use.
constexpr std::array channelWords{
    WordPair{"web", "web"},
    WordPair{"website", "web"},
    WordPair{"webchat", "web"},
    WordPair{"widget", "web"},
    WordPair{"voice", "voice"},
    WordPair{"phone", "voice"},
    WordPair{"call", "voice"},
    WordPair{"whatsapp", "whatsapp"},
    WordPair{"instagram", "instagram"},
    WordPair{"facebook", "facebook"},
    WordPair{"messenger", "facebook"},
    WordPair{"telegram", "telegram"},
    WordPair{"sms", "sms"},
    WordPair{"email", "email"},
    WordPair{"api", "api"},
};

// What an event is made from.
constexpr std::array eventsOfRows{WordPair{"endedAt", "conversation_resolved"}};
constexpr std::array eventsOfMessages{
    WordPair{"agent, first answer", "first_response"},
    WordPair{"agent, any answer", "wait_time"},
    WordPair{"agent, each answer", "reply_time"},
};

struct SenderWord {
    const char *wire;
    Sender sender;
};

constexpr std::array senderWords{
    SenderWord{"user", Sender::Customer},
    SenderWord{"bot", Sender::Ai},
    SenderWord{"agent", Sender::Person},
};

constexpr std::array emptyWords{"null", "undefined", "NA"};

bool is(const QString &word, const char *known)
{
    return word.compare(QLatin1String(known), Qt::CaseInsensitive) == 0;
}

} // namespace

QString statusFromWire(const QString &word, bool ended, std::optional<bool> live)
{
    // Chats may stay without an end: then only "live" tells that they are over.
    if (ended || !live.value_or(true))
        return QStringLiteral("closed");
    return word.isEmpty() ? QStringLiteral("open")
                          : translated(statusWords, word, Qt::CaseInsensitive);
}

bool isWithAi(const QString &word)
{
    return word.isEmpty() || is(word, "ai");
}

QString channelFromWire(const QString &word)
{
    return translated(channelWords, word, Qt::CaseInsensitive);
}

Sender senderFromWire(const QString &word)
{
    for (const SenderWord &row : senderWords) {
        if (is(word, row.wire))
            return row.sender;
    }
    return Sender::Unknown;
}

std::vector<DictionaryWord> dictionary()
{
    std::vector<DictionaryWord> words;
    listWords(words, "status", statusWords, QStringLiteral("closed once it has ended"));
    listWords(words, "channel", channelWords);
    listWords(words, "event", eventsOfRows);
    listWords(words, "event", eventsOfMessages,
              QStringLiteral("from the messages, where the server has them"));
    return words;
}

bool saysNothing(const QString &text)
{
    if (text.isEmpty())
        return true;
    for (const char *word : emptyWords) {
        if (text == QLatin1String(word))
            return true;
    }
    return false;
}

} // namespace watchfloor::chatdash
