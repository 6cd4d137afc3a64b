// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/rowkernels.h"

#include "backend/engine/facts/valuebins.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

namespace watchfloor {

namespace {

// The compiler's own vectors: 16 bytes are there on every 64-bit machine.
using Ints = qint32 __attribute__((vector_size(16)));
using Words = quint32 __attribute__((vector_size(16)));
using Longs = quint64 __attribute__((vector_size(16)));
using Doubles = double __attribute__((vector_size(16)));
using FourShorts = quint16 __attribute__((vector_size(8)));
using HalfInts = qint32 __attribute__((vector_size(8)));

template<typename Vector, typename T>
Vector loaded(const T *from)
{
    Vector vector;
    std::memcpy(&vector, from, sizeof(Vector));
    return vector;
}

Ints allOf(qint32 value)
{
    return Ints{value, value, value, value};
}

constexpr qint32 kAbsent = NarrowRows::kAbsent;

/// Four values at a time.
Ints fourValues(const qint32 *from)
{
    return loaded<Ints>(from);
}

Ints fourValues(const quint16 *from)
{
    return __builtin_convertvector(loaded<FourShorts>(from), Ints);
}

qint32 inSteps(qint64 target, qint64 unit)
{
    if (target == kReservedValue) {
        return kAbsent; // no row's value is as low
    }
    const qint64 rest = target % unit;
    const qint64 steps = (target - (rest < 0 ? rest + unit : rest)) / unit;
    return static_cast<qint32>(
        std::clamp<qint64>(steps, kAbsent, std::numeric_limits<qint32>::max()));
}

Words fourFrom(const quint32 *in)
{
    return loaded<Words>(in);
}

Words fourFrom(const quint16 *in)
{
    return __builtin_convertvector(loaded<FourShorts>(in), Words);
}

template<bool Take, typename Count>
void changeCounts(quint32 *out, const Count *in, std::size_t count)
{
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const Words before = loaded<Words>(out + i);
        const Words after = Take ? before - fourFrom(in + i) : before + fourFrom(in + i);
        std::memcpy(out + i, &after, sizeof(after));
    }
    for (; i < count; ++i) {
        out[i] = Take ? out[i] - in[i] : out[i] + in[i];
    }
}

} // namespace

/// Where the counts begin in a pair: value sum, n, hits; business sum, businessN.
struct SumKernel::Fields {
    explicit Fields(quint32 usedBits)
    {
        // At least 20, so that the counts lie in the upper half.
        const int valueBits = std::max(20, static_cast<int>(std::bit_width(usedBits)));
        countBits = (64 - valueBits) / 3;
        n = valueBits + countBits;
        hits = n + countBits;
    }
    std::size_t rows() const { return (std::size_t{1} << countBits) - 4; }
    qint32 oneN() const { return static_cast<qint32>(quint32{1} << (n - 32)); }
    qint32 oneHit() const { return static_cast<qint32>(quint32{1} << (hits - 32)); }

    int countBits;
    int n;
    int hits;
};

void SumKernel::prepare()
{
    const std::vector<quint32> &slots = m_choice.slots();
    m_sets = m_slots <= 256 ? 4 : 1;
    m_pairs.resize(m_slots * m_sets);
    if (m_slots <= 256) {
        m_slot8.assign(slots.begin(), slots.end());
    } else {
        m_slot16.assign(slots.begin(), slots.end());
    }
    bool any = false;
    for (std::size_t cell = 0; cell < slots.size() && m_oneTarget; ++cell) {
        if (slots[cell] != 0) {
            const qint64 target = m_targets.of(static_cast<CellCode>(cell));
            m_target = any ? m_target : target;
            m_oneTarget = target == m_target;
            any = true;
        }
    }
}

const qint32 *SumKernel::targetsFor(qint64 unit)
{
    if (m_targetUnit != unit) {
        m_targetUnit = unit;
        if (m_oneTarget) {
            m_targetSteps.assign(1, inSteps(m_target, unit));
        } else {
            m_targetSteps.resize(m_choice.slots().size());
            for (std::size_t cell = 0; cell < m_targetSteps.size(); ++cell) {
                m_targetSteps[cell] = inSteps(m_targets.of(static_cast<CellCode>(cell)), unit);
            }
        }
    }
    return m_targetSteps.data();
}

