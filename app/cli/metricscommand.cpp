// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/metricscommand.h"

#include "app/cli/outputtable.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/operations/jsonwriter.h"

namespace watchfloor::cli {
namespace {

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// The members of a set as words, in the order of their enumeration.
template<typename Enum, std::size_t N>
QStringList wordsOf(EnumSet<Enum> set, const std::array<Enum, N> &all)
{
    QStringList words;
    for (const Enum member : all) {
        if (set.has(member))
            words.append(latin(wordOf(member)));
    }
    return words;
}

QStringList providersOf(const MetricSpec &metric)
{
    QStringList providers;
    for (const VendorField &way : metric.vendors()) {
        const QString provider = latin(way.provider);
        if (!providers.contains(provider))
            providers.append(provider);
    }
    return providers;
}

void textOrNull(JsonWriter &json, const char *key, const char *text)
{
    json.key(key);
    if (text)
        json.value(latin(text));
    else
        json.null();
}

void writeWords(JsonWriter &json, const char *key, const QStringList &words)
{
    json.key(key).beginArray();
    for (const QString &word : words)
        json.value(word);
    json.endArray();
}

void writeVendorFields(JsonWriter &json, const MetricSpec &metric)
{
    json.key("vendorFields").beginArray();
    for (const VendorField &way : metric.vendors()) {
        json.beginObject().key("provider").value(latin(way.provider));
        json.key("route").value(latin(wordOf(way.route)));
        textOrNull(json, "call", way.call);
        textOrNull(json, "asked", way.asked);
        textOrNull(json, "field", way.field);
        QStringList events;
        for (const char *event : way.events())
            events.append(latin(event));
        writeWords(json, "events", events);
        textOrNull(json, "exceptEvent", way.exceptEvent);
        textOrNull(json, "note", way.note);
        json.endObject();
    }
    json.endArray();
}

QByteArray catalogJson()
{
    JsonWriter json;
    json.beginArray();
    for (const MetricSpec &metric : metricCatalog()) {
        json.beginObject().key("key").value(latin(metric.key));
        json.key("title").value(latin(metric.title));
        json.key("unit").value(latin(wordOf(metric.unit)));
        json.key("class").value(latin(wordOf(metric.metricClass)));
        json.key("origin").value(latin(wordOf(metric.origin)));
        json.key("reducer").value(latin(wordOf(metric.reducer)));
        writeWords(json, "offers", wordsOf(metric.offers, allAggregates));
        textOrNull(json, "numerator", metric.numerator);
        textOrNull(json, "denominator", metric.denominator);
        textOrNull(json, "targetOf", metric.targetOf);
        json.key("businessHours").value(metric.businessHours);
        writeWords(json, "scopes", wordsOf(metric.scopes, allDimensions));
        json.key("additive").beginObject();
        for (const MetricDimension scope : allDimensions) {
            if (metric.existsFor(scope))
                json.key(wordOf(scope)).value(metric.addsAcross(scope));
        }
        json.endObject().key("polarity").value(latin(wordOf(metric.polarity)));
        json.key("definition").value(latin(metric.definition));
        json.key("source").value(latin(metric.source));
        writeVendorFields(json, metric);
        json.endObject();
    }
    return json.endArray().bytes() + '\n';
}

/// "liveperson metrics avgWaitTime", "chatwoot first_response+reply_time".
QString shownWay(const VendorField &way)
{
    QString shown = latin(way.provider) + u' ';
    if (way.route == VendorRoute::Reported)
        return shown + latin(way.call) + u' ' + latin(way.field);
    QStringList events;
    for (const char *event : way.events())
        events.append(latin(event));
    return shown + (events.isEmpty() ? latin(way.field) : events.join(u'+'));
}

OutputTable catalogTable()
{
    OutputTable table;
    table.columns = {column("key", "text"),        column("title", "text"),
                     column("unit", "text"),       column("class", "text"),
                     column("origin", "text"),     column("reducer", "text"),
                     column("polarity", "text"),   column("providers", "text"),
                     column("definition", "text"), column("offers", "text"),
                     column("ratio_of", "text"),   column("business_hours", "text"),
                     column("scopes", "text"),     column("additive", "text"),
                     column("source", "text"),     column("vendor_fields", "text")};
    const QString space = QStringLiteral(" ");
    for (const MetricSpec &metric : metricCatalog()) {
        QStringList ways;
        for (const VendorField &way : metric.vendors())
            ways.append(shownWay(way));
        QString ratio;
        if (metric.numerator)
            ratio = latin(metric.numerator) + u'/' + latin(metric.denominator);
        table.rows.push_back(
            {Cell::text(latin(metric.key)), Cell::text(latin(metric.title)),
             Cell::text(latin(wordOf(metric.unit))), Cell::text(latin(wordOf(metric.metricClass))),
             Cell::text(latin(wordOf(metric.origin))), Cell::text(latin(wordOf(metric.reducer))),
             Cell::text(latin(wordOf(metric.polarity))),
             Cell::text(providersOf(metric).join(space)), Cell::text(latin(metric.definition)),
             Cell::text(wordsOf(metric.offers, allAggregates).join(space)), Cell::text(ratio),
             Cell(Cell::Value(metric.businessHours)),
             Cell::text(wordsOf(metric.scopes, allDimensions).join(space)),
             Cell::text(wordsOf(metric.additive, allDimensions).join(space)),
             Cell::text(latin(metric.source)), Cell::text(ways.join(QStringLiteral("; ")))});
    }
    return table;
}

int showMetrics(CommandContext &context)
{
    if (context.json())
        context.write(catalogJson());
    else
        writeTable(context, catalogTable());
    return Done;
}

} // namespace

std::vector<Command> metricsCommands()
{
    return {{QStringLiteral("metrics"),
             QStringLiteral("The catalogue: every metric with unit, definition and vendor names"),
             {},
             {},
             showMetrics}};
}

} // namespace watchfloor::cli
