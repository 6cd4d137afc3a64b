// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/rowfacts.h"

#include "backend/engine/figures/factgatherer.h"
#include "backend/engine/timebuckets.h"

#include <algorithm>
#include <set>

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

using Seen = std::set<std::pair<qint64, qint64>>; // conversation, group

} // namespace

const std::vector<FactRecord> &RowFacts::records(const FactMeasure &measure)
{
    const auto known = m_records.find(measure);
    if (known != m_records.end())
        return known->second;
    return m_records.emplace(measure, recordsOf(m_accounts, m_keys, measure, m_options, m_numbers))
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

FactAnswer RowFacts::ask(const FactAsk &ask)
{
    FactGatherer gatherer(ask);
    bool estimated = false;
    std::set<qint64> all;
    Seen grouped;
    Seen exceptGroup;
    std::set<qint64> exceptAll;
    if (!ask.exceptEvent.isEmpty()) {
        FactAsk other = ask;
        for (FactPart &part : other.parts)
            part.measure = {FactMeasure::Kind::Event, ask.exceptEvent};
        forEach(other, [&](const FactRecord &record, qint64 key) {
            exceptGroup.emplace(record.conversation, key);
            exceptAll.insert(record.conversation);
        });
    }
    FactAnswer counted;
    forEach(ask, [&](const FactRecord &record, qint64 key) {
        estimated = estimated || record.estimated;
        if (!ask.distinct && ask.exceptEvent.isEmpty()) {
            if (record.untold)
                gatherer.addUntold(key);
            else
                gatherer.add(key, record.value, record.business);
            return;
        }
        const bool inTotal = exceptAll.count(record.conversation) == 0 &&
                             (!ask.distinct || all.insert(record.conversation).second);
        counted.total.n += inTotal;
        const std::pair<qint64, qint64> mine{record.conversation, key};
        const bool inGroup =
            exceptGroup.count(mine) == 0 && (!ask.distinct || grouped.insert(mine).second);
        if (ask.groupBy != Dimension::None && inGroup)
            counted.groups[key].n += 1;
    });
    FactAnswer answer = ask.distinct || !ask.exceptEvent.isEmpty() ? counted : gatherer.answer();
    answer.estimated = estimated;
    return answer;
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

} // namespace watchfloor
