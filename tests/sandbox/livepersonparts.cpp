// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonparts.h"

namespace watchfloor::sandbox {

bool LpParts::waits() const
{
    if (!m_c.closed())
        return m_c.phase == Phase::Queued;
    for (auto span = m_c.phases.rbegin(); span != m_c.phases.rend(); ++span) {
        if (span->phase != Phase::Closed)
            return span->phase == Phase::Queued;
    }
    return false;
}

int LpParts::firstSkill() const
{
    return m_c.transfers.empty() ? m_c.skill : m_c.transfers.front().sourceSkill;
}

QString LpParts::surveyDialog(const CsatAnswer &answer) const
{
    return QStringLiteral("%1-survey-%2").arg(m_c.id, QString::number(answer.number));
}

void LpParts::putAgent(QJsonObject *row, const char *prefix, int agent) const
{
    const QString name = QLatin1String(prefix);
    if (agent == Nobody) {
        row->insert(name + QStringLiteral("Id"), lpWord("null"));
        return;
    }
    const Agent &who = m_world.agents()[size_t(agent)];
    row->insert(name + QStringLiteral("Id"), who.id);
    row->insert(name + QStringLiteral("FullName"), who.name);
    row->insert(name + QStringLiteral("Nickname"), who.name);
    row->insert(name + QStringLiteral("LoginName"), who.email);
}

QJsonObject LpParts::participant(int agent, Ms at, bool assigned) const
{
    const Agent &who = m_world.agents()[size_t(agent)];
    const bool bot = who.kind == AgentKind::Bot;
    QJsonObject row = lpObject(
        {{"userType", lpWord(bot ? "2" : "1")},
         {"userTypeName", lpWord(bot ? "Bot" : "Human")},
         {"role", lpWord(assigned ? "ASSIGNED_AGENT" : "MANAGER")},
         {"permission", lpWord(assigned ? "ASSIGNED_AGENT" : "READER")},
         {"agentDeleted", who.removed()},
         {"agentGroupId",
          who.group == Nobody ? QJsonValue(-1) : lpNumber(m_world.groups()[size_t(who.group)].id)},
         {"agentGroupName",
          who.group == Nobody ? lpWord("Unassigned") : m_world.groups()[size_t(who.group)].name},
         {"dialogId", m_c.id}});
    putAgent(&row, "agent", agent);
    lpPutTime(&row, "time", at);
    return row;
}

QJsonArray LpParts::participants() const
{
    QJsonArray rows;
    // The team lead reads along now and then: a participant, but never the assigned one.
    if (m_c.number % 17 == 5 && !m_world.agents().empty())
        rows.append(participant(0, m_c.createdAt, false));
    for (const Assignment &assignment : m_c.assignments)
        rows.append(participant(assignment.agent, assignment.from, true));
    return rows;
}

QJsonArray LpParts::leavers() const
{
    QJsonArray rows;
    for (const Assignment &assignment : m_c.assignments) {
        // Who had it when it was closed did not leave.
        if (assignment.to != 0 && assignment.to != m_c.closedAt)
            rows.append(participant(assignment.agent, assignment.to, true));
    }
    return rows;
}

QJsonArray LpParts::activeParticipants() const
{
    QJsonArray rows;
    for (const Assignment &assignment : m_c.assignments) {
        if (assignment.to == 0)
            rows.append(participant(assignment.agent, assignment.from, true));
    }
    return rows;
}

QJsonArray LpParts::transfers() const
{
    QJsonArray rows;
    const auto skill = [this](QJsonObject *row, const char *prefix, int index) {
        const QString name = QLatin1String(prefix);
        row->insert(name + QStringLiteral("Id"),
                    index == Nobody ? QJsonValue(-1)
                                    : lpNumber(m_world.skills()[size_t(index)].id));
        row->insert(name + QStringLiteral("Name"),
                    index == Nobody ? lpWord("Unassigned")
                                    : QJsonValue(m_world.skills()[size_t(index)].name));
    };
    for (const Transfer &transfer : m_c.transfers) {
        const char *reason = transfer.kind == TransferKind::Skill   ? "Skill"
                             : transfer.kind == TransferKind::Agent ? "Agent"
                                                                    : "back2Q";
        QJsonObject row = lpObject(
            {{"reason", lpWord(reason)},
             {"by", transfer.byAgent == Nobody ? QStringLiteral("null")
                                               : m_world.agents()[size_t(transfer.byAgent)].id},
             {"dialogId", m_c.id}});
        lpPutTime(&row, "time", transfer.at);
        putAgent(&row, "assignedAgent", transfer.targetAgent);
        putAgent(&row, "sourceAgent", transfer.sourceAgent);
        skill(&row, "sourceSkill", transfer.sourceSkill);
        skill(&row, "targetSkill", transfer.targetSkill);
        rows.append(row);
    }
    return rows;
}

QJsonArray LpParts::interactions() const
{
    QJsonArray rows;
    bool asked = true;
    for (const Message &m : m_c.messages) {
        if (m.kind == MessageKind::Incoming) {
            asked = true;
        } else if (m.kind == MessageKind::Outgoing && !m.isPrivate && asked && m.agent != Nobody) {
            QJsonObject row =
                lpObject({{"interactiveSequence", rows.size() + 1}, {"dialogId", m_c.id}});
            putAgent(&row, "assignedAgent", m.agent);
            lpPutTime(&row, "interactionTime", m.at);
            rows.append(row);
            asked = false;
        }
    }
    return rows;
}

QString LpParts::dialogOf(const Message &m) const
{
    for (const CsatAnswer &answer : m_c.csat) {
        if (m.kind == MessageKind::Template && m.at == answer.askedAt)
            return surveyDialog(answer);
    }
    return m_c.id;
}

QString LpParts::messageId(size_t index) const
{
    return QStringLiteral("ms::dialog:%1::msg:%2").arg(m_c.id, QString::number(index));
}

size_t LpParts::told(bool cut) const
{
    return cut ? m_c.messages.size() / 2 : m_c.messages.size();
}

QJsonArray LpParts::messages(bool cut) const
{
    QJsonArray rows;
    for (size_t i = 0; i < told(cut); ++i) {
        const Message &m = m_c.messages[i];
        const bool consumer = m.kind == MessageKind::Incoming;
        // The table spells the senders in lower case, the sample does not.
        const bool upper = m_c.number % 3 != 0;
        QString participant = QStringLiteral("survey-bot");
        if (consumer)
            participant = QStringLiteral("consumer-%1").arg(m_c.contact);
        else if (m.agent != Nobody)
            participant = m_world.agents()[size_t(m.agent)].id;
        const QString text = QStringLiteral("%1 (canary-text-%2)")
                                 .arg(m_world.text(m_c, m), QString::number(m.number));
        QJsonObject row =
            lpObject({{"messageId", messageId(i)},
                      // Not continuous, and text in the table.
                      {"seq", m_c.number % 5 == 0 ? QJsonValue(QString::number(i * 2))
                                                  : QJsonValue(qint64(i * 2))},
                      {"type", lpWord("TEXT_PLAIN")},
                      {"messageData", lpObject({{"msg", lpObject({{"text", text}})}})},
                      {"dialogId", dialogOf(m)},
                      {"participantId", participant},
                      {"audience", lpWord(m.isPrivate ? "AGENTS_AND_MANAGERS" : "ALL")},
                      {"source", lpWord("APP")},
                      {"device", lpWord("undefined")},
                      {"sentBy", consumer ? lpWord(upper ? "Consumer" : "consumer")
                                          : lpWord(upper ? "Agent" : "agent")}});
        lpPutTime(&row, "time", m.at);
        rows.append(row);
    }
    return rows;
}

QJsonArray LpParts::messageStatuses(bool cut) const
{
    QJsonArray rows;
    const auto add = [&](size_t index, const char *status, Ms at, int agent) {
        QJsonObject row = lpObject(
            {{"messageId", messageId(index)},
             {"seq", qint64(index * 2)},
             {"messageDeliveryStatus", lpWord(status)},
             {"participantId", agent == Nobody ? QStringLiteral("consumer-%1").arg(m_c.contact)
                                               : m_world.agents()[size_t(agent)].id},
             {"participantType", lpWord(agent == Nobody ? "Consumer" : "Agent")},
             {"dialogId", m_c.id}});
        lpPutTime(&row, "time", at);
        rows.append(row);
    };
    for (size_t i = 0; i < told(cut); ++i) {
        const Message &m = m_c.messages[i];
        if (m.kind != MessageKind::Incoming)
            continue;
        add(i, "SENT", m.at, Nobody);
        for (size_t k = i + 1; k < told(cut); ++k) {
            const Message &next = m_c.messages[k];
            if (next.kind == MessageKind::Outgoing && next.agent != Nobody) {
                add(i, "READ", next.at, next.agent);
                break;
            }
        }
    }
    return rows;
}

QJsonObject LpParts::responseTime() const
{
    // A closed one waits for nobody.
    if (m_c.closed())
        return {};
    const Ms target = m_c.skill == Nobody ? 0 : m_world.skills()[size_t(m_c.skill)].responseTarget;
    return lpObject(
        {{"latestEffectiveResponseDueTime", m_c.responseDueAt == 0 ? -1 : m_c.responseDueAt},
         {"configuredResponseTime", target}});
}

Contact LpParts::contact() const
{
    if (m_world.config().pii && m_c.contact != Nobody)
        return m_world.contacts()[size_t(m_c.contact)];
    Contact planted;
    planted.name = QStringLiteral("Canary-given Canary-family");
    planted.email = QStringLiteral("canary@consumer.invalid");
    planted.phone = QStringLiteral("+00-canary");
    planted.country = QStringLiteral("XC");
    planted.ip = QStringLiteral("canary-ip");
    planted.browser = QStringLiteral("canary-browser");
    planted.os = QStringLiteral("canary-os");
    return planted;
}

QJsonArray LpParts::consumers() const
{
    const Contact who = contact();
    const auto orUndefined = [](const QString &text) {
        return text.isEmpty() ? QStringLiteral("undefined") : text;
    };
    QJsonObject row =
        lpObject({{"participantId", QStringLiteral("consumer-%1").arg(m_c.contact)},
                  {"firstName", orUndefined(who.name.section(QLatin1Char(' '), 0, 0))},
                  {"lastName", orUndefined(who.name.section(QLatin1Char(' '), 1))},
                  {"consumerName", orUndefined(who.name)},
                  {"email", orUndefined(who.email)},
                  {"phone", orUndefined(who.phone)},
                  {"token", QStringLiteral("canary-token-%1").arg(m_c.number)},
                  {"avatarURL", lpWord("undefined")},
                  {"dialogId", m_c.id}});
    lpPutTime(&row, "time", m_c.createdAt);
    lpPutTime(&row, "joinTime", m_c.createdAt);
    return {row};
}

QJsonObject LpParts::sdes() const
{
    const Contact who = contact();
    const QString at = QString::number(m_c.createdAt);
    const QJsonObject personal = lpObject(
        {{"name", who.name.section(QLatin1Char(' '), 0, 0)},
         {"surname", who.name.section(QLatin1Char(' '), 1)},
         {"contacts",
          QJsonArray{lpObject(
              {{"personalContact", lpObject({{"email", who.email}, {"phone", who.phone}})}})}}});
    const QJsonObject event =
        lpObject({{"personalInfo", lpObject({{"serverTimeStamp", at}, {"personalInfo", personal}})},
                  {"sdeType", lpWord("PERSONAL_INFO")},
                  {"serverTimeStamp", at}});
    return lpObject({{"events", QJsonArray{event}}});
}

QJsonObject LpParts::monitoring() const
{
    const Contact who = contact();
    return lpObject({{"countryCode", who.country},
                     {"ipAddress", who.ip},
                     {"browser", who.browser},
                     {"operatingSystem", who.os},
                     {"device", lpWord("DESKTOP")},
                     {"conversationStartPage",
                      QStringLiteral("https://shop.invalid/?visitor=canary-%1").arg(m_c.number)}});
}

} // namespace watchfloor::sandbox