void SumKernel::add(const NarrowRows &rows, SlotTotals *out)
{
    if (m_pairs.empty()) {
        prepare();
    }
    if (rows.shortValues) {
        addValues(rows, rows.shortValues, rows.shortBusiness, out);
    } else {
        addValues(rows, rows.values, rows.business, out);
    }
}

template<typename Value>
void SumKernel::addValues(const NarrowRows &rows, const Value *values, const Value *business,
                          SlotTotals *out)
{
    if (m_slot8.empty()) {
        addFrom(m_slot16.data(), rows, values, business, out);
    } else {
        addFrom(m_slot8.data(), rows, values, business, out);
    }
}

template<typename Slot, typename Value>
void SumKernel::addFrom(const Slot *slotOf, const NarrowRows &rows, const Value *values,
                        const Value *business, SlotTotals *out)
{
    const Fields fields(rows.usedBits);
    const qint32 *targets = targetsFor(rows.unit);
    const std::size_t atOnce = fields.rows() * m_sets;
    for (std::size_t begin = 0; begin < rows.size; begin += atOnce) {
        const std::size_t end = std::min(rows.size, begin + atOnce);
        const auto run = [&](auto withBusiness, auto hitsOfBusiness, auto oneTarget) {
            addBlock<withBusiness.value, hitsOfBusiness.value, oneTarget.value>(
                slotOf, rows.cells, values, business, begin, end, targets, fields);
        };
        const std::true_type yes;
        const std::false_type no;
        if (!business) {
            if (m_oneTarget || m_business) {
                run(no, no, yes);
            } else {
                run(no, no, no);
            }
        } else if (m_business) {
            if (m_oneTarget) {
                run(yes, yes, yes);
            } else {
                run(yes, yes, no);
            }
        } else if (m_oneTarget) {
            run(yes, no, yes);
        } else {
            run(yes, no, no);
        }
        empty(fields, rows.unit, m_business && !business, out);
    }
}

template<bool WithBusiness, bool HitsOfBusiness, bool OneTarget, typename Slot, typename Value>
void SumKernel::addBlock(const Slot *slotOf, const quint16 *cells, const Value *values,
                         const Value *businessValues, std::size_t begin, std::size_t end,
                         const qint32 *targets, const Fields &fields)
{
    const Ints oneN = allOf(fields.oneN());
    const Ints oneHit = allOf(fields.oneHit());
    const Ints oneBusiness = oneN;
    const std::size_t next = m_sets > 1 ? m_slots : 0;
    Pair *const set0 = m_pairs.data();
    Pair *const set1 = set0 + next;
    Pair *const set2 = set1 + next;
    Pair *const set3 = set2 + next;
    Ints target = allOf(targets[0]);
    const auto pairsOf = [&](Ints value, Ints business, std::array<Pair, 4> &out) {
        Ints present = allOf(0);
        Ints businessCounts = allOf(0);
        if constexpr (WithBusiness) {
            present = business != allOf(kAbsentAs<Value>);
            business &= present;
            businessCounts = present & oneBusiness;
        }
        const Ints hit = HitsOfBusiness ? Ints((business <= target) & present) : value <= target;
        const Ints counts = oneN + (hit & oneHit);
        const auto low = Longs(__builtin_shufflevector(value, counts, 0, 4, 1, 5));
        const auto high = Longs(__builtin_shufflevector(value, counts, 2, 6, 3, 7));
        const auto businessLow =
            Longs(__builtin_shufflevector(business, businessCounts, 0, 4, 1, 5));
        const auto businessHigh =
            Longs(__builtin_shufflevector(business, businessCounts, 2, 6, 3, 7));
        out[0] = __builtin_shufflevector(low, businessLow, 0, 2);
        out[1] = __builtin_shufflevector(low, businessLow, 1, 3);
        out[2] = __builtin_shufflevector(high, businessHigh, 0, 2);
        out[3] = __builtin_shufflevector(high, businessHigh, 1, 3);
    };
    std::array<Pair, 4> pairs;
    std::size_t i = begin;
    for (; i + 4 <= end; i += 4) {
        if constexpr (!OneTarget) {
            target = Ints{targets[cells[i]], targets[cells[i + 1]], targets[cells[i + 2]],
                          targets[cells[i + 3]]};
        }
        const Ints business = WithBusiness ? fourValues(businessValues + i) : allOf(0);
        pairsOf(fourValues(values + i), business, pairs);
        set0[slotOf[cells[i]]] += pairs[0];
        set1[slotOf[cells[i + 1]]] += pairs[1];
        set2[slotOf[cells[i + 2]]] += pairs[2];
        set3[slotOf[cells[i + 3]]] += pairs[3];
    }
    for (; i < end; ++i) {
        target = OneTarget ? target : allOf(targets[cells[i]]);
        pairsOf(allOf(values[i]), allOf(WithBusiness ? businessValues[i] : 0), pairs);
        set0[slotOf[cells[i]]] += pairs[0];
    }
}

