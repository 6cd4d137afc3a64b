// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/tables/rawtable.h"

#include "backend/engine/operations/jsonwriter.h"

#include <QLocale>

#include <algorithm>

namespace watchfloor {
namespace {

// Overload set for std::visit.
template<typename... F>
struct RawCases : F... {
    using F::operator()...;
};
template<typename... F>
RawCases(F...) -> RawCases<F...>;

bool needsNoQuotes(char c)
{
    return c != ',' && c != '"' && c != '\n' && c != '\r';
}

/// A spreadsheet runs what begins like a formula. One that separates by semicolons or tabs, as
/// Excel does in many a language, also cuts a field there and at the ends of its lines, quoted or
/// not.
void defuse(QByteArray &field)
{
    const QByteArrayView signs("=+-@");
    const QByteArrayView cuts(";\t\n\r");
    for (qsizetype at = field.size() - 1; at > 0; --at) {
        if (!cuts.contains(field[at - 1]))
            continue;
        qsizetype first = at;
        while (first < field.size() && field[first] == '"') // these it takes for its own
            ++first;
        if (first < field.size() && signs.contains(field[first]))
            field.insert(at, '\'');
    }
    if (QByteArrayView("=+-@\t\r\n").contains(field.front()))
        field.prepend('\'');
}

void appendField(QByteArray &csv, const QString &text)
{
    if (text.isEmpty())
        return;
    QByteArray field = text.toUtf8();
    field.replace('\0', "\xef\xbf\xbd"); // ends the text in many a reader
    defuse(field);
    if (std::all_of(field.cbegin(), field.cend(), needsNoQuotes))
        csv += field;
    else
        (csv += '"') += field.replace("\"", "\"\"") += '"';
}

/// What the key does not say by itself.
bool isNamedInHeader(const QString &unit)
{
    for (const char *plain : {"text", "id", "time", "flag", "count", "list"}) {
        if (unit == QLatin1String(plain))
            return false;
    }
    return !unit.isEmpty();
}

} // namespace

struct RawTableWriter::Private {
    TableFormat format;
    std::vector<RawColumn> columns;
    InstantWords words;
    QByteArray csv;
    JsonWriter json;
    QByteArray scratch;
    bool ended = false; ///< the last line wants its end

    void writeJson(const RawCell &cell)
    {
        std::visit(RawCases{[this](RawCell::Unknown) { json.null(); },
                            [this](const QString &text) { json.value(text); },
                            [this](qint64 number) { json.value(number); },
                            [this](bool flag) { json.value(flag); },
                            [this](RawCell::Time time) {
                                scratch = QByteArrayLiteral("\"");
                                InstantWords::utc(scratch, time.at);
                                json.written(scratch += '"');
                            },
                            [this](RawCell::Duration duration) { json.value(duration.ms); },
                            [this](const RawCell::Id &id) { json.id(id.text, id.numeric); },
                            [this](RawCell::Figure figure) { json.value(figure.value); },
                            [this](double number) { json.value(number); },
                            [this](const RawCell::Json &text) { json.written(text.text); }},
                   cell.value);
    }

    void writeCsv(const RawCell &cell)
    {
        const auto number = [this](double value) {
            csv += QByteArray::number(value, 'f', QLocale::FloatingPointShortest);
        };
        std::visit(
            RawCases{[](RawCell::Unknown) {},
                     [this](const QString &text) { appendField(csv, text); },
                     [this](qint64 whole) { csv += QByteArray::number(whole); },
                     [this](bool flag) { csv += flag ? "true" : "false"; },
                     [this](RawCell::Time time) { words.zoned(csv, time.at); },
                     [this](RawCell::Duration duration) { csv += QByteArray::number(duration.ms); },
                     [this](const RawCell::Id &id) { appendField(csv, id.text); },
                     [&](RawCell::Figure figure) { number(figure.value); },
                     [&](double value) { number(value); }, [](const RawCell::Json &) {}},
            cell.value);
    }
};

RawTableWriter::RawTableWriter(TableFormat format, std::vector<RawColumn> columns,
                               const QTimeZone &zone)
    : d(new Private{format, std::move(columns), InstantWords(zone), {}, {}, {}, false})
{
}

RawTableWriter::~RawTableWriter() = default;

void RawTableWriter::begin()
{
    if (d->format == TableFormat::Csv) {
        for (std::size_t i = 0; i < d->columns.size(); ++i) {
            const RawColumn &column = d->columns[i];
            if (i)
                d->csv += ',';
            appendField(d->csv, isNamedInHeader(column.unit)
                                    ? QStringLiteral("%1 (%2)").arg(column.key, column.unit)
                                    : column.key);
        }
        d->csv += "\r\n";
        return;
    }
    JsonWriter &json = d->json;
    json.beginObject().key("columns").beginArray();
    for (const RawColumn &column : d->columns) {
        json.beginObject().key("key").value(column.key);
        json.key("unit").value(column.unit).endObject();
    }
    json.endArray().key("rows").beginArray();
}

void RawTableWriter::add(const std::vector<RawCell> &row)
{
    if (d->format == TableFormat::Csv) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i)
                d->csv += ',';
            d->writeCsv(row[i]);
        }
        d->csv += "\r\n";
        return;
    }
    d->json.beginObject();
    for (std::size_t i = 0; i < d->columns.size(); ++i) {
        d->json.key(d->columns[i].key);
        d->writeJson(row[i]);
    }
    d->json.endObject();
}

void RawTableWriter::end(const std::vector<std::pair<QString, RawCell>> &total,
                         std::optional<TimeMs> asOf, const std::vector<TimeRange> &gaps)
{
    if (d->format == TableFormat::Csv)
        return;
    JsonWriter &json = d->json;
    json.endArray().key("total").beginObject();
    for (const auto &[key, cell] : total) {
        json.key(key);
        d->writeJson(cell);
    }
    json.endObject().key("asOf");
    d->writeJson(RawCell::time(asOf));
    json.key("gaps").beginArray();
    for (const TimeRange &gap : gaps)
        json.beginArray().time(gap.from).time(gap.to).endArray();
    json.endArray().endObject();
    d->ended = true;
}

void RawTableWriter::endExcerpt(std::optional<TimeMs> asOf)
{
    if (d->format == TableFormat::Csv)
        return;
    d->json.endArray().key("asOf");
    d->writeJson(RawCell::time(asOf));
    d->json.endObject();
    d->ended = true;
}

void RawTableWriter::endOf(const RawTable &table)
{
    if (table.isExcerpt)
        endExcerpt(table.asOf);
    else
        end(table.total, table.asOf, table.gaps);
}

QByteArray RawTableWriter::take()
{
    if (d->format == TableFormat::Csv)
        return std::exchange(d->csv, {});
    QByteArray bytes = d->json.take();
    if (std::exchange(d->ended, false))
        bytes += '\n';
    return bytes;
}

qsizetype RawTableWriter::pending() const
{
    return d->format == TableFormat::Csv ? d->csv.size() : d->json.bytes().size();
}

static QByteArray writtenTable(const RawTable &table, TableFormat format, const QTimeZone &zone)
{
    RawTableWriter writer(format, table.columns, zone);
    writer.begin();
    for (const auto &row : table.rows)
        writer.add(row);
    writer.endOf(table);
    return writer.take();
}

QByteArray toJson(const RawTable &table)
{
    return writtenTable(table, TableFormat::Json, QTimeZone::utc());
}

QByteArray toCsv(const RawTable &table, const QTimeZone &zone)
{
    return writtenTable(table, TableFormat::Csv, zone);
}

} // namespace watchfloor
