// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <cstddef>

namespace watchfloor::valuebins {

// Logarithmic bins with 6 mantissa bits: below 128 each integer has its own, above a bin is at
// most 1/64 of its lower edge wide, so that its middle is within 1/128 of every value in it.
// Negative values mirror the positive ones. Numbers ascend with the value.
inline constexpr int kMantissa = 6;

inline qint32 magnitudeBin(quint64 value)
{
    if (value < (quint64{1} << kMantissa)) {
        return static_cast<qint32>(value);
    }
    const int shift = 63 - kMantissa - std::countl_zero(value);
    return (shift << kMantissa) + static_cast<qint32>(value >> shift);
}

inline quint64 magnitudeFloor(qint32 bin)
{
    if (bin < (1 << kMantissa)) {
        return static_cast<quint64>(bin);
    }
    const int shift = (bin >> kMantissa) - 1;
    return static_cast<quint64>((bin & ((1 << kMantissa) - 1)) + (1 << kMantissa)) << shift;
}

/// The bin of a value; for any value but the least qint64.
inline qint32 bin(qint64 value)
{
    return value >= 0 ? magnitudeBin(static_cast<quint64>(value))
                      : -magnitudeBin(static_cast<quint64>(-value));
}

/// The value told for a bin: its middle, within kHistogramBound of each value in it.
inline qint64 middle(qint32 bin)
{
    const qint32 magnitude = bin < 0 ? -bin : bin;
    const quint64 low = magnitudeFloor(magnitude);
    const quint64 next = magnitudeFloor(magnitude + 1);
    const auto value = static_cast<qint64>(low + (next - 1 - low) / 2);
    return bin < 0 ? -value : value;
}

} // namespace watchfloor::valuebins
