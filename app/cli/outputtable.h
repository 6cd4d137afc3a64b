// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/domain/timerange.h"
#include "backend/engine/metricspec.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace watchfloor::cli {

/// What stands in one cell. Unknown is a dash in tables, empty in CSV, null in JSON; never 0.
struct Cell {
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
    using Value = std::variant<Unknown, QString, qint64, bool, Time, Duration, Id, Figure>;

    Cell() = default;
    Cell(Value v)
        : value(std::move(v))
    {
    }
    static Cell count(std::optional<qint64> n) { return n ? Cell(Value(*n)) : Cell(); }
    static Cell time(std::optional<TimeMs> t) { return t ? Cell(Value(Time{*t})) : Cell(); }
    static Cell duration(std::optional<DurationMs> d)
    {
        return d ? Cell(Value(Duration{*d})) : Cell();
    }
    static Cell figure(std::optional<double> value, MetricUnit unit)
    {
        return value ? Cell(Value(Figure{*value, unit})) : Cell();
    }
    /// Empty text is unknown.
    static Cell text(const QString &t) { return t.isEmpty() ? Cell() : Cell(Value(t)); }

    Value value;
};

struct OutputColumn {
    QString key;
    QString unit; ///< text, id, time, count, ms or another unit of the catalogue
};

inline OutputColumn column(const char *key, const char *unit)
{
    return {QString::fromLatin1(key), QString::fromLatin1(unit)};
}

/// Rows of a `show` command in all three output formats.
struct OutputTable {
    std::vector<OutputColumn> columns;
    std::vector<std::vector<Cell>> rows;         ///< as long as columns
    std::vector<std::pair<QString, Cell>> total; ///< by column key or a key of its own
    std::optional<TimeMs> asOf;
    std::vector<TimeRange> gaps;
};

/// {"columns":[{"key","unit"}],"rows":[{key: raw or
/// null}],"total":{},"asOf":ISO,"gaps":[[from,to]]}
QByteArray toJson(const OutputTable &table);
/// RFC 4180 with a header row of keys; raw values, times in `zone`. Text that a spreadsheet would
/// take for a formula gets a leading apostrophe.
QByteArray toCsv(const OutputTable &table, const QTimeZone &zone);
/// Aligned columns; text from the wire is neutralised.
QByteArray toText(const OutputTable &table, const QTimeZone &zone);

/// Writes the table in the context's format; as-of and gaps go to stderr where the format has no
/// place for them.
void writeTable(const CommandContext &context, const OutputTable &table);

} // namespace watchfloor::cli
