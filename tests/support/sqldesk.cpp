// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sqldesk.h"

#include <QDateTime>
#include <QDir>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace watchfloor::test {
namespace {

// Whoever left a Chatwoot account left their conversations to nobody. Actor: 0 not known, 1 a
// person, 2 a bot.
constexpr const char *peopleSql = R"(
CREATE TEMP TABLE people AS
SELECT g.id, a.name || '/' || g.remote_id AS word,
       CASE g.kind WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 0 END AS actor,
       a.provider = 'chatwoot' AND g.gone_at IS NOT NULL AS has_left
  FROM agent g JOIN account a ON a.id = g.account)";

constexpr const char *unitsSql = R"(
CREATE TEMP TABLE units AS
SELECT g.id, a.name || '/' || g.remote_id AS word, g.kind, g.parent, g.gone_at IS NOT NULL AS gone,
       a.name AS account, a.removed
  FROM grouping g JOIN account a ON a.id = g.account)";

// What the vendor deleted is no conversation any more. presence: where it is now, "queue", with
// "somebody" or neither.
constexpr const char *talksSql = R"(
CREATE TEMP TABLE talks AS
SELECT c.*, a.provider, a.name AS account_word, ifnull(p.word, '') AS agent_word,
       ifnull(p.actor, 0) AS actor, ifnull(u.word, '') AS group_word,
       ifnull(s.word, '') AS skill_word, ifnull(i.word, '') AS inbox_word,
       ifnull(h.name, '') AS channel_word,
       CASE WHEN a.provider = 'chatdash' THEN
                 CASE WHEN c.is_live IS NOT 1 THEN 'none' WHEN c.status = 'pending' THEN 'queue'
                      WHEN c.status = 'open' AND p.id IS NOT NULL THEN 'somebody' ELSE 'none' END
            WHEN c.status = 'queued' THEN 'queue'
            WHEN c.status <> 'open' THEN 'none'
            WHEN p.id IS NULL THEN 'queue'
            ELSE 'somebody' END AS presence
  FROM conversation c JOIN account a ON a.id = c.account AND a.removed = 0
       LEFT JOIN people p ON p.id = c.agent AND NOT p.has_left
       LEFT JOIN units u ON u.id = c.grp LEFT JOIN units s ON s.id = c.skill
       LEFT JOIN units i ON i.id = c.inbox LEFT JOIN channel h ON h.id = c.channel
 WHERE c.known = 1 AND c.gone_at IS NULL)";

constexpr const char *talkFactsSql = R"(
CREATE TEMP VIEW talk_facts AS
SELECT account_word AS account, agent_word AS agent, actor, group_word AS grp, skill_word AS skill,
       inbox_word AS inbox, channel_word AS channel, id AS talk, 'c' || id AS who,
       NULL AS business, 0 AS estimated, provider, created, closed, closed_by, assigned, cost,
       talk_duration, extra
  FROM talks)";

// Now. What waits in the queue is nobody's yet, and where groups are groups of agents no group's.
constexpr const char *presentFactsSql = R"(
CREATE TEMP VIEW present_facts AS
SELECT account_word AS account, CASE presence WHEN 'queue' THEN '' ELSE agent_word END AS agent,
       CASE presence WHEN 'queue' THEN 0 ELSE actor END AS actor,
       CASE WHEN presence = 'queue' AND provider = 'liveperson' THEN '' ELSE group_word END AS grp,
       skill_word AS skill, inbox_word AS inbox, channel_word AS channel, id AS talk,
       'c' || id AS who, NULL AS business, 0 AS estimated, provider, presence, status, created,
       queued, first_response, waiting_since, ifnull(due_at_apart, due_at) AS due, is_live,
       sla_status, actor = 2 AS with_bot, agent_word <> '' AS has_agent,
       agent IS NOT NULL AS named_agent, json_extract(extra, '$.waits_for') AS waits_for
  FROM talks)";

// An event without inbox or channel is its conversation's; where events name no group (all but
// LivePerson) it is the conversation's group's. Events of deleted conversations are none. talk: the
// conversation whose labels count, NULL while it is not known.
constexpr const char *eventFactsSql = R"(
CREATE TEMP TABLE event_facts AS
SELECT n.name AS event, a.provider, a.name AS account, e.created AS t, e.value, e.business,
       ifnull(p.word, '') AS agent,
       CASE WHEN x.bot IS NOT NULL THEN x.bot + 1 ELSE ifnull(p.actor, 0) END AS actor,
       ifnull(u.word, '') AS grp, ifnull(s.word, '') AS skill, ifnull(i.word, '') AS inbox,
       ifnull(h.name, '') AS channel, CASE WHEN c.known = 1 THEN c.id END AS talk,
       CASE WHEN c.id IS NOT NULL THEN 'c' || c.id
            WHEN e.internal_id IS NOT NULL THEN 'i' || e.account || ' ' || e.internal_id
            ELSE 'e' || e.id END AS who,
       e.origin = 2 AS estimated
  FROM reporting_event e JOIN account a ON a.id = e.account AND a.removed = 0
       JOIN event_name n ON n.id = e.name JOIN cell x ON x.id = e.cell
       LEFT JOIN conversation c ON c.id = e.conversation
       LEFT JOIN people p ON p.id = x.agent
       LEFT JOIN units u ON u.id = CASE a.provider WHEN 'liveperson' THEN x.grp ELSE c.grp END
       LEFT JOIN units s ON s.id = x.skill
       LEFT JOIN units i ON i.id = ifnull(x.inbox, c.inbox)
       LEFT JOIN channel h ON h.id = ifnull(x.channel, c.channel)
 WHERE c.id IS NULL OR c.known = 0 OR c.gone_at IS NULL)";

