// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/plainsqlite.h"

#include <QFile>

#include <sqlite3.h>

namespace watchfloor::bench {

PlainDatabase::PlainDatabase(const QString &file)
{
    if (sqlite3_open(QFile::encodeName(file).constData(), &m_db) != SQLITE_OK) {
        const QString why = QString::fromUtf8(sqlite3_errmsg(m_db));
        sqlite3_close(m_db);
        throw BenchError{QStringLiteral("Cannot open %1: %2").arg(file, why)};
    }
    sqlite3_busy_timeout(m_db, 5000);
}

PlainDatabase::~PlainDatabase()
{
    sqlite3_close(m_db);
}

void PlainDatabase::fail(const QByteArray &doing)
{
    throw BenchError{QStringLiteral("SQLite: %1 (%2)")
                         .arg(QString::fromUtf8(sqlite3_errmsg(m_db)), QString::fromUtf8(doing))};
}

void PlainDatabase::exec(const QByteArray &sql)
{
    if (sqlite3_exec(m_db, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(sql);
    }
}

std::optional<qint64> PlainDatabase::scalar(const QByteArray &sql)
{
    PlainStatement statement(*this, sql);
    return statement.step() ? statement.maybeNumber(0) : std::nullopt;
}

bool PlainDatabase::hasColumn(const char *table, const char *column)
{
    PlainStatement statement(*this, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2");
    statement.bind(1, QByteArray(table));
    statement.bind(2, QByteArray(column));
    return statement.step() && statement.number(0) > 0;
}

PlainStatement::PlainStatement(PlainDatabase &db, const QByteArray &sql)
    : m_db(db)
{
    if (sqlite3_prepare_v2(db.raw(), sql.constData(), static_cast<int>(sql.size()), &m_statement,
                           nullptr) != SQLITE_OK) {
        db.fail(sql);
    }
}

PlainStatement::~PlainStatement()
{
    sqlite3_finalize(m_statement);
}

void PlainStatement::bind(int place, qint64 value)
{
    sqlite3_bind_int64(m_statement, place, value);
}

void PlainStatement::bind(int place, std::optional<qint64> value)
{
    if (value) {
        sqlite3_bind_int64(m_statement, place, *value);
    } else {
        sqlite3_bind_null(m_statement, place);
    }
}

void PlainStatement::bind(int place, const QByteArray &text)
{
    // Length -1 would stop at a zero byte; SQLITE_TRANSIENT is a C cast, so the copy is asked for
    // by a destructor that frees it.
    char *copy = qstrdup(text.constData());
    sqlite3_bind_text(m_statement, place, copy, static_cast<int>(text.size()),
                      [](void *bytes) { delete[] static_cast<char *>(bytes); });
}

bool PlainStatement::step()
{
    switch (sqlite3_step(m_statement)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        m_db.fail(sqlite3_sql(m_statement));
    }
}

void PlainStatement::run()
{
    while (step()) {
    }
    sqlite3_reset(m_statement);
}

void PlainStatement::reset()
{
    sqlite3_reset(m_statement);
}

qint64 PlainStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::optional<qint64> PlainStatement::maybeNumber(int column) const
{
    if (sqlite3_column_type(m_statement, column) == SQLITE_NULL) {
        return std::nullopt;
    }
    return number(column);
}

QByteArray PlainStatement::text(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement, column);
    return QByteArray(static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column));
}

} // namespace watchfloor::bench
