// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/statement.h"

#include "backend/async/guithread.h"
#include "backend/store/database.h"

#include <QSqlError>

namespace watchfloor {

QString positionalSql(const QString &sql, std::vector<QByteArray> *names)
{
    QString out;
    out.reserve(sql.size());
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql[i];
        if (c == u'\'') {
            const qsizetype end = sql.indexOf(u'\'', i + 1);
            const qsizetype stop = end < 0 ? sql.size() - 1 : end;
            out += QStringView(sql).mid(i, stop - i + 1);
            i = stop;
        } else if (c == u'-' && i + 1 < sql.size() && sql[i + 1] == u'-') {
            const qsizetype end = sql.indexOf(u'\n', i);
            i = end < 0 ? sql.size() : end;
            out += u'\n';
        } else if (c == u':' && i + 1 < sql.size() && sql[i + 1].isLetter()) {
            qsizetype end = i + 1;
            while (end < sql.size() && (sql[end].isLetterOrNumber() || sql[end] == u'_'))
                ++end;
            names->push_back(sql.mid(i + 1, end - i - 1).toLatin1());
            out += u'?';
            i = end - 1;
        } else {
            out += c;
        }
    }
    return out;
}

Statement::Statement(Database *db, std::shared_ptr<PreparedSql> prepared)
    : m_db(db)
    , m_prepared(std::move(prepared))
{
    m_prepared->inUse = true;
    m_prepared->bound.assign(m_prepared->names.size(), false);
}

Statement::Statement(Statement &&other) noexcept
    : m_db(other.m_db)
    , m_prepared(std::move(other.m_prepared))
{
}

Statement::~Statement()
{
    if (!m_prepared)
        return;
    m_prepared->query.finish();
    m_prepared->inUse = false;
}

Statement &Statement::bind(const char *name, const QVariant &value)
{
    bool found = false;
    PreparedSql &p = *m_prepared;
    for (std::size_t i = 0; i < p.names.size(); ++i) {
        if (p.names[i] != name)
            continue;
        p.values[static_cast<qsizetype>(i)] = value;
        p.bound[i] = true;
        found = true;
    }
    if (!found && p.good)
        m_db->failInternal(QStringLiteral("no placeholder :%1 in %2")
                               .arg(QString::fromLatin1(name), p.query.lastQuery()));
    return *this;
}

Statement &Statement::bind(const char *name, const QString &value)
{
    return bind(name, QVariant(value.isNull() ? QStringLiteral("") : value));
}

Statement &Statement::bindAt(std::size_t position, const QVariant &value)
{
    PreparedSql &p = *m_prepared;
    if (position < p.names.size()) {
        p.values[static_cast<qsizetype>(position)] = value;
        p.bound[position] = true;
    } else if (p.good) {
        m_db->failInternal(
            QStringLiteral("no placeholder %1 in %2").arg(position).arg(p.query.lastQuery()));
    }
    return *this;
}

Statement &Statement::bindRef(const char *name, RowId id)
{
    return bind(name, id ? QVariant(id) : QVariant());
}

bool Statement::run()
{
    refuseOnGuiThread("SQL");
    PreparedSql &p = *m_prepared;
    if (m_db->failed() || !p.good)
        return false;
    for (std::size_t i = 0; i < p.names.size(); ++i) {
        if (!p.bound[i]) {
            m_db->failInternal(QStringLiteral("nothing bound to :%1 in %2")
                                   .arg(QString::fromLatin1(p.names[i]), p.query.lastQuery()));
            return false;
        }
        p.query.bindValue(static_cast<int>(i), p.values[static_cast<qsizetype>(i)]);
    }
    if (p.query.exec())
        return true;
    m_db->fail(p.query.lastError());
    return false;
}

bool Statement::next()
{
    if (m_db->failed() || !m_prepared->query.isActive())
        return false;
    if (m_prepared->query.next())
        return true;
    // The end of the rows and a damaged page look alike to next().
    if (m_prepared->query.lastError().isValid())
        m_db->fail(m_prepared->query.lastError());
    return false;
}

int Statement::changed() const
{
    return m_db->failed() ? 0 : m_prepared->query.numRowsAffected();
}

RowId Statement::insertedId() const
{
    return m_db->failed() ? 0 : m_prepared->query.lastInsertId().toLongLong();
}

bool Statement::isNull(int column) const
{
    return m_prepared->query.isNull(column);
}

QVariant Statement::at(int column) const
{
    // The driver's NULL has a type; ours has none, so that rows compare.
    return isNull(column) ? QVariant() : m_prepared->query.value(column);
}

qint64 Statement::number(int column) const
{
    return m_prepared->query.value(column).toLongLong();
}

int Statement::integer(int column) const
{
    return m_prepared->query.value(column).toInt();
}

QString Statement::text(int column) const
{
    return m_prepared->query.value(column).toString();
}

std::optional<qint64> Statement::maybeNumber(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(number(column));
}

std::optional<int> Statement::maybeInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<bool> Statement::maybeFlag(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(flag(column));
}

std::optional<double> Statement::maybeReal(int column) const
{
    return isNull(column) ? std::nullopt
                          : std::optional(m_prepared->query.value(column).toDouble());
}

} // namespace watchfloor
