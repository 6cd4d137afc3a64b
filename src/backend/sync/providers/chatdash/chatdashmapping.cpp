// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashmapping.h"

#include <array>

namespace watchfloor::chatdash {
namespace {

struct WordPair {
    const char *wire;
    const char *ours;
};

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

template<typename Table>
QString translatedWord(const Table &table, const QString &word)
{
    for (const auto &row : table) {
        if (is(word, row.wire))
            return QString::fromLatin1(row.ours);
    }
    return word;
}

} // namespace

QString statusFromWire(const QString &word, bool ended, std::optional<bool> live)
{
    // Chats may stay without an end: then only "live" tells that they are over.
    if (ended || !live.value_or(true))
        return QStringLiteral("closed");
    return word.isEmpty() ? QStringLiteral("open") : translatedWord(statusWords, word);
}

bool isWithAi(const QString &word)
{
    return word.isEmpty() || is(word, "ai");
}

QString channelFromWire(const QString &word)
{
    return translatedWord(channelWords, word);
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
    const auto add = [&](const char *kind, const char *theirs, const char *ours,
                         const QString &note = {}) {
        words.push_back({QLatin1String(kind), QLatin1String(theirs), QLatin1String(ours), note});
    };
    for (const WordPair &row : statusWords)
        add("status", row.wire, row.ours, QStringLiteral("closed once it has ended"));
    for (const WordPair &row : channelWords)
        add("channel", row.wire, row.ours);
    const QString fromMessages = QStringLiteral("from the messages, where the server has them");
    add("event", "endedAt", "conversation_resolved");
    add("event", "agent, first answer", "first_response", fromMessages);
    add("event", "agent, any answer", "wait_time", fromMessages);
    add("event", "agent, each answer", "reply_time", fromMessages);
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
