// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonconversations.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonevents.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <algorithm>

namespace watchfloor::liveperson {
namespace {

constexpr int noContent = 204;
constexpr int mostSentences = 20;

/// The consumer's first message since somebody, a bot included, last answered.
std::optional<TimeMs> waitingSince(const HistoryRecord &record)
{
    std::optional<TimeMs> since;
    for (const HistoryMessage &message : record.messages) {
        if (message.sender == MessageSender::Consumer) {
            if (!since)
                since = message.at;
        } else if (message.sender == MessageSender::Agent && !message.isPrivate) {
            since.reset();
        }
    }
    return since;
}

std::optional<TimeMs> firstAnswer(const HistoryRecord &record, const ConversationCourse &course)
{
    for (const HistoryMessage &message : record.messages) {
        if (message.sender == MessageSender::Agent && !message.isPrivate &&
            course.isPerson(message.participant))
            return message.at;
    }
    return std::nullopt;
}

void fillClosing(Conversation &row, const HistoryRecord &record)
{
    row.closed = record.closedAt();
    row.closedBy = closedByFromWire(record.info.closeReason);
    if (row.closedBy != QLatin1String("system"))
        return;
    // The documents know no word for the system's closing: what it said is kept.
    const QString &reason = record.info.closeReason;
    if (!isNone(reason))
        row.extra.insert(QStringLiteral("close_reason"), reason);
    if (!isNone(record.info.closeDescription))
        row.extra.insert(QStringLiteral("close_description"), record.info.closeDescription);
}

void fillWaiting(Conversation &row, const HistoryRecord &record)
{
    row.waitingSince = waitingSince(record);
    row.dueAt = record.responseDue;
    if (record.waitsForConsumer)
        row.extra.insert(QStringLiteral("waits_for"), QStringLiteral("consumer"));
}

Conversation conversationOf(const HistoryRecord &record, const ConversationCourse &course)
{
    const HistoryInfo &info = record.info;
    Conversation row;
    row.remoteId = info.id;
    row.status = statusFromWire(info.status, info.queueState);
    row.created = info.start;
    row.queued = course.queuedAt();
    row.assigned = course.lastHumanAssignment();
    row.firstResponse = firstAnswer(record, course);
    row.agentRemoteId = info.agent;
    row.groupRemoteId = info.group;
    row.skillRemoteId = info.skill;
    row.channel = channelFromWire(info.source);
    row.contact = record.contact;
    row.csat = record.answers.empty() ? info.csat : record.answers.back().rating;
    row.updatedAt = record.newestTime();
    if (record.isClosed()) // a status left over from before counts for nothing then
        fillClosing(row, record);
    else
        fillWaiting(row, record);
    return row;
}

void takeRecord(const HistoryRecord &record, HistoryPage &page)
{
    const ConversationCourse course(record);
    Conversation row = conversationOf(record, course);
    if (record.info.partial) {
        // Half of the messages make wrong responses: its events wait until it is whole.
        page.partial.append(row.remoteId);
    } else {
        page.batch.eventsComplete.push_back({row.remoteId, row.updatedAt.value_or(0)});
        for (ReportingEvent &event : deriveEvents(record, course))
            page.batch.events.push_back(std::move(event));
    }
    page.batch.conversations.push_back(std::move(row));
}

void readMetadata(Values &root, HistoryPage &page)
{
    Values metadata = root.object("_metadata");
    page.batch.wireTotal = std::max<qint64>(-1, metadata.whole("count").value_or(-1));
    Values shards = metadata.object("shardsStatusResult");
    page.partialResult = shards.flag("partialResult").value_or(false);
    metadata.absorb(shards);
    root.absorb(metadata);
}

} // namespace

Result<HistoryPage> parseHistoryPage(const HttpResponse &answer, HistoryOptions options)
{
    HistoryPage page;
    if (answer.status == noContent) {
        page.batch.wireTotal = 0;
        return page;
    }
    const auto json = parseJson(answer.body);
    if (!json)
        return json.error();
    Values root(*json, QStringLiteral("$"));
    readMetadata(root, page);
    const QJsonArray records = root.rows("conversationHistoryRecords");
    if (!root.ok())
        return root.error();
    page.batch.wireRows = records.size();
    for (qsizetype i = 0; i < records.size(); ++i) {
        const auto record = readHistoryRecord(
            records.at(i), QStringLiteral("$.conversationHistoryRecords[%1]").arg(i),
            options.contactNames);
        if (record)
            takeRecord(*record, page);
        else if (page.batch.problems.size() < mostSentences)
            page.batch.problems.emplace_back(
                record.error().kind(),
                QStringLiteral("One conversation was left out, the others are kept"),
                record.error().detail());
        else
            ++page.batch.moreLeftOut;
    }
    return page;
}

} // namespace watchfloor::liveperson
