// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queryanswer.h"

#include "backend/engine/agentfigures.h"

namespace watchfloor::cli {
namespace {

Cell cellFromJson(const QJsonValue &value)
{
    if (value.isString())
        return Cell(value.toString());
    if (value.isBool())
        return Cell(Cell::Value(value.toBool()));
    if (!value.isDouble())
        return Cell();
    const double number = value.toDouble();
    const qint64 whole = value.toInteger();
    return double(whole) == number ? Cell(Cell::Value(whole))
                                   : Cell(QString::number(number, 'f', 3));
}

} // namespace

int refuse(const CommandContext &context, const QByteArray &body, const QString &sentence)
{
    if (context.json())
        context.write(body + '\n');
    context.say(sentence);
    return Failed;
}

OutputTable tableOf(const QJsonArray &rows, const std::vector<OutputColumn> &columns)
{
    OutputTable table;
    table.columns = columns;
    for (const QJsonValue row : rows) {
        std::vector<Cell> cells;
        for (const OutputColumn &column : columns) {
            QJsonValue value = row;
            const QStringList path = column.key.split(u'.');
            for (const QString &step : path)
                value = value[step];
            cells.push_back(cellFromJson(value));
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

int writeAnswer(const CommandContext &context, const QByteArray &json, const OutputTable &table)
{
    if (context.json())
        context.write(json + '\n');
    else
        writeTable(context, table);
    return Done;
}

void noteWhatIsMissing(const CommandContext &context, const Account &account)
{
    if (const QString note = partialCountsNote(account); !note.isEmpty())
        context.note(note + u'.');
}

} // namespace watchfloor::cli
