// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/compactcolumn.h"

#include <algorithm>
#include <bit>

namespace watchfloor {
namespace {

constexpr std::size_t wordBytes = sizeof(quint64);
constexpr quint16 thousand = 1000;

} // namespace

bool CompactColumn::hasAny() const
{
    return std::any_of(m_blocks.begin(), m_blocks.end(),
                       [](const Block &block) { return block.shift == 0 || block.width > 0; });
}

void CompactColumn::pack()
{
    Block block;
    std::optional<qint64> least, most;
    for (const std::optional<qint64> &value : m_tail) {
        if (!value) {
            block.shift = 1;
            continue;
        }
        least = least ? std::min(*least, *value) : *value;
        most = most ? std::max(*most, *value) : *value;
    }
    block.base = static_cast<quint64>(least.value_or(0));
    const quint64 span = least ? static_cast<quint64>(*most) - block.base : 0;
    if (span >= thousand &&
        std::all_of(m_tail.begin(), m_tail.end(), [&block](const std::optional<qint64> &value) {
            return !value || (static_cast<quint64>(*value) - block.base) % thousand == 0;
        }))
        block.unit = thousand;
    const quint64 widest = least ? span / block.unit + block.shift : 0;
    block.width = static_cast<quint8>((std::bit_width(widest) + 7) / 8);
    block.mask = block.width == wordBytes ? ~quint64{0} : (quint64{1} << (8 * block.width)) - 1;
    block.from = m_bytes.empty() ? 0 : m_bytes.size() - wordBytes;
    m_bytes.resize(block.from + block.width * m_tail.size() + wordBytes);
    char *to = m_bytes.data() + block.from;
    for (const std::optional<qint64> &value : m_tail) {
        const quint64 raw = qToLittleEndian(
            value ? (static_cast<quint64>(*value) - block.base) / block.unit + block.shift
                  : quint64{0});
        std::memcpy(to, &raw, wordBytes); // the next row writes over what is not its
        to += block.width;
    }
    m_blocks.push_back(block);
    m_tail.clear();
}

void CompactColumn::append(const CompactColumn &other, std::size_t first, std::size_t last,
                           qint64 plus)
{
    const auto added = static_cast<quint64>(plus);
    while (first < last) {
        if (m_tail.empty() && first % kBlock == 0 && last - first >= kBlock) {
            Block block = other.m_blocks[first / kBlock];
            const char *from = other.m_bytes.data() + block.from;
            block.from = m_bytes.empty() ? 0 : m_bytes.size() - wordBytes;
            block.base += added;
            const std::size_t size = block.width * kBlock;
            m_bytes.resize(block.from + size + wordBytes);
            std::memcpy(m_bytes.data() + block.from, from, size);
            m_blocks.push_back(block);
            m_size += kBlock;
            first += kBlock;
            continue;
        }
        const std::optional<qint64> value = other.at(first++);
        append(value ? std::optional(static_cast<qint64>(static_cast<quint64>(*value) + added))
                     : std::nullopt);
    }
}

void CompactColumn::finish()
{
    if (!m_tail.empty())
        pack();
    m_tail.shrink_to_fit();
    m_bytes.shrink_to_fit();
    m_blocks.shrink_to_fit();
}

bool CompactColumn::isSameBlock(std::size_t row, const CompactColumn &other, std::size_t otherRow,
                                qint64 plus) const
{
    const Block &mine = m_blocks[row / kBlock];
    const Block &its = other.m_blocks[otherRow / kBlock];
    return mine.width == its.width && mine.shift == its.shift && mine.unit == its.unit &&
           mine.base + static_cast<quint64>(plus) == its.base &&
           std::memcmp(m_bytes.data() + mine.from, other.m_bytes.data() + its.from,
                       mine.width * kBlock) == 0;
}

std::size_t CompactColumn::bytes() const
{
    return m_bytes.capacity() + m_blocks.capacity() * sizeof(Block);
}

} // namespace watchfloor
