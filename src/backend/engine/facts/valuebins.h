// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <cstddef>

namespace watchfloor::valuebins {

// Logarithmic bins, 64 to each doubling: the exponent and the first 6 bits of value + 1/2. Below
// 128 each integer has its own, above a bin is at most 1/64 of its lower edge wide, so that its
// middle is within 1/128 of every value in it. Negative values mirror the positive ones. Numbers
// ascend with the value. For 0 <= value < 2^51 the number is also
// (upper half of the double value + 0.5) >> kHighShift, less kHighZero.
inline constexpr int kMantissa = 6;
inline constexpr quint32 kHighShift = 20 - kMantissa;
inline constexpr quint32 kHighZero = 0x3FE00000U >> kHighShift; // of 0.5

inline qint32 magnitudeBin(quint64 value)
{
    const quint64 twice = 2 * value + 1;
    const int exponent = 63 - std::countl_zero(twice);
    const quint64 mantissa =
        exponent >= kMantissa ? twice >> (exponent - kMantissa) : twice << (kMantissa - exponent);
    return (exponent << kMantissa) + static_cast<qint32>(mantissa & ((1U << kMantissa) - 1));
}

/// The least value in a bin or above it.
inline quint64 magnitudeFloor(qint32 bin)
{
    const int exponent = bin >> kMantissa;
    const auto mantissa = static_cast<quint64>((bin & ((1 << kMantissa) - 1)) + (1 << kMantissa));
    // Half of mantissa * 2^(exponent - 6), upwards where it is no integer.
    const int shift = exponent - kMantissa - 1;
    return shift >= 0 ? mantissa << shift : (mantissa + (quint64{1} << -shift) / 2 - 1) >> -shift;
}

/// The bin of a value; for any value but the least qint64.
inline qint32 bin(qint64 value)
{
    return value >= 0 ? magnitudeBin(static_cast<quint64>(value))
                      : -magnitudeBin(static_cast<quint64>(-value));
}

/// The value told for a bin with a value in it: its middle, within kHistogramBound of each.
inline qint64 middle(qint32 bin)
{
    const qint32 magnitude = bin < 0 ? -bin : bin;
    const quint64 low = magnitudeFloor(magnitude);
    const quint64 next = magnitudeFloor(magnitude + 1);
    const auto value = static_cast<qint64>(low + (next > low ? (next - 1 - low) / 2 : 0));
    return bin < 0 ? -value : value;
}

} // namespace watchfloor::valuebins
