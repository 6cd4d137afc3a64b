// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toyparser.h"

#include "backend/net/jsonreader.h"

namespace watchfloor::toy {
namespace {

struct Word {
    const char *kind;
    const char *theirs;
    const char *ours;
};

constexpr Word words[] = {
    {"availability", "here", "online"},  {"availability", "lunch", "away"},
    {"availability", "gone", "offline"}, {"status", "ringing", "queued"},
    {"status", "talking", "open"},       {"status", "done", "closed"},
};

std::optional<TimeMs> timeIn(JsonReader &row, const char *key)
{
    return row.optionalInteger(key);
}

/// A step of a talk that the list's times tell.
ReportingEvent event(const Conversation &talk, const char *name, TimeMs end)
{
    ReportingEvent made;
    made.conversationRemoteId = talk.remoteId;
    made.name = QLatin1String(name);
    made.start = talk.created;
    made.end = end;
    made.created = end;
    made.updated = *talk.updatedAt;
    made.value = end - talk.created;
    made.origin = EventOrigin::Derived;
    made.agentRemoteId = talk.agentRemoteId;
    made.groupRemoteId = talk.groupRemoteId;
    return made;
}

void addTalk(SyncBatch &batch, JsonReader &row)
{
    Conversation talk;
    talk.remoteId = row.idText("no");
    talk.status = ourWord("status", row.text("state"));
    talk.created = row.integer("born");
    talk.firstResponse = timeIn(row, "answered");
    talk.closed = timeIn(row, "done");
    talk.agentRemoteId = row.optionalIdText("who").value_or(QString());
    talk.groupRemoteId = row.optionalIdText("desk").value_or(QString());
    talk.updatedAt = row.integer("changed");
    if (!row.ok()) {
        batch.problems.push_back(row.error());
        return;
    }
    if (talk.firstResponse)
        batch.events.push_back(event(talk, "first_response", *talk.firstResponse));
    if (talk.closed)
        batch.events.push_back(event(talk, "conversation_resolved", *talk.closed));
    batch.eventsComplete.push_back({talk.remoteId, *talk.updatedAt});
    batch.conversations.push_back(talk);
}

} // namespace

QString ourWord(const char *kind, const QString &theirs)
{
    for (const Word &word : words) {
        if (qstrcmp(word.kind, kind) == 0 && theirs == QLatin1String(word.theirs))
            return QString::fromLatin1(word.ours);
    }
    return theirs; // a word of a newer server is shown as it is
}

std::vector<DictionaryWord> dictionary()
{
    std::vector<DictionaryWord> all;
    for (const Word &word : words)
        all.push_back(
            {QLatin1String(word.kind), QLatin1String(word.theirs), QLatin1String(word.ours), {}});
    return all;
}

Result<ProbeResult> parseMe(const HttpResponse &response)
{
    const Result<QJsonValue> json = parseJson(response.body);
    if (!json)
        return json.error();
    JsonReader me(*json, QStringLiteral("$"));
    ProbeResult found;
    found.version = me.text("version");
    found.userName = me.text("name");
    found.chosenAccountId = me.idText("site");
    found.capabilities = QStringList(QStringLiteral("talks"));
    return me.ok() ? Result<ProbeResult>(found) : me.error();
}

Result<SyncBatch> parsePeople(const HttpResponse &response)
{
    const Result<QJsonValue> json = parseJson(response.body);
    if (!json)
        return json.error();
    SyncBatch batch;
    CompleteSet everybody;
    for (const QJsonValue &value : json->toArray()) {
        JsonReader row(value, QStringLiteral("$[]"));
        Agent agent;
        agent.remoteId = row.idText("id");
        agent.name = row.text("name");
        agent.email = row.text("mail");
        agent.availability = ourWord("availability", row.text("state"));
        if (!row.ok()) {
            batch.problems.push_back(row.error());
            continue;
        }
        everybody.remoteIds.append(agent.remoteId);
        batch.agents.push_back(agent);
    }
    batch.wireRows = static_cast<qint64>(batch.agents.size());
    batch.complete.push_back(everybody);
    return batch;
}

Result<SyncBatch> parseTalks(const HttpResponse &response)
{
    const Result<QJsonValue> json = parseJson(response.body);
    if (!json)
        return json.error();
    JsonReader page(*json, QStringLiteral("$"));
    const QJsonArray talks = page.array("talks");
    SyncBatch batch;
    batch.wireTotal = page.integer("total");
    if (!page.ok())
        return page.error();
    for (const QJsonValue &value : talks) {
        JsonReader row(value, QStringLiteral("$.talks[]"));
        addTalk(batch, row);
    }
    batch.wireRows = talks.size();
    return batch;
}

} // namespace watchfloor::toy
