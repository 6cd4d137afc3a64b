// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/database.h"

#include "backend/async/guithread.h"
#include "backend/store/sqlerror.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUrl>

#include <atomic>

namespace watchfloor {

Database::Database(QString file)
    : m_file(std::move(file))
{
    static std::atomic<int> counter = 0;
    m_connection = QStringLiteral("watchfloor-%1").arg(++counter);
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, Mode mode)
{
    std::unique_ptr<Database> db(new Database(file));
    if (!db->connect(mode))
        return db->takeError();
    return db;
}

Result<std::unique_ptr<Database>> Database::openForReading(const QString &file)
{
    auto db = open(file, Mode::ReadOnly);
    // Immutable ignores the WAL: only right when nothing is in it.
    if (db || QFileInfo(file + QStringLiteral("-wal")).size() > 0)
        return db;
    auto immutable = open(file, Mode::Immutable);
    return immutable ? std::move(immutable) : std::move(db);
}

Database::~Database()
{
    m_statements.clear(); // removeDatabase wants no query alive
    {
        QSqlDatabase db = QSqlDatabase::database(m_connection, false);
        db.close();
    }
    QSqlDatabase::removeDatabase(m_connection);
}

bool Database::connect(Mode mode)
{
    refuseOnGuiThread("opening the cache");
    QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!db.isValid()) {
        fail(Error(Error::Kind::Storage, QStringLiteral("The SQLite driver of Qt is not installed"),
                   {}, QStringLiteral("Install the package libqt6sql6-sqlite")));
        return false;
    }
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    QString name = m_file;
    if (mode != Mode::ReadWrite)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (mode == Mode::Immutable) {
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        name = QUrl::fromLocalFile(m_file).toString(QUrl::FullyEncoded) +
               QStringLiteral("?immutable=1");
    }
    db.setConnectOptions(options);
    db.setDatabaseName(name);
    if (!db.open()) {
        fail(db.lastError());
        return false;
    }
    if (mode == Mode::ReadWrite) {
        // Pages freed by a purge go back to the disk; works only before the first table.
        exec(QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"));
        exec(QStringLiteral("PRAGMA journal_mode = WAL"));
        exec(QStringLiteral("PRAGMA synchronous = NORMAL"));
        exec(QStringLiteral("PRAGMA foreign_keys = ON"));
        exec(QStringLiteral("PRAGMA cache_size = -65536"));
        exec(QStringLiteral(
            "PRAGMA journal_size_limit = 67108864")); // a first sync's WAL shrinks again
    }
    exec(QStringLiteral("PRAGMA temp_store = MEMORY"));
    // Opening a file that is no database succeeds; the first look inside does not.
    scalar(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    return !failed();
}

std::shared_ptr<PreparedSql> Database::prepare(const QString &sql)
{
    auto prepared = std::make_shared<PreparedSql>();
    const QString positional = positionalSql(sql, &prepared->names);
    prepared->values.resize(static_cast<qsizetype>(prepared->names.size()));
    prepared->query = QSqlQuery(QSqlDatabase::database(m_connection, false));
    prepared->query.setForwardOnly(true);
    prepared->good = prepared->query.prepare(positional);
    if (!prepared->good)
        fail(prepared->query.lastError());
    return prepared;
}

Statement Database::statement(const QString &sql)
{
    const auto found = m_statements.constFind(sql);
    if (found != m_statements.constEnd() && !(*found)->inUse)
        return Statement(this, *found);
    auto prepared = prepare(sql);
    if (prepared->good && found == m_statements.constEnd())
        m_statements.insert(sql, prepared);
    return Statement(this, prepared);
}

bool Database::exec(const QString &sql)
{
    refuseOnGuiThread("SQL");
    if (failed())
        return false;
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        fail(query.lastError());
        return false;
    }
    while (query.next()) {
    }
    return true;
}

std::optional<qint64> Database::scalar(const QString &sql)
{
    refuseOnGuiThread("SQL");
    if (failed())
        return {};
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        fail(query.lastError());
        return {};
    }
    if (!query.next() || query.isNull(0))
        return {};
    return query.value(0).toLongLong();
}

void Database::fail(Error error)
{
    if (!m_error)
        m_error.emplace(std::move(error));
}

void Database::fail(const QSqlError &error)
{
    fail(storageError(error, m_file));
}

void Database::failInternal(const QString &detail)
{
    fail(Error(Error::Kind::Internal, QStringLiteral("The cache was asked a malformed question"),
               detail, QStringLiteral("Please report this")));
}

Error Database::takeError()
{
    Error error =
        m_error.value_or(Error(Error::Kind::Internal, QStringLiteral("No error was kept")));
    m_error.reset();
    return error;
}

Result<void> Database::answer()
{
    if (failed())
        return takeError();
    return {};
}

Transaction::Transaction(Database &db)
    : m_db(db)
{
    m_open = m_db.exec(QStringLiteral("BEGIN IMMEDIATE"));
}

Result<void> Transaction::commit()
{
    if (m_open && m_db.exec(QStringLiteral("COMMIT")))
        m_open = false;
    return m_db.answer();
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    std::optional<Error> kept;
    if (m_db.failed())
        kept = m_db.takeError();
    // SQLite has rolled back by itself after some errors; then this has nothing left to do.
    if (!m_db.exec(QStringLiteral("ROLLBACK")))
        m_db.takeError();
    if (kept)
        m_db.fail(std::move(*kept));
}

} // namespace watchfloor
