// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/cellchoice.h"
#include "backend/engine/facts/packedrows.h"
#include "backend/engine/facts/periodsummary.h"

#include <cstddef>
#include <cstring>

namespace watchfloor {

/// Sums of one slot of a CellChoice; 64-bit, so exact and reversible.
struct SlotTotals {
    qint64 n = 0;
    qint64 sum = 0;
    qint64 businessN = 0;
    qint64 businessSum = 0;
    qint64 hits = 0;

    void add(const SlotTotals &other)
    {
        n += other.n;
        sum += other.sum;
        businessN += other.businessN;
        businessSum += other.businessSum;
        hits += other.hits;
    }
    void subtract(const SlotTotals &other)
    {
        n -= other.n;
        sum -= other.sum;
        businessN -= other.businessN;
        businessSum -= other.businessSum;
        hits -= other.hits;
    }
    bool operator==(const SlotTotals &) const = default;
};

/// Two sums at a time.
inline void addEntry(SlotTotals &slot, const CellTotals &entry)
{
    using Pair = qint64 __attribute__((vector_size(16)));
    static_assert(offsetof(SlotTotals, businessN) == sizeof(Pair));
    Pair pairs[2];
    std::memcpy(pairs, &slot, sizeof(pairs));
    pairs[0] += Pair{entry.n, entry.sum};
    pairs[1] += Pair{entry.businessN, entry.businessSum};
    std::memcpy(static_cast<void *>(&slot), pairs, sizeof(pairs));
}

/// Adds narrow rows up by slot, four at a time: one 16-byte sum per slot holds both sums and the
/// three counts side by side and is emptied before any of them can run over.
class SumKernel {
public:
    /// Costs nothing before the first rows.
    SumKernel(const CellChoice &choice, const CellTargets &targets, bool business)
        : m_choice(choice)
        , m_targets(targets)
        , m_business(business)
        , m_slots(choice.groups() + 1)
    {
    }

    /// Fewer rows are read faster one by one, and all cells have to be looked through first.
    bool pays(std::size_t rows) const
    {
        return m_slots <= 65'536 && rows >= 16 * m_slots &&
               (!m_pairs.empty() || rows >= m_choice.slots().size() / 4);
    }
    /// Slot 0 of `out` becomes rubbish.
    void add(const NarrowRows &rows, SlotTotals *out);

private:
    using Pair = quint64 __attribute__((vector_size(16)));
    struct Fields;

    void prepare();
    /// Targets in steps of `unit` ms: one, or by cell.
    const qint32 *targetsFor(qint64 unit);
    template<typename Value>
    void addValues(const NarrowRows &rows, const Value *values, const Value *business,
                   SlotTotals *out);
    template<typename Slot, typename Value>
    void addFrom(const Slot *slotOf, const NarrowRows &rows, const Value *values,
                 const Value *business, SlotTotals *out);
    template<bool WithBusiness, bool HitsOfBusiness, bool OneTarget, typename Slot, typename Value>
    void addBlock(const Slot *slotOf, const quint16 *cells, const Value *values,
                  const Value *businessValues, std::size_t begin, std::size_t end,
                  const qint32 *targets, const Fields &fields);
    void empty(const Fields &fields, qint64 unit, bool withoutHits, SlotTotals *out);

    const CellChoice &m_choice;
    const CellTargets &m_targets;
    bool m_business;
    bool m_oneTarget = true; ///< of all cells that pass
    qint64 m_target = kReservedValue;
    std::size_t m_slots;
    std::size_t m_sets = 0;
    std::vector<quint8> m_slot8; ///< by cell, when the slots are few: stays in the nearest cache
    std::vector<quint16> m_slot16;
    std::vector<qint32> m_targetSteps;
    qint64 m_targetUnit = 0;
    std::vector<Pair> m_pairs; ///< m_sets for all slots: neighbours seldom wait for each other
};

/// counts[base[cell] + bin] += by for each row that is measured; bins are valuebins::bin's.
/// Rows without a business value go to counts[0]. Values must not be negative.
void countBins(const NarrowRows &rows, bool business, const quint32 *base, quint32 by,
               quint32 *counts);

/// By cell: what countBins needs to count at slot * bins + bin - low.
std::vector<quint32> binBases(const CellChoice &choice, qint32 low, std::size_t bins);

/// out[i] += in[i] or -= in[i], modulo 2^32.
void addCounts(quint32 *out, const quint32 *in, std::size_t count);
void addCounts(quint32 *out, const quint16 *in, std::size_t count);
void takeCounts(quint32 *out, const quint32 *in, std::size_t count);
void takeCounts(quint32 *out, const quint16 *in, std::size_t count);

} // namespace watchfloor
