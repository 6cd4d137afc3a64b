// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashparser.h"
#include "backend/sync/providers/chatdash/chatdashrows.h"
#include "backend/sync/providers/shared/durations.h"

#include <QHash>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

namespace watchfloor::chatdash {
namespace {

constexpr double longestMinutes = 1e9; // beyond it a duration is nonsense

// The documented keys, and what is spelt in another way. What is not among them is unknown.
constexpr std::array knownKeys{"_id",
                               "agentId",
                               "platformId",
                               "leadId",
                               "campaignId",
                               "name",
                               "read",
                               "read:",
                               "endedAt",
                               "browser",
                               "device",
                               "os",
                               "countryCode",
                               "ipAddress",
                               "record",
                               "interacted",
                               "channel",
                               "phone",
                               "phoneSecondary",
                               "instagramId",
                               "instagramUsername",
                               "cost",
                               "duration",
                               "url",
                               "endedReason",
                               "noAnswer",
                               "status",
                               "liveAgentName",
                               "liveAgentId",
                               "isLive",
                               "note",
                               "topic",
                               "subtopic",
                               "summary",
                               "evaluation",
                               "mistunderstoodQueries",
                               "misunderstoodQueries",
                               "customAnalysis",
                               "metadata",
                               "createdAt",
                               "updatedAt",
                               "__v"};

bool isKnown(const QString &key)
{
    return std::any_of(knownKeys.begin(), knownKeys.end(),
                       [&](const char *known) { return key == QLatin1String(known); });
}

void put(QJsonObject &extra, const char *key, const QString &value)
{
    if (!value.isEmpty())
        extra.insert(QLatin1String(key), value);
}

/// The recording's place. What stands behind it, or before an '@', may be a key to it.
QString withoutKeys(const QString &text)
{
    const QString place = text.section(QLatin1Char('?'), 0, 0).section(QLatin1Char('#'), 0, 0);
    return QUrl(place).userInfo().isEmpty() ? place : QUrl(place).toString(QUrl::RemoveUserInfo);
}

/// [{question}], also spelt right, also as texts.
std::optional<QJsonArray> questionsIn(JsonReader &reader)
{
    std::optional<QJsonArray> questions;
    for (const char *key : {"mistunderstoodQueries", "misunderstoodQueries"}) {
        if (!reader.has(key))
            continue;
        const QJsonArray list = reader.optionalArray(key);
        if (!questions)
            questions.emplace();
        for (const QJsonValue &one : list) {
            const QJsonValue question =
                one.isObject() ? one.toObject().value(QLatin1String("question")) : one;
            if (question.isString())
                questions->append(QJsonObject{{QStringLiteral("question"), question}});
            else if (!question.isNull() && !question.isUndefined())
                reader.fail(QLatin1String(key), QStringLiteral("questions"), one);
        }
    }
    return questions;
}

void readPersonal(JsonReader &reader, const QJsonObject &object, Conversation &row)
{
    row.contact = wordOf(reader, "name");
    QJsonObject &extra = row.extra;
    for (const char *key : {"browser", "device", "os", "ipAddress", "phone", "phoneSecondary",
                            "instagramId", "instagramUsername", "note", "summary"})
        put(extra, key, wordOf(reader, key));
    put(extra, "url", withoutKeys(wordOf(reader, "url")));
    if (const auto questions = questionsIn(reader))
        extra.insert(QStringLiteral("mistunderstoodQueries"), *questions);
    for (const char *key : {"customAnalysis", "metadata"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (!value.isNull() && !value.isUndefined())
            extra.insert(QLatin1String(key), withoutSecrets(value));
    }
    // Nobody knows what a new field holds: it counts as personal.
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!isKnown(field.key()) && !mayBeSecret(field.key()) && !field->isNull())
            extra.insert(field.key(), withoutSecrets(*field));
    }
}

void readVoice(JsonReader &reader, Conversation &row)
{
    row.cost = reader.optionalNumber("cost");
    const auto minutes = reader.optionalNumber("duration");
    if (minutes && std::abs(*minutes) <= longestMinutes)
        row.talkDuration = std::llround(*minutes * static_cast<double>(minuteMs));
    else if (minutes)
        reader.fail(QStringLiteral("duration"), QStringLiteral("minutes of a sane size"),
                    QJsonValue(*minutes));
    put(row.extra, "endedReason", wordOf(reader, "endedReason"));
    if (const auto noAnswer = reader.optionalBoolean("noAnswer"))
        row.extra.insert(QStringLiteral("noAnswer"), *noAnswer);
}

void readEvaluation(JsonReader &reader, Conversation &row)
{
    auto told = reader.optionalObject("evaluation");
    if (!told)
        return;
    QJsonObject evaluation;
    if (const auto success = told->optionalBoolean("isSuccess"))
        evaluation.insert(QStringLiteral("isSuccess"), *success);
    put(evaluation, "reason", told->optionalText("reason").value_or(QString()));
    reader.absorb(*told);
    if (!evaluation.isEmpty())
        row.extra.insert(QStringLiteral("evaluation"), evaluation);
}

SeenConversation readConversation(JsonReader &reader, const QJsonObject &object,
                                  const ConversationOptions &options)
{
    SeenConversation seen;
    Conversation &row = seen.row;
    row.remoteId = reader.idText("_id");
    row.created = reader.isoTime("createdAt");
    row.updatedAt = reader.optionalIsoTime("updatedAt");
    row.closed = reader.optionalIsoTime("endedAt");
    row.isLive = reader.optionalBoolean("isLive");
    row.recorded = reader.optionalBoolean("record");
    row.interacted = reader.optionalBoolean("interacted");
    row.topic = wordOf(reader, "topic");
    row.subtopic = wordOf(reader, "subtopic");
    row.agentRemoteId = wordOf(reader, "liveAgentId");
    seen.liveAgentName = wordOf(reader, "liveAgentName");

    const QString status = wordOf(reader, "status");
    row.status = statusFromWire(status, row.closed.has_value(), row.isLive);
    seen.withAi = isWithAi(status) && row.agentRemoteId.isEmpty();
    const QString channel = wordOf(reader, "channel");
    row.channel = channelFromWire(channel);

    QJsonObject &extra = row.extra;
    const QString owner = wordOf(reader, "agentId");
    put(extra, "agentId", owner.isEmpty() ? options.agentId : owner);
    for (const char *key : {"platformId", "leadId", "campaignId", "countryCode"})
        put(extra, key, wordOf(reader, key));
    put(extra, "status", status);
    if (row.channel != channel)
        put(extra, "channel", channel);
    if (row.agentRemoteId.isEmpty())
        put(extra, "liveAgentName", seen.liveAgentName);
    const char *const readKey = reader.has("read") ? "read" : "read:"; // an older page has a colon
    if (const auto read = reader.optionalBoolean(readKey))
        extra.insert(QStringLiteral("read"), *read);
    readVoice(reader, row);
    readEvaluation(reader, row);
    if (options.personal)
        readPersonal(reader, object, row);
    return seen;
}

Result<ConversationPage> pageOf(const Result<FoundList> &found, const ConversationOptions &options)
{
    if (!found)
        return found.error();
    std::vector<SeenConversation> rows;
    RowFaults faults = readRows(*found, [&](JsonReader &reader, const QJsonObject &object) {
        SeenConversation seen = readConversation(reader, object, options);
        if (reader.ok())
            rows.push_back(std::move(seen));
    });
    ConversationPage page;
    unite(page.rows, std::move(rows));
    page.problems = std::move(faults.problems);
    page.moreLeftOut = faults.moreLeftOut;
    page.wireRows = faults.wireRows;
    return page;
}

void addPeople(SyncBatch &batch, const std::vector<SeenConversation> &rows)
{
    QHash<QString, const SeenConversation *> newest;
    for (const SeenConversation &seen : rows) {
        if (seen.row.agentRemoteId.isEmpty() || seen.liveAgentName.isEmpty())
            continue;
        const SeenConversation *&known = newest[seen.row.agentRemoteId];
        if (!known || known->row.updatedAt <= seen.row.updatedAt)
            known = &seen;
    }
    for (const SeenConversation &seen : rows) {
        if (newest.value(seen.row.agentRemoteId) != &seen)
            continue;
        Agent person;
        person.remoteId = seen.row.agentRemoteId;
        person.name = seen.liveAgentName;
        batch.agents.push_back(std::move(person));
    }
}

} // namespace

