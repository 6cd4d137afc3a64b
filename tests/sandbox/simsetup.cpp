// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simsetup.h"

#include "sandbox/simnames.h"

namespace watchfloor::sandbox {

namespace {

std::array<WorkingDay, 7> week(int openMinute, int closeMinute)
{
    std::array<WorkingDay, 7> days;
    for (size_t i = 1; i <= 5; ++i)
        days[i] = {false, false, openMinute, closeMinute};
    return days;
}

Inbox inbox(const char *name, ChannelKind channel, std::vector<int> skills, int bot = Nobody)
{
    Inbox made;
    made.name = QLatin1String(name);
    made.channel = channel;
    made.skills = std::move(skills);
    made.bot = bot;
    made.timeZone = QStringLiteral("UTC");
    return made;
}

Inbox withHours(Inbox made, const char *zone, const std::array<WorkingDay, 7> &hours)
{
    made.workingHoursEnabled = true;
    made.timeZone = QLatin1String(zone);
    made.workingHours = hours;
    return made;
}

int addBot(World &world, const char *name, int group)
{
    Agent bot;
    bot.kind = AgentKind::Bot;
    bot.name = QLatin1String(name);
    bot.group = group;
    bot.capacity = 50;
    bot.autoOffline = false;
    const int index = world.addAgent(bot);
    world.setPresence(index, Presence::Online);
    return index;
}

void addAiInboxes(World &world)
{
    // ChatDash: each inbox is one AI agent on its platform, and everything begins with it.
    const int web = addBot(world, "Web assistant", Nobody);
    const int phone = addBot(world, "Phone line", Nobody);
    const int social = addBot(world, "Instagram concierge", Nobody);
    const int mobile = addBot(world, "WhatsApp assistant", Nobody);
    world.addInbox(inbox("Web chat", ChannelKind::WebWidget, {0, 1, 2}, web));
    world.addInbox(inbox("Phone", ChannelKind::Voice, {0}, phone));
    world.addInbox(inbox("Instagram", ChannelKind::Instagram, {0, 4}, social));
    world.addInbox(inbox("WhatsApp", ChannelKind::WhatsApp, {0, 3}, mobile));
}

void addHumanInboxes(World &world)
{
    const int greeter = addBot(world, "Greeter", 0);
    const int shopBot = addBot(world, "Shop bot", 4);
    auto indian = week(9 * 60 + 30, 18 * 60);
    indian[3] = {false, true, 0, 0};
    auto short6 = week(8 * 60, 20 * 60);
    short6[6] = {false, false, 10 * 60, 16 * 60};
    world.addInbox(withHours(inbox("Website", ChannelKind::WebWidget, {0, 1, 2, 3}, greeter),
                             "Europe/Berlin", short6));
    world.addInbox(withHours(inbox("Support mail", ChannelKind::Email, {0, 1, 2, 6}),
                             "America/New_York", week(9 * 60, 17 * 60)));
    world.addInbox(inbox("WhatsApp", ChannelKind::WhatsApp, {0, 3, 5}));
    world.addInbox(inbox("Instagram", ChannelKind::Instagram, {0, 4}));
    world.addInbox(
        withHours(inbox("Partner API", ChannelKind::Api, {2, 7}), "Asia/Kolkata", indian));
    world.addInbox(inbox("Shop widget", ChannelKind::WebWidget, {4, 1}, shopBot));
}

} // namespace

SlaTargets slaTargets(int policy)
{
    return policy == 0 ? SlaTargets{} : SlaTargets{5 * Minute, 15 * Minute, 8 * Hour};
}

Agent newHire(const World &world, const SimulationConfig &config, int index)
{
    Random random(Random::mixed(config.seed * 4 + static_cast<quint64>(config.vendor)) + 77 +
                  static_cast<quint64>(index));
    Agent agent;
    agent.name = agentName(index);
    agent.email = mailName(index);
    agent.administrator = index < 2;
    agent.autoOffline = index % 6 != 5;
    agent.capacity = static_cast<int>(random.between(3, 6));
    // Leaves of the tree first; every twelfth sits directly under the root.
    static constexpr int seats[] = {1, 2, 4, 3, 1, 5};
    agent.group = index % 12 == 11 ? 0 : seats[index % 6];
    for (int s = 0; s < static_cast<int>(world.skills().size()); ++s) {
        const Skill &skill = world.skills()[static_cast<size_t>(s)];
        // Nobody is trained for the fax archive: what arrives there waits.
        if (s != 6 && (s == 0 || skill.group == agent.group || random.chance(0.15)))
            agent.skills.push_back(s);
    }
    return agent;
}

void staffWorld(World &world, const SimulationConfig &config)
{
    const int support = world.addGroup(QStringLiteral("Support"));
    const int billing = world.addGroup(QStringLiteral("Billing"), support);
    const int technical = world.addGroup(QStringLiteral("Technical"), support);
    const int second = world.addGroup(QStringLiteral("Technical, second line"), technical);
    const int sales = world.addGroup(QStringLiteral("Sales"));
    const int vip = world.addGroup(QStringLiteral("VIP care"), support);
    world.addSkill(QStringLiteral("General"), support);
    world.addSkill(QStringLiteral("Billing"), billing);
    world.addSkill(QStringLiteral("Technical"), technical);
    world.addSkill(QStringLiteral("Returns"), billing);
    world.addSkill(QStringLiteral("Sales"), sales);
    world.addSkill(QStringLiteral("VIP"), vip);
    world.addSkill(QStringLiteral("Fax archive"));
    world.addSkill(QStringLiteral("Escalation"), second);
    for (const char *title : {"vip", "refund", "bug", "delivery", "spam", "été", "wiederholt"})
        world.addLabel(QString::fromUtf8(title));
    for (int i = 0; i < config.agents; ++i)
        world.addAgent(newHire(world, config, i));
    if (world.vendor() == Vendor::ChatDash)
        addAiInboxes(world);
    else
        addHumanInboxes(world);
}

} // namespace watchfloor::sandbox
