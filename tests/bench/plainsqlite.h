// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace watchfloor::bench {

/// Why a line cannot be measured; ends the program with exit code 1.
struct BenchError {
    QString sentence;
};

/// SQLite's own C interface, which is the quickest there is: for filling files, and for the plain
/// SQL that the engine is compared with. Throws BenchError.
class PlainDatabase {
public:
    explicit PlainDatabase(const QString &file);
    ~PlainDatabase();
    PlainDatabase(const PlainDatabase &) = delete;
    PlainDatabase &operator=(const PlainDatabase &) = delete;

    void exec(const QByteArray &sql);
    /// First column of the first row.
    std::optional<qint64> scalar(const QByteArray &sql);
    bool hasColumn(const char *table, const char *column);

    sqlite3 *raw() { return m_db; }
    [[noreturn]] void fail(const QByteArray &doing);

private:
    sqlite3 *m_db = nullptr;
};

class PlainStatement {
public:
    PlainStatement(PlainDatabase &db, const QByteArray &sql);
    ~PlainStatement();
    PlainStatement(const PlainStatement &) = delete;
    PlainStatement &operator=(const PlainStatement &) = delete;

    void bind(int place, qint64 value); ///< from 1
    void bind(int place, std::optional<qint64> value);
    void bind(int place, const QByteArray &text);
    bool step(); ///< a row is there
    void run();  ///< without rows; ready to be bound anew
    void reset();
    qint64 number(int column) const; ///< from 0
    std::optional<qint64> maybeNumber(int column) const;
    QByteArray text(int column) const;

private:
    PlainDatabase &m_db;
    sqlite3_stmt *m_statement = nullptr;
};

} // namespace watchfloor::bench
