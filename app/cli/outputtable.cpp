// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outputtable.h"

#include "app/cli/plaintext.h"
#include "app/cli/localformat.h"
#include "backend/engine/daterange.h"
#include "backend/engine/operations/jsonwriter.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace watchfloor::cli {
namespace {

// Overload set for std::visit.
template<typename... F>
struct Cases : F... {
    using F::operator()...;
};
template<typename... F>
Cases(F...) -> Cases<F...>;

void writeCell(JsonWriter &json, const Cell &cell)
{
    std::visit(
        Cases{[&](Cell::Unknown) { json.null(); }, [&](const QString &text) { json.value(text); },
              [&](qint64 number) { json.value(number); }, [&](bool flag) { json.value(flag); },
              [&](Cell::Time time) { json.time(time.at); },
              [&](Cell::Duration duration) { json.value(duration.ms); },
              [&](const Cell::Id &id) { json.id(id.text, id.numeric); },
              [&](Cell::Figure figure) { json.value(figure.value); }},
        cell.value);
}

QByteArray csvField(const QString &text)
{
    QString safe = text;
    if (!safe.isEmpty() && QStringLiteral("=+-@\t\r").contains(safe.front()))
        safe.prepend(u'\'');
    const bool quote =
        safe.contains(u',') || safe.contains(u'"') || safe.contains(u'\n') || safe.contains(u'\r');
    if (quote)
        safe = u'"' + safe.replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"';
    return safe.toUtf8();
}

QByteArray plainNumber(double value)
{
    return QByteArray::number(value, 'f', QLocale::FloatingPointShortest);
}

QString shownFigure(Cell::Figure figure)
{
    if (figure.unit == MetricUnit::Milliseconds)
        return shortDuration(std::llround(figure.value));
    if (figure.unit == MetricUnit::Ratio)
        return QString::number(figure.value * 100, 'f', 1) + QStringLiteral(" %");
    const bool whole = figure.value == std::floor(figure.value);
    return QString::number(figure.value, 'f', whole ? 0 : 2);
}

QByteArray csvCell(const Cell &cell, const QTimeZone &zone)
{
    return std::visit(Cases{[](Cell::Unknown) { return QByteArray(); },
                            [](const QString &text) { return csvField(text); },
                            [](qint64 number) { return QByteArray::number(number); },
                            [](bool flag) { return QByteArray(flag ? "true" : "false"); },
                            [&](Cell::Time time) { return csvField(zonedInstant(time.at, zone)); },
                            [](Cell::Duration duration) { return QByteArray::number(duration.ms); },
                            [](const Cell::Id &id) { return csvField(id.text); },
                            [](Cell::Figure figure) { return plainNumber(figure.value); }},
                      cell.value);
}

QString shownCell(const Cell &cell, const QTimeZone &zone)
{
    return std::visit(
        Cases{[](Cell::Unknown) { return QStringLiteral("-"); },
              [](const QString &text) { return oneLine(text); },
              [](qint64 number) { return QString::number(number); },
              [](bool flag) { return flag ? QStringLiteral("yes") : QStringLiteral("no"); },
              [&](Cell::Time time) { return zonedInstant(time.at, zone); },
              [](Cell::Duration duration) { return shortDuration(duration.ms); },
              [](const Cell::Id &id) { return oneLine(id.text); },
              [](Cell::Figure figure) { return shownFigure(figure); }},
        cell.value);
}

bool alignsRight(const QString &unit)
{
    return unit != QLatin1String("text") && unit != QLatin1String("id") &&
           unit != QLatin1String("time") && unit != QLatin1String("flag");
}

} // namespace

QByteArray toJson(const OutputTable &table)
{
    JsonWriter json;
    json.beginObject().key("columns").beginArray();
    for (const OutputColumn &column : table.columns) {
        json.beginObject().key("key").value(column.key);
        json.key("unit").value(column.unit).endObject();
    }
    json.endArray().key("rows").beginArray();
    for (const auto &row : table.rows) {
        json.beginObject();
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            writeCell(json.key(table.columns[i].key), row[i]);
        json.endObject();
    }
    json.endArray().key("total").beginObject();
    for (const auto &[key, cell] : table.total)
        writeCell(json.key(key), cell);
    json.endObject().key("asOf");
    writeCell(json, Cell::time(table.asOf));
    json.key("gaps").beginArray();
    for (const TimeRange &gap : table.gaps)
        json.beginArray().time(gap.from).time(gap.to).endArray();
    json.endArray().endObject();
    return json.bytes() + '\n';
}

QByteArray toCsv(const OutputTable &table, const QTimeZone &zone)
{
    QByteArray csv;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        csv += (i ? "," : "") + csvField(table.columns[i].key);
    csv += "\r\n";
    for (const auto &row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            csv += (i ? "," : "") + csvCell(row[i], zone);
        csv += "\r\n";
    }
    return csv;
}

QByteArray toText(const OutputTable &table, const QTimeZone &zone)
{
    const std::size_t width = table.columns.size();
    std::vector<QStringList> lines;
    QStringList header;
    for (const OutputColumn &column : table.columns)
        header.append(QString(column.key).replace(u'_', u' '));
    lines.push_back(header);
    for (const auto &row : table.rows) {
        QStringList line;
        for (const Cell &cell : row)
            line.append(shownCell(cell, zone));
        lines.push_back(line);
    }
    std::vector<qsizetype> widths(width, 0);
    for (const QStringList &line : lines) {
        for (std::size_t i = 0; i < width; ++i)
            widths[i] = std::max(widths[i], columnsOf(line[qsizetype(i)]));
    }
    QString text;
    for (const QStringList &line : lines) {
        QString shown;
        for (std::size_t i = 0; i < width; ++i) {
            const QString &cell = line[qsizetype(i)];
            const QString pad(widths[i] - columnsOf(cell), u' ');
            shown += (i ? QStringLiteral("  ") : QString()) +
                     (alignsRight(table.columns[i].unit) ? pad + cell : cell + pad);
        }
        while (shown.endsWith(u' '))
            shown.chop(1);
        text += shown + u'\n';
    }
    if (!table.total.empty()) {
        QStringList totals;
        for (const auto &[key, cell] : table.total)
            totals.append(QString(key).replace(u'_', u' ') + u' ' + shownCell(cell, zone));
        text += QStringLiteral("total: ") + totals.join(QStringLiteral(", ")) + u'\n';
    }
    return text.toUtf8();
}

void writeTable(const CommandContext &context, const OutputTable &table)
{
    if (context.format == OutputFormat::Json) {
        context.write(toJson(table));
        return;
    }
    context.write(context.format == OutputFormat::Csv ? toCsv(table, context.zone)
                                                      : toText(table, context.zone));
    if (table.asOf)
        context.note(QStringLiteral("As of %1.").arg(zonedInstant(*table.asOf, context.zone)));
    for (const TimeRange &gap : table.gaps)
        context.note(
            QStringLiteral("Not fetched: %1 to %2.")
                .arg(zonedInstant(gap.from, context.zone), zonedInstant(gap.to, context.zone)));
}

} // namespace watchfloor::cli
