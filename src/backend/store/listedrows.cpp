// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/listedrows.h"

#include "backend/store/database.h"
#include "backend/store/jsontext.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// Beyond this it costs less to pass over those between the first and the last.
constexpr std::size_t pickedOneByOne = 20'000;

QString rowsWhere(const ListedQuery &query)
{
    // A few rows are found by themselves, whatever index the rest would fit.
    const bool few = query.rows && query.rows->size() <= pickedOneByOne;
    QString where = few ? QStringLiteral("+account = :account AND known = 1")
                        : QStringLiteral("account = :account AND known = 1");
    if (query.created)
        where += few ? QStringLiteral(" AND +created >= :from AND +created < :to")
                     : QStringLiteral(" AND created >= :from AND created < :to");
    if (query.rows)
        where += few ? QStringLiteral(" AND id IN (SELECT value FROM json_each(:rows))")
                     : QStringLiteral(" AND id BETWEEN :low AND :high");
    if (query.cells)
        where += QStringLiteral(" AND cell IN (SELECT value FROM json_each(:cells))");
    if (!query.withGone)
        where += QStringLiteral(" AND gone_at IS NULL");
    if (query.labels.isEmpty())
        return where;
    QString labels = QStringLiteral(
        "id IN (SELECT f.conversation FROM conversation_label f JOIN label n ON n.id = f.label "
        "WHERE n.name IN (SELECT value FROM json_each(:labels)))");
    if (query.labels.contains(QString()))
        labels += QStringLiteral(" OR NOT EXISTS (SELECT 1 FROM conversation_label f "
                                 "WHERE f.conversation = conversation.id)");
    return where + QStringLiteral(" AND (%1)").arg(labels);
}

} // namespace

void ListedRows::conversations(const ListedQuery &query, const Visit &visit)
{
    if ((query.rows && query.rows->empty()) || (query.cells && query.cells->empty()))
        return;
    Statement select = m_db.statement(
        QStringLiteral(
            "SELECT id, cell, created, first_response, waiting_since, closed, "
            "ifnull(due_at_apart, due_at), ifnull(csat_apart, csat), unread, gone_at, "
            "remote_id, status, priority, contact, queued, is_live FROM conversation WHERE ") +
        rowsWhere(query));
    select.bind("account", query.account);
    if (query.created)
        select.bind("from", query.created->from).bind("to", query.created->to);
    const bool passing = query.rows && query.rows->size() > pickedOneByOne;
    if (passing)
        select.bind("low", query.rows->front()).bind("high", query.rows->back());
    else if (query.rows)
        select.bind("rows", jsonList(*query.rows));
    if (query.cells)
        select.bind("cells", jsonList(*query.cells));
    if (!query.labels.isEmpty())
        select.bind("labels", jsonList(query.labels));
    select.run();
    Conversation c;
    c.account = query.account;
    while (select.next()) {
        c.id = select.number(0);
        if (passing && !std::binary_search(query.rows->begin(), query.rows->end(), c.id))
            continue;
        c.created = select.number(2);
        c.firstResponse = select.maybeNumber(3);
        c.waitingSince = select.maybeNumber(4);
        c.closed = select.maybeNumber(5);
        c.dueAt = select.maybeNumber(6);
        c.csat = select.maybeInteger(7);
        c.unread = select.maybeInteger(8);
        c.goneAt = select.maybeNumber(9);
        c.remoteId = select.text(10);
        c.status = select.text(11);
        c.priority = select.text(12);
        c.contact = select.text(13);
        c.queued = select.maybeNumber(14);
        c.isLive = select.maybeFlag(15);
        if (!visit(c, select.number(1)))
            return;
    }
}

static ListedRows::Links linksOf(Statement &select)
{
    ListedRows::Links links;
    while (select.next())
        links.emplace_back(select.number(0), select.number(1));
    return links;
}

ListedRows::Links ListedRows::labelLinks(const std::vector<RowId> &conversations)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT conversation, label FROM conversation_label WHERE conversation IN "
                       "(SELECT value FROM json_each(:rows)) ORDER BY conversation, label"));
    select.bind("rows", jsonList(conversations)).run();
    return linksOf(select);
}

ListedRows::Links ListedRows::labelLinks(RowId low, RowId high)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT conversation, label FROM conversation_label "
                       "WHERE conversation BETWEEN :low AND :high ORDER BY conversation, label"));
    select.bind("low", low).bind("high", high).run();
    return linksOf(select);
}

} // namespace watchfloor
