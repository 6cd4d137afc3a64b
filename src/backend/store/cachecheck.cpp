// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/cachecheck.h"

#include "backend/store/database.h"
#include "backend/store/eventrepository.h"
#include "backend/store/migrations.h"
#include "backend/store/slicemarks.h"

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
         {QStringLiteral(
             "DELETE FROM reporting_event WHERE account NOT IN (SELECT id FROM account)")});
    rule(orphans,
         QStringLiteral("SELECT count(*) FROM conversation_fetch WHERE conversation NOT IN "
                        "(SELECT id FROM conversation)"),
         QStringLiteral("%1 progress rows belong to no conversation"),
         {QStringLiteral("DELETE FROM conversation_fetch WHERE conversation NOT IN "
                         "(SELECT id FROM conversation)")});
    rule(orphans,
         QStringLiteral("SELECT count(*) FROM counter_sample WHERE account NOT IN "
                        "(SELECT id FROM account) OR counter NOT IN (SELECT id FROM counter)"),
         QStringLiteral("%1 samples of counters belong to no account"),
         {QStringLiteral("DELETE FROM counter_sample WHERE account NOT IN "
                         "(SELECT id FROM account) OR counter NOT IN (SELECT id FROM counter)")});
    rule(derived,
         QStringLiteral("SELECT count(*) FROM reporting_event e JOIN conversation c "
                        "ON c.account = e.account AND c.internal_id = e.internal_id "
                        "WHERE e.internal_id IS NOT NULL AND e.conversation IS NOT c.id"),
         QStringLiteral("%1 events are not linked to their conversation though it is known"),
         // OR REPLACE: a derived row may have reached both sides; it is one row.
         {QStringLiteral("UPDATE OR REPLACE reporting_event SET conversation = c.id, "
                         "internal_id = CASE WHEN c.link = 2 THEN NULL ELSE c.internal_id END "
                         "FROM conversation c WHERE c.account = reporting_event.account "
                         "AND c.internal_id = reporting_event.internal_id "
                         "AND reporting_event.conversation IS NOT c.id")});
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
         {QStringLiteral("UPDATE conversation SET closed = %1 WHERE closed IS NOT %1")
              .arg(closing)});
    rule(derived,
         QStringLiteral("SELECT count(*) FROM conversation WHERE known = 1 AND id NOT IN "
                        "(SELECT conversation FROM conversation_fetch)"),
         QStringLiteral("%1 conversations are not on the list of those whose events are read"),
         {QStringLiteral("INSERT INTO conversation_fetch (conversation, account, created) "
                         "SELECT id, account, created FROM conversation WHERE known = 1 "
                         "AND id NOT IN (SELECT conversation FROM conversation_fetch)")});
    columns();
    // What was mended above changed rows here and there: every slice is read again.
    if (m_mended > 0)
        factslices::markAll(m_db);
    return m_problems;
}

void CacheCheck::columns()
{
    const QString area = QStringLiteral("columns");
    const QString cell = QStringLiteral(
        "(SELECT x.id FROM cell x WHERE x.account = conversation.account "
        "AND ifnull(x.agent, 0) = ifnull(conversation.agent, 0) "
        "AND ifnull(x.grp, 0) = ifnull(conversation.grp, 0) "
        "AND ifnull(x.skill, 0) = ifnull(conversation.skill, 0) "
        "AND ifnull(x.inbox, 0) = ifnull(conversation.inbox, 0) "
        "AND ifnull(x.channel, 0) = ifnull(conversation.channel, 0) AND ifnull(x.bot, -1) = -1 "
        "AND ifnull(x.conversation_group, 0) = ifnull(conversation.grp, 0) AND x.estimated = 0)");
    // Where a row is missing altogether that is said already, and no cell can name it.
    const QString sound = QStringLiteral(
        "known = 1 AND (agent IS NULL OR agent IN (SELECT id FROM agent)) "
        "AND (channel IS NULL OR channel IN (SELECT id FROM channel)) "
        "AND NOT EXISTS (SELECT 1 FROM (SELECT grp AS g UNION ALL SELECT skill UNION ALL "
        "SELECT inbox) WHERE g IS NOT NULL AND g NOT IN (SELECT id FROM grouping))");
    const QString wrong =
        QStringLiteral("%1 AND (cell IS NULL OR cell IS NOT %2)").arg(sound, cell);
    rule(area, QStringLiteral("SELECT count(*) FROM conversation WHERE ") + wrong,
         QStringLiteral("%1 conversations are counted under other people or groups than their own"),
         {QStringLiteral("INSERT OR IGNORE INTO cell (account, agent, grp, skill, inbox, channel, "
                         "conversation_group) SELECT DISTINCT account, agent, grp, skill, inbox, "
                         "channel, grp FROM conversation WHERE %1")
              .arg(sound),
          QStringLiteral("UPDATE conversation SET cell = %1 WHERE %2").arg(cell, wrong)});
    eventCells();
    if (!m_problems.empty() && m_problems.back().area == area)
        return; // rows that are wrong fall on wrong days
    const QString outside =
        QStringLiteral("FROM (SELECT col, %1 AS day, min(id) AS low, max(id) AS high "
                       "FROM (%2 UNION ALL %3) GROUP BY 1, 2) r "
                       "LEFT JOIN fact_slice s ON s.col = r.col AND s.day = r.day "
                       "WHERE s.low IS NULL OR s.low > r.low OR s.high < r.high")
            .arg(factslices::dayOfT(), factslices::eventRows(QStringLiteral("true")),
                 factslices::conversationRows(QStringLiteral("true")));
    rule(area, QStringLiteral("SELECT count(*) ") + outside,
         QStringLiteral("The rows of %1 days are not on the list of what the columns hold"),
         {QStringLiteral("INSERT INTO fact_slice (col, day, changed, low, high) "
                         "SELECT r.col, r.day, (SELECT value + 1 FROM meta WHERE key = 'change'), "
                         "r.low, r.high %1 ON CONFLICT (day, col) DO UPDATE "
                         "SET changed = excluded.changed, low = min(low, excluded.low), "
                         "high = max(high, excluded.high)")
              .arg(outside)});
}

