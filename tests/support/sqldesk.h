// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/plainsql.h"

#include <QHash>
#include <QSqlDatabase>
#include <QStringList>
#include <QTimeZone>

namespace watchfloor::test {

/// The cache read by a connection of the tests' own and turned into three plain tables by SQL that
/// is written from the documents, not from the engine: what happened (events), which conversations
/// there are (talks) and who works (staff). Everything one can group and filter by is text there:
/// "Acme/3" is what account Acme knows as 3, '' is none.
class SqlDesk {
public:
    explicit SqlDesk(const QString &profileDir);
    ~SqlDesk();
    SqlDesk(const SqlDesk &) = delete;
    SqlDesk &operator=(const SqlDesk &) = delete;

    /// Makes the tables anew, after commits.
    void refresh();
    /// qFatal when it fails. NULL is an invalid QVariant.
    std::vector<SqlRow> rows(const QString &sql);
    /// The first column; remembered until the tables are made anew.
    QStringList texts(const QString &sql);
    /// The first two columns, remembered as well.
    const QHash<QString, qint64> &numbers(const QString &sql);
    /// Table zone(start, stop, ms): what the zone's clocks are ahead of UTC.
    void setZone(const QTimeZone &zone, qint64 from, qint64 to);

private:
    void run(const QString &sql);

    QString m_name;
    QSqlDatabase m_db;
    QHash<QString, QStringList> m_texts;
    QHash<QString, QHash<QString, qint64>> m_numbers;
};

/// "'a', 'b'" for IN.
QString sqlList(const QStringList &texts);

} // namespace watchfloor::test