// Whom the vendor lists: no system users, bots only where they are agents, nobody whom the cache
// knows by number alone.
constexpr const char *staffSql = R"(
CREATE TEMP TABLE staff AS
SELECT g.id, a.name || '/' || g.remote_id AS agent, a.name AS account, a.provider,
       CASE g.kind WHEN 1 THEN 2 ELSE 1 END AS actor, g.availability, g.capacity,
       a.name || '/' || g.remote_id AS who, 0 AS estimated, NULL AS business
  FROM agent g JOIN account a ON a.id = g.account AND a.removed = 0
 WHERE g.gone_at IS NULL AND g.kind <> 2 AND (g.name <> '' OR g.email <> '')
   AND (g.kind <> 1 OR a.provider IN ('rocketchat', 'liveperson')))";

constexpr const char *membershipsSql = R"(
CREATE TEMP TABLE memberships AS
SELECT s.agent, CASE u.kind WHEN 1 THEN 'skill' WHEN 2 THEN 'inbox' ELSE 'grp' END AS what, u.word
  FROM staff s JOIN membership m ON m.agent = s.id AND m.gone_at IS NULL
       JOIN units u ON u.id = m.grouping AND u.kind <> 5)";

int connections = 0;

} // namespace

SqlDesk::SqlDesk(const QString &profileDir)
    : m_name(QStringLiteral("sqldesk%1").arg(++connections))
    , m_db(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
    m_db.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    m_db.setDatabaseName(QDir(profileDir).filePath(QStringLiteral("cache.sqlite")));
    if (!m_db.open())
        qFatal("cannot open the cache: %s", qPrintable(m_db.lastError().text()));
    run(QStringLiteral("PRAGMA temp_store = MEMORY"));
    run(QStringLiteral("CREATE TEMP TABLE zone (start INTEGER, stop INTEGER, ms INTEGER)"));
    refresh();
}

SqlDesk::~SqlDesk()
{
    m_db = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

void SqlDesk::refresh()
{
    m_texts.clear();
    m_numbers.clear();
    for (const char *view : {"talk_facts", "present_facts"})
        run(QStringLiteral("DROP VIEW IF EXISTS ") + QLatin1String(view));
    for (const char *table : {"people", "units", "talks", "event_facts", "memberships", "staff"})
        run(QStringLiteral("DROP TABLE IF EXISTS temp.") + QLatin1String(table));
    run(QStringLiteral("BEGIN"));
    for (const char *make : {peopleSql, unitsSql, talksSql, talkFactsSql, presentFactsSql,
                             eventFactsSql, staffSql, membershipsSql})
        run(QLatin1String(make));
    run(QStringLiteral("COMMIT"));
}

void SqlDesk::run(const QString &sql)
{
    QSqlQuery query(m_db);
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
}

std::vector<SqlRow> SqlDesk::rows(const QString &sql)
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    const int columns = query.record().count();
    std::vector<SqlRow> rows;
    while (query.next()) {
        SqlRow row;
        for (int i = 0; i < columns; ++i)
            row.push_back(query.isNull(i) ? QVariant() : query.value(i));
        rows.push_back(std::move(row));
    }
    return rows;
}

QStringList SqlDesk::texts(const QString &sql)
{
    const auto known = m_texts.constFind(sql);
    if (known != m_texts.constEnd())
        return *known;
    QStringList out;
    for (const SqlRow &row : rows(sql))
        out << row.front().toString();
    return *m_texts.insert(sql, out);
}

const QHash<QString, qint64> &SqlDesk::numbers(const QString &sql)
{
    const auto known = m_numbers.constFind(sql);
    if (known != m_numbers.constEnd())
        return *known;
    QHash<QString, qint64> out;
    for (const SqlRow &row : rows(sql))
        out.insert(row[0].toString(), row[1].toLongLong());
    return *m_numbers.insert(sql, out);
}

void SqlDesk::setZone(const QTimeZone &zone, qint64 from, qint64 to)
{
    run(QStringLiteral("DELETE FROM zone"));
    const auto add = [&](qint64 start, qint64 stop) {
        const int seconds = zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(start, Qt::UTC));
        run(QStringLiteral("INSERT INTO zone VALUES (%1, %2, %3)")
                .arg(start)
                .arg(stop)
                .arg(seconds * 1000));
    };
    qint64 start = from;
    const auto changes = zone.transitions(QDateTime::fromMSecsSinceEpoch(from, Qt::UTC),
                                          QDateTime::fromMSecsSinceEpoch(to, Qt::UTC));
    for (const QTimeZone::OffsetData &change : changes) {
        const qint64 at = change.atUtc.toMSecsSinceEpoch();
        if (at <= start || at >= to)
            continue;
        add(start, at);
        start = at;
    }
    add(start, std::max(to, start + 1));
}

QString sqlList(const QStringList &texts)
{
    QStringList quoted;
    for (QString text : texts)
        quoted << u'\'' + text.replace(u'\'', QStringLiteral("''")) + u'\'';
    return quoted.join(QStringLiteral(", "));
}

} // namespace watchfloor::test
