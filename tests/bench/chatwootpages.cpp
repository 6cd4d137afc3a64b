// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/chatwootpages.h"

#include "bench/syntheticyear.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor::bench {

namespace {

struct Told {
    SyntheticEvent event;
    qint64 conversation = 0;
    FactColumnId name = 0;
    qint64 id = 0; ///< grows with time
};

constexpr const char *kNames[] = {"",
                                  "first_response",
                                  "reply_time",
                                  "conversation_resolved",
                                  "conversation_bot_handoff",
                                  "conversation_opened",
                                  "conversation_bot_resolved"};

QByteArray iso(TimeMs time)
{
    return '"' +
           QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8() + '"';
}

QByteArray seconds(DurationMs ms)
{
    return QByteArray::number(ms / 1000) + ".0";
}

QByteArray json(const SyntheticYear &year, const Told &told)
{
    const FactRow &row = told.event.row;
    const CellValues &values = year.combination(year.combinationOf(told.conversation));
    const qint64 agent = values.at(Dimension::Agent);
    const TimeMs start = row.time - row.value - told.event.startLag;
    return "{\"id\":" + QByteArray::number(told.id) + ",\"name\":\"" + kNames[told.name] +
           "\",\"value\":" + seconds(row.value) + ",\"value_in_business_hours\":" +
           (row.business ? seconds(*row.business) : QByteArray("null")) +
           ",\"event_start_time\":" + iso(start) +
           ",\"event_end_time\":" + iso(row.time - told.event.endLag) +
           ",\"account_id\":1,\"inbox_id\":" + QByteArray::number(values.at(Dimension::Inbox)) +
           ",\"user_id\":" + (agent == kNoKey ? QByteArray("null") : QByteArray::number(agent)) +
           ",\"conversation_id\":" + QByteArray::number(100'000 + told.conversation) +
           ",\"created_at\":" + iso(row.time) + ",\"updated_at\":" + iso(row.time) + '}';
}

Conversation conversationOf(const SyntheticYear &year, qint64 number)
{
    const CellValues &values = year.combination(year.combinationOf(number));
    Conversation conversation;
    conversation.remoteId = QString::number(10'000 + number);
    conversation.internalId = QString::number(100'000 + number);
    conversation.status = year.closed(number) ? QStringLiteral("closed") : QStringLiteral("open");
    conversation.created = year.created(number);
    conversation.updatedAt = conversation.created;
    if (const qint64 agent = values.at(Dimension::Agent); agent != kNoKey) {
        conversation.agentRemoteId = QString::number(agent);
        conversation.groupRemoteId = QString::number(values.at(Dimension::Group));
    }
    conversation.inboxRemoteId = QString::number(values.at(Dimension::Inbox));
    conversation.channel = QStringLiteral("web");
    return conversation;
}

} // namespace

ChatwootPages chatwootPages(int pages, int eventsOnPage)
{
    ChatwootPages made;
    made.events = qint64(pages) * eventsOnPage;
    const SyntheticYear year(made.events / kEventNames + made.events / 100 + 1000);
    SyncBatch batch;
    batch.fetchedAt = kYearEnd;
    std::vector<Told> all;
    for (qint64 i = 0; i < year.conversations(); ++i) {
        batch.conversations.push_back(conversationOf(year, i));
        if (batch.conversations.size() == 1000 || i + 1 == year.conversations()) {
            made.conversations.push_back(std::exchange(batch, SyncBatch{}));
            batch.fetchedAt = kYearEnd;
        }
        for (FactColumnId name = 1; name <= kEventNames; ++name) {
            if (const auto event = year.event(i, name)) {
                all.push_back({*event, i, name, 0});
            }
        }
    }
    std::sort(all.begin(), all.end(),
              [](const Told &a, const Told &b) { return a.event.row.time > b.event.row.time; });
    for (int page = 0; page < pages; ++page) {
        QByteArray body = "{\"payload\":[";
        for (int i = 0; i < eventsOnPage; ++i) {
            const auto place =
                static_cast<std::size_t>(page) * static_cast<std::size_t>(eventsOnPage) +
                static_cast<std::size_t>(i);
            all[place].id = 10'000'000 - static_cast<qint64>(place);
            body += (i > 0 ? "," : "") + json(year, all[place]);
        }
        made.pages.push_back(body + "],\"meta\":{\"count\":" + QByteArray::number(made.events) +
                             ",\"current_page\":" + QByteArray::number(page + 1) +
                             ",\"total_pages\":" + QByteArray::number(pages) + "}}");
    }
    return made;
}

} // namespace watchfloor::bench
