// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatwootshapes.h"

#include <QDateTime>
#include <QVersionNumber>

#include <algorithm>

namespace watchfloor::sandbox {

ChatwootShapes::ChatwootShapes(const World &world, const QString &baseUrl,
                               const ChatwootOptions &options)
    : m_world(world)
    , m_baseUrl(baseUrl)
    , m_options(options)
{
    const auto &agents = world.agents();
    const auto person = std::find_if(agents.begin(), agents.end(),
                                     [](const Agent &a) { return a.kind == AgentKind::Human; });
    m_user = person == agents.end() ? Nobody : static_cast<int>(person - agents.begin());
}

bool ChatwootShapes::atLeast(const char *version) const
{
    return QVersionNumber::fromString(m_options.version) >=
           QVersionNumber::fromString(QLatin1String(version));
}

bool ChatwootShapes::isUserMember(int inbox) const
{
    return m_user != Nobody && m_world.isMember(inbox, m_user);
}

bool ChatwootShapes::isUserTeam(int group) const
{
    return m_user != Nobody && m_world.agents()[static_cast<size_t>(m_user)].group == group;
}

QJsonValue ChatwootShapes::iso(Ms instant)
{
    if (instant == 0)
        return QJsonValue::Null;
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString ChatwootShapes::channelClass(ChannelKind channel)
{
    switch (channel) {
    case ChannelKind::WebWidget:
        return QStringLiteral("Channel::WebWidget");
    case ChannelKind::Email:
        return QStringLiteral("Channel::Email");
    case ChannelKind::WhatsApp:
        return QStringLiteral("Channel::Whatsapp");
    case ChannelKind::Instagram:
        return QStringLiteral("Channel::Instagram");
    case ChannelKind::Api:
        return QStringLiteral("Channel::Api");
    case ChannelKind::Voice:
        break;
    }
    return QStringLiteral("Channel::Voice");
}

QJsonObject ChatwootShapes::agent(int index) const
{
    const Agent &a = m_world.agents()[static_cast<size_t>(index)];
    const bool admin = index == m_user ? administrator() : a.administrator;
    QJsonObject row{
        {QStringLiteral("id"), number(a.id)},
        {QStringLiteral("account_id"), 1},
        {QStringLiteral("availability_status"), presenceWord(Vendor::Chatwoot, a.now())},
        {QStringLiteral("auto_offline"), a.autoOffline},
        {QStringLiteral("confirmed"), true},
        {QStringLiteral("email"), a.email},
        {QStringLiteral("provider"), QStringLiteral("email")},
        {QStringLiteral("available_name"), a.name},
        {QStringLiteral("name"), a.name},
        {QStringLiteral("role"), admin ? QStringLiteral("administrator") : QStringLiteral("agent")},
        {QStringLiteral("thumbnail"), thumbnail(index)},
    };
    if (index % 4 == 3)
        row.insert(QStringLiteral("custom_attributes"),
                   QJsonObject{{QStringLiteral("desk"), index}});
    if (enterprise() && atLeast("3.13"))
        row.insert(QStringLiteral("custom_role_id"), QJsonValue::Null);
    return row;
}

QString ChatwootShapes::thumbnail(int index) const
{
    if (index % 3 != 0)
        return QStringLiteral("");
    return m_baseUrl +
           QStringLiteral("/rails/active_storage/representations/redirect/a%1/face.png").arg(index);
}

QJsonObject ChatwootShapes::bot(int index) const
{
    const Agent &a = m_world.agents()[static_cast<size_t>(index)];
    return {{QStringLiteral("id"), number(a.id)},
            {QStringLiteral("name"), a.name},
            {QStringLiteral("description"), QJsonValue::Null},
            {QStringLiteral("thumbnail"), QStringLiteral("")},
            {QStringLiteral("outgoing_url"),
             QStringLiteral("https://bot.example.test/hook?key=s3cret")},
            {QStringLiteral("bot_type"), QStringLiteral("webhook")},
            {QStringLiteral("bot_config"), QJsonObject()},
            {QStringLiteral("account_id"), 1}};
}

QJsonObject ChatwootShapes::team(int index) const
{
    const Group &g = m_world.groups()[static_cast<size_t>(index)];
    return {{QStringLiteral("id"), number(g.id)},
            {QStringLiteral("name"), g.name},
            {QStringLiteral("description"), QJsonValue::Null},
            {QStringLiteral("allow_auto_assign"), true},
            {QStringLiteral("account_id"), 1},
            {QStringLiteral("is_member"), isUserTeam(index)}};
}

QJsonObject ChatwootShapes::label(int index) const
{
    return {{QStringLiteral("id"), labelId(index)},
            {QStringLiteral("title"), m_world.labels()[static_cast<size_t>(index)]},
            {QStringLiteral("description"), QJsonValue::Null},
            {QStringLiteral("color"), QStringLiteral("#1f93ff")},
            {QStringLiteral("show_on_sidebar"), true}};
}

QJsonObject ChatwootShapes::contact(int index) const
{
    const Contact &c = m_world.contacts()[static_cast<size_t>(index)];
    QJsonObject row{
        {QStringLiteral("additional_attributes"),
         QJsonObject{{QStringLiteral("country_code"), c.country},
                     {QStringLiteral("created_at_ip"), c.ip}}},
        {QStringLiteral("availability_status"), QStringLiteral("offline")},
        {QStringLiteral("email"), c.email.isEmpty() ? QJsonValue() : QJsonValue(c.email)},
        {QStringLiteral("id"), number(c.id)},
        {QStringLiteral("name"), c.name},
        {QStringLiteral("phone_number"), c.phone.isEmpty() ? QJsonValue() : QJsonValue(c.phone)},
        {QStringLiteral("blocked"), false},
        {QStringLiteral("identifier"), QJsonValue::Null},
        {QStringLiteral("thumbnail"), QStringLiteral("")},
        {QStringLiteral("custom_attributes"), QJsonObject()},
        {QStringLiteral("created_at"), seconds(c.createdAt)},
    };
    if (index % 2 == 0)
        row.insert(QStringLiteral("last_activity_at"), seconds(c.createdAt));
    return row;
}

QJsonObject ChatwootShapes::event(const ReportingEvent &e) const
{
    const auto id = [](const QString &text) { return QJsonValue(number(text)); };
    const Conversation &c = m_world.at(e.conversation);
    QJsonValue business = QJsonValue::Null;
    if (e.valueInBusinessHours)
        business = static_cast<double>(*e.valueInBusinessHours);
    return {
        {QStringLiteral("id"), e.id},
        {QStringLiteral("name"), QLatin1String(e.name)},
        {QStringLiteral("value"), static_cast<double>(e.value)},
        {QStringLiteral("value_in_business_hours"), business},
        {QStringLiteral("event_start_time"), iso(e.start)},
        {QStringLiteral("event_end_time"), iso(e.end)},
        {QStringLiteral("account_id"), 1},
        {QStringLiteral("inbox_id"), id(m_world.inboxes()[static_cast<size_t>(e.inbox)].id)},
        {QStringLiteral("user_id"),
         e.agent == Nobody ? QJsonValue() : id(m_world.agents()[static_cast<size_t>(e.agent)].id)},
        {QStringLiteral("conversation_id"), c.databaseId},
        {QStringLiteral("created_at"), iso(e.createdAt)},
        {QStringLiteral("updated_at"), iso(e.createdAt)}};
}

} // namespace watchfloor::sandbox