void SumKernel::empty(const Fields &fields, qint64 unit, bool withoutHits, SlotTotals *out)
{
    const quint64 sumMask = (quint64{1} << fields.n) - 1;
    const quint64 countMask = (quint64{1} << fields.countBits) - 1;
    std::size_t slot = 0;
    for (Pair &pair : m_pairs) {
        SlotTotals &totals = out[slot];
        totals.sum += static_cast<qint64>(pair[0] & sumMask) * unit;
        totals.n += static_cast<qint64>((pair[0] >> fields.n) & countMask);
        totals.hits += withoutHits ? 0 : static_cast<qint64>(pair[0] >> fields.hits);
        totals.businessSum += static_cast<qint64>(pair[1] & sumMask) * unit;
        totals.businessN += static_cast<qint64>(pair[1] >> fields.n);
        pair = Pair{0, 0};
        slot = slot + 1 == m_slots ? 0 : slot + 1;
    }
}

namespace {

template<typename Value>
void countValueBins(const NarrowRows &rows, const Value *values, bool business, const quint32 *base,
                    quint32 by, quint32 *counts)
{
    const quint16 *cells = rows.cells;
    constexpr Value absent = kAbsentAs<Value>;
    const auto unit = static_cast<double>(rows.unit);
    const auto binsOf = [unit](HalfInts ints) {
        const Doubles doubles =
            __builtin_convertvector(ints, Doubles) * Doubles{unit, unit} + Doubles{0.5, 0.5};
        return Words(doubles);
    };
    const Words shift = Words{} + valuebins::kHighShift;
    std::size_t i = 0;
    for (; i + 4 <= rows.size; i += 4) {
        const Ints four = fourValues(values + i);
        const Words low = binsOf(__builtin_shufflevector(four, four, 0, 1));
        const Words high = binsOf(__builtin_shufflevector(four, four, 2, 3));
        // The upper halves of the four.
        const Words bins = __builtin_shufflevector(low, high, 1, 3, 5, 7) >> shift;
        for (std::size_t k = 0; k < 4; ++k) {
            const quint32 at = base[cells[i + k]] + bins[k] - valuebins::kHighZero;
            counts[business && values[i + k] == absent ? 0 : at] += by;
        }
    }
    for (; i < rows.size; ++i) {
        const qint64 value = values[i] * rows.unit;
        if (!business || values[i] != absent) {
            counts[base[cells[i]] + static_cast<quint32>(valuebins::bin(value))] += by;
        }
    }
}

} // namespace

void countBins(const NarrowRows &rows, bool business, const quint32 *base, quint32 by,
               quint32 *counts)
{
    if (const quint16 *values = business ? rows.shortBusiness : rows.shortValues) {
        countValueBins(rows, values, business, base, by, counts);
    } else if (const qint32 *wide = business ? rows.business : rows.values) {
        countValueBins(rows, wide, business, base, by, counts);
    }
}

std::vector<quint32> binBases(const CellChoice &choice, qint32 low, std::size_t bins)
{
    std::vector<quint32> base;
    base.reserve(choice.slots().size());
    for (const quint32 slot : choice.slots()) {
        base.push_back(slot * static_cast<quint32>(bins) - static_cast<quint32>(low));
    }
    return base;
}

void addCounts(quint32 *out, const quint32 *in, std::size_t count)
{
    changeCounts<false>(out, in, count);
}

void addCounts(quint32 *out, const quint16 *in, std::size_t count)
{
    changeCounts<false>(out, in, count);
}

void takeCounts(quint32 *out, const quint32 *in, std::size_t count)
{
    changeCounts<true>(out, in, count);
}

void takeCounts(quint32 *out, const quint16 *in, std::size_t count)
{
    changeCounts<true>(out, in, count);
}

} // namespace watchfloor
