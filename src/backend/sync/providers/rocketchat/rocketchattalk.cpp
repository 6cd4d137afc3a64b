// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchattalk.h"

namespace watchfloor::rocketchat {
namespace {

constexpr const char *serversUser = "rocket.cat";

JsonReader person(JsonReader &reader, const char *key)
{
    auto nested = reader.optionalObject(key);
    return nested ? *nested : JsonReader(QJsonObject(), reader.path() + u'.' + QLatin1String(key));
}

/// Previous and next department are told by id, as text or object, or not at all.
QString departmentId(const QJsonValue &value)
{
    return value.isObject() ? value[QLatin1String("_id")].toString() : value.toString();
}

std::optional<TransferFact> readTransfer(JsonReader &reader, const QJsonValue &row, TimeMs fallback)
{
    TransferFact transfer;
    transfer.at = reader.optionalIsoTime("ts").value_or(fallback);
    if (reader.ok() && transfer.at == 0)
        reader.fail(QStringLiteral("ts"), QStringLiteral("time with a zone"), QJsonValue());
    JsonReader by = person(reader, "transferredBy");
    const QString kind = by.optionalText("userType").value_or(QString());
    const QString username = by.optionalText("username").value_or(QString());
    if (kind != QLatin1String("visitor") && username != QLatin1String(serversUser))
        transfer.by = by.optionalIdText("_id").value_or(QString());
    reader.absorb(by);
    JsonReader to = person(reader, "transferredTo");
    transfer.toAgent =
        to.optionalIdText("_id").value_or(to.optionalIdText("agentId").value_or(QString()));
    reader.absorb(to);
    const QString before = departmentId(row[QLatin1String("previousDepartment")]);
    const QString next = departmentId(row[QLatin1String("nextDepartment")]);
    const auto back = backToQueueFromWire(reader.optionalText("scope").value_or(QString()));
    transfer.back = back.value_or(transfer.toAgent.isEmpty() && (next.isEmpty() || next == before));
    return reader.ok() ? std::optional(transfer) : std::nullopt;
}

void readMessage(JsonReader &reader, const QJsonValue &row, TalkPage &page)
{
    TalkFact fact;
    fact.id = reader.idText("_id");
    fact.at = reader.isoTime("ts");
    fact.meaning = messageFromWire(reader.optionalText("t").value_or(QString()));
    JsonReader author = person(reader, "u");
    fact.author = author.optionalIdText("_id").value_or(QString());
    const QString username = author.optionalText("username").value_or(QString());
    reader.absorb(author);
    fact.fromVisitor = reader.has("token");
    fact.automatic = username == QLatin1String(serversUser) || row[QLatin1String("bot")].isObject();
    if (!reader.ok())
        return;
    if (fact.meaning == MessageMeaning::Transfer) {
        const QJsonValue moved = row[QLatin1String("transferData")];
        JsonReader inner(moved.isObject() ? moved : QJsonValue(QJsonObject()),
                         reader.path() + QStringLiteral(".transferData"));
        if (const auto transfer = readTransfer(inner, moved, fact.at))
            page.transfers.push_back(*transfer);
        reader.absorb(inner);
    }
    page.facts.push_back(fact);
}

template<typename ReadRow>
Result<TalkPage> parseTalk(const QByteArray &body, const char *key, ReadRow readRow)
{
    const auto found = listNamed(body, key);
    if (!found)
        return found.error();
    TalkPage page;
    SyncBatch rows;
    readRows(*found, rows,
             [&](JsonReader &reader, const QJsonValue &row) { readRow(reader, row, page); });
    page.problems = std::move(rows.problems);
    page.wireRows = rows.wireRows;
    page.total = found->total;
    return page;
}

} // namespace

Result<TalkPage> parseMessages(const QByteArray &body)
{
    return parseTalk(body, "messages", readMessage);
}

Result<TalkPage> parseTransfers(const QByteArray &body)
{
    return parseTalk(body, "history",
                     [](JsonReader &reader, const QJsonValue &row, TalkPage &page) {
                         if (const auto transfer = readTransfer(reader, row, 0))
                             page.transfers.push_back(*transfer);
                     });
}

} // namespace watchfloor::rocketchat
