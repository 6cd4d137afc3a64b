// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/tablefacts.h"

#include "backend/engine/figures/factgatherer.h"
#include "backend/engine/figures/rowfacts.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs oneWeek = 7LL * 24 * 3600 * 1000;

void addTotals(FactSum &into, const FactTotals &from)
{
    into.n += from.n;
    into.sum += from.sum;
    into.businessN += from.businessN;
    into.businessSum += from.businessSum;
}

void takeSpread(FactSum &into, const FactTotals &from)
{
    into.min = from.min;
    into.max = from.max;
    into.median = from.quantiles.at(0);
    into.p90 = from.quantiles.at(1);
}

} // namespace

std::optional<FactColumnId> TableFacts::columnOf(const FactMeasure &measure) const
{
    switch (measure.kind) {
    case FactMeasure::Kind::Created:
        return kConversationsCreated;
    case FactMeasure::Kind::Closed:
        return kConversationsClosed;
    case FactMeasure::Kind::Event:
        break;
    case FactMeasure::Kind::Conversations:
        return std::nullopt;
    }
    const auto it = m_columns.events.constFind(measure.name);
    return it == m_columns.events.constEnd() ? std::nullopt : std::optional(*it);
}

bool TableFacts::needsRows(const FactAsk &ask) const
{
    if (ask.distinct || !ask.exceptEvent.isEmpty())
        return true;
    const bool byGroup =
        ask.groupBy == Dimension::Group || ask.filter.find(Dimension::Group) != ask.filter.end();
    return std::any_of(ask.parts.begin(), ask.parts.end(), [&](const FactPart &part) {
        if (part.measure.kind == FactMeasure::Kind::Conversations)
            return true;
        return byGroup && part.measure.kind == FactMeasure::Kind::Event &&
               std::any_of(part.accounts.begin(), part.accounts.end(), [this](RowId account) {
                   return m_columns.withoutEventGroups.count(account) > 0;
               });
    });
}

/// A conversation of somebody who left is nobody's; its cell may still name them.
bool TableFacts::mergesLeft(const FactAsk &ask, const FactPart &part) const
{
    return part.measure.kind != FactMeasure::Kind::Event && !m_keys.leftAgents().empty() &&
           ask.groupBy == Dimension::Agent;
}

FactQuery TableFacts::queryFor(const FactAsk &ask, const FactPart &part, FactColumnId column) const
{
    FactQuery query;
    query.column = column;
    query.window = ask.window;
    query.groupBy = ask.groupBy;
    query.filter = ask.filter;
    query.business = ask.business;
    std::vector<qint64> accounts = part.accounts;
    if (const auto wanted = ask.filter.find(Dimension::Account); wanted != ask.filter.end()) {
        const auto &keys = wanted->second;
        accounts.erase(std::remove_if(accounts.begin(), accounts.end(),
                                      [&keys](RowId account) {
                                          return std::find(keys.begin(), keys.end(), account) ==
                                                 keys.end();
                                      }),
                       accounts.end());
    }
    query.filter[Dimension::Account] = std::move(accounts);
    const auto agents = query.filter.find(Dimension::Agent);
    if (part.measure.kind != FactMeasure::Kind::Event && agents != query.filter.end()) {
        auto &keys = agents->second;
        keys.erase(std::remove_if(keys.begin(), keys.end(),
                                  [this](qint64 key) { return m_keys.hasLeft(key); }),
                   keys.end());
        if (std::find(keys.begin(), keys.end(), kNoKey) != keys.end())
            keys.insert(keys.end(), m_keys.leftAgents().begin(), m_keys.leftAgents().end());
    }
    return query;
}

FactAnswer TableFacts::totalsOf(const FactAsk &ask, bool spread)
{
    FactAnswer answer;
    for (const FactPart &part : ask.parts) {
        const auto column = columnOf(part.measure);
        if (!column)
            continue;
        FactQuery query = queryFor(ask, part, *column);
        if (spread) {
            query.extremes = true;
            query.quantiles = {500, 900};
        }
        const FactResult result = m_table.query(query);
        answer.exact = answer.exact && result.exactQuantiles;
        answer.complete = answer.complete && result.complete;
        const bool merges = mergesLeft(ask, part);
        for (const FactGroup &group : result.groups) {
            const qint64 key = merges && m_keys.hasLeft(group.key) ? kNoKey : group.key;
            addTotals(answer.groups[key], group.totals);
            if (spread)
                takeSpread(answer.groups[key], group.totals);
        }
        addTotals(answer.total, result.total);
        if (spread)
            takeSpread(answer.total, result.total);
        for (const RowId account : part.accounts)
            answer.estimated =
                answer.estimated || m_columns.estimated.count({account, part.measure.name}) > 0;
    }
    return answer;
}

