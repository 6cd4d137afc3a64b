// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/conversationrepository.h"

#include "backend/store/database.h"
#include "backend/store/jsontext.h"
#include "backend/store/lookup.h"

#include <QSet>

namespace watchfloor {

// Those the rules look at come first.
enum {
    KnownColumn,
    UpdatedColumn,
    GoneColumn,
    FetchedColumn,
    ConversationCell,
    ConversationCreated,
    ConversationClosed,
    ConversationGroup,
    ConversationInbox,
    ConversationChannel
};

static QStringList conversationColumns()
{
    return QStringLiteral(
               "known updated_at gone_at fetched_at cell created closed grp inbox channel "
               "status queued assigned "
               "first_response waiting_since closed_reported closed_by agent skill "
               "contact unread priority due_at csat outcome is_live recorded "
               "interacted talk_duration cost topic subtopic extra")
        .split(u' ');
}

ConversationRepository::ConversationRepository(Database &db, Lookup &lookup)
    : m_db(db)
    , m_lookup(lookup)
    , m_table(db, QStringLiteral("conversation"),
              {QStringLiteral("account"), QStringLiteral("remote_id")}, conversationColumns())
{
}

/// What the columns hold of a stored row.
static std::optional<FactJournal::Conversation> conversationImage(const Row &row)
{
    if (!row[KnownColumn].toInt() || !row[GoneColumn].isNull())
        return std::nullopt;
    FactJournal::Conversation image;
    image.created = row[ConversationCreated].toLongLong();
    image.cell = row[ConversationCell].toLongLong();
    if (!row[ConversationClosed].isNull())
        image.closed = row[ConversationClosed].toLongLong();
    return image;
}

/// Do its events take the same from both?
static bool givesSame(const Row &a, const Row &b)
{
    const auto gone = [](const Row &row) {
        return row[KnownColumn].toInt() != 0 && !row[GoneColumn].isNull();
    };
    return gone(a) == gone(b) && a[ConversationGroup] == b[ConversationGroup] &&
           a[ConversationInbox] == b[ConversationInbox] &&
           a[ConversationChannel] == b[ConversationChannel];
}

void ConversationRepository::forget()
{
    m_ids.clear();
    m_cells.clear();
}

QString ConversationRepository::cellColumn()
{
    return QStringLiteral("CASE WHEN known = 1 AND gone_at IS NOT NULL THEN -1 ELSE cell END");
}

RowId ConversationRepository::cellOf(RowId id)
{
    const auto known = m_cells.constFind(id);
    if (known != m_cells.constEnd())
        return *known;
    static const QString sql =
        QStringLiteral("SELECT %1 FROM conversation WHERE id = :id").arg(cellColumn());
    Statement select = m_db.statement(sql);
    const RowId cell = select.bind("id", id).first() ? select.number(0) : 0;
    noteCell(id, cell);
    return cell;
}

RowId ConversationRepository::resolve(const QString &remoteId, RowId account)
{
    if (remoteId.isEmpty())
        return 0;
    if (const RowId id = m_ids.value(remoteId))
        return id;
    RowId id = 0;
    {
        static const QString sql =
            QStringLiteral("SELECT id, %1 FROM conversation "
                           "WHERE account = :account AND remote_id = :remote")
                .arg(cellColumn());
        Statement find = m_db.statement(sql);
        if (find.bind("account", account).bind("remote", remoteId).first()) {
            id = find.number(0);
            noteCell(id, find.number(1));
        }
    }
    if (!id) {
        Statement make = m_db.statement(QStringLiteral(
            "INSERT INTO conversation (account, remote_id, known) VALUES (:account, :remote, 0)"));
        if (make.bind("account", account).bind("remote", remoteId).run())
            id = make.insertedId();
        noteCell(id, 0);
    }
    m_ids.insert(remoteId, id);
    return id;
}

Row ConversationRepository::values(const Conversation &c, RowId account)
{
    Cell cell; // no actor: its agent tells that
    cell.account = account;
    cell.agent = m_lookup.agent(c.agentRemoteId);
    cell.group = cell.conversationGroup = m_lookup.unit(c.groupRemoteId);
    cell.skill = m_lookup.grouping(GroupingKind::Skill, c.skillRemoteId);
    cell.inbox = m_lookup.grouping(GroupingKind::Inbox, c.inboxRemoteId);
    cell.channel = m_lookup.channel(c.channel);
    return {1,
            maybeValue(c.updatedAt),
            maybeValue(c.goneAt),
            QVariant(),
            m_lookup.cell(cell),
            c.created,
            maybeValue(c.closed), // what deriveClosing() makes of a told one
            refValue(cell.group),
            refValue(cell.inbox),
            refValue(cell.channel),
            textValue(c.status),
            maybeValue(c.queued),
            maybeValue(c.assigned),
            maybeValue(c.firstResponse),
            maybeValue(c.waitingSince),
            maybeValue(c.closed),
            textValue(c.closedBy),
            refValue(cell.agent),
            refValue(cell.skill),
            textValue(c.contact),
            maybeValue(c.unread),
            textValue(c.priority),
            maybeValue(c.dueAt),
            maybeValue(c.csat),
            textValue(c.outcome),
            maybeFlagValue(c.isLive),
            maybeFlagValue(c.recorded),
            maybeFlagValue(c.interacted),
            maybeValue(c.talkDuration),
            maybeValue(c.cost),
            textValue(c.topic),
            textValue(c.subtopic),
            jsonText(c.extra)};
}

RowId ConversationRepository::apply(const Conversation &conversation, BatchWork &work)
{
    if (conversation.remoteId.isEmpty())
        return 0;
    const Row keys{work.account, conversation.remoteId};
    const auto found = m_table.find(keys);
    if (found && found->row[KnownColumn].toInt()) {
        const QVariant &stored = found->row[UpdatedColumn];
        const bool stamped = !stored.isNull() && conversation.updatedAt;
        const bool fetchedLater = found->row[FetchedColumn].toLongLong() > work.at;
        if (stamped ? stored.toLongLong() > *conversation.updatedAt ||
                          (stored.toLongLong() == *conversation.updatedAt && fetchedLater)
                    : fetchedLater)
            return found->id;
    }
    Row row = values(conversation, work.account);
    RowId id = 0;
    bool written = true;
    if (!found) {
        row[FetchedColumn] = work.at;
        id = m_table.insert(keys, row);
        m_ids.insert(conversation.remoteId, id);
        work.journal.changed(id, std::nullopt, conversationImage(row));
    } else {
        id = found->id;
        // A tombstone set after this description was fetched stays.
        if (row[GoneColumn].isNull() && found->row[GoneColumn].toLongLong() > work.at)
            row[GoneColumn] = found->row[GoneColumn];
        row[FetchedColumn] = found->row[FetchedColumn];
        if (!conversation.closed && conversation.status == QLatin1String("closed"))
            row[ConversationClosed] =
                found->row[ConversationClosed]; // as derived, until that is done again
        written = !RowTable::same(row, found->row);
        if (written) {
            row[FetchedColumn] = work.at;
            m_table.update(id, row);
            work.journal.changed(id, conversationImage(found->row), conversationImage(row));
        }
        if (!givesSame(row, found->row))
            work.cellsDue.insert(id);
    }
    noteCell(id, row[GoneColumn].isNull() ? row[ConversationCell].toLongLong() : GoneCell);
    if (written) {
        noteFetch(id, conversation, work.account);
        work.closingDue.insert(id);
    }
    if (writeLabels(id, conversation.labels) || written)
        work.conversationWritten(id);
    return id;
}

bool ConversationRepository::writeLabels(RowId id, const QStringList &labels)
{
    QSet<RowId> wanted, stored;
    for (const QString &label : labels)
        wanted.insert(m_lookup.label(label));
    {
        Statement select = m_db.statement(
            QStringLiteral("SELECT label FROM conversation_label WHERE conversation = :id"));
        select.bind("id", id).run();
        while (select.next())
            stored.insert(select.number(0));
    }
    if (wanted == stored)
        return false;
    Statement remove = m_db.statement(QStringLiteral(
        "DELETE FROM conversation_label WHERE conversation = :id AND label = :label"));
    for (const RowId label : stored - wanted)
        remove.bind("id", id).bind("label", label).run();
    Statement add = m_db.statement(QStringLiteral(
        "INSERT INTO conversation_label (conversation, label) VALUES (:id, :label)"));
    for (const RowId label : wanted - stored)
        add.bind("id", id).bind("label", label).run();
    return true;
}

void ConversationRepository::apply(const ConversationPatch &patch, BatchWork &work)
{
    const RowId id = resolve(patch.remoteId, work.account);
    if (!id)
        return;
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE conversation SET csat_apart = ifnull(:csat, csat_apart), "
        "due_at_apart = ifnull(:due, due_at_apart), sla_status = ifnull(:sla, sla_status) "
        "WHERE id = :id AND (ifnull(:csat, csat_apart) IS NOT csat_apart "
        "OR ifnull(:due, due_at_apart) IS NOT due_at_apart "
        "OR ifnull(:sla, sla_status) IS NOT sla_status)"));
    update.bind("id", id).bind("csat", patch.csat).bind("due", patch.dueAt);
    update.bind("sla", patch.slaStatus ? textValue(*patch.slaStatus) : QVariant());
    if (update.run() && update.changed() > 0)
        work.conversationWritten(id);
}

