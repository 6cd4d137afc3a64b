// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/eventcells.h"

#include "backend/domain/reportingevent.h"
#include "backend/store/conversationrepository.h"
#include "backend/store/database.h"
#include "backend/store/lookup.h"

namespace watchfloor {

QString StoredEvent::columns()
{
    return QStringLiteral("id, cell, origin, created, fact_cell, name, value, business, "
                          "CASE WHEN business IS NULL THEN created - value - start_lag END, "
                          "CASE WHEN business IS NULL THEN created - end_lag END");
}

StoredEvent StoredEvent::read(const Statement &select)
{
    StoredEvent event{select.number(0), select.number(1), select.integer(2), select.number(3), {}};
    if (!select.isNull(4))
        event.image = FactJournal::Event{select.number(5),
                                         {event.created, select.number(4), select.number(6),
                                          select.maybeNumber(7), select.maybeNumber(8),
                                          select.maybeNumber(9)}};
    return event;
}

RowId EventCells::of(RowId ownCell, int origin, RowId conversation)
{
    const bool estimated = origin == static_cast<int>(EventOrigin::Estimated);
    if (!conversation && !estimated)
        return ownCell;
    const RowId conversations = conversation ? m_conversations.cellOf(conversation) : 0;
    if (conversations == ConversationRepository::GoneCell)
        return 0;
    Cell cell = m_lookup.cellAt(ownCell);
    cell.estimated = estimated ? 1 : 0;
    if (conversations) {
        const Cell other = m_lookup.cellAt(conversations);
        cell.conversationGroup = other.group;
        if (!cell.inbox)
            cell.inbox = other.inbox;
        if (!cell.channel)
            cell.channel = other.channel;
    }
    return m_lookup.cell(cell);
}

bool EventCells::write(const StoredEvent &event, RowId conversation, BatchWork &work)
{
    const RowId cell = of(event.ownCell, event.origin, conversation);
    if (cell == (event.image ? event.image->image.cell : 0))
        return false;
    Statement update = m_db.statement(
        QStringLiteral("UPDATE reporting_event SET fact_cell = :cell WHERE id = :id RETURNING ") +
        StoredEvent::columns());
    if (update.bindRef("cell", cell).bind("id", event.id).first())
        work.journal.changed(event.id, event.image, StoredEvent::read(update).image);
    return true;
}

void EventCells::refresh(BatchWork &work)
{
    for (const RowId conversation : std::as_const(work.cellsDue)) {
        std::vector<StoredEvent> rows;
        {
            Statement select = m_db.statement(
                QStringLiteral("SELECT %1 FROM reporting_event WHERE conversation = :conversation")
                    .arg(StoredEvent::columns()));
            select.bind("conversation", conversation).run();
            while (select.next())
                rows.push_back(StoredEvent::read(select));
        }
        for (const StoredEvent &row : rows) {
            if (write(row, conversation, work))
                work.eventWritten(row.created);
        }
    }
    work.cellsDue.clear();
}

void EventCells::moved(const std::vector<StoredEvent> &rows, RowId conversation, BatchWork &work)
{
    for (const StoredEvent &row : rows) {
        write(row, conversation, work);
        work.eventWritten(row.created);
    }
}

} // namespace watchfloor
