// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/countedrows.h"

#include "backend/store/database.h"
#include "backend/store/jsontext.h"

#include <algorithm>

namespace watchfloor {

/// Times have no index of their own: the slices of the column know between which ids to look.
static QString idsOfColumn(const QString &id, const QString &column)
{
    const QString slices = QStringLiteral("FROM fact_slice WHERE col = %1 "
                                          "AND day > :from - 86400000 AND day < :to")
                               .arg(column);
    return QStringLiteral("%1 BETWEEN (SELECT min(low) %2) AND (SELECT max(high) %2)")
        .arg(id, slices);
}

void CountedRows::events(const CountedEvents &events, const VisitEvent &visit)
{
    const QString name = QStringLiteral("(SELECT id FROM event_name WHERE name = :name)");
    // closed_by is of the present closing: an earlier one, of what was opened again, has none.
    const QString closer =
        events.withCloser
            ? QStringLiteral(", (SELECT c.closed_by FROM conversation c WHERE "
                             "c.id = e.conversation AND c.known = 1 AND c.status = 'closed' "
                             "AND (c.closed IS NULL OR c.closed IN (e.created, "
                             "e.created - ifnull(e.end_lag, 0))))")
            : QString();
    const QString times = events.withTimes
                              ? QStringLiteral(", e.business, e.created - e.value - e.start_lag, "
                                               "e.created - e.end_lag")
                              : QString();
    Statement select = m_db.statement(
        QStringLiteral("SELECT e.created, e.fact_cell, e.conversation, e.internal_id, e.value%1%4 "
                       "FROM reporting_event e WHERE %2 AND e.account = :account "
                       "AND e.created >= :from AND e.created < :to AND e.name = %3 "
                       "AND e.fact_cell IS NOT NULL")
            .arg(closer, idsOfColumn(QStringLiteral("e.id"), name), name, times));
    select.bind("account", events.account).bind("name", events.name);
    select.bind("from", events.created.from).bind("to", events.created.to).run();
    CountedEvent event;
    while (select.next()) {
        event.created = select.number(0);
        event.cell = select.number(1);
        event.conversation = select.number(2);
        event.conversationKey = event.conversation ? QString() : select.text(3);
        event.value = select.number(4);
        if (events.withCloser)
            event.closedBy =
                select.isNull(5) ? std::nullopt : std::optional<QString>(select.text(5));
        if (events.withTimes) {
            const int at = events.withCloser ? 6 : 5;
            event.business = select.maybeNumber(at);
            event.from = select.maybeNumber(at + 1);
            event.to = select.maybeNumber(at + 2);
        }
        visit(event);
    }
}

void CountedRows::conversations(const CountedRange &range, const VisitConversation &visit)
{
    const QString extra = range.withExtra ? QStringLiteral(", extra") : QString();
    const QString where =
        range.closed ? idsOfColumn(QStringLiteral("id"), QStringLiteral("-1")) +
                           QStringLiteral(" AND account = :account AND closed >= :from "
                                          "AND closed < :to")
                     : QStringLiteral("account = :account AND created >= :from AND created < :to");
    Statement select = m_db.statement(
        QStringLiteral("SELECT id, cell, created, closed, closed_by, assigned, talk_duration, cost"
                       "%1 FROM conversation WHERE %2 AND known = 1 AND gone_at IS NULL")
            .arg(extra, where));
    select.bind("account", range.account);
    select.bind("from", range.range.from).bind("to", range.range.to).run();
    Conversation c;
    while (select.next()) {
        c.id = select.number(0);
        c.created = select.number(2);
        c.closed = select.maybeNumber(3);
        c.closedBy = select.text(4);
        c.assigned = select.maybeNumber(5);
        c.talkDuration = select.maybeNumber(6);
        c.cost = select.maybeReal(7);
        if (range.withExtra)
            c.extra = jsonObject(select.text(8));
        visit(c, select.number(1));
    }
}

std::vector<RowId> CountedRows::undescribed(const std::vector<RowId> &conversations)
{
    std::vector<RowId> found;
    constexpr std::size_t atOnce = 1000;
    for (std::size_t first = 0; first < conversations.size(); first += atOnce) {
        QStringList ids;
        for (std::size_t i = first; i < std::min(conversations.size(), first + atOnce); ++i)
            ids << QString::number(conversations[i]);
        Statement select = m_db.statement(
            QStringLiteral("SELECT j.value FROM json_each(:ids) j LEFT JOIN conversation c "
                           "ON c.id = j.value WHERE ifnull(c.known, 0) = 0"));
        select.bind("ids", u'[' + ids.join(u',') + u']').run();
        while (select.next())
            found.push_back(select.number(0));
    }
    return found;
}

} // namespace watchfloor
