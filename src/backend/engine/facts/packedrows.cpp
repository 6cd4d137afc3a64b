// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/packedrows.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace watchfloor {

namespace {

constexpr int kTimeBits = 24;
constexpr quint64 kLowTime = (quint64{1} << kTimeBits) - 1;
constexpr std::size_t kWorthShort = 256; // below, the starts take what the rows save

template<typename T>
void insertAt(std::vector<T> &column, std::size_t at, T value)
{
    column.insert(column.begin() + static_cast<std::ptrdiff_t>(at), value);
}

/// Room for `count` values at `at`, each made of the one in unaligned bytes; or all the same when
/// there are none.
template<typename T, typename Make>
void insertBytes(std::vector<T> &column, std::size_t at, std::size_t count, const char *bytes,
                 T same, Make &&make)
{
    column.insert(column.begin() + static_cast<std::ptrdiff_t>(at), count, same);
    T *const out = column.data() + at;
    for (std::size_t i = 0; bytes && i < count; ++i) {
        out[i] = make(PackedSlice::readAt<T>(bytes, i));
    }
}

template<typename T>
std::size_t bytesOf(const std::vector<T> &column)
{
    return column.capacity() * sizeof(T);
}

} // namespace

FactRow PackedRows::row(std::size_t i) const
{
    FactRow row{time(i), cell(i), 0, std::nullopt};
    if (m_valueWidth == 2) {
        row.value = m_values16[i] * m_unit;
        if (m_hasBusiness && m_business16[i] != kAbsentAs<quint16>) {
            row.business = m_business16[i] * m_unit;
        }
    } else if (m_valueWidth == 4) {
        row.value = m_values32[i] * m_unit;
        if (m_hasBusiness && m_business32[i] != kAbsent32) {
            row.business = m_business32[i] * m_unit;
        }
    } else if (m_valueWidth == 8) {
        row.value = m_values64[i];
        if (m_hasBusiness && m_business64[i] != kReservedValue) {
            row.business = m_business64[i];
        }
    }
    return row;
}

std::optional<NarrowRows> PackedRows::narrow(std::size_t begin, std::size_t end) const
{
    if (m_wideCells || (m_valueWidth != 2 && m_valueWidth != 4) || (m_usedBits >> 31) != 0) {
        return std::nullopt;
    }
    NarrowRows rows;
    rows.cells = m_cells16.data() + begin;
    if (m_valueWidth == 2) {
        rows.shortValues = m_values16.data() + begin;
        rows.shortBusiness = m_hasBusiness ? m_business16.data() + begin : nullptr;
    } else {
        rows.values = m_values32.data() + begin;
        rows.business = m_hasBusiness ? m_business32.data() + begin : nullptr;
    }
    rows.unit = m_unit;
    rows.usedBits = m_usedBits;
    rows.size = end - begin;
    return rows;
}

