// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/conversationlistreport.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <numeric>
#include <tuple>

namespace watchfloor {

std::string_view ConversationList::entry(std::size_t row) const
{
    const std::size_t from = row == 0 ? 0 : bytesEnd(row - 1);
    return {m_bytes.data() + from, bytesEnd(row) - from};
}

std::string_view ConversationList::remoteIdBytes(std::size_t row) const
{
    const std::string_view all = entry(row);
    return all.substr(0, all.find('\0'));
}

std::string_view ConversationList::contactBytes(std::size_t row) const
{
    const std::string_view all = entry(row);
    const std::size_t end = all.find('\0');
    return end == std::string_view::npos ? std::string_view() : all.substr(end + 1);
}

static QString textOf(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString ConversationList::remoteId(std::size_t row) const
{
    return textOf(remoteIdBytes(row));
}

QString ConversationList::contact(std::size_t row) const
{
    return textOf(contactBytes(row));
}

std::vector<quint32> ConversationList::newestFirst() const
{
    std::vector<quint32> rows(size());
    std::iota(rows.begin(), rows.end(), 0U);
    std::sort(rows.begin(), rows.end(), [this](quint32 a, quint32 b) {
        return m_created[a] != m_created[b] ? m_created[a] > m_created[b] : m_ids[a] > m_ids[b];
    });
    return rows;
}

std::size_t ConversationList::bytes() const
{
    std::size_t all = m_ends.bytes() + m_bytes.capacity();
    forColumns(*this, [&all](const CompactColumn &column) { all += column.bytes(); });
    return all;
}

namespace {

constexpr quint32 noCode = 0xffffffff;

/// The code after of each code before; noCode where no entry is the same.
template<typename Words>
std::vector<quint32> codesAfter(const Words &before, const Words &after)
{
    std::map<typename Words::value_type, quint32> known;
    quint32 code = 0;
    for (const auto &word : after)
        known.emplace(word, code++);
    std::vector<quint32> codes;
    codes.reserve(static_cast<std::size_t>(before.size()));
    for (const auto &word : before) {
        const auto at = known.find(word);
        codes.push_back(at == known.end() ? noCode : at->second);
    }
    return codes;
}

/// A cell says the same when its names do, and its account is the same one.
std::vector<quint32> cellsAfter(const ConversationList &before, const ConversationList &after)
{
    std::vector<std::tuple<RowId, bool, quint32>> known;
    known.reserve(after.cells().size());
    for (std::size_t i = 0; i < after.cells().size(); ++i)
        known.emplace_back(after.cells()[i].id, after.cells()[i].inQueue, static_cast<quint32>(i));
    std::sort(known.begin(), known.end());
    std::vector<quint32> codes(before.cells().size(), noCode);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        ConversationCell cell = before.cells()[i];
        const auto at = std::lower_bound(known.begin(), known.end(),
                                         std::tuple(cell.id, cell.inQueue, quint32{0}));
        if (at == known.end())
            continue;
        const quint32 code = std::get<quint32>(*at);
        const ConversationCell &now = after.cells()[code];
        const auto &was = before.accounts()[static_cast<std::size_t>(cell.account)];
        cell.account = now.account;
        if (cell == now && was == after.accounts()[static_cast<std::size_t>(now.account)])
            codes[i] = code;
    }
    return codes;
}

} // namespace

ConversationListChange::ConversationListChange(const ConversationList &before,
                                               const ConversationList &after)
    : next(before.size(), -1)
{
    using List = ConversationList;
    const auto cells = cellsAfter(before, after);
    const auto labels = codesAfter(before.m_labelSets, after.m_labelSets);
    const auto statuses = codesAfter(before.m_statuses, after.m_statuses);
    const auto priorities = codesAfter(before.m_priorities, after.m_priorities);
    const auto sameRow = [&](std::size_t a, std::size_t b) {
        for (std::size_t which = 0; which < List::TimeCount; ++which) {
            if (before.m_distances[which].at(a) != after.m_distances[which].at(b))
                return false;
        }
        return before.created(a) == after.created(b) &&
               cells[before.cellCode(a)] == after.cellCode(b) &&
               labels[before.labelsCode(a)] == after.labelsCode(b) &&
               statuses[before.statusCode(a)] == after.statusCode(b) &&
               priorities[before.priorityCode(a)] == after.priorityCode(b) &&
               before.csat(a) == after.csat(b) && before.unread(a) == after.unread(b) &&
               before.goneAt(a) == after.goneAt(b) && before.times(a) == after.times(b) &&
               before.entry(a) == after.entry(b);
    };
    const auto isAsItWas = [](const std::vector<quint32> &codes) {
        for (std::size_t i = 0; i < codes.size(); ++i) {
            if (codes[i] != i)
                return false;
        }
        return true;
    };
    const bool sameCodes = before.hasTimes() == after.hasTimes() && isAsItWas(cells) &&
                           isAsItWas(labels) && isAsItWas(statuses) && isAsItWas(priorities);
    // Most blocks of a newer answer are the very bytes of the former one.
    const auto sameBlock = [&](std::size_t a, std::size_t b) {
        constexpr std::size_t block = CompactColumn::kBlock;
        if (!sameCodes || a % block != 0 || b % block != 0 || before.size() - a < block ||
            after.size() - b < block)
            return false;
        const std::size_t from = a == 0 ? 0 : before.bytesEnd(a - 1);
        const std::size_t to = b == 0 ? 0 : after.bytesEnd(b - 1);
        const std::size_t length = before.bytesEnd(a + block - 1) - from;
        bool same =
            before.m_ends.isSameBlock(a, after.m_ends, b,
                                      static_cast<qint64>(to) - static_cast<qint64>(from)) &&
            std::memcmp(before.m_bytes.data() + from, after.m_bytes.data() + to, length) == 0;
        std::vector<const CompactColumn *> its;
        List::forColumns(after, [&its](const CompactColumn &column) { its.push_back(&column); });
        auto own = its.begin();
        List::forColumns(before, [&](const CompactColumn &column) {
            const CompactColumn &other = **own++;
            same = same && (column.isEmpty() || column.isSameBlock(a, other, b));
        });
        return same;
    };
    const auto pair = [&](std::size_t a, std::size_t b) {
        next[a] = static_cast<int>(b);
        if (!sameRow(a, b))
            changed.push_back(static_cast<quint32>(a));
    };
    // Both stand in the same order, as long as accounts do and nobody's creation changes; whoever
    // does not fit is looked for by its row of the cache.
    std::size_t a = 0, b = 0;
    const auto place = [](const List &list, std::size_t row) {
        return std::tuple(list.account(row).id, list.created(row), list.id(row));
    };
    while (a < before.size() && b < after.size()) {
        if (sameBlock(a, b)) {
            for (std::size_t i = 0; i < CompactColumn::kBlock; ++i)
                next[a++] = static_cast<int>(b++);
        } else if (before.id(a) == after.id(b)) {
            pair(a++, b++);
        } else if (place(before, a) < place(after, b)) {
            gone.push_back(static_cast<quint32>(a++));
        } else {
            added.push_back(static_cast<quint32>(b++));
        }
    }
    for (; a < before.size(); ++a)
        gone.push_back(static_cast<quint32>(a));
    for (; b < after.size(); ++b)
        added.push_back(static_cast<quint32>(b));
    if (gone.empty() || added.empty())
        return;
    std::vector<std::pair<RowId, quint32>> came;
    came.reserve(added.size());
    for (const quint32 row : added)
        came.emplace_back(after.id(row), row);
    std::sort(came.begin(), came.end());
    std::vector<quint32> moved;
    std::erase_if(gone, [&](quint32 row) {
        const RowId id = before.id(row);
        const auto at = std::lower_bound(came.begin(), came.end(), std::pair(id, quint32{0}));
        if (at == came.end() || at->first != id)
            return false;
        pair(row, at->second);
        moved.push_back(at->second);
        return true;
    });
    if (moved.empty())
        return;
    std::sort(moved.begin(), moved.end());
    std::sort(changed.begin(), changed.end());
    std::erase_if(added,
                  [&](quint32 row) { return std::binary_search(moved.begin(), moved.end(), row); });
}

} // namespace watchfloor