/// Every event is counted by what it told and what its conversation has now.
void CacheCheck::eventCells()
{
    const QString from =
        QStringLiteral("FROM reporting_event e JOIN cell x ON x.id = e.cell "
                       "LEFT JOIN conversation c ON c.id = e.conversation AND c.known = 1 "
                       "LEFT JOIN cell f ON f.id = e.fact_cell ");
    const QString wrong = QStringLiteral(
        "CASE WHEN CASE WHEN c.gone_at IS NOT NULL THEN e.fact_cell IS NOT NULL ELSE f.id IS NULL "
        "OR f.account <> x.account OR f.agent IS NOT x.agent OR f.grp IS NOT x.grp "
        "OR f.skill IS NOT x.skill OR f.inbox IS NOT ifnull(x.inbox, c.inbox) "
        "OR f.channel IS NOT ifnull(x.channel, c.channel) OR f.bot IS NOT x.bot "
        "OR f.conversation_group IS NOT c.grp OR f.estimated <> (e.origin = 2) END THEN "
        // Where a row is missing altogether that is said already, and no cell can name it.
        "NOT EXISTS (SELECT 1 FROM (SELECT x.agent AS a) "
        "WHERE a IS NOT NULL AND a NOT IN (SELECT id FROM agent)) "
        "AND NOT EXISTS (SELECT 1 FROM (SELECT coalesce(x.channel, c.channel) AS h) "
        "WHERE h IS NOT NULL AND h NOT IN (SELECT id FROM channel)) "
        "AND NOT EXISTS (SELECT 1 FROM (SELECT x.grp AS g UNION ALL SELECT x.skill UNION ALL "
        "SELECT coalesce(x.inbox, c.inbox) UNION ALL SELECT c.grp) "
        "WHERE g IS NOT NULL AND g NOT IN (SELECT id FROM grouping)) ELSE 0 END");
    const QString right = QStringLiteral(
        "(SELECT f.id FROM cell x LEFT JOIN conversation c "
        "ON c.id = reporting_event.conversation AND c.known = 1 "
        "JOIN cell f ON f.account = x.account AND ifnull(f.agent, 0) = ifnull(x.agent, 0) "
        "AND ifnull(f.grp, 0) = ifnull(x.grp, 0) AND ifnull(f.skill, 0) = ifnull(x.skill, 0) "
        "AND ifnull(f.inbox, 0) = coalesce(x.inbox, c.inbox, 0) "
        "AND ifnull(f.channel, 0) = coalesce(x.channel, c.channel, 0) "
        "AND ifnull(f.bot, -1) = ifnull(x.bot, -1) "
        "AND ifnull(f.conversation_group, 0) = ifnull(c.grp, 0) "
        "AND f.estimated = (reporting_event.origin = 2) "
        "WHERE x.id = reporting_event.cell AND c.gone_at IS NULL)");
    rule(QStringLiteral("columns"), QStringLiteral("SELECT count(*) %1WHERE %2").arg(from, wrong),
         QStringLiteral("%1 events are counted under other people or groups than their own"),
         {QStringLiteral("INSERT OR IGNORE INTO cell (account, agent, grp, skill, inbox, channel, "
                         "bot, conversation_group, estimated) SELECT DISTINCT x.account, x.agent, "
                         "x.grp, x.skill, ifnull(x.inbox, c.inbox), ifnull(x.channel, c.channel), "
                         "x.bot, c.grp, e.origin = 2 %1WHERE c.gone_at IS NULL AND %2")
              .arg(from, wrong),
          QStringLiteral("UPDATE reporting_event SET fact_cell = %1 WHERE id IN "
                         "(SELECT e.id %2WHERE %3)")
              .arg(right, from, wrong)});
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
                      const QStringList &mend)
{
    const qint64 rows = m_db.scalar(count).value_or(0);
    if (m_db.failed()) {
        m_problems.push_back({area, m_db.takeError().sentence()});
        return;
    }
    if (rows == 0)
        return;
    bool mended = m_repair;
    for (const QString &statement : mend)
        mended = mended && m_db.exec(statement);
    if (mended)
        m_mended += rows;
    else
        m_problems.push_back({area, sentence.arg(rows)});
    if (m_db.failed())
        m_problems.push_back({area, m_db.takeError().sentence()});
}

} // namespace watchfloor
