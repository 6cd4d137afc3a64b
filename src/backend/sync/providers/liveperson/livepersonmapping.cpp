// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonmapping.h"

#include "backend/sync/providers/shared/wordtable.h"

#include <array>

namespace watchfloor::liveperson {
namespace {

// OCCUPIED comes from an undocumented route and, as a number, from Agent Activity, where it stands
// in back soon's place.
constexpr std::array availabilityPairs{
    WordPair{"ONLINE", "online"},       WordPair{"AWAY", "away"},
    WordPair{"BACK_SOON", "back_soon"}, WordPair{"OCCUPIED", "back_soon"},
    WordPair{"OFFLINE", "offline"},
};

constexpr std::array subTypePairs{
    WordPair{"1", "offline"},
    WordPair{"2", "online"},
    WordPair{"3", "back_soon"},
    WordPair{"4", "away"},
};

// The documents name agent and consumer only; the rest is "anything else".
constexpr std::array closerPairs{
    WordPair{"AGENT", "agent"},
    WordPair{"CONSUMER", "consumer"},
};

constexpr std::array channelPairs{
    WordPair{"SHARK", "web"},
    WordPair{"WEB", "web"},
    WordPair{"APP", "app"},
    WordPair{"API", "api"},
    WordPair{"EMAIL", "email"},
    WordPair{"SMS", "sms"},
    WordPair{"TWILIO", "sms"},
    WordPair{"FACEBOOK", "facebook"},
    WordPair{"INSTAGRAM", "instagram"},
    WordPair{"TWITTER", "twitter"},
    WordPair{"LINE", "line"},
    WordPair{"TELEGRAM", "telegram"},
    WordPair{"WHATSAPP", "whatsapp"},
    WordPair{"WHATSAPP BUSINESS", "whatsapp"},
    WordPair{"WHATSAPP_BUSINESS", "whatsapp"},
    WordPair{"APPLE BUSINESS CHAT", "apple"},
    WordPair{"APPLE_BUSINESS_CHAT", "apple"},
    WordPair{"VOICE", "voice"},
};

struct KindWord {
    const char *digit;
    const char *name;
    AgentKind kind;
};

constexpr std::array kindWords{
    KindWord{"0", "System", AgentKind::System},
    KindWord{"1", "Human", AgentKind::Human},
    KindWord{"2", "Bot", AgentKind::Bot},
};

struct ReasonWord {
    const char *wire;
    const char *event;
    bool queues;
};

// Concluded conversations count the reasons Skill and Agent only, so the others keep names of
// their own.
constexpr std::array reasonWords{
    ReasonWord{"Skill", "transferred", true},
    ReasonWord{"Agent", "transferred", false},
    ReasonWord{"back2Q", "back_to_queue", true},
    ReasonWord{"SuggestedAgentTimeout", "suggested_agent_timeout", true},
    ReasonWord{"TakeOver", "taken_over", false},
};

bool same(const QString &word, const char *wire)
{
    return word.compare(QLatin1String(wire), Qt::CaseInsensitive) == 0;
}

template<typename Table>
QString translatedOrNone(const Table &table, const QString &word)
{
    return isNone(word) ? QString() : translated(table, word, Qt::CaseInsensitive);
}

} // namespace

bool isNone(const QString &word)
{
    return word.isEmpty() || same(word, "null") || same(word, "NA") || same(word, "undefined");
}

QString availabilityFromWire(const QString &word)
{
    return translatedOrNone(availabilityPairs, word);
}

QString availabilityFromSubType(const QString &subType)
{
    return translatedOrNone(subTypePairs, subType);
}

std::optional<AgentKind> userTypeFromWire(const QString &word)
{
    for (const KindWord &row : kindWords) {
        if (same(word, row.digit) || same(word, row.name))
            return row.kind;
    }
    return std::nullopt;
}

QString statusFromWire(const QString &status, const QString &queueState)
{
    if (same(status, "CLOSE") || same(status, "CLOSED"))
        return QStringLiteral("closed");
    if (!same(status, "OPEN"))
        return status;
    return same(queueState, "IN_QUEUE") ? QStringLiteral("queued") : QStringLiteral("open");
}

QString closedByFromWire(const QString &closeReason)
{
    const char *closer = findWord(closerPairs, closeReason, Qt::CaseInsensitive);
    return closer ? QString::fromLatin1(closer) : QStringLiteral("system");
}

QString channelFromWire(const QString &source)
{
    return translatedOrNone(channelPairs, source);
}

TransferMeaning transferFromWire(const QString &reason)
{
    for (const ReasonWord &row : reasonWords) {
        if (same(reason, row.wire))
            return TransferMeaning{QString::fromLatin1(row.event), row.queues};
    }
    return TransferMeaning{reason, false};
}

MessageSender senderFromWire(const QString &sentBy)
{
    if (same(sentBy, "Consumer"))
        return MessageSender::Consumer;
    return same(sentBy, "Agent") ? MessageSender::Agent : MessageSender::Other;
}

bool isAssignedPermission(const QString &permission)
{
    return same(permission, "ASSIGNED_AGENT") || same(permission, "assigned");
}

bool isPrivateAudience(const QString &audience)
{
    return !isNone(audience) && !same(audience, "ALL");
}

bool isMainDialog(const QString &dialogType)
{
    return isNone(dialogType) || same(dialogType, "MAIN");
}

std::vector<DictionaryWord> dictionary()
{
    std::vector<DictionaryWord> words;
    const auto add = [&](const char *kind, const char *theirs, const QString &ours,
                         const QString &note = {}) {
        words.push_back({QLatin1String(kind), QLatin1String(theirs), ours, note});
    };
    add("status", "OPEN, ACTIVE", statusFromWire(QStringLiteral("OPEN"), QStringLiteral("ACTIVE")));
    add("status", "OPEN, IN_QUEUE",
        statusFromWire(QStringLiteral("OPEN"), QStringLiteral("IN_QUEUE")));
    add("status", "CLOSE", statusFromWire(QStringLiteral("CLOSE"), QString()));
    listWords(words, "availability", availabilityPairs);
    listWords(words, "availability by number", subTypePairs,
              QStringLiteral("statusSubType of Agent Activity"));
    listWords(words, "closed by", closerPairs);
    add("closed by", "anything else", closedByFromWire(QStringLiteral("anything else")));
    listWords(words, "channel", channelPairs);
    for (const ReasonWord &row : reasonWords)
        add("transfer", row.wire, QLatin1String(row.event),
            row.queues ? QStringLiteral("waits in the queue from then on") : QString());
    return words;
}

} // namespace watchfloor::liveperson
