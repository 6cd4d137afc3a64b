// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatbooks.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

namespace {

/// Every seventh person changed the user name a few days after joining.
constexpr Ms RenamedAfter = 3 * Day;

QString plainWord(const QString &name)
{
    QString word;
    for (const QChar c : name.toLower())
        word += c.isLetterOrNumber() ? c : QLatin1Char('.');
    return word;
}

} // namespace

Books::Books(const World &world, const RocketChatOptions &options)
    : m_world(world)
    , m_options(options)
{
}

QString isoText(Ms instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

Served Books::servedBy(const Conversation &c) const
{
    // Back in the queue a room loses servedBy, and closing does not bring it back.
    for (auto span = c.phases.rbegin(); span != c.phases.rend(); ++span) {
        if (span->phase == Phase::Closed)
            continue;
        if (span->phase == Phase::Queued || c.assignments.empty())
            return {};
        return {c.assignments.back().agent, c.assignments.back().from};
    }
    return {};
}

bool Books::isVisible(const Message &m)
{
    return !m.isPrivate && (m.kind == MessageKind::Incoming || m.kind == MessageKind::Outgoing);
}

qsizetype Books::messageCount(const Conversation &c)
{
    return std::count_if(c.messages.begin(), c.messages.end(), isVisible);
}

QString Books::username(int agent, Ms at) const
{
    const Agent &who = m_world.agents()[size_t(agent)];
    if (isBot(who))
        return QStringLiteral("bot.") + plainWord(who.name);
    const QString own =
        who.email.isEmpty() ? plainWord(who.name) : who.email.section(QLatin1Char('@'), 0, 0);
    return agent % 7 == 3 && at < who.joinedAt + RenamedAfter ? QStringLiteral("old.") + own : own;
}

bool Books::hasAccount(int agent) const
{
    return !m_options.deleteUsers || !m_world.agents()[size_t(agent)].removed();
}

QString Books::label(int agent) const
{
    const Agent &who = m_world.agents()[size_t(agent)];
    return who.name.isEmpty() || !hasAccount(agent) ? who.id : who.name;
}

QJsonObject Books::user(int agent, Ms at) const
{
    if (agent == Nobody)
        return system();
    const Agent &who = m_world.agents()[size_t(agent)];
    return {{QStringLiteral("_id"), who.id},
            {QStringLiteral("username"), username(agent, at)},
            {QStringLiteral("name"), who.name}};
}

QJsonObject Books::system()
{
    return {{QStringLiteral("_id"), QStringLiteral("rocket.cat")},
            {QStringLiteral("username"), QStringLiteral("rocket.cat")},
            {QStringLiteral("name"), QStringLiteral("Rocket.Cat")}};
}

QString Books::departmentId(const Conversation &c) const
{
    return c.group == Nobody ? QString() : m_world.groups()[size_t(c.group)].id;
}

QString Books::departmentName(int group) const
{
    return m_world.groups()[size_t(group)].name;
}

QJsonObject Books::source(const Conversation &c) const
{
    if (c.inbox == Nobody)
        return {};
    const Inbox &inbox = m_world.inboxes()[size_t(c.inbox)];
    const auto made = [&](const char *type, const char *alias) {
        QJsonObject source{{QStringLiteral("type"), QLatin1String(type)},
                           {QStringLiteral("id"), inbox.id},
                           {QStringLiteral("label"), inbox.name}};
        if (*alias != '\0')
            source.insert(QStringLiteral("alias"), QLatin1String(alias));
        return source;
    };
    switch (inbox.channel) {
    case ChannelKind::WebWidget:
        return made("widget", "");
    case ChannelKind::Email:
        return made("email", "");
    case ChannelKind::WhatsApp:
        return made("app", "whatsapp");
    case ChannelKind::Instagram:
        return made("app", "instagram");
    case ChannelKind::Api:
        return made("api", "");
    case ChannelKind::Voice:
        break;
    }
    return made("other", "voice");
}

QString Books::sourceLabel(const Conversation &c) const
{
    const QJsonObject own = source(c);
    const QString alias = own.value(QStringLiteral("alias")).toString();
    return alias.isEmpty() ? own.value(QStringLiteral("type")).toString() : alias;
}

QString Books::visitorName(const Conversation &c) const
{
    return c.contact == Nobody ? QString() : m_world.contacts()[size_t(c.contact)].name;
}

bool Books::inScope(const Conversation &c) const
{
    return !c.deleted() && (!isMonitor() || inUnits(c.group));
}

std::vector<const Conversation *> Books::createdIn(Ms from, Ms to) const
{
    const auto &all = m_world.conversations();
    auto it = std::lower_bound(all.begin(), all.end(), from, [](const Conversation &c, Ms instant) {
        return c.createdAt < instant;
    });
    std::vector<const Conversation *> found;
    for (; it != all.end() && it->createdAt < to; ++it) {
        if (inScope(*it))
            found.push_back(&*it);
    }
    return found;
}

} // namespace watchfloor::sandbox::rocketchat
