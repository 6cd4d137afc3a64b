// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/cachecheck.h"

#include "backend/store/database.h"
#include "backend/store/eventrepository.h"
#include "backend/store/migrations.h"

namespace watchfloor {

constexpr int MaxSentences = 20;

std::vector<CheckProblem> CacheCheck::run(bool repair)
{
    m_repair = repair;
    m_mended = 0;
    m_problems.clear();
    integrity();
    const auto version = m_db.scalar(QStringLiteral("PRAGMA user_version"));
    if (version.value_or(0) != migrations::head())
        m_problems.push_back({QStringLiteral("schema"),
                              QStringLiteral("The cache has schema %1, this program expects %2")
                                  .arg(version.value_or(0))
                                  .arg(migrations::head())});
    foreignKeys();
    const QString orphans = QStringLiteral("foreign_keys");
    const QString derived = QStringLiteral("columns");
    rule(orphans,
         QStringLiteral("SELECT count(*) FROM reporting_event WHERE account NOT IN "
                        "(SELECT id FROM account)"),
         QStringLiteral("%1 events belong to no account"),
         QStringLiteral(
             "DELETE FROM reporting_event WHERE account NOT IN (SELECT id FROM account)"));
    rule(orphans,
         QStringLiteral("SELECT count(*) FROM conversation_fetch WHERE conversation NOT IN "
                        "(SELECT id FROM conversation)"),
         QStringLiteral("%1 progress rows belong to no conversation"),
         QStringLiteral("DELETE FROM conversation_fetch WHERE conversation NOT IN "
                        "(SELECT id FROM conversation)"));
    rule(derived,
         QStringLiteral("SELECT count(*) FROM reporting_event e JOIN conversation c "
                        "ON c.account = e.account AND c.internal_id = e.internal_id "
                        "WHERE e.internal_id IS NOT NULL AND e.conversation IS NOT c.id"),
         QStringLiteral("%1 events are not linked to their conversation though it is known"),
         QStringLiteral("UPDATE reporting_event SET conversation = c.id, "
                        "internal_id = CASE WHEN c.link = 2 THEN NULL ELSE c.internal_id END "
                        "FROM conversation c WHERE c.account = reporting_event.account "
                        "AND c.internal_id = reporting_event.internal_id "
                        "AND reporting_event.conversation IS NOT c.id"));
    const QString closing =
        QStringLiteral("CASE WHEN status = 'closed' AND closed_reported IS NULL THEN "
                       "(SELECT max(ifnull(e.created - e.end_lag, e.created)) "
                       "FROM reporting_event e JOIN event_name n ON n.id = e.name "
                       "WHERE e.conversation = conversation.id AND n.name = '%1') "
                       "ELSE closed_reported END")
            .arg(EventRepository::resolvedName());
    rule(derived,
         QStringLiteral("SELECT count(*) FROM conversation WHERE closed IS NOT ") + closing,
         QStringLiteral("%1 conversations have a closing time that their events contradict"),
         QStringLiteral("UPDATE conversation SET closed = %1 WHERE closed IS NOT %1").arg(closing));
    rule(derived,
         QStringLiteral("SELECT count(*) FROM conversation WHERE known = 1 AND id NOT IN "
                        "(SELECT conversation FROM conversation_fetch)"),
         QStringLiteral("%1 conversations are not on the list of those whose events are read"),
         QStringLiteral("INSERT INTO conversation_fetch (conversation, account, created) "
                        "SELECT id, account, created FROM conversation WHERE known = 1 "
                        "AND id NOT IN (SELECT conversation FROM conversation_fetch)"));
    return m_problems;
}

void CacheCheck::integrity()
{
    Statement check = m_db.statement(QStringLiteral("PRAGMA integrity_check(20)"));
    if (!check.run() && m_db.failed()) {
        m_problems.push_back({QStringLiteral("integrity"), m_db.takeError().sentence()});
        return;
    }
    while (check.next()) {
        if (check.text(0) != QLatin1String("ok"))
            m_problems.push_back({QStringLiteral("integrity"),
                                  QStringLiteral("The file is damaged: %1").arg(check.text(0))});
    }
    if (m_db.failed())
        m_problems.push_back({QStringLiteral("integrity"), m_db.takeError().sentence()});
}

void CacheCheck::foreignKeys()
{
    Statement check = m_db.statement(QStringLiteral("PRAGMA foreign_key_check"));
    check.run();
    for (int i = 0; i < MaxSentences && check.next(); ++i)
        m_problems.push_back({QStringLiteral("foreign_keys"),
                              QStringLiteral("Row %1 of %2 names a row of %3 that does not exist")
                                  .arg(check.text(1), check.text(0), check.text(2))});
}

void CacheCheck::rule(const QString &area, const QString &count, const QString &sentence,
                      const QString &mend)
{
    const qint64 rows = m_db.scalar(count).value_or(0);
    if (m_db.failed()) {
        m_problems.push_back({area, m_db.takeError().sentence()});
        return;
    }
    if (rows == 0)
        return;
    if (m_repair && m_db.exec(mend))
        m_mended += rows;
    else
        m_problems.push_back({area, sentence.arg(rows)});
}

} // namespace watchfloor
