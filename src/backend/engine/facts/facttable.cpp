// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/facttable.h"

#include <algorithm>
#include <set>

namespace watchfloor {

namespace {

bool isEarlierFact(const FactRow &a, const FactRow &b)
{
    return a.time < b.time;
}

WeekChunk &weekFor(FactColumn &column, TimeMs time)
{
    const TimeMs start = WeekChunk::weekOf(time);
    return column.weeks.try_emplace(start, start).first->second;
}

} // namespace

bool FactTable::isValid(const FactRow &row) const
{
    return m_cells.contains(row.cell) && row.time >= kEarliestFact && row.time < kLatestFact &&
           row.value != kReservedValue && row.business != kReservedValue;
}

void FactTable::extendTargets(FactColumn &column)
{
    if (column.targetOfAccount.empty()) {
        return;
    }
    std::vector<qint64> &ofCell = column.targets.ofCell;
    const auto &accounts = m_cells.keyNumbers(Dimension::Account);
    const auto &keys = m_cells.keys(Dimension::Account);
    for (std::size_t code = ofCell.size(); code < m_cells.codeEnd(); ++code) {
        const auto found = column.targetOfAccount.find(keys[accounts[code]]);
        const bool has =
            m_cells.contains(static_cast<CellCode>(code)) && found != column.targetOfAccount.end();
        ofCell.push_back(has ? found->second : kReservedValue);
    }
}

FactsApplied FactTable::load(FactColumnId id, std::vector<FactRow> rows)
{
    FactsApplied done;
    FactColumn &target = m_columns[id];
    extendTargets(target);
    const auto bad = std::remove_if(rows.begin(), rows.end(),
                                    [this](const FactRow &row) { return !isValid(row); });
    done.refused = rows.end() - bad;
    rows.erase(bad, rows.end());
    done.added = static_cast<qint64>(rows.size());
    if (!std::is_sorted(rows.begin(), rows.end(), isEarlierFact)) {
        std::sort(rows.begin(), rows.end(), isEarlierFact);
    }
    for (auto first = rows.begin(); first != rows.end();) {
        WeekChunk &week = weekFor(target, first->time);
        const auto last = std::find_if(first, rows.end(),
                                       [&](const FactRow &row) { return row.time >= week.end(); });
        week.merge({first, last}, target.targets);
        first = last;
    }
    return done;
}

void FactTable::setLoadedFrom(FactColumnId id, TimeMs time)
{
    m_columns[id].loadedFrom = time;
}

TimeMs FactTable::loadedFrom(FactColumnId id) const
{
    const auto found = m_columns.find(id);
    return found == m_columns.end() ? kEarliestFact : found->second.loadedFrom;
}

FactsApplied FactTable::apply(const FactChanges &changes)
{
    FactsApplied done;
    for (auto &[id, column] : m_columns) {
        extendTargets(column);
    }
    // In time order most new rows go to the end of their week.
    std::vector<const FactChange *> order;
    order.reserve(changes.size());
    for (const FactChange &change : changes) {
        order.push_back(&change);
    }
    std::stable_sort(order.begin(), order.end(), [](const FactChange *a, const FactChange *b) {
        return (a->after ? a->after : a->before).value_or(FactRow()).time <
               (b->after ? b->after : b->before).value_or(FactRow()).time;
    });
    std::set<WeekChunk *> touched;
    for (const FactChange *change : order) {
        FactColumn &target = m_columns[change->column];
        std::optional<FactRow> before = change->before;
        std::optional<FactRow> after = change->after;
        if ((before && !isValid(*before)) || (after && !isValid(*after))) {
            ++done.refused;
            continue;
        }
        if (before && before->time < target.loadedFrom) {
            before.reset();
        }
        if (after && after->time < target.loadedFrom) {
            after.reset();
        }
        if (!before && !after) {
            ++done.ignored;
            continue;
        }
        WeekChunk *from = before ? &weekFor(target, before->time) : nullptr;
        WeekChunk *to = after ? &weekFor(target, after->time) : nullptr;
        if (from && from == to) {
            (from->replace(*before, *after, target.targets) ? done.replaced : done.missing) += 1;
        } else if (from && !from->remove(*before, target.targets)) {
            ++done.missing;
        } else {
            if (to) {
                to->add(*after, target.targets);
            }
            (from && to ? done.replaced : from ? done.removed : done.added) += 1;
        }
        touched.insert(from ? from : to);
        touched.insert(to ? to : from);
    }
    for (WeekChunk *week : touched) {
        week->settle();
    }
    return done;
}

bool FactTable::foldSome(qint64 rows)
{
    qint64 left = rows;
    for (auto &[id, column] : m_columns) {
        for (auto &[start, week] : column.weeks) {
            if (week.isFolded()) {
                continue;
            }
            if (left <= 0) {
                return true;
            }
            left -= static_cast<qint64>(week.size());
            week.fold();
        }
    }
    return false;
}

void FactTable::setTargets(FactColumnId id, const std::map<RowId, DurationMs> &targets)
{
    FactColumn &target = m_columns[id];
    target.targetOfAccount = targets;
    target.targets = {};
    extendTargets(target);
    for (auto &[start, week] : target.weeks) {
        week.setTargets(target.targets);
    }
}

void FactTable::dropRows(FactColumnId id, TimeRange window)
{
    FactColumn &target = m_columns[id];
    std::vector<TimeMs> weeks;
    target.forWeeks(window, [&](const WeekChunk &week) { weeks.push_back(week.start()); });
    for (const TimeMs start : weeks) {
        const WeekChunk old = std::move(target.weeks.at(start));
        target.weeks.erase(start);
        std::vector<FactRow> kept = old.rowsIn(old.start(), window.from);
        const std::vector<FactRow> later = old.rowsIn(window.to, old.end());
        kept.insert(kept.end(), later.begin(), later.end());
        if (!kept.empty()) {
            weekFor(target, start).merge(kept, target.targets);
        }
    }
}

std::vector<FactRow> FactTable::rows(FactColumnId id, TimeRange window) const
{
    std::vector<FactRow> rows;
    const auto found = m_columns.find(id);
    if (found == m_columns.end() || window.isEmpty()) {
        return rows;
    }
    const auto &weeks = found->second.weeks;
    for (auto it = weeks.lower_bound(WeekChunk::weekOf(window.from));
         it != weeks.end() && it->first < window.to; ++it) {
        const std::vector<FactRow> part = it->second.rowsIn(window.from, window.to);
        rows.insert(rows.end(), part.begin(), part.end());
    }
    return rows;
}

std::vector<FactColumnId> FactTable::columns() const
{
    std::vector<FactColumnId> ids;
    for (const auto &[id, column] : m_columns) {
        ids.push_back(id);
    }
    return ids;
}

qint64 FactTable::rowCount() const
{
    std::size_t rows = 0;
    for (const auto &[id, column] : m_columns) {
        for (const auto &[start, week] : column.weeks) {
            rows += week.size();
        }
    }
    return static_cast<qint64>(rows);
}

std::size_t FactTable::memoryUse() const
{
    std::size_t bytes = sizeof(*this) + m_cells.memoryUse();
    for (const auto &[id, column] : m_columns) {
        bytes += sizeof(column) + column.targets.ofCell.capacity() * sizeof(qint64);
        for (const auto &[start, week] : column.weeks) {
            bytes += week.memoryUse();
        }
    }
    return bytes;
}

void FactTable::shrink()
{
    for (auto &[id, column] : m_columns) {
        for (auto &[start, week] : column.weeks) {
            week.shrink();
        }
    }
}

} // namespace watchfloor
