// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/exportedrows.h"

#include "backend/store/database.h"
#include "backend/store/jsontext.h"

namespace watchfloor {

void ExportedRows::events(const std::vector<RowId> &conversations, const Visit &visit)
{
    if (conversations.empty())
        return;
    Statement select = m_db.statement(QStringLiteral(
        "SELECT e.conversation, e.name, e.cell, e.value, e.business, "
        "e.created - e.value - e.start_lag, e.created - e.end_lag, e.created, e.origin "
        "FROM reporting_event e WHERE e.conversation IN (SELECT value FROM json_each(:rows)) "
        "ORDER BY e.conversation, e.created, e.remote_id IS NULL, e.remote_id, e.id"));
    select.bind("rows", jsonList(conversations)).run();
    ExportedEvent event;
    while (select.next()) {
        event.conversation = select.number(0);
        event.name = select.number(1);
        event.cell = select.number(2);
        event.value = select.number(3);
        event.business = select.maybeNumber(4);
        event.start = select.maybeNumber(5);
        event.end = select.maybeNumber(6);
        event.created = select.number(7);
        event.origin = static_cast<EventOrigin>(select.integer(8));
        visit(event);
    }
}

QHash<RowId, QString> ExportedRows::eventNames()
{
    Statement select = m_db.statement(QStringLiteral("SELECT id, name FROM event_name"));
    select.run();
    QHash<RowId, QString> names;
    while (select.next())
        names.insert(select.number(0), select.text(1));
    return names;
}

} // namespace watchfloor
