// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

namespace watchfloor::chatwoot {
namespace {

/// The answer as a row of the conversation's history: who had it then, when, how many stars. Its
/// own id would meet those of reporting events. Servers tell the time in whole seconds.
std::optional<ReportingEvent> surveyAnswer(JsonReader &reader, const ConversationPatch &patch,
                                           std::optional<TimeMs> answered)
{
    ReportingEvent event;
    if (auto agent = reader.optionalObject("assigned_agent")) {
        event.agentRemoteId = numericId(*agent, "id");
        reader.absorb(*agent);
    }
    if (!answered || !reader.ok())
        return std::nullopt;
    event.conversationRemoteId = patch.remoteId;
    event.name = QStringLiteral("csat_answer");
    event.value = *patch.csat;
    event.start = event.end = answered;
    event.created = event.updated = *answered;
    return event;
}

} // namespace

Result<ListPage> parseCsat(const QByteArray &body)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    ListPage page;
    readRows(*found, page.batch, [&](JsonReader &reader) {
        const auto at = epochSeconds(reader, "created_at");
        if (at) {
            const TimeRange known = page.created.value_or(TimeRange{*at, *at});
            page.created = TimeRange{std::min(known.from, *at), std::max(known.to, *at)};
        }
        ConversationPatch patch;
        patch.remoteId = numericId(reader, "conversation_id");
        const qint64 rating = reader.integer("rating");
        if (reader.ok() && (rating < 1 || rating > 5))
            reader.fail(QStringLiteral("rating"), QStringLiteral("1 to 5"), QJsonValue(rating));
        if (!reader.ok())
            return;
        patch.csat = static_cast<int>(rating);
        auto answer = surveyAnswer(reader, patch, at);
        if (!reader.ok())
            return;
        if (answer)
            page.batch.events.push_back(std::move(*answer));
        page.batch.patches.push_back(std::move(patch));
    });
    return page;
}

Result<SyncBatch> parseAppliedSlas(const QByteArray &body)
{
    const auto found = payloadArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    readRows(*found, batch, [&](JsonReader &reader) {
        JsonReader applied = reader.object("applied_sla");
        JsonReader conversation = reader.object("conversation");
        ConversationPatch patch;
        patch.remoteId = numericId(conversation, "id");
        patch.slaStatus = applied.optionalText("sla_status");
        reader.absorb(applied);
        reader.absorb(conversation);
        if (reader.ok())
            batch.patches.push_back(std::move(patch));
    });
    return batch;
}

} // namespace watchfloor::chatwoot