void ConversationRepository::markGone(const QString &remoteId, BatchWork &work)
{
    const RowId id = resolve(remoteId, work.account);
    Statement update = m_db.statement(
        QStringLiteral("UPDATE conversation SET gone_at = :at WHERE id = :id AND gone_at IS NULL "
                       "AND fetched_at <= :at RETURNING known, created, closed, cell"));
    if (!update.bind("at", work.at).bind("id", id).first())
        return;
    work.conversationWritten(id);
    if (!update.flag(0))
        return;
    noteCell(id, GoneCell);
    work.cellsDue.insert(id);
    const FactJournal::Conversation image{update.number(1), update.maybeNumber(2),
                                          update.number(3)};
    work.journal.changed(id, std::optional(image), std::nullopt);
}

void ConversationRepository::deriveClosing(RowId resolvedName, BatchWork &work)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT known = 1 AND gone_at IS NULL, created, cell, closed, CASE "
                       "WHEN status = 'closed' AND closed_reported IS NULL THEN "
                       "(SELECT max(ifnull(e.created - e.end_lag, e.created)) "
                       "FROM reporting_event e WHERE e.conversation = :id AND e.name = :name) "
                       "ELSE closed_reported END FROM conversation WHERE id = :id"));
    Statement update =
        m_db.statement(QStringLiteral("UPDATE conversation SET closed = :closed WHERE id = :id"));
    for (const RowId id : std::as_const(work.closingDue)) {
        if (!select.bind("id", id).bind("name", resolvedName).first())
            continue;
        const auto closed = select.maybeNumber(4);
        if (closed == select.maybeNumber(3))
            continue;
        update.bind("id", id).bind("closed", closed).run();
        work.conversationWritten(id);
        if (!select.flag(0))
            continue;
        FactJournal::Conversation image{select.number(1), select.maybeNumber(3), select.number(2)};
        const FactJournal::Conversation before = image;
        image.closed = closed;
        work.journal.changed(id, std::optional(before), std::optional(image));
    }
    work.closingDue.clear();
}

