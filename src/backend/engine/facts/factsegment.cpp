// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/factsegment.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace watchfloor {

namespace {

constexpr quint32 kMagic = 0x57464331; // reads differently on a machine of other byte order
constexpr quint32 kVersion = 2;        // 1: values always in milliseconds
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
    quint8 inSeconds = 0; ///< 4-byte values: all are whole seconds
    quint64 checksum = 0; ///< of everything else
};
static_assert(sizeof(Header) == 48);

/// Each 8-byte step is a bijection of its lane's state, so no single changed word goes unseen. Four
/// lanes: none waits for its own last product.
quint64 checksumOf(const Header &header, const char *data, qsizetype size)
{
    constexpr quint64 kFactor = 0x9E3779B97F4A7C15;
    std::array<quint64, 4> lanes{1, 2, 3, 4};
    const auto take = [&lanes](std::size_t lane, const char *bytes, std::size_t count) {
        quint64 word = 0;
        std::memcpy(&word, bytes, count);
        lanes[lane] = (lanes[lane] ^ word) * kFactor;
        lanes[lane] ^= lanes[lane] >> 32;
    };
    Header blank = header;
    blank.checksum = 0;
    char bytes[sizeof(Header)];
    std::memcpy(bytes, &blank, sizeof(Header));
    for (std::size_t at = 0; at < sizeof(Header); at += 8) {
        take(at / 8 % 4, bytes + at, 8);
    }
    for (; size >= 32; data += 32, size -= 32) {
        for (std::size_t lane = 0; lane < 4; ++lane) {
            take(lane, data + 8 * lane, 8);
        }
    }
    for (; size > 0; data += 8, size -= 8) {
        take(0, data, static_cast<std::size_t>(std::min<qsizetype>(size, 8)));
    }
    quint64 hash = 0;
    for (const quint64 lane : lanes) {
        hash = (hash ^ lane) * kFactor;
        hash ^= hash >> 32;
    }
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

Header headerFor(FactColumnId column, TimeRange window, const std::vector<FactRow> &rows)
{
    Header header;
    header.column = column;
    header.from = window.from;
    header.to = window.to;
    header.rows = static_cast<quint32>(rows.size());
    const auto isWhole = [](const FactRow &row) {
        return row.value % 1000 == 0 && row.business.value_or(0) % 1000 == 0;
    };
    const qint64 unit = std::all_of(rows.begin(), rows.end(), isWhole) ? 1000 : 1;
    const auto narrow = [unit](qint64 value) {
        return value / unit > kNone32 && value / unit <= std::numeric_limits<qint32>::max();
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
    header.inSeconds = unit == 1000 && header.valueBytes == 4 ? 1 : 0;
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
    const qint64 unit = header.inSeconds ? 1000 : 1;
    const auto value = [unit](const FactRow &row) { return row.value / unit; };
    out = header.cellBytes == 2 ? writeColumn<quint16>(out, rows, cell)
                                : writeColumn<quint32>(out, rows, cell);
    if (header.valueBytes == 4) {
        out = writeColumn<qint32>(out, rows, value);
    } else if (header.valueBytes == 8) {
        out = writeColumn<qint64>(out, rows, value);
    }
    if (header.hasBusiness && header.valueBytes == 4) {
        writeColumn<qint32>(out, rows, [unit](const FactRow &row) {
            return row.business ? *row.business / unit : kNone32;
        });
    } else if (header.hasBusiness) {
        writeColumn<qint64>(
            out, rows, [](const FactRow &row) { return row.business.value_or(kReservedValue); });
    }
    header.checksum = checksumOf(header, body, bodySize(header));
    std::memcpy(bytes.data(), &header, sizeof(Header));
    return bytes;
}

SegmentView viewSegment(FactColumnId column, TimeRange window, const QByteArray &bytes)
{
    SegmentView view;
    view.window = window;
    Header header;
    if (bytes.size() < static_cast<qsizetype>(sizeof(Header))) {
        return view;
    }
    std::memcpy(&header, bytes.constData(), sizeof(Header));
    if (header.magic != kMagic || header.version != kVersion) {
        view.state = SegmentState::OtherVersion;
        return view;
    }
    const char *times = bytes.constData() + sizeof(Header);
    const qsizetype body = bytes.size() - static_cast<qsizetype>(sizeof(Header));
    if (body != bodySize(header) || checksumOf(header, times, body) != header.checksum) {
        return view;
    }
    if (header.column != column || header.from != window.from || header.to != window.to) {
        view.state = SegmentState::OtherSlice;
        return view;
    }
    PackedSlice rows;
    rows.base = window.from;
    rows.size = header.rows;
    rows.cellBytes = header.cellBytes;
    rows.valueBytes = header.valueBytes;
    rows.unit = header.inSeconds ? 1000 : 1;
    rows.times = times;
    rows.cells = times + rows.size * 4;
    rows.values = rows.cells + rows.size * header.cellBytes;
    rows.business = header.hasBusiness ? rows.values + rows.size * header.valueBytes : nullptr;
    qint64 last = 0;
    bool ascends = true;
    for (std::size_t i = 0; i < rows.size; ++i) {
        const qint64 time = PackedSlice::readAt<quint32>(times, i);
        ascends &= time >= last;
        last = time;
    }
    if (ascends && last < window.to - window.from) {
        view.state = SegmentState::Good;
        view.rows = rows;
    }
    return view;
}

UnpackedSegment unpackSegment(FactColumnId column, TimeRange window, const QByteArray &bytes)
{
    const SegmentView view = viewSegment(column, window, bytes);
    UnpackedSegment result;
    result.state = view.state;
    result.rows.reserve(view.rows.size);
    for (std::size_t i = 0; i < view.rows.size; ++i) {
        result.rows.push_back(view.rows.row(i));
    }
    return result;
}

} // namespace watchfloor
