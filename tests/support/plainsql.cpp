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
        "(SELECT r.*, x.account, x.agent, x.grp, x.skill, x.inbox, x.channel, x.bot FROM ("
        "SELECT id, name AS col, created AS t, value, business, cell FROM reporting_event "
        "UNION ALL SELECT id, 0, created, 0, NULL, cell FROM conversation WHERE known = 1 AND "
        "gone_at IS NULL "
        "UNION ALL SELECT id, -1, closed, closed - created, NULL, cell FROM conversation "
        "WHERE known = 1 AND gone_at IS NULL AND closed IS NOT NULL) r LEFT JOIN cell x ON x.id = "
        "r.cell)");
}

QStringList plainFactRows(const QString &profileDir)
{
    QStringList lines;
    for (const SqlRow &row :
         plainSql(profileDir,
                  QStringLiteral("SELECT col, t, cell, value, business FROM ") + factRowsSql()))
        lines << QStringLiteral("%1 %2 %3 %4 %5")
                     .arg(row[0].toLongLong())
                     .arg(row[1].toLongLong())
                     .arg(row[2].toLongLong())
                     .arg(row[3].toLongLong())
                     .arg(row[4].isValid() ? row[4].toString() : QStringLiteral("-"));
    lines.sort();
    return lines;
}

} // namespace watchfloor::test
