// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/exportcolumns.h"

#include "backend/engine/metriccatalog.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/engine/vendors.h"
#include "backend/reports/rowsource.h"

#include <algorithm>

namespace watchfloor {
namespace {

const char *originWord(EventOrigin origin)
{
    static constexpr const char *words[] = {"server", "derived", "estimated"};
    return words[static_cast<std::size_t>(origin)];
}

} // namespace

ExportColumns::ExportColumns(const ConversationList &list, TableFormat format)
    : m_list(list)
    , m_json(format == TableFormat::Json)
{
}

Result<void> ExportColumns::readNames(RowSource &source)
{
    std::vector<RowId> accounts;
    for (const ConversationListAccount &account : m_list.accounts())
        accounts.push_back(account.id);
    if (!accounts.empty()) {
        auto rows = source.rows(accounts, {});
        if (!rows)
            return rows.error();
        m_accounts = std::move(*rows);
        const auto channels = source.channelRows();
        if (!channels)
            return channels.error();
        m_keys = std::make_unique<DimensionKeys>(m_accounts, *channels);
        for (const AccountRows &of : m_accounts) {
            for (const Agent &agent : of.agents) {
                m_agentIds.insert(agent.id, agent.remoteId);
                m_agentNames.insert(agent.id, agent.name);
            }
            for (const Grouping &grouping : of.groupings)
                m_groupingIds.insert(grouping.id, grouping.remoteId);
            const auto cells = source.cells(of.account.id);
            if (!cells)
                return cells.error();
            for (const FactCell &cell : *cells)
                m_agentOfCell.insert(cell.id, cell.agent);
            m_listedOf.try_emplace(of.account.id, *cells, *m_keys, 0, // not asked for
                                   rulesFor(of.account.provider));
        }
    }
    const auto names = source.eventNames();
    if (!names)
        return names.error();
    // In the catalogue's order, then those it does not know: the same cache, the same columns.
    QStringList known;
    for (const EventSpec &spec : eventCatalog())
        known << QString::fromLatin1(spec.name);
    QStringList present = names->values();
    std::sort(present.begin(), present.end(), [&known](const QString &a, const QString &b) {
        const auto rank = [&known](const QString &name) {
            const qsizetype at = known.indexOf(name);
            return at < 0 ? known.size() : at;
        };
        return std::pair(rank(a), a) < std::pair(rank(b), b);
    });
    for (const QString &name : std::as_const(present)) {
        const EventSpec *spec = eventSpec(name);
        m_eventColumns.push_back(
            {name, spec ? spec->value : EventValue::Duration, !spec || spec->businessHours});
        m_eventAt.insert(names->key(name), m_eventColumns.size() - 1);
    }
    fillBase();
    fillEvents();
    return {};
}

void ExportColumns::addColumn(const QString &key, const char *unit)
{
    m_columns.push_back({key, QString::fromLatin1(unit)});
}

void ExportColumns::addInstant(const QString &key)
{
    addColumn(key, "time");
    addColumn(key + QStringLiteral("_utc"), "ms");
}

void ExportColumns::fillBase()
{
    const auto add = [this](std::initializer_list<const char *> keys, const char *unit) {
        for (const char *key : keys)
            addColumn(QString::fromLatin1(key), unit);
    };
    add({"account", "provider"}, "text");
    add({"id", "internal_id"}, "id");
    add({"status"}, "text");
    for (const char *key : {"created", "queued", "assigned", "first_response", "waiting_since",
                            "closed", "due_at", "updated_at", "gone"})
        addInstant(QString::fromLatin1(key));
    add({"closed_by"}, "text");
    for (const char *who : {"agent", "group", "skill", "inbox"}) {
        add({who}, "text");
        addColumn(QString::fromLatin1(who) + QStringLiteral("_id"), "id");
    }
    add({"channel", "contact"}, "text");
    addColumn(QStringLiteral("labels"), m_json ? "list" : "text");
    add({"priority"}, "text");
    add({"unread", "csat"}, "count");
    add({"is_live", "recorded", "interacted"}, "flag");
    add({"talk_duration"}, "ms");
    add({"cost"}, "currency");
    add({"outcome", "topic", "subtopic"}, "text");
}

void ExportColumns::fillEvents()
{
    if (m_json) {
        addColumn(QStringLiteral("events"), "list");
        return;
    }
    for (const EventColumn &event : m_eventColumns) {
        addColumn(event.name + QStringLiteral("_n"), "count");
        addInstant(event.name + QStringLiteral("_first_at"));
        addInstant(event.name + QStringLiteral("_last_at"));
        if (event.value == EventValue::Duration)
            addColumn(event.name + QStringLiteral("_sum"), "ms");
        if (event.business)
            addColumn(event.name + QStringLiteral("_business_sum"), "ms");
    }
}

RawCell ExportColumns::idCell(const QString &id) const
{
    return id.isEmpty() ? RawCell() : RawCell(RawCell::Value(RawCell::Id{id, m_numericIds}));
}

Result<void> ExportColumns::readHolders(RowSource &source, RowId account,
                                        const std::vector<RowId> &ids)
{
    const auto listed = m_listedOf.find(account);
    if (listed == m_listedOf.end())
        return {};
    ListedQuery query;
    query.account = account;
    query.rows = ids;
    return source.listedConversations(query, [&](Conversation &c, RowId cell) {
        m_holders.insert(c.id, {cell, listed->second.standing(c, cell).inQueue()});
        return true;
    });
}

const ConversationCell &ExportColumns::cellOf(RowId account, RowId conversation)
{
    const Holder holder = m_holders.take(conversation);
    const auto known = m_cellsOf.constFind(holder);
    if (known != m_cellsOf.constEnd())
        return *known;
    const auto listed = m_listedOf.find(account);
    return *m_cellsOf.insert(holder, listed == m_listedOf.end()
                                         ? ConversationCell()
                                         : listed->second.shown(holder.first, holder.second));
}

void ExportColumns::add(std::optional<TimeMs> instant)
{
    add(RawCell::time(instant));
    add(RawCell::duration(instant));
}

const std::vector<RawCell> &ExportColumns::cells(quint32 row, const Conversation &conversation,
                                                 std::span<const ExportedEvent> events)
{
    const Conversation &c = conversation;
    const ConversationListAccount &account = m_list.account(row);
    const ConversationCell &cell = cellOf(account.id, c.id);
    m_numericIds = rulesFor(account.provider).numericIds;
    m_cells.clear();
    add(RawCell::text(account.name));
    add(RawCell::text(account.provider));
    add(idCell(c.remoteId));
    add(idCell(c.internalId));
    add(RawCell::text(c.status));
    for (const auto &instant : {std::optional(c.created), c.queued, c.assigned, c.firstResponse,
                                c.waitingSince, c.closed, c.dueAt, c.updatedAt, c.goneAt})
        add(instant);
    add(RawCell::text(c.closedBy));
    add(RawCell::text(cell.agentName));
    add(idCell(m_agentIds.value(cell.agent)));
    add(RawCell::text(cell.groupName));
    add(idCell(m_groupingIds.value(cell.group)));
    add(RawCell::text(cell.skillName));
    add(idCell(m_groupingIds.value(cell.skill)));
    add(RawCell::text(cell.inboxName));
    add(idCell(m_groupingIds.value(cell.inbox)));
    add(RawCell::text(c.channel));
    add(RawCell::text(c.contact));
    if (m_json) {
        JsonWriter labels;
        labels.beginArray();
        for (const QString &label : c.labels)
            labels.value(label);
        labels.endArray();
        add(RawCell(RawCell::Value(RawCell::Json{labels.take()})));
    } else {
        add(RawCell::text(c.labels.join(QStringLiteral(", "))));
    }
    add(RawCell::text(c.priority));
    add(RawCell::count(c.unread));
    add(RawCell::count(c.csat));
    add(RawCell::flag(c.isLive));
    add(RawCell::flag(c.recorded));
    add(RawCell::flag(c.interacted));
    add(RawCell::duration(c.talkDuration));
    add(RawCell::real(c.cost));
    add(RawCell::text(c.outcome));
    add(RawCell::text(c.topic));
    add(RawCell::text(c.subtopic));
    if (m_json)
        add(eventList(events));
    else
        addSummaries(events);
    return m_cells;
}

void ExportColumns::addSummaries(std::span<const ExportedEvent> events)
{
    m_summaries.assign(m_eventColumns.size(), Summary());
    for (const ExportedEvent &event : events) {
        const auto at = m_eventAt.constFind(event.name);
        if (at == m_eventAt.constEnd())
            continue;
        Summary &summary = m_summaries[*at];
        const TimeMs when = event.end.value_or(event.created);
        summary.first = summary.count ? std::min(summary.first, when) : when;
        summary.last = summary.count ? std::max(summary.last, when) : when;
        ++summary.count;
        summary.value += event.value;
        if (event.business)
            summary.business = summary.business.value_or(0) + *event.business;
    }
    for (std::size_t i = 0; i < m_eventColumns.size(); ++i) {
        const Summary &summary = m_summaries[i];
        const bool any = summary.count > 0;
        add(RawCell::count(any ? std::optional(summary.count) : std::nullopt));
        add(any ? std::optional(summary.first) : std::nullopt);
        add(any ? std::optional(summary.last) : std::nullopt);
        if (m_eventColumns[i].value == EventValue::Duration)
            add(RawCell::duration(any ? std::optional(summary.value) : std::nullopt));
        if (m_eventColumns[i].business)
            add(RawCell::duration(summary.business));
    }
}

RawCell ExportColumns::eventList(std::span<const ExportedEvent> events)
{
    JsonWriter json;
    const auto instant = [&json](const char *key, std::optional<TimeMs> at) {
        json.key(key);
        if (!at) {
            json.null();
            return;
        }
        QByteArray words = QByteArrayLiteral("\"");
        InstantWords::utc(words, *at);
        json.written(words += '"');
    };
    json.beginArray();
    for (const ExportedEvent &event : events) {
        const auto at = m_eventAt.constFind(event.name);
        if (at == m_eventAt.constEnd())
            continue;
        json.beginObject().key("name").value(m_eventColumns[*at].name);
        const auto number = [&json](const char *key, std::optional<qint64> value) {
            json.key(key);
            if (value)
                json.value(*value);
            else
                json.null();
        };
        const auto valueAs = [&](EventValue kind) {
            return m_eventColumns[*at].value == kind ? std::optional(event.value) : std::nullopt;
        };
        number("value", valueAs(EventValue::Duration));
        number("value_in_business_hours", event.business);
        number("rating", valueAs(EventValue::Rating));
        instant("start", event.start);
        instant("end", event.end);
        instant("created", event.created);
        const RowId agent = m_agentOfCell.value(event.cell);
        json.key("agent");
        if (agent)
            json.value(m_agentNames.value(agent));
        else
            json.null();
        json.key("agent_id");
        if (agent)
            json.id(m_agentIds.value(agent), m_numericIds);
        else
            json.null();
        json.key("origin").value(QString::fromLatin1(originWord(event.origin))).endObject();
    }
    json.endArray();
    return RawCell(RawCell::Value(RawCell::Json{json.take()}));
}

} // namespace watchfloor