/// Values of several columns as one set.
void TableFacts::gather(const FactAsk &ask, FactAnswer *answer)
{
    FactGatherer gatherer(ask);
    for (const FactPart &part : ask.parts) {
        const auto column = columnOf(part.measure);
        if (!column)
            continue;
        const FactQuery query = queryFor(ask, part, *column);
        const CellChoice choice(m_table.cells(), query.filter, query.groupBy);
        const bool merges = mergesLeft(ask, part);
        const auto take = [&](const FactRow &row) {
            const quint32 slot = choice.slot(row.cell);
            if (slot == 0)
                return;
            const qint64 key = choice.keys()[slot - 1];
            gatherer.add(merges && m_keys.hasLeft(key) ? kNoKey : key, row.value, row.business);
        };
        // By the week: a year's rows at once would be a second table.
        for (TimeMs from = query.window.from; from < query.window.to; from += oneWeek) {
            const TimeRange slice{from, std::min(query.window.to, from + oneWeek)};
            for (const FactRow &row : m_table.rows(*column, slice))
                take(row);
        }
    }
    const FactAnswer gathered = gatherer.answer();
    answer->groups = gathered.groups;
    answer->total = gathered.total;
    answer->exact = true;
}

FactAnswer TableFacts::ask(const FactAsk &ask)
{
    if (needsRows(ask))
        return m_rows.ask(ask);
    const bool merges = std::any_of(ask.parts.begin(), ask.parts.end(),
                                    [&](const FactPart &part) { return mergesLeft(ask, part); });
    const bool together = ask.threshold || (ask.spread && (ask.parts.size() > 1 || merges));
    FactAnswer answer = totalsOf(ask, ask.spread && !together);
    if (together)
        gather(ask, &answer);
    return answer;
}

HeatMap TableFacts::heatMap(const FactAsk &ask, const QTimeZone &zone)
{
    if (needsRows(ask))
        return m_rows.heatMap(ask, zone);
    HeatMap map;
    const std::vector<OffsetSpan> spans = offsetSpans(ask.window, zone);
    for (const FactPart &part : ask.parts) {
        const auto column = columnOf(part.measure);
        if (!column)
            continue;
        const HeatMap of = m_table.heatMap(queryFor(ask, part, *column), spans);
        for (std::size_t i = 0; i < map.size(); ++i)
            map[i].add(of[i]);
    }
    return map;
}

std::vector<qint64> TableFacts::distribution(const FactAsk &ask, const std::vector<qint64> &edges)
{
    if (needsRows(ask))
        return m_rows.distribution(ask, edges);
    std::vector<qint64> counts(edges.size() + 1, 0);
    for (const FactPart &part : ask.parts) {
        const auto column = columnOf(part.measure);
        if (!column)
            continue;
        const auto of = m_table.distribution(queryFor(ask, part, *column), edges);
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += of[i];
    }
    return counts;
}

TableColumns fillTable(FactTable &table, RowFacts &rows, const QStringList &eventNames)
{
    TableColumns columns;
    std::map<std::array<qint64, kCellDimensions>, CellCode> codes;
    const auto load = [&](FactColumnId column, const FactMeasure &measure) {
        std::vector<FactRow> facts;
        for (const FactRecord &record : rows.records(measure)) {
            const auto [code, isNew] =
                codes.try_emplace(record.cell.keys, static_cast<CellCode>(codes.size() + 1));
            if (isNew)
                table.cells().set(code->second, record.cell);
            facts.push_back({record.time, code->second, record.value, record.business});
            if (record.estimated)
                columns.estimated.emplace(record.cell.at(Dimension::Account), measure.name);
        }
        table.load(column, std::move(facts));
    };
    load(kConversationsCreated, {FactMeasure::Kind::Created, {}});
    load(kConversationsClosed, {FactMeasure::Kind::Closed, {}});
    FactColumnId next = 1;
    for (const QString &name : eventNames) {
        columns.events.insert(name, next);
        load(next++, {FactMeasure::Kind::Event, name});
    }
    return columns;
}

} // namespace watchfloor