std::size_t PackedRows::lowerBound(TimeMs time) const
{
    if (time <= m_base) {
        return 0;
    }
    const auto offset = static_cast<quint64>(time - m_base);
    if (!m_lowTimes.empty()) {
        const std::size_t high = offset >> kTimeBits;
        if (high + 1 >= m_timeStarts.size()) {
            return size();
        }
        const quint64 low = offset & kLowTime;
        std::size_t first = m_timeStarts[high], last = m_timeStarts[high + 1];
        while (first < last) {
            const std::size_t middle = first + (last - first) / 2;
            if (lowTime(middle) < low) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }
    const auto found = std::lower_bound(m_times.begin(), m_times.end(), offset);
    return static_cast<std::size_t>(found - m_times.begin());
}

void PackedRows::widenFor(const FactRow &row)
{
    if (m_valueWidth == 4 && row.cell <= std::numeric_limits<quint16>::max() && fits(row.value) &&
        (!row.business || (m_hasBusiness && fits(*row.business)))) {
        return; // nearly always
    }
    toUsualValues();
    if (!m_wideCells && row.cell > std::numeric_limits<quint16>::max()) {
        m_cells32.assign(m_cells16.begin(), m_cells16.end());
        m_cells16 = {};
        m_wideCells = true;
    }
    if (m_valueWidth == 0 && (row.value != 0 || row.business)) {
        m_values32.reserve(room());
        m_values32.assign(size(), 0);
        m_valueWidth = 4;
    }
    if (!m_hasBusiness && row.business) {
        if (m_valueWidth == 4) {
            m_business32.reserve(room());
            m_business32.assign(size(), kAbsent32);
        } else {
            m_business64.reserve(room());
            m_business64.assign(size(), kReservedValue);
        }
        m_hasBusiness = true;
    }
    const auto fitsRow = [&] { return fits(row.value) && (!row.business || fits(*row.business)); };
    if (m_valueWidth == 4 && m_unit != 1 && !fitsRow()) {
        toMilliseconds();
    }
    if (m_valueWidth == 4 && !fitsRow()) {
        toWideValues();
    }
}

quint32 PackedRows::shortTime(std::size_t i) const
{
    const auto next = std::upper_bound(m_timeStarts.begin(), m_timeStarts.end(), i);
    const auto high = static_cast<quint32>(next - m_timeStarts.begin() - 1);
    return high << kTimeBits | lowTime(i);
}

void PackedRows::toShortTimes()
{
    if (m_times.size() < kWorthShort) {
        return;
    }
    m_lowTimes.reserve(m_times.size());
    m_midTimes.reserve(m_times.size());
    m_timeStarts.assign((m_times.back() >> kTimeBits) + 2, 0);
    for (const quint32 time : m_times) {
        m_lowTimes.push_back(static_cast<quint16>(time));
        m_midTimes.push_back(static_cast<quint8>(time >> 16));
        ++m_timeStarts[(time >> kTimeBits) + 1];
    }
    std::partial_sum(m_timeStarts.begin(), m_timeStarts.end(), m_timeStarts.begin());
    m_times = std::vector<quint32>(); // "= {}" would keep the room
}

void PackedRows::toUsualTimes()
{
    if (m_lowTimes.empty()) {
        return;
    }
    m_times.reserve(size());
    for (std::size_t high = 0; high + 1 < m_timeStarts.size(); ++high) {
        for (std::size_t i = m_timeStarts[high]; i < m_timeStarts[high + 1]; ++i) {
            m_times.push_back(static_cast<quint32>(high << kTimeBits) | lowTime(i));
        }
    }
    m_lowTimes = std::vector<quint16>();
    m_midTimes = std::vector<quint8>();
    m_timeStarts = std::vector<quint32>();
}

/// Where all fit, so that weeks long past take half the room.
void PackedRows::toShortValues()
{
    constexpr qint32 absent = kAbsentAs<quint16>;
    if (m_valueWidth != 4 || m_usedBits > absent ||
        std::find(m_business32.begin(), m_business32.end(), absent) != m_business32.end()) {
        return;
    }
    m_values16.reserve(m_values32.size());
    for (const qint32 value : m_values32) {
        m_values16.push_back(static_cast<quint16>(value));
    }
    m_business16.reserve(m_business32.size());
    for (const qint32 business : m_business32) {
        m_business16.push_back(static_cast<quint16>(business == kAbsent32 ? absent : business));
    }
    m_values32 = std::vector<qint32>();
    m_business32 = std::vector<qint32>();
    m_valueWidth = 2;
}

void PackedRows::toUsualValues()
{
    if (m_valueWidth != 2) {
        return;
    }
    m_values32.reserve(room());
    m_values32.assign(m_values16.begin(), m_values16.end());
    m_business32.reserve(m_hasBusiness ? room() : 0);
    for (const quint16 business : m_business16) {
        m_business32.push_back(business == kAbsentAs<quint16> ? kAbsent32 : business);
    }
    m_values16 = std::vector<quint16>();
    m_business16 = std::vector<quint16>();
    m_valueWidth = 4;
}

void PackedRows::toMilliseconds()
{
    const auto fitsNow = [this](qint32 value) {
        return value == kAbsent32 || isNarrow(value * m_unit);
    };
    if (!std::all_of(m_values32.begin(), m_values32.end(), fitsNow) ||
        !std::all_of(m_business32.begin(), m_business32.end(), fitsNow)) {
        toWideValues();
        return;
    }
    for (qint32 &value : m_values32) {
        value = noted(static_cast<qint32>(value * m_unit));
    }
    for (qint32 &business : m_business32) {
        if (business != kAbsent32) {
            business = noted(static_cast<qint32>(business * m_unit));
        }
    }
    m_unit = 1;
}

void PackedRows::toWideValues()
{
    m_values64.reserve(room());
    for (const qint32 value : m_values32) {
        m_values64.push_back(value * m_unit);
    }
    m_business64.reserve(m_business32.capacity());
    for (const qint32 business : m_business32) {
        m_business64.push_back(business == kAbsent32 ? kReservedValue : business * m_unit);
    }
    m_values32 = {};
    m_business32 = {};
    m_valueWidth = 8;
}

void PackedRows::reserve(std::size_t rows)
{
    toUsualTimes();
    m_times.reserve(rows);
    if (m_wideCells) {
        m_cells32.reserve(rows);
    } else {
        m_cells16.reserve(rows);
    }
    if (m_valueWidth == 4) {
        m_values32.reserve(rows);
        m_business32.reserve(m_hasBusiness ? rows : 0);
    } else if (m_valueWidth == 8) {
        m_values64.reserve(rows);
        m_business64.reserve(m_hasBusiness ? rows : 0);
    }
}

void PackedRows::append(const FactRow &row)
{
    toUsualTimes();
    widenFor(row);
    m_times.push_back(static_cast<quint32>(row.time - m_base));
    if (m_wideCells) {
        m_cells32.push_back(row.cell);
    } else {
        m_cells16.push_back(static_cast<quint16>(row.cell));
    }
    if (m_valueWidth == 4) {
        m_values32.push_back(noted(inUnits(row.value)));
        if (m_hasBusiness) {
            m_business32.push_back(notedBusiness(row));
        }
    } else if (m_valueWidth == 8) {
        m_values64.push_back(row.value);
        if (m_hasBusiness) {
            m_business64.push_back(row.business.value_or(kReservedValue));
        }
    }
}

void PackedRows::insert(std::size_t at, const FactRow &row)
{
    toUsualTimes();
    widenFor(row);
    insertAt(m_times, at, static_cast<quint32>(row.time - m_base));
    if (m_wideCells) {
        insertAt(m_cells32, at, row.cell);
    } else {
        insertAt(m_cells16, at, static_cast<quint16>(row.cell));
    }
    if (m_valueWidth == 4) {
        insertAt(m_values32, at, noted(inUnits(row.value)));
        if (m_hasBusiness) {
            insertAt(m_business32, at, notedBusiness(row));
        }
    } else if (m_valueWidth == 8) {
        insertAt(m_values64, at, row.value);
        if (m_hasBusiness) {
            insertAt(m_business64, at, row.business.value_or(kReservedValue));
        }
    }
}

bool PackedRows::insert(const PackedSlice &slice)
{
    if (slice.size == 0) {
        return true;
    }
    toUsualTimes();
    toUsualValues();
    const std::size_t at = lowerBound(slice.time(0));
    const bool fits = slice.cellBytes == 2 && !m_wideCells && slice.valueBytes != 8 &&
                      m_valueWidth != 8 && (at == size() || time(at) >= slice.time(slice.size - 1));
    const bool isFirst = m_valueWidth == 0;
    if (!fits || (slice.valueBytes == 4 && !isFirst && slice.unit != m_unit)) {
        return false;
    }
    if (slice.valueBytes == 4 && isFirst) {
        m_unit = slice.unit;
        m_valueWidth = 4;
        m_values32.reserve(room());
        m_values32.assign(size(), 0);
    }
    if (slice.business && !m_hasBusiness) {
        m_hasBusiness = true;
        m_business32.reserve(room());
        m_business32.assign(size(), kAbsent32);
    }
    const auto shift = static_cast<quint32>(slice.base - m_base);
    insertBytes(m_times, at, slice.size, slice.times, quint32{0},
                [shift](quint32 offset) { return offset + shift; });
    insertBytes(m_cells16, at, slice.size, slice.cells, quint16{0},
                [](quint16 cell) { return cell; });
    quint32 used = 0;
    if (m_valueWidth == 4) {
        const char *values = slice.valueBytes == 4 ? slice.values : nullptr;
        insertBytes(m_values32, at, slice.size, values, 0, [&used](qint32 value) {
            used |= static_cast<quint32>(value);
            return value;
        });
    }
    if (m_hasBusiness) {
        insertBytes(m_business32, at, slice.size, slice.business, kAbsent32, [&used](qint32 value) {
            used |= value == kAbsent32 ? 0 : static_cast<quint32>(value);
            return value;
        });
    }
    m_usedBits |= used;
    return true;
}

void PackedRows::set(std::size_t at, const FactRow &row)
{
    widenFor(row);
    if (m_wideCells) {
        m_cells32[at] = row.cell;
    } else {
        m_cells16[at] = static_cast<quint16>(row.cell);
    }
    if (m_valueWidth == 4) {
        m_values32[at] = noted(inUnits(row.value));
        if (m_hasBusiness) {
            m_business32[at] = notedBusiness(row);
        }
    } else if (m_valueWidth == 8) {
        m_values64[at] = row.value;
        if (m_hasBusiness) {
            m_business64[at] = row.business.value_or(kReservedValue);
        }
    }
}

void PackedRows::setRemoved(std::size_t at)
{
    if (m_wideCells) {
        m_cells32[at] = 0;
    } else {
        m_cells16[at] = 0;
    }
}

void PackedRows::shrink()
{
    toShortTimes();
    toShortValues();
    m_times.shrink_to_fit();
    m_cells16.shrink_to_fit();
    m_cells32.shrink_to_fit();
    m_values16.shrink_to_fit();
    m_business16.shrink_to_fit();
    m_values32.shrink_to_fit();
    m_business32.shrink_to_fit();
    m_values64.shrink_to_fit();
    m_business64.shrink_to_fit();
}

std::size_t PackedRows::memoryUse() const
{
    return sizeof(*this) + bytesOf(m_times) + bytesOf(m_lowTimes) + bytesOf(m_midTimes) +
           bytesOf(m_timeStarts) + bytesOf(m_cells16) + bytesOf(m_cells32) + bytesOf(m_values16) +
           bytesOf(m_business16) + bytesOf(m_values32) + bytesOf(m_business32) +
           bytesOf(m_values64) + bytesOf(m_business64);
}

} // namespace watchfloor
