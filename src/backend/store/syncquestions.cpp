// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/syncquestions.h"

#include "backend/store/database.h"

namespace watchfloor {

static QString keySelect(const QString &rest)
{
    return QStringLiteral("SELECT c.remote_id, c.internal_id, i.remote_id, c.status, c.created, "
                          "c.updated_at, c.link = 2, "
                          "c.gone_at IS NOT NULL, c.extra FROM conversation c "
                          "LEFT JOIN grouping i ON i.id = c.inbox ") +
           rest;
}

static std::vector<ConversationKey> readKeys(Statement &select)
{
    std::vector<ConversationKey> out;
    select.run();
    while (select.next())
        out.push_back({select.text(0), select.text(1), select.text(2), select.text(3),
                       select.number(4), select.number(5), select.flag(6), select.flag(7),
                       select.text(8).toUtf8()});
    return out;
}

std::vector<ConversationKey> SyncQuestions::needingEvents(RowId account, int limit)
{
    Statement select = m_db.statement(
        keySelect(QStringLiteral("JOIN conversation_fetch f ON f.conversation = c.id "
                                 "WHERE f.account = :account AND f.due = 1 AND c.known = 1 "
                                 "AND c.gone_at IS NULL ORDER BY f.created DESC LIMIT :limit")));
    select.bind("account", account).bind("limit", limit);
    return readKeys(select);
}

std::vector<ConversationKey> SyncQuestions::active(RowId account)
{
    Statement select = m_db.statement(
        keySelect(QStringLiteral("WHERE c.account = :account AND c.status <> 'closed' "
                                 "AND c.gone_at IS NULL AND c.known = 1 ORDER BY c.created DESC")));
    select.bind("account", account);
    return readKeys(select);
}

std::vector<ConversationKey> SyncQuestions::created(RowId account, TimeRange range)
{
    Statement select = m_db.statement(
        keySelect(QStringLiteral("WHERE c.account = :account AND c.created >= :from "
                                 "AND c.created < :to AND c.known = 1 ORDER BY c.created, c.id")));
    select.bind("account", account).bind("from", range.from).bind("to", range.to);
    return readKeys(select);
}

std::vector<ConversationKey> SyncQuestions::named(RowId account, const QString &remoteId)
{
    Statement select = m_db.statement(keySelect(
        QStringLiteral("WHERE c.account = :account AND c.remote_id = :remote AND c.known = 1")));
    select.bind("account", account).bind("remote", remoteId);
    return readKeys(select);
}

std::vector<UnlinkedConversation> SyncQuestions::unlinked(RowId account)
{
    Statement select = m_db.statement(QStringLiteral(
        "SELECT e.internal_id, max(i.remote_id), min(ifnull(e.created - e.value - e.start_lag, "
        "e.created)) FROM reporting_event e JOIN cell x ON x.id = e.cell "
        "LEFT JOIN grouping i ON i.id = x.inbox WHERE e.account = :account "
        "AND e.internal_id IS NOT NULL AND e.conversation IS NULL "
        "GROUP BY e.internal_id ORDER BY e.internal_id"));
    select.bind("account", account).run();
    std::vector<UnlinkedConversation> out;
    while (select.next())
        out.push_back({select.text(0), select.text(1), select.number(2)});
    return out;
}

std::vector<UnnamedAgent> SyncQuestions::unnamedAgents(RowId account)
{
    Statement select = m_db.statement(QStringLiteral(
        "SELECT g.remote_id, (SELECT max(c.created) FROM conversation c WHERE c.account = "
        "g.account AND c.agent = g.id AND c.gone_at IS NULL) AS newest FROM agent g "
        "WHERE g.account = :account AND g.known = 0 ORDER BY g.remote_id"));
    select.bind("account", account).run();
    std::vector<UnnamedAgent> out;
    while (select.next()) {
        if (const auto newest = select.maybeNumber(1))
            out.push_back({select.text(0), *newest});
    }
    return out;
}

} // namespace watchfloor