Result<ConversationPage> parseConversations(const QByteArray &body,
                                            const ConversationOptions &options)
{
    auto page = pageOf(listIn(body, {"data", "conversations"}), options);
    if (page)
        page->bytes = body.size();
    return page;
}

Result<ConversationPage> parseConversation(const QByteArray &body,
                                           const ConversationOptions &options)
{
    return pageOf(objectIn(body, {"data", "conversation"}), options);
}

void unite(std::vector<SeenConversation> &to, std::vector<SeenConversation> from)
{
    QHash<QString, size_t> place;
    for (size_t i = 0; i < to.size(); ++i)
        place.insert(to[i].row.remoteId, i);
    for (SeenConversation &seen : from) {
        const auto known = place.constFind(seen.row.remoteId);
        if (known == place.constEnd()) {
            place.insert(seen.row.remoteId, to.size());
            to.push_back(std::move(seen));
            continue;
        }
        Conversation &stored = to[*known].row;
        if (!stored.updatedAt || !seen.row.updatedAt || *stored.updatedAt <= *seen.row.updatedAt)
            to[*known] = std::move(seen);
    }
}

SyncBatch batchOf(const std::vector<SeenConversation> &rows, bool fromMessages)
{
    SyncBatch batch;
    batch.conversations.reserve(rows.size());
    for (const SeenConversation &seen : rows) {
        const Conversation &row = seen.row;
        if (auto end = endOf(row))
            batch.events.push_back(std::move(*end));
        if (!fromMessages || seen.withAi)
            batch.eventsComplete.push_back({row.remoteId, row.updatedAt.value_or(row.created)});
        batch.conversations.push_back(row);
    }
    addPeople(batch, rows);
    return batch;
}

std::optional<ReportingEvent> endOf(const Conversation &row)
{
    if (!row.closed)
        return std::nullopt;
    ReportingEvent end;
    end.conversationRemoteId = row.remoteId;
    end.name = QStringLiteral("conversation_resolved");
    end.value = *row.closed - row.created;
    end.start = row.created;
    end.end = end.created = end.updated = *row.closed;
    end.origin = EventOrigin::Derived;
    end.agentRemoteId = row.agentRemoteId;
    if (!row.agentRemoteId.isEmpty())
        end.byBot = false;
    return end;
}

QString agentIdOf(const ConversationKey &key)
{
    return QJsonDocument::fromJson(key.extra).object().value(QLatin1String("agentId")).toString();
}

} // namespace watchfloor::chatdash
