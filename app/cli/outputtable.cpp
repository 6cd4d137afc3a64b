// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outputtable.h"

#include "app/cli/plaintext.h"
#include "app/cli/localformat.h"

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

QString shownFigure(Cell::Figure figure)
{
    if (figure.unit == MetricUnit::Milliseconds)
        return shortDuration(std::llround(figure.value));
    if (figure.unit == MetricUnit::Ratio)
        return QString::number(figure.value * 100, 'f', 1) + QStringLiteral(" %");
    const bool whole = figure.value == std::floor(figure.value);
    return QString::number(figure.value, 'f', whole ? 0 : 2);
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
              [](Cell::Figure figure) { return shownFigure(figure); },
              [](double number) { return QString::number(number); },
              [](const Cell::Json &json) { return QString::fromUtf8(json.text); }},
        cell.value);
}

bool alignsRight(const QString &unit)
{
    return unit != QLatin1String("text") && unit != QLatin1String("id") &&
           unit != QLatin1String("time") && unit != QLatin1String("flag");
}

} // namespace

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
