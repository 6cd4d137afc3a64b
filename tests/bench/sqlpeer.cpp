// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sqlpeer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace watchfloor::bench {

namespace {

QByteArray windowCondition(TimeRange window)
{
    return " AND created >= " + QByteArray::number(window.from) + " AND created < " +
           QByteArray::number(window.to);
}

QStringList linesOf(PlainStatement &select, int columns)
{
    QStringList lines;
    while (select.step()) {
        QStringList words;
        for (int i = 0; i < columns; ++i) {
            words << QString::number(select.number(i));
        }
        lines << words.join(u' ');
    }
    return lines;
}

/// Events with what their cells say.
QByteArray joined(const QByteArray &events, const QByteArray &cells, const QByteArray &cellColumn,
                  const QByteArray &condition)
{
    return "SELECT e.name, e.created, e.id, ifnull(x.agent, 0) AS agent, ifnull(x.skill, 0) AS "
           "skill, ifnull(x.grp, 0) AS grp, ifnull(x.inbox, 0) AS inbox, e.value, e.business "
           "FROM " +
           events + " e JOIN " + cells + " x ON x.id = e." + cellColumn + " WHERE " + condition;
}

} // namespace

QByteArray totalsSql(const char *table, TimeRange window, bool filtered)
{
    QByteArray sql = "SELECT name, skill, count(*), sum(value), count(business), "
                     "ifnull(sum(business), 0), sum(CASE WHEN value <= 300000 THEN 1 ELSE 0 END) "
                     "FROM " +
                     QByteArray(table) + " WHERE name IN (1, 2, 3)" + windowCondition(window);
    if (filtered) {
        sql += " AND inbox IN (" + QByteArray(kFilteredInboxes) + ") AND grp IN (" +
               QByteArray(kFilteredGroups) + ")";
    }
    return sql + " GROUP BY name, skill ORDER BY name, skill";
}

QByteArray quantileCondition(TimeRange window, bool filtered)
{
    QByteArray sql = windowCondition(window);
    if (filtered) {
        sql += " AND inbox IN (" + QByteArray(kFilteredInboxes) + ")";
    }
    return sql;
}

QByteArray heatMapSql(const char *table, const std::vector<OffsetSpan> &spans, bool filtered,
                      const char *wholeDivision)
{
    QByteArray local = "(created + CASE";
    for (const OffsetSpan &span : spans) {
        local += " WHEN created < " + QByteArray::number(span.utc.to) + " THEN " +
                 QByteArray::number(span.offset);
    }
    local += " END)";
    const QByteArray by = QByteArray(" ") + wholeDivision + " ";
    // 1970-01-01 was a Thursday.
    QByteArray sql = "SELECT ((" + local + by + "86400000) + 3) % 7 * 24 + (" + local + by +
                     "3600000) % 24 AS slot, count(*), sum(value) FROM " + QByteArray(table) +
                     " WHERE name = 2";
    sql += quantileCondition({spans.front().utc.from, spans.back().utc.to}, filtered);
    return sql + " GROUP BY slot ORDER BY slot";
}

PlainSql::PlainSql(YearFile &file, Form form)
    : m_form(form)
{
    const QString base = QDir(file.profile())
                             .filePath(form == Form::Covering ? QStringLiteral("peer")
                                                              : QStringLiteral("peerquestions"));
    m_path = base + QStringLiteral(".sqlite");
    QFile note(base + QStringLiteral(".json"));
    QJsonObject made;
    if (note.open(QIODevice::ReadOnly)) {
        made = QJsonDocument::fromJson(note.readAll()).object();
        note.close();
    }
    if (made.value(QStringLiteral("events")).toInteger() != file.figures().events ||
        !QFile::exists(m_path)) {
        makeIndexes(file);
        made = {{QStringLiteral("events"), file.figures().events},
                {QStringLiteral("seconds"), m_indexSeconds}};
        if (!note.open(QIODevice::WriteOnly) || note.write(QJsonDocument(made).toJson()) < 0) {
            throw BenchError{QStringLiteral("%1: %2").arg(note.fileName(), note.errorString())};
        }
    }
    m_indexSeconds = made.value(QStringLiteral("seconds")).toDouble();
    m_indexBytes = QFileInfo(m_path).size();
    m_db = std::make_unique<PlainDatabase>(m_path);
    m_db->exec("PRAGMA cache_size = -65536");
    m_db->exec("PRAGMA mmap_size = 17179869184"); // spares the copies: as quick as it gets
    m_db->exec("PRAGMA temp_store = MEMORY");
}

