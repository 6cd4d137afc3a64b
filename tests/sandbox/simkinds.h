// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor::sandbox {

using Ms = qint64; ///< an instant in UTC or a duration, milliseconds; an instant of 0 = none
inline constexpr Ms Second = 1000;
inline constexpr Ms Minute = 60 * Second;
inline constexpr Ms Hour = 60 * Minute;
inline constexpr Ms Day = 24 * Hour;
/// "No agent", "no group", ...: entities are known by their index in the world's lists.
inline constexpr int Nobody = -1;

enum class Vendor { Chatwoot, RocketChat, LivePerson, ChatDash };
enum class AgentKind { Human, Bot };
enum class Presence { Offline, Online, Away, BackSoon };
enum class ChannelKind { WebWidget, Email, WhatsApp, Instagram, Api, Voice };

/// Where a conversation is. What a vendor calls it: see statusWord().
enum class Phase {
    Bot,      ///< a bot talks (Chatwoot: pending; ChatDash: ai)
    Queued,   ///< waits for a person, nobody assigned (Chatwoot: open; ChatDash: pending)
    Assigned, ///< open with a person
    Pending,  ///< set aside by a person without a date (Chatwoot only)
    Held,     ///< Chatwoot: snoozed, Rocket.Chat: on hold; unused for the others
    Closed
};
enum class CloseActor { Agent, Consumer, System, Bot };
enum class Sender { Contact, Agent, Bot, System };
enum class MessageKind { Incoming, Outgoing, Activity, Template };
enum class TransferKind { Skill, Agent, BackToQueue };
enum class Priority { None, Low, Medium, High, Urgent };

/// "chatwoot", "rocketchat", "liveperson", "chatdash"
QString vendorWord(Vendor vendor);
/// queued open pending snoozed on_hold closed, as the vendor's own state maps to these words.
QString statusWord(Vendor vendor, Phase phase);
/// The vendor's own word: Chatwoot open/resolved/pending/snoozed, ChatDash ai/pending/human, ...
QString vendorStatusWord(Vendor vendor, Phase phase);
/// The vendor's own word for a presence: Chatwoot online/busy/offline, LivePerson ONLINE/...
QString presenceWord(Vendor vendor, Presence presence);
/// "web", "email", "whatsapp", "instagram", "api", "voice"
QString channelWord(ChannelKind channel);
/// agent consumer system bot
QString closeWord(CloseActor actor);
/// low medium high urgent, empty for None
QString priorityWord(Priority priority);
/// How much of a slot one assigned conversation takes, in percent.
int channelWeight(ChannelKind channel);

} // namespace watchfloor::sandbox
