// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/tablefacts.h"

#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/figures/factgatherer.h"
#include "backend/engine/timebuckets.h"

#include <algorithm>

namespace watchfloor {
namespace {

void addTotals(FactSum &into, const FactTotals &from, bool countsOnes)
{
    into.n += from.n;
    into.sum += countsOnes ? from.n : from.sum;
    into.businessN += from.businessN;
    into.businessSum += from.businessSum;
    into.hits += from.hits;
}

void takeSpread(FactSum &into, const FactTotals &from)
{
    into.min = from.min;
    into.max = from.max;
    into.median = from.quantiles.at(0);
    into.p90 = from.quantiles.at(1);
}

bool isOfConversations(const FactPart &part)
{
    return part.measure.kind != FactMeasure::Kind::Event &&
           part.measure.kind != FactMeasure::Kind::ClosedBy;
}

const ConversationMeasure *measureOf(const FactPart &part)
{
    return part.measure.kind == FactMeasure::Kind::Conversations
               ? conversationMeasure(part.measure.name)
               : nullptr;
}

/// 1 for each conversation that somebody, or nobody, has: told by the cell.
bool countsHolders(const FactPart &part)
{
    const ConversationMeasure *measure = measureOf(part);
    return measure && measure->held != HeldBy::Anyone;
}

bool haveBusinessHours(const FactAsk &ask)
{
    return std::all_of(ask.parts.begin(), ask.parts.end(), [](const FactPart &part) {
        const ConversationMeasure *measure = measureOf(part);
        return measure && hasBusinessHours(*measure);
    });
}

/// Keys of the filter that are also among these.
void narrow(FactFilter &filter, Dimension dimension, std::vector<qint64> keys)
{
    const auto own = filter.find(dimension);
    if (own != filter.end())
        std::erase_if(keys, [&](qint64 key) {
            return std::find(own->second.begin(), own->second.end(), key) == own->second.end();
        });
    filter[dimension] = std::move(keys);
}

/// A conversation is its holder's, as of now.
Dimension ofConversations(Dimension dimension)
{
    return dimension == Dimension::Agent   ? Dimension::Holder
           : dimension == Dimension::Actor ? Dimension::HolderActor
                                           : dimension;
}

} // namespace

std::optional<FactColumnId> TableFacts::columnOf(const FactMeasure &measure) const
{
    if (measure.kind == FactMeasure::Kind::Closed)
        return kConversationsClosed;
    if (measure.kind != FactMeasure::Kind::Event)
        return kConversationsCreated;
    const auto it = m_columns.events.constFind(measure.name);
    return it == m_columns.events.constEnd() ? std::nullopt : std::optional(*it);
}

TableFacts::From TableFacts::sourceOf(const FactAsk &ask) const
{
    if (m_rowsOnly)
        return From::Rows;
    bool inColumns = !FactGatherer::counts(ask);
    for (const FactPart &part : ask.parts) {
        const ConversationMeasure *measure = measureOf(part);
        if (measure && measure->at == ConversationAt::Now)
            return From::Rows;
        inColumns = inColumns && (!measure || countsHolders(part)) &&
                    part.measure.kind != FactMeasure::Kind::ClosedBy;
    }
    return inColumns ? From::Columns : m_records ? From::Records : From::Rows;
}

FactQuery TableFacts::queryFor(const FactAsk &ask, const FactPart &part) const
{
    FactQuery query;
    query.column = columnOf(part.measure).value_or(kConversationsCreated);
    query.window = ask.window;
    query.groupBy = ask.groupBy;
    query.filter = ask.filter;
    query.business = ask.business;
    // Columns also hold accounts that are no longer shown.
    narrow(query.filter, Dimension::Account, part.accounts);
    if (!isOfConversations(part))
        return query;
    query.groupBy = ofConversations(ask.groupBy);
    for (const Dimension dimension : {Dimension::Agent, Dimension::Actor}) {
        if (auto own = query.filter.extract(dimension)) {
            own.key() = ofConversations(dimension);
            query.filter.insert(std::move(own));
        }
    }
    const ConversationMeasure *measure = measureOf(part);
    if (measure && measure->held == HeldBy::Nobody)
        narrow(query.filter, Dimension::Holder, {kNoKey});
    if (measure && measure->held == HeldBy::Somebody) {
        std::vector<qint64> somebody = m_table.cells().keys(Dimension::Holder);
        std::erase(somebody, kNoKey);
        narrow(query.filter, Dimension::Holder, std::move(somebody));
    }
    return query;
}

bool TableFacts::hasAny(FactMeasure::Kind kind, RowId account, TimeRange window)
{
    if (kind == FactMeasure::Kind::Conversations)
        return m_rows.hasAny(kind, account, window);
    FactQuery query;
    query.window = window;
    query.filter[Dimension::Account] = {account};
    std::vector<FactColumnId> columns{kConversationsCreated};
    if (kind == FactMeasure::Kind::Event)
        columns.assign(m_columns.events.cbegin(), m_columns.events.cend());
    return std::any_of(columns.begin(), columns.end(), [&](FactColumnId column) {
        query.column = column;
        return m_table.query(query).total.n > 0;
    });
}

void TableFacts::markEstimated(const FactQuery &query, FactAnswer *answer)
{
    if (m_table.cells().numberOf(Dimension::Origin, kOriginEstimated) < 0)
        return;
    FactQuery guessed = query;
    guessed.filter[Dimension::Origin] = {kOriginEstimated};
    const FactResult result = m_table.query(guessed);
    for (const FactGroup &group : result.groups)
        answer->groups[group.key].estimated = true;
    answer->total.estimated = answer->total.estimated || result.total.n > 0;
}

FactAnswer TableFacts::totalsOf(const FactAsk &ask, bool spread)
{
    FactAnswer answer;
    for (const FactPart &part : ask.parts) {
        if (!columnOf(part.measure))
            continue;
        FactQuery query = queryFor(ask, part);
        if (!isOfConversations(part))
            markEstimated(query, &answer);
        if (spread) {
            query.extremes = true;
            query.quantiles = {500, 900};
        }
        const FactResult result = m_table.query(query);
        answer.exact = answer.exact && result.exactQuantiles;
        answer.complete = answer.complete && result.complete;
        const bool ones = countsHolders(part);
        for (const FactGroup &group : result.groups) {
            FactSum &sum = answer.groups[group.key];
            addTotals(sum, group.totals, ones);
            if (spread)
                takeSpread(sum, group.totals);
        }
        addTotals(answer.total, result.total, ones);
        if (spread)
            takeSpread(answer.total, result.total);
    }
    return answer;
}

bool TableFacts::countsOtherwise(const FactAsk &ask, const FactPart &part) const
{
    const auto column = columnOf(part.measure);
    if (ask.targets.empty() || !column)
        return false;
    const auto &counted = m_table.targets(*column);
    return std::any_of(part.accounts.begin(), part.accounts.end(), [&](RowId account) {
        const auto known = counted.find(account);
        return known == counted.end() || known->second != ask.targets.at(account);
    });
}

/// Shares, hits of targets the columns do not count with, and values of several columns as one set.
/// Sums are there already.
void TableFacts::gather(const FactAsk &ask, FactAnswer *answer)
{
    struct Measured {
        qint64 reached = 0;
        qint64 hits = 0;
        std::vector<qint64> values;
    };
    std::map<qint64, Measured> groups;
    for (const FactPart &part : ask.parts) {
        if (!columnOf(part.measure))
            continue;
        const FactQuery query = queryFor(ask, part);
        const CellChoice &choice = m_table.choice(query.filter, query.groupBy);
        std::vector<Measured *> bySlot(1, nullptr);
        for (const qint64 key : choice.keys())
            bySlot.push_back(&groups[key]);
        const CellTargets targets = CellTargets::of(ask.targets, m_table.cells());
        m_table.column(query.column).forWeeks(query.window, [&](const FactWeek &week) {
            week.rows.forEach(query.window.from, query.window.to,
                              [&](CellCode cell, qint64 value, bool has, qint64 business) {
                                  const quint32 slot = choice.slot(cell);
                                  if (slot == 0 || (ask.business && !has))
                                      return;
                                  Measured &own = *bySlot[slot];
                                  const qint64 measured = ask.business ? business : value;
                                  own.reached += ask.threshold && measured >= *ask.threshold;
                                  own.hits += measured <= targets.of(cell);
                                  if (ask.spread)
                                      own.values.push_back(measured);
                              });
        });
    }
    std::vector<qint64> all;
    answer->total.hits = 0;
    for (auto &[key, own] : groups) {
        answer->total.reached += own.reached;
        answer->total.hits += own.hits;
        all.insert(all.end(), own.values.begin(), own.values.end());
        const auto group = answer->groups.find(key);
        if (group == answer->groups.end())
            continue;
        group->second.reached = own.reached;
        group->second.hits = own.hits;
        FactGatherer::rank(group->second, own.values);
    }
    FactGatherer::rank(answer->total, all);
    answer->exact = true;
}

template<typename Take>
void TableFacts::forEachRecord(const FactAsk &ask, Take take)
{
    for (const FactPart &part : ask.parts) {
        const FactQuery query = queryFor(ask, part);
        const CellChoice &choice = m_table.choice(query.filter, query.groupBy);
        for (const RowId account : query.filter.at(Dimension::Account)) {
            const std::vector<CellRecord> &records = m_records->recordsFor(part.measure, account);
            auto record =
                std::partition_point(records.begin(), records.end(), [&ask](const CellRecord &one) {
                    return one.time < ask.window.from;
                });
            for (; record != records.end() && record->time < ask.window.to; ++record) {
                const quint32 slot =
                    record->cell < choice.slots().size() ? choice.slot(record->cell) : 0;
                if (slot != 0)
                    take(*record, choice.keys()[slot - 1]);
            }
        }
    }
}

std::optional<qint64> TableFacts::businessOf(const CellRecord &record) const
{
    if (!m_clocks)
        return std::nullopt;
    const CellValues cell = m_table.cells().values(record.cell);
    return m_clocks->openTime(cell.at(Dimension::Account), cell.at(Dimension::Inbox),
                              record.time - record.value, record.time);
}

FactAnswer TableFacts::recordsAnswer(const FactAsk &ask)
{
    const CellTable &cells = m_table.cells();
    const auto isEstimated = [&cells](CellCode cell) {
        return cells.values(cell).at(Dimension::Origin) == kOriginEstimated;
    };
    FactGatherer gatherer(ask);
    if (!ask.exceptEvent.isEmpty()) {
        FactAsk other = ask;
        for (FactPart &part : other.parts)
            part.measure = {FactMeasure::Kind::Event, ask.exceptEvent};
        forEachRecord(other, [&](const CellRecord &record, qint64 key) {
            gatherer.leaveOut(key, record.conversation);
        });
    }
    const bool counts = FactGatherer::counts(ask);
    const bool timed = ask.business && haveBusinessHours(ask);
    forEachRecord(ask, [&](const CellRecord &record, qint64 key) {
        const bool estimated = isEstimated(record.cell);
        if (counts)
            gatherer.count(key, record.conversation, estimated);
        else
            gatherer.add(key, cells.values(record.cell).at(Dimension::Account), record.value,
                         timed ? businessOf(record) : std::nullopt, estimated);
    });
    return gatherer.answer();
}

FactAnswer TableFacts::ask(const FactAsk &ask)
{
    switch (sourceOf(ask)) {
    case From::Rows:
        return m_rows.ask(ask);
    case From::Records:
        return recordsAnswer(ask);
    case From::Columns:
        break;
    }
    const bool others = std::any_of(ask.parts.begin(), ask.parts.end(),
                                    [&](const auto &part) { return countsOtherwise(ask, part); });
    const bool together = ask.threshold || (ask.spread && ask.parts.size() > 1) || others;
    FactAnswer answer = totalsOf(ask, ask.spread && !together);
    answer.updating =
        others && std::any_of(ask.parts.begin(), ask.parts.end(), [&](const FactPart &part) {
            const auto column = columnOf(part.measure);
            return column && m_columns.updating.count(*column) > 0;
        });
    if (together && !answer.updating)
        gather(ask, &answer);
    return answer;
}

/// For hits of targets that the column does not count with.
HeatMap TableFacts::rowByRow(const FactQuery &query, const FactAsk &ask,
                             const QTimeZone &zone) const
{
    HeatMap map;
    const LocalClock clock(query.window, zone);
    const CellChoice &choice = m_table.choice(query.filter, Dimension::None);
    const CellTargets targets = CellTargets::of(ask.targets, m_table.cells());
    constexpr TimeMs week = 7LL * 24 * 3600 * 1000;
    for (TimeMs from = query.window.from; from < query.window.to; from += week) {
        const TimeRange slice{from, std::min(query.window.to, from + week)};
        for (const FactRow &row : m_table.rows(query.column, slice)) {
            if (choice.slot(row.cell) == 0)
                continue;
            const auto measured = ask.business ? row.business : std::optional(row.value);
            map[static_cast<std::size_t>(weekHourOf(clock.localOf(row.time)))].add(
                {1, row.value, row.business ? 1 : 0, row.business.value_or(0),
                 measured && *measured <= targets.of(row.cell) ? 1 : 0});
        }
    }
    return map;
}

HeatMap TableFacts::heatMap(const FactAsk &ask, const QTimeZone &zone)
{
    const From from = sourceOf(ask);
    if (from == From::Rows)
        return m_rows.heatMap(ask, zone);
    HeatMap map;
    if (from == From::Records) {
        const LocalClock clock(ask.window, zone);
        const CellTargets targets = CellTargets::of(ask.targets, m_table.cells());
        const bool timed = ask.business && haveBusinessHours(ask);
        forEachRecord(ask, [&](const CellRecord &record, qint64) {
            const auto business = timed ? businessOf(record) : std::nullopt;
            const auto measured = ask.business ? business : std::optional(record.value);
            map[static_cast<std::size_t>(weekHourOf(clock.localOf(record.time)))].add(
                {1, record.value, business ? 1 : 0, business.value_or(0),
                 measured && *measured <= targets.of(record.cell) ? 1 : 0});
        });
        return map;
    }
    const std::vector<OffsetSpan> spans = offsetSpans(ask.window, zone);
    for (const FactPart &part : ask.parts) {
        if (!columnOf(part.measure))
            continue;
        HeatMap of = countsOtherwise(ask, part) ? rowByRow(queryFor(ask, part), ask, zone)
                                                : m_table.heatMap(queryFor(ask, part), spans);
        for (std::size_t i = 0; i < map.size(); ++i) {
            if (countsHolders(part))
                of[i].sum = of[i].n;
            map[i].add(of[i]);
        }
    }
    return map;
}

std::vector<qint64> TableFacts::distribution(const FactAsk &ask, const std::vector<qint64> &edges)
{
    const From from = sourceOf(ask);
    if (from == From::Rows)
        return m_rows.distribution(ask, edges);
    std::vector<qint64> counts(edges.size() + 1, 0);
    const auto add = [&](qint64 value, qint64 n) {
        const auto at = std::upper_bound(edges.begin(), edges.end(), value);
        counts[static_cast<std::size_t>(at - edges.begin())] += n;
    };
    if (from == From::Records) {
        const bool timed = ask.business && haveBusinessHours(ask);
        forEachRecord(ask, [&](const CellRecord &record, qint64) {
            const auto measured = timed ? businessOf(record) : std::optional(record.value);
            if (measured && (timed || !ask.business))
                add(*measured, 1);
        });
        return counts;
    }
    for (const FactPart &part : ask.parts) {
        if (!columnOf(part.measure))
            continue;
        const FactQuery query = queryFor(ask, part);
        if (countsHolders(part)) {
            add(1, m_table.query(query).total.n);
            continue;
        }
        const auto of = m_table.distribution(query, edges);
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += of[i];
    }
    return counts;
}

/// The days that have such rows: of a year of somebody who works on Mondays, a seventh is read.
std::vector<TimeRange> TableFacts::stretchesOf(const FactQuery &query, const FactPart &part)
{
    if (part.measure.kind == FactMeasure::Kind::Conversations ||
        part.measure.kind == FactMeasure::Kind::ClosedBy)
        return {query.window}; // columns do not tell which count
    if (!columnOf(part.measure))
        return {};
    constexpr DurationMs day = 86'400'000;
    std::vector<TimeRange> days;
    FactQuery asked = query;
    asked.countsOnly = true;
    const TimeMs from = std::max(query.window.from, kEarliestFact);
    const TimeMs to = std::min(query.window.to, kLatestFact);
    for (TimeMs at = from; at < to; at = asked.window.to) {
        asked.window = {at, std::min(to, (floorDiv(at, day) + 1) * day)};
        if (m_table.query(asked).total.n > 0)
            days.push_back(asked.window);
    }
    return mergedRanges(std::move(days));
}

void TableFacts::visit(const FactAsk &ask, const TakeHit &take)
{
    if (!m_records || sourceOf(ask) == From::Rows) {
        m_rows.visit(ask, take);
        return;
    }
    const CellTable &cells = m_table.cells();
    for (const FactPart &part : ask.parts) {
        FactAsk whole = ask;
        whole.groupBy = Dimension::None;
        const FactQuery query = queryFor(whole, part);
        const bool ones = countsHolders(part);
        const FactMeasure measure =
            ones ? FactMeasure{FactMeasure::Kind::Created, {}} : part.measure;
        const auto stretches = stretchesOf(query, {measure, {}});
        const CellChoice &choice = m_table.choice(query.filter, Dimension::None);
        const auto takeOne = [&](const TimedRecord &timed) {
            const CellRecord &one = timed.record;
            if (one.cell >= choice.slots().size() || choice.slot(one.cell) == 0)
                return;
            const CellValues cell = cells.values(one.cell);
            FactHit hit{cell.at(Dimension::Account), one.conversation, ones ? 1 : one.value,
                        timed.business};
            if (!hit.business && ask.business && m_clocks && timed.from && timed.to)
                hit.business = m_clocks->openTime(hit.account, cell.at(Dimension::Inbox),
                                                  *timed.from, *timed.to);
            hit.estimated = cell.at(Dimension::Origin) == kOriginEstimated;
            take(hit);
        };
        for (const RowId account : query.filter.at(Dimension::Account)) {
            for (const TimeRange &stretch : stretches)
                m_records->visit(measure, account, stretch, takeOne);
        }
    }
}

} // namespace watchfloor
