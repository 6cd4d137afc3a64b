// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Account, profile and inbox: the answers that carry secrets, as the real server's do.
#include "sandbox/chatwootshapes.h"

namespace watchfloor::sandbox {

namespace {

QJsonArray workingHours(const Inbox &inbox)
{
    QJsonArray days;
    for (int d = 0; d < 7; ++d) {
        const WorkingDay &day = inbox.workingHours[static_cast<size_t>(d)];
        const auto part = [&day](int value) {
            return day.closedAllDay ? QJsonValue() : QJsonValue(value);
        };
        const int close = day.openAllDay ? 24 * 60 - 1 : day.closeMinute;
        days.append(QJsonObject{{QStringLiteral("day_of_week"), d},
                                {QStringLiteral("closed_all_day"), day.closedAllDay},
                                {QStringLiteral("open_hour"), part(day.openMinute / 60)},
                                {QStringLiteral("open_minutes"), part(day.openMinute % 60)},
                                {QStringLiteral("close_hour"), part(close / 60)},
                                {QStringLiteral("close_minutes"), part(close % 60)},
                                {QStringLiteral("open_all_day"), day.openAllDay}});
    }
    return days;
}

} // namespace

QJsonObject ChatwootShapes::inbox(int index) const
{
    const Inbox &i = m_world.inboxes()[static_cast<size_t>(index)];
    QJsonObject row{
        {QStringLiteral("id"), number(i.id)},
        {QStringLiteral("avatar_url"), QStringLiteral("")},
        {QStringLiteral("channel_id"), number(i.id) + 7},
        {QStringLiteral("name"), i.name},
        {QStringLiteral("channel_type"), channelClass(i.channel)},
        {QStringLiteral("greeting_enabled"), false},
        {QStringLiteral("greeting_message"), QJsonValue::Null},
        {QStringLiteral("working_hours_enabled"), i.workingHoursEnabled},
        {QStringLiteral("enable_email_collect"), true},
        {QStringLiteral("csat_survey_enabled"), i.csatEnabled},
        {QStringLiteral("enable_auto_assignment"), true},
        {QStringLiteral("auto_assignment_config"), QJsonObject()},
        {QStringLiteral("out_of_office_message"), QJsonValue::Null},
        {QStringLiteral("working_hours"), workingHours(i)},
        {QStringLiteral("timezone"), i.timeZone},
        {QStringLiteral("callback_webhook_url"), QJsonValue::Null},
        {QStringLiteral("allow_messages_after_resolved"), true},
        {QStringLiteral("lock_to_single_conversation"), false},
        {QStringLiteral("sender_name_type"), QStringLiteral("friendly")},
        {QStringLiteral("business_name"), QJsonValue::Null},
    };
    const QString secret = QStringLiteral("SECRET-%1-").arg(i.id);
    const auto add = [&row](const char *key, const QJsonValue &value) {
        row.insert(QLatin1String(key), value);
    };
    if (!administrator()) {
        return row;
    }
    switch (i.channel) {
    case ChannelKind::Email:
        add("imap_login", QStringLiteral("imap@example.test"));
        add("imap_password", secret + QStringLiteral("imap"));
        add("smtp_login", QStringLiteral("smtp@example.test"));
        add("smtp_password", secret + QStringLiteral("smtp"));
        add("forward_to_email", QStringLiteral("x%1@reply.example.test").arg(i.id));
        break;
    case ChannelKind::WebWidget:
        add("website_url", QStringLiteral("https://www.example.test"));
        add("website_token", secret + QStringLiteral("website"));
        add("hmac_token", secret + QStringLiteral("hmac"));
        add("hmac_mandatory", false);
        add("reply_time", QStringLiteral("in_a_few_minutes"));
        break;
    case ChannelKind::WhatsApp:
        add("phone_number", QStringLiteral("+493012345"));
        add("provider", QStringLiteral("whatsapp_cloud"));
        add("provider_config",
            QJsonObject{{QStringLiteral("api_key"), secret + QStringLiteral("whatsapp")}});
        break;
    default:
        add("inbox_identifier", secret + QStringLiteral("identifier"));
        add("auth_token", secret + QStringLiteral("auth"));
    }
    return row;
}

QJsonObject ChatwootShapes::account() const
{
    QJsonObject features{{QStringLiteral("inbound_emails"), true},
                         {QStringLiteral("team_management"), true},
                         {QStringLiteral("reports"), true}};
    if (enterprise())
        features.insert(QStringLiteral("sla"), true);
    return {{QStringLiteral("id"), 1},
            {QStringLiteral("name"), QStringLiteral("Acme")},
            {QStringLiteral("locale"), QStringLiteral("en")},
            {QStringLiteral("domain"), QStringLiteral("acme.example.test")},
            {QStringLiteral("support_email"), QStringLiteral("support@acme.example.test")},
            {QStringLiteral("status"), QStringLiteral("active")},
            {QStringLiteral("created_at"), iso(m_world.config().epoch)},
            {QStringLiteral("cache_keys"), cacheKeys()},
            {QStringLiteral("features"), features},
            {QStringLiteral("settings"), QJsonObject{{QStringLiteral("auto_resolve_after"), 1440}}},
            {QStringLiteral("custom_attributes"), QJsonObject()},
            {QStringLiteral("latest_chatwoot_version"), QJsonValue::Null}};
}

QJsonObject ChatwootShapes::cacheKeys() const
{
    const QString stamp = QString::number(m_world.config().epoch / Second);
    return {{QStringLiteral("label"), stamp},
            {QStringLiteral("inbox"), stamp},
            {QStringLiteral("team"), QStringLiteral("0000000000")}};
}

QJsonObject ChatwootShapes::accountOfUser(qint64 id, const QString &name, bool suspended) const
{
    const bool manages = m_options.role == QLatin1String("report_manage");
    QJsonArray permissions{administrator() ? QStringLiteral("administrator")
                                           : QStringLiteral("agent")};
    QJsonValue custom = QJsonValue::Null;
    if (manages) {
        permissions = {QStringLiteral("report_manage"), QStringLiteral("conversation_manage"),
                       QStringLiteral("custom_role")};
        custom = QJsonObject{
            {QStringLiteral("id"), 4},
            {QStringLiteral("name"), QStringLiteral("Lead")},
            {QStringLiteral("description"), QStringLiteral("")},
            {QStringLiteral("permissions"),
             QJsonArray{QStringLiteral("report_manage"), QStringLiteral("conversation_manage")}}};
    }
    QJsonObject row{
        {QStringLiteral("id"), id},
        {QStringLiteral("name"), name},
        {QStringLiteral("status"),
         suspended ? QStringLiteral("suspended") : QStringLiteral("active")},
        {QStringLiteral("onboarding_step"), QJsonValue::Null},
        {QStringLiteral("active_at"), suspended ? QJsonValue() : iso(m_world.now())},
        {QStringLiteral("role"),
         administrator() ? QStringLiteral("administrator") : QStringLiteral("agent")},
        {QStringLiteral("permissions"), permissions},
        {QStringLiteral("availability"), QStringLiteral("online")},
        {QStringLiteral("availability_status"), QStringLiteral("offline")},
        {QStringLiteral("auto_offline"), true},
    };
    if (enterprise() && atLeast("3.13")) {
        row.insert(QStringLiteral("custom_role_id"), manages ? QJsonValue(4) : QJsonValue());
        row.insert(QStringLiteral("custom_role"), custom);
    }
    return row;
}

QJsonObject ChatwootShapes::profile() const
{
    const Agent lead = m_user == Nobody ? Agent{} : m_world.agents()[static_cast<size_t>(m_user)];
    return {{QStringLiteral("access_token"), m_options.token},
            {QStringLiteral("account_id"), 1},
            {QStringLiteral("available_name"), lead.name},
            {QStringLiteral("avatar_url"), QStringLiteral("")},
            {QStringLiteral("confirmed"), true},
            {QStringLiteral("display_name"), QJsonValue::Null},
            {QStringLiteral("message_signature"), QJsonValue::Null},
            {QStringLiteral("email"), lead.email},
            {QStringLiteral("id"), number(lead.id)},
            {QStringLiteral("inviter_id"), QJsonValue::Null},
            {QStringLiteral("name"), lead.name},
            {QStringLiteral("provider"), QStringLiteral("email")},
            {QStringLiteral("pubsub_token"), QStringLiteral("SECRET-pubsub")},
            {QStringLiteral("role"),
             administrator() ? QStringLiteral("administrator") : QStringLiteral("agent")},
            {QStringLiteral("ui_settings"), QJsonObject()},
            {QStringLiteral("uid"), lead.email},
            {QStringLiteral("type"), QJsonValue::Null},
            {QStringLiteral("accounts"),
             QJsonArray{accountOfUser(1, QStringLiteral("Acme"), false),
                        accountOfUser(2, QStringLiteral("Beta (closed)"), true)}}};
}

} // namespace watchfloor::sandbox
