// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/facttable.h"

#include <algorithm>

namespace watchfloor {

namespace {

bool isEarlierFact(const FactRow &a, const FactRow &b)
{
    return a.time < b.time;
}

} // namespace

bool FactTable::isValid(const FactRow &row) const
{
    return m_cells.contains(row.cell) && row.time >= kEarliestFact && row.time < kLatestFact &&
           row.value != kReservedValue && row.business != kReservedValue;
}

FactsApplied FactTable::load(FactColumnId id, std::vector<FactRow> rows)
{
    FactsApplied done;
    FactColumn &target = column(id);
    target.extendTargets(m_cells);
    const auto bad = std::remove_if(rows.begin(), rows.end(),
                                    [this](const FactRow &row) { return !isValid(row); });
    done.refused = rows.end() - bad;
    rows.erase(bad, rows.end());
    done.added = static_cast<qint64>(rows.size());
    if (!std::is_sorted(rows.begin(), rows.end(), isEarlierFact)) {
        std::sort(rows.begin(), rows.end(), isEarlierFact);
    }
    target.merge(rows);
    target.settle();
    return done;
}

bool FactTable::isValid(const PackedSlice &slice) const
{
    constexpr TimeMs day = 24LL * 3600 * 1000;
    bool known = slice.base % day == 0 && slice.base >= kEarliestFact && slice.base < kLatestFact &&
                 (slice.size == 0 || slice.time(slice.size - 1) < slice.base + day);
    for (std::size_t i = 0; i < slice.size && known; ++i) {
        known = m_cells.contains(slice.cell(i));
    }
    for (std::size_t i = 0; slice.valueBytes == 8 && i < slice.size && known; ++i) {
        known = isValid(slice.row(i));
    }
    return known;
}

std::vector<bool> FactTable::loadSlices(FactColumnId id, const std::vector<PackedSlice> &slices)
{
    FactColumn &target = column(id);
    target.extendTargets(m_cells);
    std::vector<bool> loaded;
    std::vector<PackedSlice> sound;
    for (const PackedSlice &slice : slices) {
        loaded.push_back(isValid(slice));
        if (loaded.back()) {
            sound.push_back(slice);
        }
    }
    target.merge(sound);
    target.settle();
    return loaded;
}

void FactTable::setLoadedFrom(FactColumnId id, TimeMs time)
{
    column(id).setLoadedFrom(time);
}

TimeMs FactTable::loadedFrom(FactColumnId id) const
{
    const auto found = m_columns.find(id);
    return found == m_columns.end() ? kEarliestFact : found->second.loadedFrom();
}

FactsApplied FactTable::apply(const FactChanges &changes)
{
    FactsApplied done;
    for (auto &[id, column] : m_columns) {
        column.extendTargets(m_cells);
    }
    // New rows first and in time order: most of them go to the end of their week. Changes of rows
    // keep their order, for a batch may change a row it has brought.
    std::vector<const FactChange *> order;
    order.reserve(changes.size());
    for (const FactChange &change : changes) {
        order.push_back(&change);
    }
    const auto changed = std::stable_partition(
        order.begin(), order.end(), [](const FactChange *change) { return !change->before; });
    std::stable_sort(order.begin(), changed, [](const FactChange *a, const FactChange *b) {
        return a->after.value_or(FactRow()).time < b->after.value_or(FactRow()).time;
    });
    for (const FactChange *change : order) {
        FactColumn &target = column(change->column);
        std::optional<FactRow> before = change->before;
        std::optional<FactRow> after = change->after;
        if ((before && !isValid(*before)) || (after && !isValid(*after))) {
            ++done.refused;
            continue;
        }
        if (before && before->time < target.loadedFrom()) {
            before.reset();
        }
        if (after && after->time < target.loadedFrom()) {
            after.reset();
        }
        if (!before && !after) {
            ++done.ignored;
            continue;
        }
        if (before && after) {
            (target.replace(*before, *after) ? done.replaced : done.missing) += 1;
        } else if (before) {
            (target.remove(*before) ? done.removed : done.missing) += 1;
        } else {
            target.add(*after);
            done.added += 1;
        }
    }
    for (auto &[id, column] : m_columns) {
        column.settle();
    }
    return done;
}

bool FactTable::foldSome(qint64 rows)
{
    return std::any_of(m_columns.begin(), m_columns.end(),
                       [&](auto &entry) { return entry.second.foldSome(rows); });
}

void FactTable::setTargets(FactColumnId id, const std::map<RowId, DurationMs> &targets)
{
    column(id).setTargets(targets, m_cells);
}

const std::map<RowId, DurationMs> &FactTable::targets(FactColumnId id) const
{
    static const std::map<RowId, DurationMs> none;
    const auto found = m_columns.find(id);
    return found == m_columns.end() ? none : found->second.targetOfAccount();
}

void FactTable::dropRows(FactColumnId id, TimeRange window)
{
    column(id).drop(window);
}

std::vector<FactRow> FactTable::rows(FactColumnId id, TimeRange window) const
{
    const auto found = m_columns.find(id);
    return found == m_columns.end() ? std::vector<FactRow>() : found->second.rowsIn(window);
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
        rows += column.size();
    }
    return static_cast<qint64>(rows);
}

std::size_t FactTable::memoryUse() const
{
    std::size_t bytes =
        sizeof(*this) + m_cells.memoryUse() + m_tracks.memoryUse() + m_choices.memoryUse();
    for (const auto &[id, column] : m_columns) {
        bytes += column.memoryUse();
    }
    return bytes;
}

void FactTable::shrink(TimeRange window)
{
    for (auto &[id, column] : m_columns) {
        column.shrink(window);
    }
}

} // namespace watchfloor
