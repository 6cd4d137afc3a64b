// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace watchfloor::sandbox {

/// The same numbers on every platform (the standard distributions are not specified bit for bit)
/// in eight bytes, so that each conversation can carry its own: SplitMix64.
class Random {
public:
    explicit Random(quint64 seed)
        : m_state(mixed(seed))
    {
    }

    /// Spreads related seeds (seed, seed + 1, ...) over the whole range.
    static constexpr quint64 mixed(quint64 value)
    {
        value += 0x9E3779B97F4A7C15ULL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }

    quint64 bits()
    {
        const quint64 drawn = mixed(m_state);
        m_state += 0x9E3779B97F4A7C15ULL;
        return drawn;
    }
    /// [0, 1)
    double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// [low, high], both included
    qint64 between(qint64 low, qint64 high)
    {
        const auto span = static_cast<quint64>(high - low) + 1;
        return low + static_cast<qint64>(bits() % span);
    }
    /// Exponential with that mean, in whole milliseconds, at least 1. Von Neumann's comparison
    /// method: no logarithm, whose last bit differs between libraries.
    qint64 exponential(qint64 meanMs)
    {
        for (int whole = 0;; ++whole) {
            const double first = unit();
            bool odd = true;
            for (double last = first, next = unit(); next <= last; next = unit()) {
                last = next;
                odd = !odd;
            }
            if (odd) {
                const double x = (whole + first) * static_cast<double>(meanMs);
                return qMax<qint64>(1, static_cast<qint64>(x));
            }
        }
    }
    template<typename Container>
    const typename Container::value_type &pick(const Container &from)
    {
        return from[static_cast<typename Container::size_type>(
            between(0, static_cast<qint64>(from.size()) - 1))];
    }

private:
    quint64 m_state;
};

} // namespace watchfloor::sandbox
