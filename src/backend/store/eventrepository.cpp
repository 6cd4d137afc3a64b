// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/eventrepository.h"

#include "backend/store/conversationrepository.h"
#include "backend/store/database.h"
#include "backend/store/eventcells.h"
#include "backend/store/linkrepository.h"
#include "backend/store/lookup.h"

namespace watchfloor {

enum EventColumn {
    ConversationColumn,
    InternalColumn,
    NameColumn,
    ValueColumn,
    BusinessColumn,
    StartLagColumn,
    EndLagColumn,
    CreatedColumn,
    VersionColumn,
    OriginColumn,
    CellColumn,
    FactCellColumn,
};

static QStringList eventColumns()
{
    return QStringLiteral("conversation internal_id name value business start_lag end_lag created "
                          "updated origin cell fact_cell")
        .split(u' ');
}

EventRepository::EventRepository(Database &db, Lookup &lookup,
                                 ConversationRepository &conversations, LinkRepository &links,
                                 EventCells &cells)
    : m_db(db)
    , m_lookup(lookup)
    , m_conversations(conversations)
    , m_links(links)
    , m_cells(cells)
    , m_table(db, QStringLiteral("reporting_event"),
              {QStringLiteral("account"), QStringLiteral("remote_id")}, eventColumns())
{
}

/// What the columns hold of a row.
static std::optional<FactJournal::Event> eventImage(const Row &row)
{
    if (row[FactCellColumn].isNull())
        return std::nullopt;
    FactJournal::Event event;
    event.column = row[NameColumn].toLongLong();
    event.image.time = row[CreatedColumn].toLongLong();
    event.image.cell = row[FactCellColumn].toLongLong();
    event.image.value = row[ValueColumn].toLongLong();
    if (!row[BusinessColumn].isNull()) {
        event.image.business = row[BusinessColumn].toLongLong();
        return event;
    }
    if (!row[StartLagColumn].isNull())
        event.image.from = event.image.time - event.image.value - row[StartLagColumn].toLongLong();
    if (!row[EndLagColumn].isNull())
        event.image.to = event.image.time - row[EndLagColumn].toLongLong();
    return event;
}

void EventRepository::begin()
{
    m_resolved = 0; // a rollback may have taken it
    m_skip.clear();
    m_kept.clear();
}

Row EventRepository::values(const ReportingEvent &e, const Place &place, RowId account)
{
    Cell cell;
    cell.account = account;
    cell.agent = m_lookup.agent(e.agentRemoteId);
    cell.group = m_lookup.unit(e.groupRemoteId);
    cell.skill = m_lookup.grouping(GroupingKind::Skill, e.skillRemoteId);
    cell.inbox = m_lookup.grouping(GroupingKind::Inbox, e.inboxRemoteId);
    cell.channel = m_lookup.channel(e.channel);
    cell.bot = e.byBot ? int(*e.byBot) : -1;
    const bool sameVersion = e.updated == 0 || e.updated == e.created;
    return {refValue(place.conversation),
            place.internal,
            m_lookup.eventName(e.name),
            e.value,
            maybeValue(e.valueInBusinessHours),
            e.start ? QVariant(e.created - e.value - *e.start) : QVariant(),
            e.end ? QVariant(e.created - *e.end) : QVariant(),
            e.created,
            sameVersion ? QVariant() : QVariant(e.updated),
            static_cast<int>(e.origin),
            m_lookup.cell(cell),
            QVariant()};
}

void EventRepository::setFactCell(Row *row)
{
    (*row)[FactCellColumn] =
        refValue(m_cells.of((*row)[CellColumn].toLongLong(), (*row)[OriginColumn].toInt(),
                            (*row)[ConversationColumn].toLongLong()));
}

std::optional<RowTable::Found> EventRepository::findRemote(qint64 remoteId, RowId account)
{
    auto span = m_remoteIds.find(account);
    if (span == m_remoteIds.end()) {
        Statement select =
            m_db.statement(QStringLiteral("SELECT (SELECT min(remote_id) FROM reporting_event "
                                          "WHERE account = :account AND remote_id IS NOT NULL), "
                                          "(SELECT max(remote_id) FROM reporting_event "
                                          "WHERE account = :account AND remote_id IS NOT NULL)"));
        if (!select.bind("account", account).first())
            return {};
        span = m_remoteIds.insert(account, {select.number(0), select.maybeNumber(1).value_or(-1)});
    }
    const bool none = span->high < span->low;
    if (!none && remoteId >= span->low && remoteId <= span->high)
        return m_table.find({account, remoteId});
    span->low = none ? remoteId : std::min(span->low, remoteId);
    span->high = none ? remoteId : std::max(span->high, remoteId);
    return {};
}

std::optional<RowTable::Found> EventRepository::findNatural(const ReportingEvent &event,
                                                            const Row &row, RowId account)
{
    static const QString sql =
        QStringLiteral(
            "SELECT id, %1 FROM reporting_event WHERE conversation IS :conversation "
            "AND name = :name AND origin = :origin "
            "AND ifnull(created - value - start_lag, -1) = :start "
            "AND ifnull(created - end_lag, -1) = :end AND remote_id IS NULL "
            "AND account = :account AND (conversation IS NOT NULL OR internal_id IS :internal)")
            .arg(eventColumns().join(u','));
    Statement select = m_db.statement(sql);
    select.bind("conversation", row[ConversationColumn]).bind("internal", row[InternalColumn]);
    select.bind("name", row[NameColumn]).bind("origin", row[OriginColumn]);
    select.bind("start", event.start.value_or(-1)).bind("end", event.end.value_or(-1));
    if (!select.bind("account", account).first())
        return {};
    RowTable::Found found;
    found.id = select.number(0);
    for (int i = 0; i <= FactCellColumn; ++i)
        found.row.push_back(select.at(i + 1));
    return found;
}

EventRepository::Place EventRepository::place(const ReportingEvent &event, RowId direct,
                                              const std::optional<RowTable::Found> &found,
                                              BatchWork &work)
{
    const QVariant internal = internalValue(event.conversationInternalId);
    const RowId stored = found ? found->row[ConversationColumn].toLongLong() : 0;
    const QVariant storedInternal = found ? found->row[InternalColumn] : QVariant();
    // One row seen under both ids tells for certain that they are the same conversation.
    if (direct && !internal.isNull())
        m_links.linkExact(direct, internal, work);
    else if (direct && !storedInternal.isNull())
        m_links.linkExact(direct, storedInternal, work);
    else if (stored && storedInternal.isNull() && !internal.isNull())
        m_links.linkExact(stored, internal, work);
    if (direct)
        return {direct, {}};
    if (internal.isNull())
        return {stored, storedInternal};
    if (stored && storedInternal.isNull())
        return {stored, {}};
    const auto owner = m_links.owner(internal, work.account);
    if (!owner)
        return {0, internal};
    return {owner->conversation, owner->exact ? QVariant() : internal};
}

void EventRepository::fillFrom(Row *row, const Row &stored)
{
    // The lags are distances from created and value: only comparable when those are the same.
    if ((*row)[CreatedColumn] != stored[CreatedColumn] ||
        (*row)[ValueColumn] != stored[ValueColumn])
        return;
    for (const auto column : {BusinessColumn, StartLagColumn, EndLagColumn}) {
        if ((*row)[column].isNull())
            (*row)[column] = stored[column];
    }
    if ((*row)[CellColumn] == stored[CellColumn])
        return;
    Cell cell = m_lookup.cellAt((*row)[CellColumn].toLongLong());
    const Cell old = m_lookup.cellAt(stored[CellColumn].toLongLong());
    for (const auto member :
         {&Cell::agent, &Cell::group, &Cell::skill, &Cell::inbox, &Cell::channel}) {
        if (!(cell.*member))
            cell.*member = old.*member;
    }
    if (cell.bot < 0)
        cell.bot = old.bot;
    (*row)[CellColumn] = m_lookup.cell(cell);
}

void EventRepository::apply(const ReportingEvent &event, BatchWork &work)
{
    const RowId direct = m_conversations.resolve(event.conversationRemoteId, work.account);
    if (direct && event.origin != EventOrigin::Server && m_skip.contains(direct))
        return;
    std::optional<RowTable::Found> found;
    if (event.remoteId)
        found = findRemote(*event.remoteId, work.account);
    const Place where = place(event, direct, found, work);
    Row row = values(event, where, work.account);
    if (!event.remoteId)
        found = findNatural(event, row, work.account);
    RowId id = 0;
    RowId before = 0;
    bool written = true;
    if (!found) {
        const Row keys{work.account, maybeValue(event.remoteId)};
        setFactCell(&row);
        id = m_table.insert(keys, row);
        work.journal.changed(id, std::nullopt, eventImage(row));
    } else {
        id = found->id;
        before = found->row[ConversationColumn].toLongLong();
        const auto version = [](const Row &r) {
            return (r[VersionColumn].isNull() ? r[CreatedColumn] : r[VersionColumn]).toLongLong();
        };
        if (version(found->row) > version(row)) {
            row = found->row; // older than what is stored: only the link can be news
            row[ConversationColumn] = refValue(where.conversation);
            row[InternalColumn] = where.internal;
        } else if (version(found->row) == version(row)) {
            fillFrom(&row, found->row);
        }
        setFactCell(&row);
        written = !RowTable::same(row, found->row);
        if (written) {
            m_table.update(id, row);
            work.journal.changed(id, eventImage(found->row), eventImage(row));
        }
    }
    const auto kept = m_kept.find(where.conversation);
    if (kept != m_kept.end())
        kept->insert(id);
    if (!written)
        return;
    work.eventWritten(event.created);
    // By what is stored: a newer version may have another name, an older one only moves the row.
    if (!m_resolved)
        m_resolved = m_lookup.eventName(resolvedName());
    if (row[NameColumn].toLongLong() == m_resolved ||
        (found && found->row[NameColumn].toLongLong() == m_resolved)) {
        if (where.conversation)
            work.closingDue.insert(where.conversation);
        if (before && before != where.conversation)
            work.closingDue.insert(before);
    }
}

void EventRepository::dropUnrepeated(RowId conversation, BatchWork &work)
{
    const QSet<RowId> kept = m_kept.value(conversation);
    std::vector<StoredEvent> stale;
    {
        Statement select =
            m_db.statement(QStringLiteral("SELECT %1 FROM reporting_event "
                                          "WHERE conversation = :conversation AND origin <> 0")
                               .arg(StoredEvent::columns()));
        select.bind("conversation", conversation).run();
        while (select.next()) {
            if (!kept.contains(select.number(0)))
                stale.push_back(StoredEvent::read(select));
        }
    }
    Statement remove = m_db.statement(QStringLiteral("DELETE FROM reporting_event WHERE id = :id"));
    for (const StoredEvent &event : stale) {
        remove.bind("id", event.id).run();
        work.journal.changed(event.id, event.image, std::nullopt);
        work.eventWritten(event.created);
        work.closingDue.insert(conversation);
    }
}

} // namespace watchfloor
