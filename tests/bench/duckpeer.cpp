// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sqlpeer.h"

#include <QElapsedTimer>

namespace watchfloor::bench {

namespace {

QStringList linesOf(const DuckLibrary::Rows &rows)
{
    QStringList lines;
    for (const auto &row : rows) {
        QStringList words;
        for (const std::optional<qint64> value : row) {
            words << QString::number(value.value_or(0));
        }
        lines << words.join(u' ');
    }
    return lines;
}

/// Sums of BIGINT are HUGEINT there, and keys are smaller: everything is handed out as BIGINT.
QByteArray asBigints(const QByteArray &sql, int columns)
{
    QByteArray names, casts;
    for (int i = 1; i <= columns; ++i) {
        const QByteArray name = "c" + QByteArray::number(i);
        names += (i > 1 ? ", " : "") + name;
        casts += (i > 1 ? ", CAST(" : "CAST(") + name + " AS BIGINT)";
    }
    return "SELECT " + casts + " FROM (" + sql + ") AS q(" + names + ") ORDER BY 1, 2";
}

} // namespace

DuckPeer::DuckPeer(const QString &library, YearFile &file)
    : m_duck(library)
{
    progress(QStringLiteral("Rows for DuckDB ..."));
    QElapsedTimer timer;
    timer.start();
    m_duck.run("SET threads = 1");
    m_duck.run("CREATE TABLE fact (name TINYINT NOT NULL, created BIGINT NOT NULL, "
               "agent INTEGER NOT NULL, skill INTEGER NOT NULL, grp INTEGER NOT NULL, "
               "inbox INTEGER NOT NULL, value BIGINT NOT NULL, business BIGINT)");
    PlainDatabase db(file.file());
    PlainStatement select(db, "SELECT e.name, e.created, ifnull(x.agent, 0), ifnull(x.skill, 0), "
                              "ifnull(x.grp, 0), ifnull(x.inbox, 0), e.value, e.business "
                              "FROM reporting_event e JOIN cell x ON x.id = e.fact_cell "
                              "WHERE e.name <= 3");
    DuckLibrary::Appender appender(m_duck, "fact");
    while (select.step()) {
        for (int i = 0; i < 8; ++i) {
            appender.append(select.maybeNumber(i));
        }
        appender.endRow();
    }
    appender.close();
    m_loadSeconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

QStringList DuckPeer::totals(TimeRange window, bool filtered)
{
    return linesOf(m_duck.rows(asBigints(totalsSql("fact", window, filtered), 7)));
}

QStringList DuckPeer::quantiles(TimeRange window, bool filtered)
{
    // quantile_disc is the nearest rank.
    return linesOf(
        m_duck.rows(asBigints("SELECT name, agent, count(*), quantile_disc(value, 0.5), "
                              "quantile_disc(value, 0.9) FROM fact WHERE name IN (1, 2)" +
                                  quantileCondition(window, filtered) + " GROUP BY name, agent",
                              5)));
}

QStringList DuckPeer::heatMap(const std::vector<OffsetSpan> &spans, bool filtered)
{
    return linesOf(m_duck.rows(asBigints(heatMapSql("fact", spans, filtered, "//"), 3)));
}

} // namespace watchfloor::bench
