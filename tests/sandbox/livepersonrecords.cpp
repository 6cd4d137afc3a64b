// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonrecords.h"

#include "sandbox/livepersonparts.h"

namespace watchfloor::sandbox {

const QStringList &lpContentTypes()
{
    static const QStringList all{QStringLiteral("campaign"),
                                 QStringLiteral("messageRecords"),
                                 QStringLiteral("agentParticipants"),
                                 QStringLiteral("agentParticipantsLeave"),
                                 QStringLiteral("consumerParticipants"),
                                 QStringLiteral("agentParticipantsActive"),
                                 QStringLiteral("transfers"),
                                 QStringLiteral("interactions"),
                                 QStringLiteral("messageScores"),
                                 QStringLiteral("messageStatuses"),
                                 QStringLiteral("conversationSurveys"),
                                 QStringLiteral("coBrowseSessions"),
                                 QStringLiteral("summary"),
                                 QStringLiteral("sdes"),
                                 QStringLiteral("unAuthSdes"),
                                 QStringLiteral("monitoring"),
                                 QStringLiteral("dialogs"),
                                 QStringLiteral("responseTime"),
                                 QStringLiteral("skillChanges"),
                                 QStringLiteral("intents"),
                                 QStringLiteral("uniqueIntents"),
                                 QStringLiteral("latestAgentSurvey"),
                                 QStringLiteral("previouslySubmittedAgentSurveys")};
    return all;
}

const QStringList &lpDefaultContent()
{
    static const QStringList all{QStringLiteral("campaign"),
                                 QStringLiteral("messageRecords"),
                                 QStringLiteral("agentParticipants"),
                                 QStringLiteral("agentParticipantsLeave"),
                                 QStringLiteral("consumerParticipants"),
                                 QStringLiteral("agentParticipantsActive"),
                                 QStringLiteral("transfers"),
                                 QStringLiteral("interactions"),
                                 QStringLiteral("messageScores"),
                                 QStringLiteral("messageStatuses"),
                                 QStringLiteral("conversationSurveys"),
                                 QStringLiteral("coBrowseSessions"),
                                 QStringLiteral("summary"),
                                 QStringLiteral("sdes")};
    return all;
}

const QStringList &lpPersonalContent()
{
    static const QStringList all{QStringLiteral("consumerParticipants"), QStringLiteral("sdes"),
                                 QStringLiteral("unAuthSdes"), QStringLiteral("monitoring")};
    return all;
}

QString lpSource(ChannelKind channel)
{
    switch (channel) {
    case ChannelKind::WebWidget:
        return QStringLiteral("SHARK");
    case ChannelKind::Email:
        return QStringLiteral("EMAIL");
    case ChannelKind::WhatsApp:
        return QStringLiteral("WHATSAPP");
    case ChannelKind::Instagram:
        return QStringLiteral("INSTAGRAM");
    case ChannelKind::Api:
        return QStringLiteral("API");
    case ChannelKind::Voice:
        break;
    }
    return QStringLiteral("VOICE");
}

Ms lpEndTime(const Conversation &c)
{
    Ms end = c.closedAt;
    for (const CsatAnswer &answer : c.csat)
        end = qMax(end, answer.answeredAt);
    return end;
}

namespace {

void putClosing(QJsonObject *row, const Conversation &c)
{
    switch (c.closures.back().by) {
    case CloseActor::Agent:
        row->insert(QStringLiteral("closeReason"), lpWord("AGENT"));
        row->insert(QStringLiteral("closeReasonDescription"), lpWord("MANUAL_CLOSE"));
        return;
    case CloseActor::Consumer:
        row->insert(QStringLiteral("closeReason"), lpWord("CONSUMER"));
        row->insert(QStringLiteral("closeReasonDescription"), lpWord("MANUAL_CLOSE"));
        return;
    case CloseActor::System:
    case CloseActor::Bot:
        break;
    }
    // Nobody documents what a bot's end or a timer's is called.
    row->insert(QStringLiteral("closeReason"), lpWord("SYSTEM"));
    row->insert(QStringLiteral("closeReasonDescription"), lpWord("TIMEOUT"));
}

QJsonObject infoOf(const LpParts &parts, const QString &account, bool cut)
{
    const World &world = parts.world();
    const Conversation &c = parts.conversation();
    const bool pending = !c.csat.empty() && c.csat.back().answeredAt == 0;
    QJsonObject info = lpObject(
        {{"conversationId", c.id},
         {"brandId", account},
         {"status", vendorStatusWord(Vendor::LivePerson, c.phase)},
         {"fullDialogStatus", lpWord(c.closed() && !pending ? "CLOSE" : "OPEN")},
         {"duration", (c.closed() ? c.closedAt : world.now()) - c.createdAt},
         {"latestSkillId",
          c.skill == Nobody ? QJsonValue(-1) : lpNumber(world.skills()[size_t(c.skill)].id)},
         {"latestSkillName",
          c.skill == Nobody ? lpWord("Unassigned") : world.skills()[size_t(c.skill)].name},
         {"latestQueueState", lpWord(parts.waits() ? "IN_QUEUE" : "ACTIVE")},
         {"mcs", int(c.number * 37 % 101)},
         {"alertedMCS", int(c.number % 3) - 1},
         {"firstConversation", c.number % 4 == 0},
         {"device", lpWord(c.number % 2 == 0 ? "DESKTOP" : "undefined")},
         {"browser", lpWord("undefined")},
         {"operatingSystem", lpWord("NA")},
         {"integration", lpWord("WEB_SDK")},
         {"isPartial", cut}});
    if (c.inbox != Nobody)
        info.insert(QStringLiteral("source"), lpSource(world.inboxes()[size_t(c.inbox)].channel));
    lpPutTime(&info, "startTime", c.createdAt);
    lpPutTime(&info, "endTime", c.closed() ? lpEndTime(c) : 0);
    if (c.closed()) {
        lpPutTime(&info, "conversationEndTime", c.closedAt);
        if (!pending)
            lpPutTime(&info, "fullDialogEndTime", lpEndTime(c));
        putClosing(&info, c);
    }
    // As in the documents' sample, where the status is what counts.
    if (!c.closed() && c.number % 11 == 3)
        info.insert(QStringLiteral("closeReason"), lpWord("AGENT"));
    const int agent = c.assignments.empty() ? Nobody : c.assignments.back().agent;
    parts.putAgent(&info, "latestAgent", agent);
    const int group = agent == Nobody ? Nobody : world.agents()[size_t(agent)].group;
    info.insert(QStringLiteral("latestAgentGroupId"),
                group == Nobody ? QJsonValue(-1) : lpNumber(world.groups()[size_t(group)].id));
    info.insert(QStringLiteral("latestAgentGroupName"),
                group == Nobody ? lpWord("Unassigned") : world.groups()[size_t(group)].name);
    info.insert(QStringLiteral("agentDeleted"),
                agent != Nobody && world.agents()[size_t(agent)].removed());
    // The table says csat, the sample csatRate.
    if (!c.csat.empty() && c.csat.back().answeredAt != 0)
        info.insert(QLatin1String(c.number % 2 == 0 ? "csat" : "csatRate"), c.csat.back().rating);
    return info;
}

QJsonArray dialogsOf(const LpParts &parts)
{
    const World &world = parts.world();
    const Conversation &c = parts.conversation();
    const int first = parts.firstSkill();
    const auto dialog = [&](const QString &id, const char *type, int skill, Ms from, Ms to) {
        QJsonObject row =
            lpObject({{"dialogId", id},
                      {"status", lpWord(to == 0 ? "OPEN" : "CLOSE")},
                      {"dialogType", lpWord(type)},
                      {"dialogChannelType", lpWord("MESSAGING")},
                      {"skillId", skill == Nobody ? QJsonValue(-1)
                                                  : lpNumber(world.skills()[size_t(skill)].id)},
                      {"skillName", skill == Nobody ? lpWord("Unassigned")
                                                    : world.skills()[size_t(skill)].name}});
        lpPutTime(&row, "startTime", from);
        lpPutTime(&row, "endTime", to);
        return row;
    };
    QJsonObject main = dialog(c.id, "MAIN", first, c.createdAt, c.closedAt);
    if (c.closed())
        putClosing(&main, c);
    QJsonArray rows{main};
    for (const CsatAnswer &answer : c.csat) {
        QJsonObject row = dialog(parts.surveyDialog(answer), "POST_SURVEY", c.skill, answer.askedAt,
                                 answer.answeredAt);
        if (answer.answeredAt != 0) {
            row.insert(QStringLiteral("closeReason"), lpWord("CONSUMER"));
            row.insert(QStringLiteral("closeReasonDescription"), lpWord("SURVEY_FILLED"));
        }
        rows.append(row);
    }
    return rows;
}

QJsonArray surveysOf(const LpParts &parts)
{
    QJsonArray rows;
    for (const CsatAnswer &answer : parts.conversation().csat) {
        QJsonArray data;
        if (answer.answeredAt != 0) {
            const QString rating = QString::number(answer.rating);
            data.append(lpObject({{"question", lpWord("How satisfied are you?")},
                                  {"questionId", QStringLiteral("csat-1")},
                                  {"questionType", lpWord("csat")},
                                  {"answer", rating},
                                  {"answerId", rating},
                                  {"isValidAnswer", true}}));
            if (!answer.feedback.isEmpty())
                data.append(lpObject({{"question", lpWord("What can we do better?")},
                                      {"questionId", QStringLiteral("free-2")},
                                      {"questionType", lpWord("custom")},
                                      {"answer", answer.feedback + QStringLiteral(" (canary)")},
                                      {"isValidAnswer", true}}));
        }
        rows.append(
            lpObject({{"surveyType", lpWord("Satisfaction")},
                      {"surveyStatus", lpWord(answer.answeredAt == 0 ? "PENDING" : "FILLED")},
                      {"dialogId", parts.surveyDialog(answer)},
                      {"surveyData", data}}));
    }
    return rows;
}

QJsonObject summaryOf(const Conversation &c)
{
    if (!c.closed())
        return {};
    return lpObject(
        {{"text", QStringLiteral("What it was about (canary-summary-%1)").arg(c.number)},
         {"lastUpdatedTime", c.closedAt}});
}

QJsonObject campaignOf(const World &world, const Conversation &c)
{
    const QString inbox = c.inbox == Nobody ? QString() : world.inboxes()[size_t(c.inbox)].name;
    return lpObject({{"campaignId", QString::number(2'266'771'000 + c.inbox)},
                     {"campaignName", inbox},
                     {"engagementSource", lpWord("WEB_SITE")},
                     {"lobId", qint64(2'389'848'512)},
                     {"lobName", lpWord("Customer care")}});
}

} // namespace

QJsonObject lpRecord(const World &world, const Conversation &c, const QStringList &content,
                     const QString &account, bool cut)
{
    const LpParts parts(world, c);
    QJsonObject record{{QStringLiteral("info"), infoOf(parts, account, cut)}};
    for (const QString &part : content) {
        QJsonValue value = QJsonArray();
        if (part == QLatin1String("agentParticipants"))
            value = parts.participants();
        else if (part == QLatin1String("agentParticipantsLeave"))
            value = parts.leavers();
        else if (part == QLatin1String("agentParticipantsActive"))
            value = parts.activeParticipants();
        else if (part == QLatin1String("transfers"))
            value = parts.transfers();
        else if (part == QLatin1String("interactions"))
            value = parts.interactions();
        else if (part == QLatin1String("messageRecords"))
            value = parts.messages(cut);
        else if (part == QLatin1String("messageStatuses"))
            value = parts.messageStatuses(cut);
        else if (part == QLatin1String("conversationSurveys"))
            value = surveysOf(parts);
        else if (part == QLatin1String("dialogs"))
            value = dialogsOf(parts);
        else if (part == QLatin1String("responseTime"))
            value = parts.responseTime();
        else if (part == QLatin1String("summary"))
            value = summaryOf(c);
        else if (part == QLatin1String("campaign"))
            value = campaignOf(world, c);
        else if (part == QLatin1String("consumerParticipants"))
            value = parts.consumers();
        else if (part == QLatin1String("sdes"))
            value = parts.sdes();
        else if (part == QLatin1String("monitoring"))
            value = parts.monitoring();
        else if (part == QLatin1String("coBrowseSessions"))
            value = lpObject({{"coBrowseSessionsList", QJsonArray()}});
        else if (part == QLatin1String("latestAgentSurvey"))
            value = QJsonObject();
        else if (part == QLatin1String("unAuthSdes"))
            value = lpObject({{"events", QJsonArray()}});
        record.insert(part, value);
    }
    return record;
}

} // namespace watchfloor::sandbox
