// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>
#include <vector>

namespace watchfloor {

class Database;

/// One prepared statement with named placeholders (`:name`). QtSql binds NULL to a misspelt name
/// without a word, so names are resolved here and a wrong or missing one is an error.
struct PreparedSql {
    QSqlQuery query;
    std::vector<QByteArray> names; ///< placeholders in order of occurrence
    QVariantList values;
    std::vector<bool> bound;
    bool inUse = false;
    bool good = false;
};

/// A statement checked out of the Database's cache. Leaving the scope finishes it: an unfinished
/// SELECT would block checkpoints and schema changes. Errors are kept by the Database.
class Statement {
public:
    Statement(Database *db, std::shared_ptr<PreparedSql> prepared);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    Statement &operator=(Statement &&) = delete;

    /// Text: a null QString is stored as '' (columns of text are NOT NULL).
    Statement &bind(const char *name, const QVariant &value);
    Statement &bind(const char *name, const QString &value);
    Statement &bind(const char *name, RowId value) { return bind(name, QVariant(value)); }
    /// 0 is NULL.
    Statement &bindRef(const char *name, RowId id);
    template<typename T>
    Statement &bind(const char *name, const std::optional<T> &value)
    {
        return bind(name, value ? QVariant::fromValue(*value) : QVariant());
    }

    /// The placeholder at `position`, from 0, for whoever made the text and knows their order.
    Statement &bindAt(std::size_t position, const QVariant &value);

    bool run();
    bool next();
    /// run() and next().
    bool first() { return run() && next(); }
    int changed() const;
    RowId insertedId() const;

    bool isNull(int column) const;
    QVariant at(int column) const;
    qint64 number(int column) const;
    int integer(int column) const;
    bool flag(int column) const { return number(column) != 0; }
    QString text(int column) const;
    std::optional<qint64> maybeNumber(int column) const;
    std::optional<int> maybeInteger(int column) const;
    std::optional<bool> maybeFlag(int column) const;
    std::optional<double> maybeReal(int column) const;

private:
    Database *m_db;
    std::shared_ptr<PreparedSql> m_prepared;
};

/// SQL text with `:name` turned into `?`; the names in order. Quoted text and comments are skipped.
QString positionalSql(const QString &sql, std::vector<QByteArray> *names);

} // namespace watchfloor
