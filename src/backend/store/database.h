// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/store/statement.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>

class QSqlError;

namespace watchfloor {

/// One SQLite connection of one thread. Never leaves that thread (QtSql does not check it).
///
/// Errors stick: the first one is kept and every later statement answers "nothing", until the
/// transaction ends or takeError() is called. So a batch of thousands of statements is written
/// straight down and judged once, at commit.
class Database {
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        Immutable, ///< read-only folder: no WAL index can be made beside the file
    };

    static Result<std::unique_ptr<Database>> open(const QString &file, Mode mode);
    /// ReadOnly, and Immutable where the folder does not even let a WAL index be made.
    static Result<std::unique_ptr<Database>> openForReading(const QString &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const QString &file() const { return m_file; }

    /// Prepared once, kept for the life of the connection.
    Statement statement(const QString &sql);
    /// One statement without placeholders; for DDL, PRAGMA and transactions. Rows are stepped over.
    bool exec(const QString &sql);
    /// First column of the first row; none when there is no row (or an error: see failed()).
    std::optional<qint64> scalar(const QString &sql);

    bool failed() const { return m_error.has_value(); }
    void fail(Error error);
    void fail(const QSqlError &error);
    void failInternal(const QString &detail);
    /// The kept error; afterwards statements work again. Call only when failed().
    Error takeError();
    /// `value`, or the kept error.
    template<typename T>
    Result<T> answer(T value)
    {
        if (failed())
            return takeError();
        return value;
    }
    Result<void> answer();

private:
    explicit Database(QString file);
    bool connect(Mode mode);
    std::shared_ptr<PreparedSql> prepare(const QString &sql);

    QString m_file;
    QString m_connection;
    QHash<QString, std::shared_ptr<PreparedSql>> m_statements;
    std::optional<Error> m_error;
};

/// BEGIN IMMEDIATE ... COMMIT. Without commit(), or after an error, everything is rolled back.
class Transaction {
public:
    explicit Transaction(Database &db);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    Result<void> commit();

private:
    Database &m_db;
    bool m_open = false;
};

} // namespace watchfloor
