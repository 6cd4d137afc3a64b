// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/plainsql.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QStringList>

namespace watchfloor::test {

std::vector<SqlRow> plainSql(const QString &profileDir, const QString &sql)
{
    const QString name = QStringLiteral("plainsql");
    std::vector<SqlRow> rows;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        db.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        db.setDatabaseName(QDir(profileDir).filePath(QStringLiteral("cache.sqlite")));
        if (!db.open())
            qFatal("cannot open the cache: %s", qPrintable(db.lastError().text()));
        QSqlQuery query(db);
        query.setForwardOnly(true);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        const int columns = query.record().count();
        while (query.next()) {
            SqlRow row;
            for (int i = 0; i < columns; ++i)
                row.push_back(query.isNull(i) ? QVariant() : query.value(i));
            rows.push_back(std::move(row));
        }
    }
    QSqlDatabase::removeDatabase(name);
    return rows;
}

QString factRowsSql()
{
    return QStringLiteral(
        "(SELECT e.id, e.name AS col, e.created AS t, e.value, e.business, "
        "CASE WHEN e.business IS NULL THEN e.created - e.value - e.start_lag END AS from_time, "
        "CASE WHEN e.business IS NULL THEN e.created - e.end_lag END AS to_time, "
        "e.account, x.agent, x.grp, x.skill, ifnull(x.inbox, c.inbox) AS inbox, "
        "ifnull(x.channel, c.channel) AS channel, x.bot, c.grp AS conversation_group, "
        "e.origin = 2 AS estimated, e.fact_cell AS cell "
        "FROM reporting_event e JOIN cell x ON x.id = e.cell "
        "LEFT JOIN conversation c ON c.id = e.conversation AND c.known = 1 "
        "WHERE c.gone_at IS NULL "
        "UNION ALL SELECT id, 0, created, 0, NULL, NULL, NULL, account, agent, grp, skill, inbox, "
        "channel, NULL, grp, 0, cell FROM conversation WHERE known = 1 AND gone_at IS NULL "
        "UNION ALL SELECT id, -1, closed, closed - created, NULL, created, closed, account, agent, "
        "grp, skill, inbox, channel, NULL, grp, 0, cell FROM conversation "
        "WHERE known = 1 AND gone_at IS NULL AND closed IS NOT NULL)");
}

QStringList plainFactRows(const QString &profileDir)
{
    QStringList lines;
    const auto rows = plainSql(
        profileDir,
        QStringLiteral("SELECT col, t, value, business, from_time, to_time, account, agent, grp, "
                       "skill, inbox, channel, bot, conversation_group, estimated FROM ") +
            factRowsSql());
    const auto maybe = [](const QVariant &value) {
        return value.isValid() ? std::optional(value.toLongLong()) : std::nullopt;
    };
    for (const SqlRow &row : rows) {
        const auto number = [&row](std::size_t i) { return row[i].toLongLong(); };
        lines << factLine(number(0),
                          {number(1), 0, number(2), maybe(row[3]), maybe(row[4]), maybe(row[5])},
                          {0, number(6), number(7), number(8), number(9), number(10), number(11),
                           row[12].isValid() ? row[12].toInt() : -1, number(13), row[14].toInt()});
    }
    lines.sort();
    return lines;
}

QString factLine(RowId column, const FactImage &image, const FactCell &cell)
{
    QStringList words;
    for (const qint64 number : {column, image.time, image.value})
        words << QString::number(number);
    for (const auto &number : {image.business, image.from, image.to})
        words << (number ? QString::number(*number) : QStringLiteral("-"));
    for (const qint64 number :
         {cell.account, cell.agent, cell.group, cell.skill, cell.inbox, cell.channel,
          qint64(cell.bot), cell.conversationGroup, qint64(cell.estimated)})
        words << QString::number(number);
    return words.join(u' ');
}

qint64 miscountedFacts(const QString &profileDir)
{
    const QString sql =
        QStringLiteral(
            "SELECT (SELECT count(*) FROM %1 r LEFT JOIN cell x ON x.id = r.cell "
            "WHERE x.id IS NULL OR x.account IS NOT r.account OR x.agent IS NOT r.agent "
            "OR x.grp IS NOT r.grp OR x.skill IS NOT r.skill OR x.inbox IS NOT r.inbox "
            "OR x.channel IS NOT r.channel OR x.bot IS NOT r.bot "
            "OR x.conversation_group IS NOT r.conversation_group "
            "OR x.estimated IS NOT r.estimated) + (SELECT count(*) FROM reporting_event e "
            "JOIN conversation c ON c.id = e.conversation AND c.known = 1 "
            "WHERE c.gone_at IS NOT NULL AND e.fact_cell IS NOT NULL)")
            .arg(factRowsSql());
    return plainSql(profileDir, sql).front()[0].toLongLong();
}

} // namespace watchfloor::test
