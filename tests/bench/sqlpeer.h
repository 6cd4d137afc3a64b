// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/ducklibrary.h"
#include "bench/yearfile.h"

#include "backend/engine/localtime.h"

#include <QStringList>

namespace watchfloor::bench {

/// A database that answers what the columns answer, over the rows of the same cache: events 1 to 3,
/// joined with their cells. Answers are lines as linesOf() makes them.
class SqlPeer {
public:
    virtual ~SqlPeer() = default;
    virtual QString name() const = 0;
    /// "column key n sum businessN businessSum hits" by skill.
    virtual QStringList totals(TimeRange window, bool filtered) = 0;
    /// "column key n p50 p90" by agent, columns 1 and 2, nearest rank.
    virtual QStringList quantiles(TimeRange window, bool filtered) = 0;
    /// "slot n sum" of column 2 by weekday * 24 + hour.
    virtual QStringList heatMap(const std::vector<OffsetSpan> &spans, bool filtered) = 0;
};

/// What the filtered questions ask for.
inline constexpr const char *kFilteredInboxes = "201, 203, 204, 207";
inline constexpr const char *kFilteredGroups = "1, 2, 3, 5, 8, 11, 13, 14, 17, 19, 20";

/// Plain SQL with its best index in a file beside the cache, which stays as it is. Kept with it.
class PlainSql : public SqlPeer {
public:
    enum class Form {
        Covering,    ///< the cache's own tables, the events with a covering index by time
        PerQuestion, ///< years only: rows and cells joined once, clustered as each question asks
    };

    /// Makes the indexes when they are not there. Throws BenchError.
    PlainSql(YearFile &file, Form form);

    double indexSeconds() const { return m_indexSeconds; }
    qint64 indexBytes() const { return m_indexBytes; }

    static QString nameOf(Form form)
    {
        return form == Form::Covering ? QStringLiteral("plain SQL")
                                      : QStringLiteral("SQL per question");
    }
    QString name() const override { return nameOf(m_form); }
    QStringList totals(TimeRange window, bool filtered) override;
    QStringList quantiles(TimeRange window, bool filtered) override;
    QStringList heatMap(const std::vector<OffsetSpan> &spans, bool filtered) override;

private:
    void makeIndexes(YearFile &file);

    Form m_form;
    QString m_path;
    std::unique_ptr<PlainDatabase> m_db;
    double m_indexSeconds = 0;
    qint64 m_indexBytes = 0;
};

/// DuckDB in memory on one thread, its rows appended from the cache.
class DuckPeer : public SqlPeer {
public:
    DuckPeer(const QString &library, YearFile &file);

    double loadSeconds() const { return m_loadSeconds; }

    QString name() const override { return QStringLiteral("DuckDB"); }
    QStringList totals(TimeRange window, bool filtered) override;
    QStringList quantiles(TimeRange window, bool filtered) override;
    QStringList heatMap(const std::vector<OffsetSpan> &spans, bool filtered) override;

private:
    DuckLibrary m_duck;
    double m_loadSeconds = 0;
};

/// SQL of the questions over a table with the columns of the peers' facts.
QByteArray totalsSql(const char *table, TimeRange window, bool filtered);
QByteArray heatMapSql(const char *table, const std::vector<OffsetSpan> &spans, bool filtered,
                      const char *wholeDivision);
/// " AND created >= .. AND created < .. [AND inbox IN (..)]".
QByteArray quantileCondition(TimeRange window, bool filtered);

} // namespace watchfloor::bench
