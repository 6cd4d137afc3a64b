// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/linkrepository.h"

#include "backend/store/conversationrepository.h"
#include "backend/store/database.h"
#include "backend/store/eventcells.h"

namespace watchfloor {

constexpr int NoLink = 0;
constexpr int Inferred = 1;
constexpr int Exact = 2;

std::optional<LinkRepository::Owner> LinkRepository::owner(const QVariant &internal, RowId account)
{
    static const QString sql =
        QStringLiteral("SELECT id, link, %1 FROM conversation "
                       "WHERE account = :account AND internal_id = :internal")
            .arg(ConversationRepository::cellColumn());
    Statement select = m_db.statement(sql);
    if (!select.bind("account", account).bind("internal", internal).first())
        return {};
    m_conversations.noteCell(select.number(0), select.number(2));
    return Owner{select.number(0), select.integer(1) == Exact};
}

LinkRepository::Owner LinkRepository::ownLink(RowId conversation, QVariant *internal)
{
    Statement select =
        m_db.statement(QStringLiteral("SELECT internal_id, link FROM conversation WHERE id = :id"));
    if (!select.bind("id", conversation).first())
        return {};
    *internal = select.at(0);
    return {internal->isNull() ? 0 : conversation, select.integer(1) == Exact};
}

void LinkRepository::linkExact(RowId conversation, const QVariant &internal, BatchWork &work)
{
    if (m_exact.contains(conversation))
        return;
    QVariant current;
    const Owner own = ownLink(conversation, &current);
    if (own.exact) { // a vendor does not change its mind; the first word stays
        m_exact.insert(conversation, true);
        return;
    }
    const auto other = owner(internal, work.account);
    if (other && other->conversation != conversation) {
        if (other->exact)
            return;
        unlink(other->conversation, internal, work);
    }
    if (own.conversation && current != internal)
        unlink(conversation, current, work);
    setLink(conversation, internal, Exact, work);
    moveEvents(internal, conversation, false, work);
    m_exact.insert(conversation, true);
}

void LinkRepository::linkInferred(RowId conversation, const QVariant &internal, BatchWork &work)
{
    QVariant current;
    if (ownLink(conversation, &current).conversation || owner(internal, work.account))
        return;
    setLink(conversation, internal, Inferred, work);
    moveEvents(internal, conversation, true, work);
}

void LinkRepository::setLink(RowId conversation, const QVariant &internal, int level,
                             BatchWork &work)
{
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE conversation SET internal_id = :internal, link = :link WHERE id = :id"));
    update.bind("internal", internal).bind("link", level).bind("id", conversation).run();
    work.conversationWritten(conversation);
}

void LinkRepository::unlink(RowId conversation, const QVariant &internal, BatchWork &work)
{
    setLink(conversation, QVariant(), NoLink, work);
    moveEvents(internal, 0, true, work);
    work.closingDue.insert(conversation);
}

LinkRepository::Stored LinkRepository::derivedRows(const QVariant &internal, RowId conversation,
                                                   RowId account)
{
    Stored rows;
    {
        Statement waiting = m_db.statement(
            QStringLiteral("SELECT 1 FROM reporting_event WHERE account = :account "
                           "AND internal_id = :internal AND remote_id IS NULL LIMIT 1"));
        if (!waiting.bind("account", account).bind("internal", internal).first())
            return rows;
    }
    Statement select =
        m_db.statement(QStringLiteral("SELECT %1 FROM reporting_event "
                                      "WHERE remote_id IS NULL AND (conversation = :conversation "
                                      "OR (account = :account AND internal_id = :internal))")
                           .arg(StoredEvent::columns()));
    select.bind("conversation", conversation);
    select.bind("account", account).bind("internal", internal).run();
    while (select.next())
        rows.push_back(StoredEvent::read(select));
    return rows;
}

void LinkRepository::noteReplaced(const Stored &before, BatchWork &work)
{
    Statement still =
        m_db.statement(QStringLiteral("SELECT 1 FROM reporting_event WHERE id = :id"));
    for (const StoredEvent &event : before) {
        if (still.bind("id", event.id).first())
            continue;
        work.journal.changed(event.id, event.image, std::nullopt);
        work.eventWritten(event.created);
    }
}

void LinkRepository::moveEvents(const QVariant &internal, RowId conversation, bool keepInternal,
                                BatchWork &work)
{
    Stored derived;
    if (conversation)
        derived = derivedRows(internal, conversation, work.account);
    Stored moved;
    {
        // OR REPLACE: a derived row may have reached both sides; it is one row.
        Statement update = m_db.statement(
            QStringLiteral("UPDATE OR REPLACE reporting_event SET conversation = :conversation, "
                           "internal_id = CASE WHEN :keep THEN internal_id END "
                           "WHERE account = :account AND internal_id = :internal RETURNING %1")
                .arg(StoredEvent::columns()));
        update.bindRef("conversation", conversation).bind("keep", keepInternal);
        update.bind("account", work.account).bind("internal", internal).run();
        while (update.next())
            moved.push_back(StoredEvent::read(update));
    }
    if (!moved.empty() && conversation)
        work.closingDue.insert(conversation);
    m_cells.moved(moved, conversation, work);
    noteReplaced(derived, work);
}

} // namespace watchfloor
