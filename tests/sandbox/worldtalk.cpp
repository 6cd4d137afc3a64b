// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world.h"

namespace watchfloor::sandbox {

int World::open(const NewConversation &spec)
{
    const int index = static_cast<int>(m_conversations.size());
    Conversation c;
    c.number = index + 1;
    const quint64 high = m_random.bits();
    const quint64 low = m_random.bits();
    c.uuid = QStringLiteral("%1-%2-4%3-a%4-%5")
                 .arg(high >> 32, 8, 16, QLatin1Char('0'))
                 .arg((high >> 16) & 0xffff, 4, 16, QLatin1Char('0'))
                 .arg(high & 0xfff, 3, 16, QLatin1Char('0'))
                 .arg((low >> 48) & 0xfff, 3, 16, QLatin1Char('0'))
                 .arg(low & 0xffffffffffff, 12, 16, QLatin1Char('0'));
    switch (vendor()) {
    case Vendor::Chatwoot:
        c.id = QString::number(c.number);
        // Other accounts write into the same table, so the distance grows.
        c.databaseId = nextNumber(m_databaseId, m_random.chance(0.3) ? 4 : 0);
        break;
    case Vendor::LivePerson:
        c.id = c.uuid;
        break;
    default:
        c.id = newId();
    }
    c.inbox = spec.inbox;
    c.contact = spec.contact;
    c.skill = spec.skill;
    c.group = spec.group;
    c.outbound = spec.outbound;
    c.priority = spec.priority;
    c.slaPolicy = spec.slaPolicy;
    c.createdAt = m_now;
    c.lastActivityAt = m_now;
    c.waitingSince = vendor() == Vendor::Chatwoot ? m_now : 0;
    c.phases.push_back({Phase::Queued, m_now, 0});
    m_conversations.push_back(std::move(c));
    m_conversationById.insert(m_conversations.back().id, index);
    touch(index);
    return index;
}

void World::addMessage(int conversation, MessageKind kind, Sender sender, int agent, bool isPrivate)
{
    Conversation &c = row(conversation);
    c.messages.push_back({nextNumber(m_messageId, 3), m_now, kind, sender, agent, isPrivate});
    c.lastActivityAt = m_now;
    touch(conversation);
}

void World::sayActivity(int conversation)
{
    addMessage(conversation, MessageKind::Activity, Sender::System, Nobody, false);
}

void World::say(int conversation, Sender sender, int agent, bool isPrivate)
{
    Conversation &c = row(conversation);
    const bool incoming = sender == Sender::Contact;
    const MessageKind kind = incoming                   ? MessageKind::Incoming
                             : sender == Sender::System ? MessageKind::Template
                                                        : MessageKind::Outgoing;
    addMessage(conversation, kind, sender, agent, isPrivate);
    if (incoming) {
        ++c.unread;
        c.contactSeenAt = m_now;
        if (c.waitingSince == 0)
            c.waitingSince = m_now;
        if (c.responseDueAt == 0 && c.phase != Phase::Bot && c.skill != Nobody)
            c.responseDueAt = m_now + m_skills[static_cast<size_t>(c.skill)].responseTarget;
        return;
    }
    if (isPrivate || sender == Sender::System)
        return;
    if (sender == Sender::Bot) { // it has answered as much as a person would
        c.waitingSince = 0;
        c.responseDueAt = 0;
        return;
    }
    c.unread = 0;
    c.agentSeenAt = m_now;
    c.responseDueAt = 0;
    if (c.firstReplyAt == 0) {
        c.firstReplyAt = m_now;
        emitEvent("first_response", conversation, 0, agent);
    } else if (c.waitingSince != 0) {
        emitEvent("reply_time", conversation, c.waitingSince, agent);
    }
    c.waitingSince = 0;
}

void World::askCsat(int conversation)
{
    addMessage(conversation, MessageKind::Template, Sender::System, Nobody, false);
    CsatAnswer asked;
    asked.number = nextNumber(m_otherId, 0);
    asked.askedAt = m_now;
    row(conversation).csat.push_back(asked);
}

void World::answerCsat(int conversation, int rating, const QString &feedback)
{
    Conversation &c = row(conversation);
    if (c.csat.empty() || c.csat.back().answeredAt != 0)
        return;
    CsatAnswer &answer = c.csat.back();
    answer.answeredAt = m_now;
    answer.rating = rating;
    answer.feedback = feedback;
    answer.agent = assignee(c);
    answer.group = c.group;
    answer.skill = c.skill;
    // In Chatwoot the answer changes the survey message only.
    if (vendor() != Vendor::Chatwoot)
        touch(conversation);
}

void World::setLabels(int conversation, const std::vector<int> &labels)
{
    row(conversation).labels = labels;
    touch(conversation);
}

void World::setPriority(int conversation, Priority priority)
{
    row(conversation).priority = priority;
    touch(conversation);
}

void World::setGroup(int conversation, int group)
{
    row(conversation).group = group;
    touch(conversation);
}

void World::setAiOutcome(int conversation, const AiOutcome &outcome)
{
    row(conversation).ai = outcome;
    touch(conversation);
}

void World::addSlaBreach(int conversation, SlaBreach kind)
{
    row(conversation).slaEvents.push_back({nextNumber(m_otherId, 0), kind, m_now});
}

} // namespace watchfloor::sandbox
