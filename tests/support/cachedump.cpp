// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cachedump.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QStringList>
#include <QVariant>

namespace watchfloor::test {

static const char *const dumpQueries[] = {
    "SELECT 'agent', a.name, g.remote_id, g.known, g.name, g.email, g.kind, g.availability, "
    "g.availability_reason, g.capacity, g.enabled, g.avatar_url, g.gone_at IS NOT NULL "
    "FROM agent g JOIN account a ON a.id = g.account",

    "SELECT 'grouping', a.name, g.kind, g.remote_id, g.known, g.name, p.remote_id, g.extra, "
    "g.gone_at IS NOT NULL FROM grouping g JOIN account a ON a.id = g.account "
    "LEFT JOIN grouping p ON p.id = g.parent",

    "SELECT 'membership', a.name, g.remote_id, p.kind, p.remote_id, m.gone_at IS NOT NULL "
    "FROM membership m JOIN agent g ON g.id = m.agent JOIN grouping p ON p.id = m.grouping "
    "JOIN account a ON a.id = g.account",

    "SELECT 'conversation', a.name, c.remote_id, c.known, c.internal_id, c.link, c.status, "
    "c.created, "
    "c.queued, c.assigned, c.first_response, c.waiting_since, c.closed, c.closed_reported, "
    "c.closed_by, "
    "g.remote_id, u.kind, u.remote_id, s.remote_id, i.remote_id, h.name, c.contact, c.unread, "
    "c.priority, c.due_at, c.due_at_apart, c.csat, c.csat_apart, c.sla_status, c.outcome, "
    "c.is_live, "
    "c.recorded, c.interacted, c.talk_duration, c.cost, c.topic, c.subtopic, c.updated_at, "
    "c.extra, "
    "c.gone_at IS NOT NULL, (SELECT group_concat(name, '|') FROM (SELECT l.name FROM "
    "conversation_label x JOIN label l ON l.id = x.label WHERE x.conversation = c.id ORDER BY 1)) "
    "FROM conversation c JOIN account a ON a.id = c.account LEFT JOIN agent g ON g.id = c.agent "
    "LEFT JOIN grouping u ON u.id = c.grp LEFT JOIN grouping s ON s.id = c.skill "
    "LEFT JOIN grouping i ON i.id = c.inbox LEFT JOIN channel h ON h.id = c.channel",

    "SELECT 'event', a.name, c.remote_id, ifnull(c.internal_id, e.internal_id), e.remote_id, "
    "n.name, "
    "e.value, e.business, e.created - e.value - e.start_lag, e.created - e.end_lag, e.created, "
    "ifnull(e.updated, e.created), e.origin, g.remote_id, u.kind, u.remote_id, s.remote_id, "
    "i.remote_id, h.name, x.bot FROM reporting_event e JOIN account a ON a.id = e.account "
    "JOIN event_name n ON n.id = e.name JOIN cell x ON x.id = e.cell "
    "LEFT JOIN conversation c ON c.id = e.conversation LEFT JOIN agent g ON g.id = x.agent "
    "LEFT JOIN grouping u ON u.id = x.grp LEFT JOIN grouping s ON s.id = x.skill "
    "LEFT JOIN grouping i ON i.id = x.inbox LEFT JOIN channel h ON h.id = x.channel",

    "SELECT 'metric', a.name, s.metric, s.scope, s.scope_key, v.window_from, v.window_to, "
    "rank() OVER (PARTITION BY v.series, v.window_from, v.window_to ORDER BY v.taken_at), v.value, "
    "v.n, v.flags FROM metric_value v JOIN metric_series s ON s.id = v.series "
    "JOIN account a ON a.id = s.account",

    "SELECT 'state', a.name, g.remote_id, t.observed, "
    "rank() OVER (PARTITION BY t.agent, t.observed ORDER BY t.started), t.state, t.reason, "
    "CASE WHEN t.observed THEN NULL ELSE t.started END, "
    "CASE WHEN t.observed THEN t.ended IS NOT NULL ELSE t.ended END "
    "FROM agent_state t JOIN agent g ON g.id = t.agent JOIN account a ON a.id = g.account",
};

static QString dumpField(const QVariant &value)
{
    if (value.isNull())
        return QStringLiteral("-");
    QString text = value.toString();
    text.replace(u'\\', QStringLiteral("\\\\")).replace(u'\n', QStringLiteral("\\n"));
    return text.replace(u'\t', QStringLiteral("\\t"));
}

QString cacheDump(const QString &profileDir)
{
    const QString name = QStringLiteral("cachedump");
    QStringList lines;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        db.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        db.setDatabaseName(QDir(profileDir).filePath(QStringLiteral("cache.sqlite")));
        if (!db.open())
            qFatal("cannot dump the cache: %s", qPrintable(db.lastError().text()));
        for (const char *sql : dumpQueries) {
            QSqlQuery query(db);
            query.setForwardOnly(true);
            if (!query.exec(QString::fromLatin1(sql)))
                qFatal("cannot dump the cache: %s", qPrintable(query.lastError().text()));
            const int columns = query.record().count();
            while (query.next()) {
                QStringList fields;
                for (int i = 0; i < columns; ++i)
                    fields << dumpField(query.value(i));
                lines << fields.join(u'\t');
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    lines.sort();
    return lines.join(u'\n');
}

} // namespace watchfloor::test
