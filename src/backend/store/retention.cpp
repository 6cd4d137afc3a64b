// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/retention.h"

#include "backend/store/database.h"
#include "backend/store/slicemarks.h"

#include <algorithm>

namespace watchfloor {

ChangeSet Retention::purgeOlderThan(TimeMs limit)
{
    ChangeSet change;
    m_db.exec(QStringLiteral(
        "CREATE TEMP TABLE IF NOT EXISTS old_conversation (id INTEGER PRIMARY KEY)"));
    m_db.exec(QStringLiteral("DELETE FROM old_conversation"));
    {
        // The closing time may be unknown; then the vendor's last stamp stands for it.
        Statement choose = m_db.statement(QStringLiteral(
            "INSERT INTO old_conversation SELECT c.id FROM conversation c WHERE c.known = 1 "
            "AND c.status = 'closed' AND c.created < :limit "
            "AND coalesce(c.closed, c.updated_at, c.created) < :limit AND NOT EXISTS "
            "(SELECT 1 FROM reporting_event e WHERE e.conversation = c.id AND e.created >= "
            ":limit)"));
        choose.bind("limit", limit).run();
    }
    factslices::markRows(m_db,
                         QStringLiteral("conversation IN (SELECT id FROM old_conversation) "
                                        "OR (conversation IS NULL AND created < %1)")
                             .arg(limit),
                         QStringLiteral("id IN (SELECT id FROM old_conversation)"));
    const auto removeWhere = [this](const char *table, const char *column) {
        Statement remove = m_db.statement(
            QStringLiteral("DELETE FROM %1 WHERE %2 IN (SELECT id FROM old_conversation)")
                .arg(QLatin1String(table), QLatin1String(column)));
        return remove.run() ? remove.changed() : 0;
    };
    change.events = removeWhere("reporting_event", "conversation");
    removeWhere("conversation_label", "conversation");
    removeWhere("conversation_fetch", "conversation");
    change.conversations = removeWhere("conversation", "id");
    // Events whose conversation never came.
    Statement waiting = m_db.statement(QStringLiteral(
        "DELETE FROM reporting_event WHERE conversation IS NULL AND created < :limit"));
    if (waiting.bind("limit", limit).run())
        change.events += waiting.changed();
    Statement samples =
        m_db.statement(QStringLiteral("DELETE FROM counter_sample WHERE taken_at < :limit"));
    samples.bind("limit", limit).run();
    return change;
}

ChangeSet Retention::purgeAccount(RowId account)
{
    ChangeSet change;
    change.account = account;
    const QString ofAccount = QStringLiteral("account = %1").arg(account);
    factslices::markRows(m_db, ofAccount, ofAccount);
    const auto remove = [&](const char *table, const char *where) {
        Statement statement = m_db.statement(QStringLiteral("DELETE FROM %1 WHERE %2")
                                                 .arg(QLatin1String(table), QLatin1String(where)));
        return statement.bind("account", account).run() ? statement.changed() : 0;
    };
    change.events = remove("reporting_event", "account = :account");
    remove("conversation_label",
           "conversation IN (SELECT id FROM conversation WHERE account = :account)");
    remove("conversation_fetch", "account = :account");
    change.conversations = remove("conversation", "account = :account");
    remove("label", "account = :account");
    remove("cell", "account = :account");
    change.metricValues =
        remove("metric_value", "series IN (SELECT id FROM metric_series WHERE account = :account)");
    remove("metric_series", "account = :account");
    change.agentStates =
        remove("agent_state", "agent IN (SELECT id FROM agent WHERE account = :account)");
    remove("membership", "agent IN (SELECT id FROM agent WHERE account = :account)");
    change.agents = remove("agent", "account = :account") > 0;
    change.groupings = remove("grouping", "account = :account") > 0;
    change.syncState = remove("sync_state", "account = :account") > 0;
    remove("sync_coverage", "account = :account");
    remove("counter_sample", "account = :account");
    return change;
}

bool Retention::shrink(int pages)
{
    const auto waiting = [this] {
        return m_db.scalar(QStringLiteral("PRAGMA freelist_count")).value_or(0);
    };
    const qint64 now = std::min<qint64>(pages, waiting());
    if (now > 0) {
        Transaction transaction(m_db);
        // Each step of the pragma frees one page, and QtSql takes one step of what has no columns.
        for (qint64 i = 0; i < now && !m_db.failed(); ++i)
            m_db.statement(QStringLiteral("PRAGMA incremental_vacuum(1)")).run();
        // What was deleted is committed: a file that stays large does not make that a failure.
        if (const Result<void> done = transaction.commit(); !done) {
            qWarning("Space could not be given back: %s", qUtf8Printable(done.error().sentence()));
            return false;
        }
    }
    return now > 0 && waiting() > 0;
}

void Retention::shrinkAll()
{
    constexpr int pagesAtOnce = 4'096;
    while (shrink(pagesAtOnce)) {
    }
}

} // namespace watchfloor
