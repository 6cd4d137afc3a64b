// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatmapping.h"

#include "backend/sync/providers/shared/wordtable.h"

#include <array>

namespace watchfloor::rocketchat {
namespace {

constexpr std::array availabilityWords{
    WordPair{"online", "online"},
    WordPair{"away", "away"},
    WordPair{"busy", "busy"},
    WordPair{"offline", "offline"},
};
constexpr const char *takesChats = "available";
constexpr const char *takesNoChats = "not-available";

constexpr std::array channelWords{
    WordPair{"widget", "web"}, WordPair{"email", "email"}, WordPair{"sms", "sms"},
    WordPair{"api", "api"},    WordPair{"other", "other"}, WordPair{"livechat", "web"},
};

// Apps name themselves as they like; these are the ones the product's maker publishes.
constexpr std::array appWords{
    WordPair{"whatsapp", "whatsapp"}, WordPair{"instagram", "instagram"},
    WordPair{"facebook", "facebook"}, WordPair{"messenger", "facebook"},
    WordPair{"telegram", "telegram"}, WordPair{"twitter", "twitter"},
    WordPair{"sms", "sms"},           WordPair{"voice", "voice"},
};

// By weight, 1 first.
constexpr std::array priorityWords{
    WordPair{"Highest", "urgent"}, WordPair{"High", "high"},     WordPair{"Medium", "medium"},
    WordPair{"Low", "low"},        WordPair{"Lowest", "lowest"},
};

constexpr std::array statusWords{
    WordPair{"closedAt", "closed"},
    WordPair{"onHold", "on_hold"},
    WordPair{"open, servedBy", "open"},
    WordPair{"open, no servedBy", "queued"},
};

constexpr std::array closerWords{
    WordPair{"user", "agent"},
    WordPair{"visitor", "consumer"},
    WordPair{"user, closedBy a bot", "bot"},
    WordPair{"user, closedBy rocket.cat", "system"},
};

constexpr std::array chartWords{
    WordPair{"agents-status available", "online_agents"},
    WordPair{"agents-status away", "away_agents"},
    WordPair{"agents-status busy", "busy_agents"},
    WordPair{"agents-status offline", "offline_agents"},
    WordPair{"chats open", "open_conversations"},
    WordPair{"chats queued", "unassigned_conversations"},
    WordPair{"chats onhold", "on_hold_conversations"},
    WordPair{"queue chats", "assigned_conversations"},
    WordPair{"conversations-by-agent value", "conversations"},
    WordPair{"conversations-by-agent unspecified", "unspecified"},
    WordPair{"availableTimeInSeconds", "available_time"},
};

constexpr std::array transferWords{
    WordPair{"agent", "transferred"},
    WordPair{"department", "transferred"},
    WordPair{"autoTransferUnansweredChatsToAgent", "transferred"},
    WordPair{"queue", "back_to_queue"},
    WordPair{"autoTransferUnansweredChatsToQueue", "back_to_queue"},
};

struct MessageWord {
    const char *wire;
    MessageMeaning meaning;
};
constexpr std::array messageWords{
    MessageWord{"uj", MessageMeaning::Joined},
    MessageWord{"livechat-takeover", MessageMeaning::Joined},
    MessageWord{"ul", MessageMeaning::Left},
    MessageWord{"livechat-close", MessageMeaning::Closed},
    MessageWord{"livechat_transfer_history", MessageMeaning::Transfer},
};

constexpr std::array statusMetrics{
    WordPair{"Open", "report_open_conversations"},
    WordPair{"Closed", "report_closed_conversations"},
    WordPair{"Queued", "report_queued_conversations"},
    WordPair{"On_Hold", "report_on_hold_conversations"},
};

// The server's own automaton: inactivity and business hours close in its name.
constexpr const char *systemUser = "rocket.cat";

} // namespace

Availability availabilityFromWire(const QString &status, const QString &livechatStatus)
{
    Availability found{translated(availabilityWords, status), {}};
    if (livechatStatus == QLatin1String(takesNoChats) && !found.word.isEmpty() &&
        found.word != QLatin1String("offline"))
        return {QStringLiteral("offline"), found.word + u' ' + livechatStatus};
    if (!livechatStatus.isEmpty() && livechatStatus != QLatin1String(takesChats) &&
        livechatStatus != QLatin1String(takesNoChats))
        found.reason = livechatStatus;
    return found;
}

QString channelFromWire(const QString &type, const QString &alias)
{
    if (type == QLatin1String("app") && !alias.isEmpty()) {
        const char *app = findWord(appWords, alias.toLower());
        return app ? QString::fromLatin1(app) : alias;
    }
    return translated(channelWords, type);
}

QString priorityFromWire(int weight)
{
    const auto index = static_cast<std::size_t>(weight) - 1;
    return index < priorityWords.size() ? QString::fromLatin1(priorityWords[index].ours)
                                        : QString(); // NOT_SPECIFIED
}

QString closedByFromWire(const QString &closer, const QString &username, bool byBot)
{
    if (closer == QLatin1String("visitor"))
        return QStringLiteral("consumer");
    if (byBot)
        return QStringLiteral("bot");
    if (closer == QLatin1String("user"))
        return username == QLatin1String(systemUser) ? QStringLiteral("system")
                                                     : QStringLiteral("agent");
    return closer.isEmpty() ? QString() : QStringLiteral("system");
}

std::optional<bool> backToQueueFromWire(const QString &scope)
{
    const char *ours = findWord(transferWords, scope);
    if (!ours)
        return std::nullopt;
    return QLatin1String(ours) == QLatin1String("back_to_queue");
}

MessageMeaning messageFromWire(const QString &type)
{
    if (type.isEmpty())
        return MessageMeaning::Talk;
    for (const MessageWord &row : messageWords) {
        if (type == QLatin1String(row.wire))
            return row.meaning;
    }
    return MessageMeaning::Unimportant;
}

QString statusMetric(const QString &label)
{
    const char *ours = findWord(statusMetrics, label);
    return ours ? QString::fromLatin1(ours) : QString();
}

std::vector<DictionaryWord> dictionary()
{
    std::vector<DictionaryWord> words;
    listWords(words, "status", statusWords);
    listWords(words, "availability", availabilityWords);
    words.push_back({QStringLiteral("availability"), QLatin1String(takesNoChats),
                     QStringLiteral("offline"),
                     QStringLiteral("statusLivechat: takes no chats, whatever the status")});
    listWords(words, "channel", channelWords);
    listWords(words, "channel", appWords, QStringLiteral("alias of an app"));
    listWords(words, "closed by", closerWords);
    listWords(words, "priority", priorityWords);
    listWords(words, "event", transferWords, QStringLiteral("scope of a transfer"));
    listWords(words, "metric", chartWords);
    listWords(words, "metric", statusMetrics, QStringLiteral("conversations-by-status"));
    return words;
}

} // namespace watchfloor::rocketchat
