// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/factsegment.h"

#include <algorithm>
#include <cstring>

namespace watchfloor {

namespace {

constexpr quint32 kMagic = 0x57464331; // reads differently on a machine of other byte order
constexpr quint32 kVersion = 1;
constexpr qint32 kNone32 = std::numeric_limits<qint32>::min();

struct Header {
    quint32 magic = kMagic;
    quint32 version = kVersion;
    qint64 column = 0;
    qint64 from = 0;
    qint64 to = 0;
    quint32 rows = 0;
    quint8 cellBytes = 2;
    quint8 valueBytes = 0; ///< 0: all values are 0
    quint8 hasBusiness = 0;
    quint8 reserved = 0;
    quint64 checksum = 0; ///< of everything else
};
static_assert(sizeof(Header) == 48);

/// Each 8-byte step is a bijection of the state, so no single changed word goes unseen.
quint64 checksumOf(const Header &header, const char *data, qsizetype size)
{
    constexpr quint64 kFactor = 0x9E3779B97F4A7C15;
    quint64 hash = 0;
    const auto take = [&](const char *bytes, qsizetype count) {
        for (; count > 0; bytes += 8, count -= 8) {
            quint64 word = 0;
            std::memcpy(&word, bytes, static_cast<std::size_t>(std::min<qsizetype>(count, 8)));
            hash = (hash ^ word) * kFactor;
            hash ^= hash >> 32;
        }
    };
    Header blank = header;
    blank.checksum = 0;
    char bytes[sizeof(Header)];
    std::memcpy(bytes, &blank, sizeof(Header));
    take(bytes, sizeof(Header));
    take(data, size);
    return hash;
}

template<typename T, typename Get>
char *writeColumn(char *out, const std::vector<FactRow> &rows, Get &&get)
{
    for (const FactRow &row : rows) {
        const T value = static_cast<T>(get(row));
        std::memcpy(out, &value, sizeof(T));
        out += sizeof(T);
    }
    return out;
}

template<typename T>
T readAt(const char *column, std::size_t i)
{
    T value;
    std::memcpy(&value, column + i * sizeof(T), sizeof(T));
    return value;
}

Header headerFor(FactColumnId column, TimeRange window, const std::vector<FactRow> &rows)
{
    Header header;
    header.column = column;
    header.from = window.from;
    header.to = window.to;
    header.rows = static_cast<quint32>(rows.size());
    const auto narrow = [](qint64 value) {
        return value > kNone32 && value <= std::numeric_limits<qint32>::max();
    };
    for (const FactRow &row : rows) {
        if (row.cell > std::numeric_limits<quint16>::max()) {
            header.cellBytes = 4;
        }
        if (row.business) {
            header.hasBusiness = 1;
        }
        if (!narrow(row.value) || (row.business && !narrow(*row.business))) {
            header.valueBytes = 8;
        } else if (header.valueBytes == 0 && (row.value != 0 || row.business)) {
            header.valueBytes = 4;
        }
    }
    return header;
}

qsizetype bodySize(const Header &header)
{
    const qsizetype values = header.valueBytes * (header.hasBusiness ? 2 : 1);
    return qsizetype{header.rows} * (4 + header.cellBytes + values);
}

} // namespace

QByteArray packSegment(FactColumnId column, TimeRange window, const std::vector<FactRow> &rows)
{
    Header header = headerFor(column, window, rows);
    QByteArray bytes(static_cast<qsizetype>(sizeof(Header)) + bodySize(header), Qt::Uninitialized);
    char *const body = bytes.data() + sizeof(Header);
    char *out = writeColumn<quint32>(body, rows,
                                     [&](const FactRow &row) { return row.time - window.from; });
    const auto cell = [](const FactRow &row) { return row.cell; };
    const auto value = [](const FactRow &row) { return row.value; };
    out = header.cellBytes == 2 ? writeColumn<quint16>(out, rows, cell)
                                : writeColumn<quint32>(out, rows, cell);
    if (header.valueBytes == 4) {
        out = writeColumn<qint32>(out, rows, value);
    } else if (header.valueBytes == 8) {
        out = writeColumn<qint64>(out, rows, value);
    }
    if (header.hasBusiness && header.valueBytes == 4) {
        writeColumn<qint32>(out, rows,
                            [](const FactRow &row) { return row.business.value_or(kNone32); });
    } else if (header.hasBusiness) {
        writeColumn<qint64>(
            out, rows, [](const FactRow &row) { return row.business.value_or(kReservedValue); });
    }
    header.checksum = checksumOf(header, body, bodySize(header));
    std::memcpy(bytes.data(), &header, sizeof(Header));
    return bytes;
}

UnpackedSegment unpackSegment(FactColumnId column, TimeRange window, const QByteArray &bytes)
{
    UnpackedSegment result;
    Header header;
    if (bytes.size() < static_cast<qsizetype>(sizeof(Header))) {
        return result;
    }
    std::memcpy(&header, bytes.constData(), sizeof(Header));
    if (header.magic != kMagic || header.version != kVersion) {
        result.state = SegmentState::OtherVersion;
        return result;
    }
    const char *times = bytes.constData() + sizeof(Header);
    const qsizetype body = bytes.size() - static_cast<qsizetype>(sizeof(Header));
    if (body != bodySize(header) || checksumOf(header, times, body) != header.checksum) {
        return result;
    }
    if (header.column != column || header.from != window.from || header.to != window.to) {
        result.state = SegmentState::OtherSlice;
        return result;
    }
    const std::size_t count = header.rows;
    const char *cells = times + count * 4;
    const char *values = cells + count * header.cellBytes;
    const char *business = values + count * header.valueBytes;
    result.rows.resize(count);
    TimeMs last = window.from;
    for (std::size_t i = 0; i < count; ++i) {
        FactRow &row = result.rows[i];
        row.time = window.from + readAt<quint32>(times, i);
        row.cell = header.cellBytes == 2 ? readAt<quint16>(cells, i) : readAt<quint32>(cells, i);
        if (header.valueBytes == 4) {
            row.value = readAt<qint32>(values, i);
            if (header.hasBusiness && readAt<qint32>(business, i) != kNone32) {
                row.business = readAt<qint32>(business, i);
            }
        } else if (header.valueBytes == 8) {
            row.value = readAt<qint64>(values, i);
            if (header.hasBusiness && readAt<qint64>(business, i) != kReservedValue) {
                row.business = readAt<qint64>(business, i);
            }
        }
        if (row.time < last || row.time >= window.to) {
            return {};
        }
        last = row.time;
    }
    result.state = SegmentState::Good;
    return result;
}

} // namespace watchfloor
