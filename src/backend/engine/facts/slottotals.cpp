// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/slottotals.h"

#include <algorithm>

namespace watchfloor {

namespace {

void scanWeek(const WeekChunk &week, TimeRange window, const FactColumn &column,
              const CellChoice &choice, bool business, std::vector<SlotTotals> &totals)
{
    const quint32 *slots = choice.slots().data();
    SlotTotals *out = totals.data();
    if (!column.targets.any()) {
        week.forEach(window.from, window.to,
                     [=](CellCode cell, qint64 value, bool has, qint64 measured) {
                         SlotTotals &slot = out[slots[cell]];
                         slot.n += 1;
                         slot.sum += value;
                         slot.businessN += has ? 1 : 0;
                         slot.businessSum += has ? measured : 0;
                     });
        return;
    }
    const qint64 *targets = column.targets.ofCell.data();
    week.forEach(window.from, window.to,
                 [=](CellCode cell, qint64 value, bool has, qint64 measured) {
                     SlotTotals &slot = out[slots[cell]];
                     slot.n += 1;
                     slot.sum += value;
                     slot.businessN += has ? 1 : 0;
                     slot.businessSum += has ? measured : 0;
                     slot.hits += business ? (has && measured <= targets[cell] ? 1 : 0)
                                           : (value <= targets[cell] ? 1 : 0);
                 });
}

void addSummary(const WeekSummary &summary, const CellChoice &choice, bool business,
                std::vector<SlotTotals> &totals)
{
    const quint32 *slots = choice.slots().data();
    SlotTotals *out = totals.data();
    for (const CellTotals &entry : summary.totals()) {
        SlotTotals &slot = out[slots[entry.cell]];
        slot.n += entry.n;
        slot.sum += entry.sum;
        slot.businessN += entry.businessN;
        slot.businessSum += entry.businessSum;
    }
    for (std::size_t i = 0; i < summary.hits().size(); ++i) {
        out[slots[summary.totals()[i].cell]].hits +=
            business ? summary.hits()[i].business : summary.hits()[i].value;
    }
}

void addSigned(std::vector<SlotTotals> &totals, const std::vector<SlotTotals> &part, qint64 sign)
{
    for (std::size_t i = 0; i < totals.size(); ++i) {
        totals[i].n += sign * part[i].n;
        totals[i].sum += sign * part[i].sum;
        totals[i].businessN += sign * part[i].businessN;
        totals[i].businessSum += sign * part[i].businessSum;
        totals[i].hits += sign * part[i].hits;
    }
}

TimeRange clipped(TimeRange window, const WeekChunk &week)
{
    return {std::max(window.from, week.start()), std::min(window.to, week.end())};
}

} // namespace

std::size_t FactColumn::countIn(TimeRange window)
{
    std::size_t rows = 0;
    forWeeks(window, [&](const WeekChunk &week) { rows += week.countIn(window.from, window.to); });
    return rows;
}

ValueBounds FactColumn::boundsIn(TimeRange window, bool business)
{
    ValueBounds bounds;
    forWeeks(window,
             [&](const WeekChunk &week) { bounds.include(week.summary().bounds(business)); });
    return bounds;
}

void scanTotals(FactColumn &column, TimeRange window, const CellChoice &choice, bool business,
                qint64 sign, std::vector<SlotTotals> &totals)
{
    std::vector<SlotTotals> part(totals.size());
    column.forWeeks(window, [&](const WeekChunk &week) {
        scanWeek(week, clipped(window, week), column, choice, business, part);
    });
    addSigned(totals, part, sign);
}

std::vector<SlotTotals> scannedTotals(FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business)
{
    std::vector<SlotTotals> totals(choice.groups() + 1);
    scanTotals(column, window, choice, business, 1, totals);
    return totals;
}

std::vector<SlotTotals> slotTotals(FactColumn &column, TimeRange window, const CellChoice &choice,
                                   bool business)
{
    std::vector<SlotTotals> totals(choice.groups() + 1);
    std::vector<SlotTotals> taken;
    column.forWeeks(window, [&](const WeekChunk &week) {
        const TimeRange part = clipped(window, week);
        const std::size_t inside = week.countIn(part.from, part.to);
        // Whichever means fewer rows to read: those inside, or those outside of the whole week.
        // An entry of the summary costs about as much as a row.
        if (week.size() - inside + week.summary().totals().size() < inside) {
            addSummary(week.summary(), choice, business, totals);
            taken.resize(totals.size());
            scanWeek(week, {week.start(), part.from}, column, choice, business, taken);
            scanWeek(week, {part.to, week.end()}, column, choice, business, taken);
        } else {
            scanWeek(week, part, column, choice, business, totals);
        }
    });
    if (!taken.empty()) {
        addSigned(totals, taken, -1);
    }
    return totals;
}

std::vector<ValueBounds> slotExtremes(FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business)
{
    std::vector<ValueBounds> bounds(choice.groups() + 1);
    const quint32 *slots = choice.slots().data();
    ValueBounds *out = bounds.data();
    column.forWeeks(window, [&](WeekChunk &week) {
        const TimeRange part = clipped(window, week);
        if (part.from == week.start() && part.to == week.end()) {
            const WeekSummary &summary = week.summaryWithExtremes();
            for (std::size_t i = 0; i < summary.totals().size(); ++i) {
                const CellTotals &entry = summary.totals()[i];
                const quint32 slot = slots[entry.cell];
                if (slot == 0 || (business ? entry.businessN : entry.n) == 0) {
                    continue;
                }
                const CellExtremes extremes = summary.extremes(i);
                out[slot].include(business ? extremes.businessMin : extremes.min);
                out[slot].include(business ? extremes.businessMax : extremes.max);
            }
            return;
        }
        week.forEach(part.from, part.to,
                     [=](CellCode cell, qint64 value, bool has, qint64 measured) {
                         if (!business) {
                             out[slots[cell]].include(value);
                         } else if (has) {
                             out[slots[cell]].include(measured);
                         }
                     });
    });
    return bounds;
}

} // namespace watchfloor