void ConversationRepository::noteFetch(RowId id, const Conversation &conversation, RowId account)
{
    Statement upsert = m_db.statement(QStringLiteral(
        "INSERT INTO conversation_fetch (conversation, account, created) "
        "VALUES (:id, :account, :created) ON CONFLICT DO UPDATE SET created = excluded.created, "
        "due = (events_as_of IS NULL OR events_as_of < ifnull(:updated, events_as_of))"));
    upsert.bind("id", id).bind("account", account).bind("created", conversation.created);
    upsert.bind("updated", conversation.updatedAt).run();
}

std::optional<TimeMs> ConversationRepository::eventsAsOf(RowId id)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT events_as_of FROM conversation_fetch WHERE conversation = :id"));
    return select.bind("id", id).first() ? select.maybeNumber(0) : std::nullopt;
}

void ConversationRepository::setEventsAsOf(RowId id, TimeMs asOf, BatchWork &work)
{
    Statement upsert = m_db.statement(QStringLiteral(
        "INSERT INTO conversation_fetch (conversation, account, created, events_as_of, due) "
        "SELECT id, account, created, :asof, ifnull(updated_at > :asof, 0) "
        "FROM conversation WHERE id = :id "
        "ON CONFLICT DO UPDATE SET events_as_of = excluded.events_as_of, due = excluded.due "
        "WHERE events_as_of IS NOT excluded.events_as_of OR due <> excluded.due"));
    if (upsert.bind("id", id).bind("asof", asOf).run() && upsert.changed() > 0)
        work.change.syncState = true;
}

} // namespace watchfloor
