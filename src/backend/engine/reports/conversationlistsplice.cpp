// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/conversationlistbuilder.h"

#include <algorithm>
#include <tuple>

// ConversationListBuilder: a list out of a former one and a few rows. Columns are copied run by
// run.

namespace watchfloor {
namespace {

struct Run {
    const ConversationList *of = nullptr;
    std::size_t from = 0;
    std::size_t to = 0;
};

void addRun(std::vector<Run> *runs, const Run &run)
{
    if (!runs->empty() && runs->back().of == run.of && runs->back().to == run.from)
        runs->back().to = run.to;
    else if (run.to > run.from)
        runs->push_back(run);
}

/// Rows [from, to) without those that leave; `next`: the first of these not passed yet.
void addStaying(const ConversationList &list, std::size_t from, std::size_t to,
                const std::vector<quint32> &leaving, std::size_t *next, std::vector<Run> *runs)
{
    while (from < to) {
        const std::size_t stop =
            *next < leaving.size() ? std::min<std::size_t>(leaving[*next], to) : to;
        addRun(runs, {&list, from, stop});
        from = stop;
        if (from < to) {
            ++from;
            ++*next;
        }
    }
}

} // namespace

/// The rows of `before` that stand before it.
std::size_t ConversationListBuilder::placeIn(const ConversationList &before, std::size_t row) const
{
    const auto place = [](const ConversationList &list, std::size_t at) {
        return std::tuple(list.cell(at).account, list.m_created[at], list.m_ids[at]);
    };
    const auto wanted = place(*m_list, row);
    std::size_t low = 0, high = before.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (place(before, middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::shared_ptr<const ConversationList>
ConversationListBuilder::takeWith(const ConversationList &before,
                                  const std::vector<quint32> &leaving)
{
    using List = ConversationList;
    putInOrder();
    std::vector<Run> runs;
    std::size_t at = 0, nextLeaving = 0;
    for (std::size_t row = 0; row < m_list->size(); ++row) {
        const std::size_t place = placeIn(before, row);
        addStaying(before, at, place, leaving, &nextLeaving, &runs);
        at = place;
        addRun(&runs, {m_list.get(), row, row + 1});
    }
    addStaying(before, at, before.size(), leaving, &nextLeaving, &runs);

    auto list = std::make_shared<List>();
    const std::size_t size = before.size() - leaving.size() + m_list->size();
    const auto copy = [&](auto column) {
        auto &to = (*list).*column;
        to.reserve(size);
        for (const Run &run : runs) {
            const auto begin = ((*run.of).*column).begin();
            to.insert(to.end(), begin + std::ptrdiff_t(run.from), begin + std::ptrdiff_t(run.to));
        }
    };
    copy(&List::m_ids);
    copy(&List::m_created);
    copy(&List::m_cell);
    copy(&List::m_labels);
    copy(&List::m_status);
    copy(&List::m_priority);
    copy(&List::m_unread);
    copy(&List::m_csat);
    for (std::size_t which = 0; which < List::TimeCount; ++which) {
        auto &to = list->m_distances[which];
        to.reserve(size);
        for (const Run &run : runs) {
            const auto begin = run.of->m_distances[which].begin();
            to.insert(to.end(), begin + std::ptrdiff_t(run.from), begin + std::ptrdiff_t(run.to));
        }
    }
    list->m_ends.reserve(size);
    list->m_bytes.reserve(before.m_bytes.size() + m_list->m_bytes.size());
    for (const Run &run : runs) {
        const std::size_t row = list->m_ends.size();
        const std::size_t from = run.from == 0 ? 0 : run.of->m_ends[run.from - 1];
        const std::size_t to = run.of->m_ends[run.to - 1];
        const std::size_t base = list->m_bytes.size();
        const auto bytes = run.of->m_bytes.begin();
        list->m_bytes.insert(list->m_bytes.end(), bytes + std::ptrdiff_t(from),
                             bytes + std::ptrdiff_t(to));
        for (std::size_t i = run.from; i < run.to; ++i)
            list->m_ends.push_back(static_cast<quint32>(run.of->m_ends[i] - from + base));
        const auto isBefore = [](const List::Far &far, quint64 key) { return far.key < key; };
        const auto &far = run.of->m_far;
        for (auto some = std::lower_bound(far.begin(), far.end(), run.from * 8, isBefore);
             some != far.end() && some->key < run.to * 8; ++some)
            list->m_far.push_back({some->key - run.from * 8 + row * 8, some->value});
    }
    list->m_accounts = std::move(m_list->m_accounts);
    list->m_cells = std::move(m_list->m_cells);
    list->m_labelSets = std::move(m_list->m_labelSets);
    list->m_statuses = std::move(m_list->m_statuses);
    list->m_priorities = std::move(m_list->m_priorities);
    m_list.reset();
    countUp(*list);
    return list;
}

} // namespace watchfloor
