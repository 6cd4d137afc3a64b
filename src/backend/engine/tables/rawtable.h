// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/metricspec.h"

#include <QByteArray>
#include <QString>
#include <QTimeZone>

#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace watchfloor {

/// What stands in one cell. Unknown is a dash for people, empty in CSV, null in JSON; never 0.
struct RawCell {
    struct Unknown {};
    struct Time {
        TimeMs at;
    };
    struct Duration {
        DurationMs ms;
    };
    struct Id {
        QString text;
        bool numeric;
    };
    /// A figure of the catalogue; milliseconds may have a fraction (means).
    struct Figure {
        double value;
        MetricUnit unit;
    };
    /// Written as it is, in JSON alone.
    struct Json {
        QByteArray text;
    };
    using Value =
        std::variant<Unknown, QString, qint64, bool, Time, Duration, Id, Figure, double, Json>;

    RawCell() = default;
    RawCell(Value v)
        : value(std::move(v))
    {
    }
    static RawCell count(std::optional<qint64> n) { return n ? RawCell(Value(*n)) : RawCell(); }
    static RawCell time(std::optional<TimeMs> t)
    {
        return t ? RawCell(Value(Time{*t})) : RawCell();
    }
    static RawCell duration(std::optional<DurationMs> d)
    {
        return d ? RawCell(Value(Duration{*d})) : RawCell();
    }
    static RawCell figure(std::optional<double> value, MetricUnit unit)
    {
        return value ? RawCell(Value(Figure{*value, unit})) : RawCell();
    }
    static RawCell real(std::optional<double> value)
    {
        return value ? RawCell(Value(*value)) : RawCell();
    }
    static RawCell flag(std::optional<bool> flag)
    {
        return flag ? RawCell(Value(*flag)) : RawCell();
    }
    /// Empty text is unknown.
    static RawCell text(const QString &t) { return t.isEmpty() ? RawCell() : RawCell(Value(t)); }

    Value value;
};

struct RawColumn {
    QString key;  ///< stable: scripts depend on it
    QString unit; ///< text, id, time, flag, count, list, ms or another unit of the catalogue
};

inline RawColumn rawColumn(const char *key, const char *unit)
{
    return {QString::fromLatin1(key), QString::fromLatin1(unit)};
}

/// Rows for programs: raw values under stable keys.
struct RawTable {
    std::vector<RawColumn> columns;
    std::vector<std::vector<RawCell>> rows;         ///< as long as columns
    std::vector<std::pair<QString, RawCell>> total; ///< by column key or a key of its own
    std::optional<TimeMs> asOf;
    std::vector<TimeRange> gaps;
    bool isExcerpt = false; ///< rows of a view: total and gaps are not known, so JSON has neither
};

enum class TableFormat { Csv, Json };

/// JSON: {"columns":[{"key","unit"}],"rows":[{key: raw or
/// null}],"total":{},"asOf":ISO,"gaps":[[from,to]]}; an excerpt has neither "total" nor "gaps".
/// CSV: RFC 4180 in UTF-8, rows alone under a header of keys, "first_response (ms)" where a number
/// has a unit; times in the writer's zone. Text that a spreadsheet would take for a formula gets a
/// leading apostrophe.
class RawTableWriter {
public:
    RawTableWriter(TableFormat format, std::vector<RawColumn> columns, const QTimeZone &zone);
    ~RawTableWriter();
    RawTableWriter(const RawTableWriter &) = delete;
    RawTableWriter &operator=(const RawTableWriter &) = delete;

    // In this order; rows any number of times.
    void begin();
    void add(const std::vector<RawCell> &row);
    void end(const std::vector<std::pair<QString, RawCell>> &total = {},
             std::optional<TimeMs> asOf = {}, const std::vector<TimeRange> &gaps = {});

    /// Instead of end() where total and gaps are not known: nobody may read that there are none.
    void endExcerpt(std::optional<TimeMs> asOf);
    /// As the table ends.
    void endOf(const RawTable &table);

    /// What was written since the last time: a file of millions of rows goes to disk in pieces.
    QByteArray take();
    qsizetype pending() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

QByteArray toJson(const RawTable &table);
QByteArray toCsv(const RawTable &table, const QTimeZone &zone);
inline QByteArray toBytes(const RawTable &table, TableFormat format, const QTimeZone &zone)
{
    return format == TableFormat::Json ? toJson(table) : toCsv(table, zone);
}

/// Instants in words for programs, many times faster than a QDateTime each.
class InstantWords {
public:
    explicit InstantWords(const QTimeZone &zone)
        : m_zone(zone)
    {
    }

    /// "2026-06-01T10:02:03+02:00"; milliseconds only when there are any.
    void zoned(QByteArray &into, TimeMs instant);
    /// "2026-06-01T08:02:03.412Z".
    static void utc(QByteArray &into, TimeMs instant);

private:
    int offsetOf(TimeMs instant);

    struct Known {
        qint64 quarter = std::numeric_limits<qint64>::min();
        int offset = 0;
        bool changes = false; ///< within it
    };
    QTimeZone m_zone;
    std::vector<Known> m_known; ///< by quarter of an hour
};

} // namespace watchfloor
