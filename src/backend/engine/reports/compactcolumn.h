// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtEndian>

#include <cstddef>
#include <cstring>
#include <optional>
#include <vector>

namespace watchfloor {

/// Numbers, or none, a million and more: blocks of rows, each in as few bytes a row as hold its
/// numbers' distances from the least of them, in thousands where all are (whole seconds); none at
/// all where they are all the same. Written from front to end; read after finish().
class CompactColumn {
public:
    static constexpr std::size_t kBlock = 1024;

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    std::optional<qint64> at(std::size_t row) const
    {
        const Block &block = m_blocks[row / kBlock];
        const quint64 raw = rawAt(block, row % kBlock);
        return raw < block.shift ? std::nullopt : std::optional(block.valueOf(raw));
    }
    /// Of a row that has one.
    qint64 operator[](std::size_t row) const
    {
        const Block &block = m_blocks[row / kBlock];
        return block.valueOf(rawAt(block, row % kBlock));
    }
    bool has(std::size_t row) const
    {
        const Block &block = m_blocks[row / kBlock];
        return block.shift == 0 || rawAt(block, row % kBlock) != 0;
    }
    /// Any row has one.
    bool hasAny() const;

    void append(std::optional<qint64> value)
    {
        m_tail.push_back(value);
        ++m_size;
        if (m_tail.size() == kBlock)
            pack();
    }
    /// Rows [first, last) of another, finished one, each greater by `plus`.
    void append(const CompactColumn &other, std::size_t first, std::size_t last, qint64 plus = 0);
    void finish();

    /// Rows [row, row + kBlock) are, but for `plus`, those of the other at `otherRow`; false may
    /// also mean that it cannot be told at a glance. Both rows begin a block that is full.
    bool isSameBlock(std::size_t row, const CompactColumn &other, std::size_t otherRow,
                     qint64 plus = 0) const;
    std::size_t bytes() const;

private:
    struct Block {
        quint64 base = 0; ///< the least number; sums wrap around
        quint64 mask = 0; ///< of the bytes a row takes
        std::size_t from = 0;
        quint8 width = 0;
        quint8 shift = 0; ///< 1: 0 stands for none
        quint16 unit = 1; ///< of the distances

        qint64 valueOf(quint64 raw) const
        {
            return static_cast<qint64>(base + (raw - shift) * unit);
        }
    };

    /// Reads eight bytes wherever a row begins: as many lie behind the last one.
    quint64 rawAt(const Block &block, std::size_t at) const
    {
        quint64 raw = 0;
        std::memcpy(&raw, m_bytes.data() + block.from + at * block.width, sizeof raw);
        return qFromLittleEndian(raw) & block.mask;
    }
    void pack();

    std::size_t m_size = 0;
    std::vector<Block> m_blocks;
    std::vector<char> m_bytes;
    std::vector<std::optional<qint64>> m_tail; ///< not packed yet
};

} // namespace watchfloor
