// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

namespace watchfloor::chatwoot {

Result<ListPage> parseCsat(const QByteArray &body)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    ListPage page;
    readRows(*found, page.batch, [&](JsonReader &reader) {
        if (const auto at = epochSeconds(reader, "created_at")) {
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
