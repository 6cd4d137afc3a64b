// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/truth.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// For the tests of the truth: small worlds made by hand, whose answers can be worked out on paper.
namespace watchfloor::sandbox {

inline constexpr qint64 Eight = 1'780'300'800'000; // 2026-06-01T08:00:00Z

inline qint64 at(int minutes, int seconds = 0)
{
    return Eight + minutes * Minute + seconds * Second;
}

inline WorldConfig quiet(Vendor vendor, bool pii = false)
{
    WorldConfig config;
    config.vendor = vendor;
    config.epoch = Eight;
    config.realisticLag = false;
    config.pii = pii;
    return config;
}

/// Two groups, two skills, two people and a bot: what every hand-made world below begins with.
struct Floor {
    explicit Floor(Vendor vendor, bool pii = false)
        : world(quiet(vendor, pii))
    {
        support = world.addGroup(QStringLiteral("Support"));
        billingGroup = world.addGroup(QStringLiteral("Billing team"), support);
        billing = world.addSkill(QStringLiteral("Billing"), billingGroup);
        tech = world.addSkill(QStringLiteral("Tech"), support);
        ana = person("Ana", billingGroup, {billing}, 4, AgentKind::Human);
        ben = person("Ben", support, {billing, tech}, 2, AgentKind::Human);
        bot = person("Robo", support, {tech}, 10, AgentKind::Bot);
        world.setPresence(ana, Presence::Online);
        world.setPresence(ben, Presence::Away);
        world.setPresence(bot, Presence::Online);
        web = inbox("Web", ChannelKind::WebWidget);
        mail = inbox("Mail", ChannelKind::Email);
        Contact contact;
        contact.name = QStringLiteral("Zoe");
        contact.country = QStringLiteral("PL");
        customer = world.addContact(contact);
    }
    int person(const char *name, int group, const std::vector<int> &skills, int capacity,
               AgentKind kind)
    {
        Agent agent;
        agent.name = QLatin1String(name);
        agent.email = QLatin1String(name).toString().toLower() + QStringLiteral("@x.test");
        agent.group = group;
        agent.skills = skills;
        agent.capacity = capacity;
        agent.kind = kind;
        return world.addAgent(agent);
    }
    int inbox(const char *name, ChannelKind channel)
    {
        Inbox made;
        made.name = QLatin1String(name);
        made.channel = channel;
        return world.addInbox(made);
    }
    int open(qint64 when, int inboxIndex, int skill, int group = Nobody)
    {
        world.advanceTo(when);
        NewConversation spec;
        spec.inbox = inboxIndex;
        spec.contact = customer;
        spec.skill = skill;
        spec.group = group;
        return world.open(spec);
    }
    QString agentId(int index) const { return world.agents()[size_t(index)].id; }
    QString id(int conversation) const { return world.at(conversation).id; }

    TruthAnswer ask(const char *operation, const TruthParams &params = {},
                    const QByteArray &body = {}) const
    {
        return Truth(world, {QStringLiteral("1"), QStringLiteral("https://h")})
            .answer(QLatin1String(operation), params, body);
    }
    QJsonArray list(const char *operation, const TruthParams &params = {}) const
    {
        return QJsonDocument::fromJson(ask(operation, params).json).array();
    }

    World world;
    int support = Nobody;
    int billingGroup = Nobody;
    int billing = Nobody;
    int tech = Nobody;
    int ana = Nobody;
    int ben = Nobody;
    int bot = Nobody;
    int web = Nobody;
    int mail = Nobody;
    int customer = Nobody;
};

inline TruthParams with(const char *key, const QString &value)
{
    return {{QString::fromLatin1(key), value}};
}

} // namespace watchfloor::sandbox
