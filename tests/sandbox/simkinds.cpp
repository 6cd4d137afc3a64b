// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simkinds.h"

namespace watchfloor::sandbox {

QString vendorWord(Vendor vendor)
{
    switch (vendor) {
    case Vendor::Chatwoot:
        return QStringLiteral("chatwoot");
    case Vendor::RocketChat:
        return QStringLiteral("rocketchat");
    case Vendor::LivePerson:
        return QStringLiteral("liveperson");
    case Vendor::ChatDash:
        break;
    }
    return QStringLiteral("chatdash");
}

QString statusWord(Vendor vendor, Phase phase)
{
    switch (phase) {
    case Phase::Bot:
        return vendor == Vendor::Chatwoot ? QStringLiteral("pending") : QStringLiteral("open");
    case Phase::Queued:
        if (vendor == Vendor::ChatDash)
            return QStringLiteral("pending");
        return vendor == Vendor::Chatwoot ? QStringLiteral("open") : QStringLiteral("queued");
    case Phase::Assigned:
        return QStringLiteral("open");
    case Phase::Pending:
        return QStringLiteral("pending");
    case Phase::Held:
        return vendor == Vendor::Chatwoot ? QStringLiteral("snoozed") : QStringLiteral("on_hold");
    case Phase::Closed:
        break;
    }
    return QStringLiteral("closed");
}

QString vendorStatusWord(Vendor vendor, Phase phase)
{
    switch (vendor) {
    case Vendor::Chatwoot:
        return phase == Phase::Closed ? QStringLiteral("resolved") : statusWord(vendor, phase);
    case Vendor::RocketChat:
        return statusWord(vendor, phase);
    case Vendor::LivePerson:
        return phase == Phase::Closed ? QStringLiteral("CLOSE") : QStringLiteral("OPEN");
    case Vendor::ChatDash:
        break;
    }
    if (phase == Phase::Bot)
        return QStringLiteral("ai");
    return phase == Phase::Queued ? QStringLiteral("pending") : QStringLiteral("human");
}

QString presenceWord(Vendor vendor, Presence presence)
{
    if (vendor == Vendor::LivePerson) {
        switch (presence) {
        case Presence::Online:
            return QStringLiteral("ONLINE");
        case Presence::Away:
            return QStringLiteral("AWAY");
        case Presence::BackSoon:
            return QStringLiteral("BACK_SOON");
        case Presence::Offline:
            break;
        }
        return QStringLiteral("OFFLINE");
    }
    switch (presence) {
    case Presence::Online:
        return QStringLiteral("online");
    case Presence::Away:
        return vendor == Vendor::Chatwoot ? QStringLiteral("busy") : QStringLiteral("away");
    case Presence::BackSoon:
        return QStringLiteral("busy");
    case Presence::Offline:
        break;
    }
    return QStringLiteral("offline");
}

QString channelWord(ChannelKind channel)
{
    switch (channel) {
    case ChannelKind::WebWidget:
        return QStringLiteral("web");
    case ChannelKind::Email:
        return QStringLiteral("email");
    case ChannelKind::WhatsApp:
        return QStringLiteral("whatsapp");
    case ChannelKind::Instagram:
        return QStringLiteral("instagram");
    case ChannelKind::Api:
        return QStringLiteral("api");
    case ChannelKind::Voice:
        break;
    }
    return QStringLiteral("voice");
}

QString closeWord(CloseActor actor)
{
    switch (actor) {
    case CloseActor::Agent:
        return QStringLiteral("agent");
    case CloseActor::Consumer:
        return QStringLiteral("consumer");
    case CloseActor::System:
        return QStringLiteral("system");
    case CloseActor::Bot:
        break;
    }
    return QStringLiteral("bot");
}

QString priorityWord(Priority priority)
{
    switch (priority) {
    case Priority::Low:
        return QStringLiteral("low");
    case Priority::Medium:
        return QStringLiteral("medium");
    case Priority::High:
        return QStringLiteral("high");
    case Priority::Urgent:
        return QStringLiteral("urgent");
    case Priority::None:
        break;
    }
    return {};
}

int channelWeight(ChannelKind channel)
{
    switch (channel) {
    case ChannelKind::Email:
        return 20;
    case ChannelKind::WhatsApp:
    case ChannelKind::Instagram:
    case ChannelKind::Api:
        return 50;
    case ChannelKind::WebWidget:
    case ChannelKind::Voice:
        break;
    }
    return 100;
}

} // namespace watchfloor::sandbox