void PlainSql::makeIndexes(YearFile &file)
{
    progress(QStringLiteral("Indexes for plain SQL in %1 ...").arg(m_path));
    QFile::remove(m_path);
    QElapsedTimer timer;
    timer.start();
    PlainDatabase db(m_path);
    db.exec("PRAGMA journal_mode = OFF");
    db.exec("PRAGMA synchronous = OFF");
    db.exec("PRAGMA cache_size = -524288");
    {
        PlainStatement attach(db, "ATTACH ?1 AS cache");
        attach.bind(1, file.file().toUtf8());
        attach.run();
    }
    db.exec("BEGIN");
    if (m_form == Form::Covering) {
        db.exec("CREATE TABLE event (name INTEGER NOT NULL, created INTEGER NOT NULL, "
                "id INTEGER NOT NULL, cell INTEGER NOT NULL, value INTEGER NOT NULL, "
                "business INTEGER, PRIMARY KEY (name, created, id)) WITHOUT ROWID");
        for (const char *name : {"1", "2", "3"}) {
            db.exec("INSERT INTO event SELECT name, created, id, fact_cell, value, business "
                    "FROM cache.reporting_event WHERE name = " +
                    QByteArray(name));
        }
        db.exec("CREATE TABLE cell (id INTEGER PRIMARY KEY, agent INTEGER, skill INTEGER, "
                "grp INTEGER, inbox INTEGER)");
        db.exec("INSERT INTO cell SELECT id, agent, skill, grp, inbox FROM cache.cell");
        db.exec("CREATE VIEW by_time AS " + joined("event", "cell", "cell", "TRUE"));
    } else {
        const QByteArray columns = "name INTEGER NOT NULL, created INTEGER NOT NULL, "
                                   "id INTEGER NOT NULL, agent INTEGER NOT NULL, skill INTEGER "
                                   "NOT NULL, grp INTEGER NOT NULL, inbox INTEGER NOT NULL, "
                                   "value INTEGER NOT NULL, business INTEGER, PRIMARY KEY (";
        const auto from = [](const char *condition) {
            return joined("cache.reporting_event", "cache.cell", "fact_cell", condition);
        };
        db.exec("CREATE TABLE by_skill (" + columns + "name, skill, created, id)) WITHOUT ROWID");
        db.exec("INSERT INTO by_skill " + from("e.name <= 3") +
                " ORDER BY e.name, ifnull(x.skill, 0), e.created, e.id");
        db.exec("CREATE TABLE by_agent (" + columns + "name, agent, value, id)) WITHOUT ROWID");
        db.exec("INSERT INTO by_agent " + from("e.name < 3") +
                " ORDER BY e.name, ifnull(x.agent, 0), e.value, e.id");
    }
    db.exec("COMMIT");
    m_indexSeconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

QStringList PlainSql::totals(TimeRange window, bool filtered)
{
    PlainStatement select(
        *m_db, totalsSql(m_form == Form::Covering ? "by_time" : "by_skill", window, filtered));
    return linesOf(select, 7);
}

QStringList PlainSql::quantiles(TimeRange window, bool filtered)
{
    const QByteArray condition = quantileCondition(window, filtered);
    if (m_form == Form::Covering) {
        PlainStatement ranked(
            *m_db,
            "SELECT name, agent, n, max(CASE WHEN r = (500 * n + 999) / 1000 THEN value END), "
            "max(CASE WHEN r = (900 * n + 999) / 1000 THEN value END) FROM (SELECT name, agent, "
            "value, row_number() OVER (PARTITION BY name, agent ORDER BY value) AS r, "
            "count(*) OVER (PARTITION BY name, agent) AS n FROM by_time WHERE name IN (1, 2)" +
                condition + ") GROUP BY name, agent ORDER BY name, agent");
        return linesOf(ranked, 5);
    }
    // Walking an agent's values in order is several times as quick as a window function over all.
    PlainStatement counts(*m_db, "SELECT name, agent, count(*) FROM by_agent "
                                 "WHERE name IN (1, 2)" +
                                     condition + " GROUP BY name, agent ORDER BY name, agent");
    PlainStatement value(*m_db, "SELECT value FROM by_agent WHERE name = ?1 AND agent = ?2" +
                                    condition + " ORDER BY value LIMIT 1 OFFSET ?3");
    QStringList lines;
    while (counts.step()) {
        const qint64 n = counts.number(2);
        QString line =
            QStringLiteral("%1 %2 %3").arg(counts.number(0)).arg(counts.number(1)).arg(n);
        for (const qint64 quantile : {500, 900}) {
            value.bind(1, counts.number(0));
            value.bind(2, counts.number(1));
            value.bind(3, (quantile * n + 999) / 1000 - 1);
            value.step();
            line += QStringLiteral(" %1").arg(value.number(0));
            value.reset();
        }
        lines << line;
    }
    return lines;
}

QStringList PlainSql::heatMap(const std::vector<OffsetSpan> &spans, bool filtered)
{
    PlainStatement select(*m_db, heatMapSql("by_time", spans, filtered, "/"));
    return linesOf(select, 3);
}

} // namespace watchfloor::bench
