// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatmapping.h"

#include <array>

namespace watchfloor::rocketchat {
namespace {

struct WireWord {
    const char *wire;
    const char *ours;
};

constexpr std::array availabilityWords{
    WireWord{"online", "online"},
    WireWord{"away", "away"},
    WireWord{"busy", "busy"},
    WireWord{"offline", "offline"},
};
constexpr const char *takesChats = "available";
constexpr const char *takesNoChats = "not-available";

constexpr std::array channelWords{
    WireWord{"widget", "web"}, WireWord{"email", "email"}, WireWord{"sms", "sms"},
    WireWord{"api", "api"},    WireWord{"other", "other"}, WireWord{"livechat", "web"},
};

// Apps name themselves as they like; these are the ones the product's maker publishes.
constexpr std::array appWords{
    WireWord{"whatsapp", "whatsapp"}, WireWord{"instagram", "instagram"},
    WireWord{"facebook", "facebook"}, WireWord{"messenger", "facebook"},
    WireWord{"telegram", "telegram"}, WireWord{"twitter", "twitter"},
    WireWord{"sms", "sms"},           WireWord{"voice", "voice"},
};

// By weight, 1 first.
constexpr std::array priorityWords{
    WireWord{"Highest", "urgent"}, WireWord{"High", "high"},     WireWord{"Medium", "medium"},
    WireWord{"Low", "low"},        WireWord{"Lowest", "lowest"},
};

constexpr std::array statusWords{
    WireWord{"closedAt", "closed"},
    WireWord{"onHold", "on_hold"},
    WireWord{"open, servedBy", "open"},
    WireWord{"open, no servedBy", "queued"},
};

constexpr std::array closerWords{
    WireWord{"user", "agent"},
    WireWord{"visitor", "consumer"},
    WireWord{"user, closedBy a bot", "bot"},
    WireWord{"user, closedBy rocket.cat", "system"},
};

constexpr std::array chartWords{
    WireWord{"agents-status available", "online_agents"},
    WireWord{"agents-status away", "away_agents"},
    WireWord{"agents-status busy", "busy_agents"},
    WireWord{"agents-status offline", "offline_agents"},
    WireWord{"chats open", "open_conversations"},
    WireWord{"chats queued", "unassigned_conversations"},
    WireWord{"chats onhold", "on_hold_conversations"},
    WireWord{"queue chats", "assigned_conversations"},
    WireWord{"conversations-by-agent value", "conversations"},
    WireWord{"conversations-by-agent unspecified", "unspecified"},
    WireWord{"availableTimeInSeconds", "available_time"},
};

constexpr std::array transferWords{
    WireWord{"agent", "transferred"},
    WireWord{"department", "transferred"},
    WireWord{"autoTransferUnansweredChatsToAgent", "transferred"},
    WireWord{"queue", "back_to_queue"},
    WireWord{"autoTransferUnansweredChatsToQueue", "back_to_queue"},
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
    WireWord{"Open", "report_open_conversations"},
    WireWord{"Closed", "report_closed_conversations"},
    WireWord{"Queued", "report_queued_conversations"},
    WireWord{"On_Hold", "report_on_hold_conversations"},
};

// The server's own automaton: inactivity and business hours close in its name.
constexpr const char *systemUser = "rocket.cat";

template<typename Table>
const char *findWord(const Table &table, const QString &word)
{
    for (const auto &row : table) {
        if (word == QLatin1String(row.wire))
            return row.ours;
    }
    return nullptr;
}

template<typename Table>
void listWords(std::vector<DictionaryWord> &into, const char *kind, const Table &table,
               const QString &note = {})
{
    for (const auto &row : table)
        into.push_back(
            {QLatin1String(kind), QLatin1String(row.wire), QLatin1String(row.ours), note});
}

template<typename Table>
QString translate(const Table &table, const QString &word)
{
    const char *ours = findWord(table, word);
    return ours ? QString::fromLatin1(ours) : word;
}

} // namespace

Availability availabilityFromWire(const QString &status, const QString &livechatStatus)
{
    Availability found{translate(availabilityWords, status), {}};
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
    return translate(channelWords, type);
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
