// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/rowfacts.h"

#include "backend/engine/figures/factgatherer.h"
#include "backend/engine/timebuckets.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool cellPasses(const CellValues &cell, const FactFilter &filter)
{
    return std::all_of(filter.begin(), filter.end(), [&](const auto &choice) {
        if (choice.first == Dimension::None)
            return true;
        const auto &keys = choice.second;
        return std::find(keys.begin(), keys.end(), cell.at(choice.first)) != keys.end();
    });
}

qint64 groupKey(const CellValues &cell, Dimension groupBy)
{
    return groupBy == Dimension::None ? kNoKey : cell.at(groupBy);
}

} // namespace

const std::vector<FactRecord> &RowFacts::records(const FactMeasure &measure)
{
    const auto known = m_records.find(measure);
    if (known != m_records.end())
        return known->second;
    return m_records
        .emplace(measure,
                 recordsOf(m_supply.rowsFor(measure), m_keys, measure, m_options, m_numbers))
        .first->second;
}

template<typename Take>
void RowFacts::forEach(const FactAsk &ask, Take take)
{
    for (const FactPart &part : ask.parts) {
        for (const FactRecord &record : records(part.measure)) {
            const RowId account = record.cell.at(Dimension::Account);
            if (ask.window.contains(record.time) && cellPasses(record.cell, ask.filter) &&
                std::find(part.accounts.begin(), part.accounts.end(), account) !=
                    part.accounts.end())
                take(record, groupKey(record.cell, ask.groupBy));
        }
    }
}

bool RowFacts::hasAny(FactMeasure::Kind kind, RowId account, TimeRange window)
{
    const FactMeasure measure{kind, kind == FactMeasure::Kind::Conversations
                                        ? QStringLiteral("open_conversations")
                                        : QString()};
    for (const AccountRows &rows : m_supply.rowsFor(measure)) {
        if (rows.account.id != account)
            continue;
        if (kind == FactMeasure::Kind::Event)
            return std::any_of(
                rows.events.begin(), rows.events.end(),
                [window](const ReportingEvent &event) { return window.contains(event.created); });
        return std::any_of(rows.conversations.begin(), rows.conversations.end(),
                           [&](const Conversation &c) {
                               return kind == FactMeasure::Kind::Conversations
                                          ? c.status != QLatin1String("closed")
                                          : window.contains(c.created);
                           });
    }
    return false;
}

FactAnswer RowFacts::ask(const FactAsk &ask)
{
    FactGatherer gatherer(ask);
    if (!ask.exceptEvent.isEmpty()) {
        FactAsk other = ask;
        for (FactPart &part : other.parts)
            part.measure = {FactMeasure::Kind::Event, ask.exceptEvent};
        forEach(other, [&](const FactRecord &record, qint64 key) {
            gatherer.leaveOut(key, record.conversation);
        });
    }
    const bool counts = FactGatherer::counts(ask);
    forEach(ask, [&](const FactRecord &record, qint64 key) {
        if (counts)
            gatherer.count(key, record.conversation, record.estimated);
        else if (record.untold)
            gatherer.addUntold(key);
        else
            gatherer.add(key, record.cell.at(Dimension::Account), record.value, record.business,
                         record.estimated);
    });
    return gatherer.answer();
}

HeatMap RowFacts::heatMap(const FactAsk &ask, const QTimeZone &zone)
{
    HeatMap map;
    const LocalClock clock(ask.window, zone);
    forEach(ask, [&](const FactRecord &record, qint64) {
        if (record.untold)
            return;
        SlotTotals one;
        one.n = 1;
        one.sum = record.value;
        one.businessN = record.business ? 1 : 0;
        one.businessSum = record.business.value_or(0);
        const auto target = ask.targets.find(record.cell.at(Dimension::Account));
        const auto measured = ask.business ? record.business : std::optional(record.value);
        one.hits = target != ask.targets.end() && measured && *measured <= target->second;
        map[static_cast<std::size_t>(weekHourOf(clock.localOf(record.time)))].add(one);
    });
    return map;
}

std::vector<qint64> RowFacts::distribution(const FactAsk &ask, const std::vector<qint64> &edges)
{
    std::vector<qint64> counts(edges.size() + 1, 0);
    forEach(ask, [&](const FactRecord &record, qint64) {
        if (record.untold || (ask.business && !record.business))
            return;
        const qint64 measured = ask.business ? *record.business : record.value;
        const auto at = std::upper_bound(edges.begin(), edges.end(), measured);
        ++counts[static_cast<std::size_t>(at - edges.begin())];
    });
    return counts;
}

void RowFacts::visit(const FactAsk &ask, const TakeHit &take)
{
    forEach(ask, [&take](const FactRecord &record, qint64) {
        take({record.cell.at(Dimension::Account),
              record.row != 0 ? record.row : -record.conversation, record.value, record.business,
              record.estimated, record.untold});
    });
}

} // namespace watchfloor
