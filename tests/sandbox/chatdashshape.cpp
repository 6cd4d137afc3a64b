// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatdashdialect.h"
#include "sandbox/truthjson.h"

#include <QJsonArray>

namespace watchfloor::sandbox {

namespace {

void putText(QJsonObject *row, const char *key, const QString &value)
{
    if (!value.isEmpty())
        row->insert(QLatin1String(key), value);
}

/// The platform an AI agent runs on, by its number.
QString platformOf(int agent)
{
    static constexpr const char *platforms[] = {"voiceflow", "vapi",   "openai",     "botpress",
                                                "retell",    "custom", "elevenlabs", "n8n"};
    return QLatin1String(platforms[agent % 8]);
}

/// The phase it ended in: the word stays as it was.
Phase phaseOf(const Conversation &c)
{
    for (auto span = c.phases.rbegin(); span != c.phases.rend(); ++span) {
        if (span->phase != Phase::Closed)
            return span->phase;
    }
    return Phase::Bot;
}

} // namespace

ChannelKind ChatDashDialect::channelOf(const Conversation &c) const
{
    return c.inbox == Nobody ? ChannelKind::Api : m_world.inboxes()[size_t(c.inbox)].channel;
}

/// With the secrets of its platform: none of them may reach a cache.
QJsonObject ChatDashDialect::agent(int index) const
{
    const Agent &a = m_world.agents()[size_t(index)];
    const QString secret = QStringLiteral("platform-s3cret-") + a.id;
    return {{QStringLiteral("_id"), a.id},
            {QStringLiteral("clientId"), QStringLiteral("0123456789abcdef01234567")},
            {QStringLiteral("name"), a.name},
            {QStringLiteral("platform"), platformOf(index)},
            {QStringLiteral("apiId"), QStringLiteral("assistant-%1").arg(index)},
            {QStringLiteral("apiKey"), secret},
            {QStringLiteral("credentials"), QJsonObject{{QStringLiteral("privateKey"), secret},
                                                        {QStringLiteral("token"), secret}}},
            {QStringLiteral("configuration"),
             QJsonObject{{QStringLiteral("webhookSecret"), secret},
                         {QStringLiteral("color"), QStringLiteral("#1f93ff")}}},
            {QStringLiteral("createdAt"), isoTime(a.joinedAt)}};
}

void ChatDashDialect::addVisitor(const Conversation &c, QJsonObject *row) const
{
    if (c.contact == Nobody)
        return;
    const Contact &contact = m_world.contacts()[size_t(c.contact)];
    putText(row, "name", contact.name);
    putText(row, "browser", contact.browser);
    putText(row, "device", contact.device);
    putText(row, "os", contact.os);
    putText(row, "countryCode", contact.country);
    putText(row, "ipAddress", contact.ip);
    putText(row, "phone", contact.phone);
    if (channelOf(c) == ChannelKind::Instagram) {
        putText(row, "instagramId", contact.id);
        putText(row, "instagramUsername", contact.instagram);
    }
}

void ChatDashDialect::addVoice(const Conversation &c, QJsonObject *row) const
{
    if (channelOf(c) != ChannelKind::Voice)
        return;
    const AiOutcome &ai = c.ai;
    if (ai.cost)
        row->insert(QStringLiteral("cost"), *ai.cost);
    if (ai.durationMinutes)
        row->insert(QStringLiteral("duration"), *ai.durationMinutes);
    // Whoever has the whole link can listen.
    if (ai.record && !ai.platformId.isEmpty())
        row->insert(QStringLiteral("url"),
                    QStringLiteral("https://recordings.invalid/%1.wav?signature=s3cret")
                        .arg(ai.platformId));
    putText(row, "endedReason", ai.endedReason);
    row->insert(QStringLiteral("noAnswer"), ai.noAnswer);
    putText(row, "phoneSecondary", ai.phoneSecondary);
    if (!ai.customAnalysis.isEmpty())
        row->insert(QStringLiteral("customAnalysis"), ai.customAnalysis);
    if (!ai.metadata.isEmpty())
        row->insert(QStringLiteral("metadata"), ai.metadata);
}

QJsonObject ChatDashDialect::conversation(const Conversation &c) const
{
    const AiOutcome &ai = c.ai;
    QJsonObject row{{QStringLiteral("_id"), c.id},
                    {QStringLiteral("record"), ai.record},
                    {QStringLiteral("interacted"), ai.interacted},
                    {QStringLiteral("channel"), channelWord(channelOf(c))},
                    {QStringLiteral("status"), vendorStatusWord(Vendor::ChatDash, phaseOf(c))},
                    {QStringLiteral("isLive"), !c.closed()},
                    {QStringLiteral("createdAt"), isoTime(c.createdAt)},
                    {QStringLiteral("updatedAt"), isoTime(c.updatedAt)}};
    row.insert(m_options.oldKeys ? QStringLiteral("read:") : QStringLiteral("read"), ai.read);
    if (c.bot != Nobody)
        row.insert(QStringLiteral("agentId"), m_world.agents()[size_t(c.bot)].id);
    putText(&row, "platformId", ai.platformId);
    putText(&row, "leadId", ai.leadId);
    putText(&row, "campaignId", ai.campaignId);
    // Open: absent, or null.
    if (c.closed())
        row.insert(QStringLiteral("endedAt"), isoTime(c.closedAt));
    else if (c.number % 2 == 0)
        row.insert(QStringLiteral("endedAt"), QJsonValue::Null);
    addVisitor(c, &row);
    addVoice(c, &row);
    const int live = m_world.assignee(c);
    if (live != Nobody) {
        putText(&row, "liveAgentName", m_world.agents()[size_t(live)].name);
        putText(&row, "liveAgentId", m_world.agents()[size_t(live)].id);
    }
    putText(&row, "note", ai.note);
    putText(&row, "topic", ai.topic);
    putText(&row, "subtopic", ai.subtopic);
    putText(&row, "summary", ai.summary);
    if (ai.success) {
        QJsonObject evaluation{{QStringLiteral("isSuccess"), *ai.success}};
        putText(&evaluation, "reason", ai.evaluationReason);
        row.insert(QStringLiteral("evaluation"), evaluation);
    }
    QJsonArray questions;
    for (const QString &question : ai.misunderstood)
        questions.append(m_options.oldKeys
                             ? QJsonValue(question)
                             : QJsonValue(QJsonObject{{QStringLiteral("question"), question}}));
    row.insert(m_options.oldKeys ? QStringLiteral("misunderstoodQueries")
                                 : QStringLiteral("mistunderstoodQueries"),
               questions);
    return row;
}

QJsonObject ChatDashDialect::message(const Conversation &c, const Message &m) const
{
    const char *sender = m.sender == Sender::Contact ? "user"
                         : m.sender == Sender::Bot   ? "bot"
                                                     : "agent";
    QJsonObject row{
        {QStringLiteral("_id"), QStringLiteral("%1").arg(m.number, 24, 16, QLatin1Char('0'))},
        {QStringLiteral("conversationId"), c.id},
        {QStringLiteral("sender"), QLatin1String(sender)},
        {QStringLiteral("type"), QStringLiteral("text")},
        {QStringLiteral("text"), m_world.text(c, m)},
        {QStringLiteral("createdAt"), isoTime(m.at)}};
    if (m.sender == Sender::Bot)
        row.insert(QStringLiteral("tokens"), 40 + int(m.number % 200));
    return row;
}

} // namespace watchfloor::sandbox
