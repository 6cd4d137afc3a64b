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
        return std::tuple(list.cell(at).account, list.created(at), list.id(at));
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
    list->m_bytes.reserve(before.m_bytes.size() + m_list->m_bytes.size());
    for (const Run &run : runs) {
        std::vector<const CompactColumn *> from;
        List::forColumns(*run.of,
                         [&from](const CompactColumn &column) { from.push_back(&column); });
        auto source = from.begin();
        List::forColumns(*list, [&](CompactColumn &to) {
            const CompactColumn &column = **source++;
            if (&to != &list->m_times)
                to.append(column, run.from, run.to);
        });
        const std::size_t first = run.from == 0 ? 0 : run.of->bytesEnd(run.from - 1);
        const std::size_t last = run.of->bytesEnd(run.to - 1);
        const std::size_t base = list->m_bytes.size();
        const auto bytes = run.of->m_bytes.begin();
        list->m_bytes.insert(list->m_bytes.end(), bytes + std::ptrdiff_t(first),
                             bytes + std::ptrdiff_t(last));
        list->m_ends.append(run.of->m_ends, run.from, run.to,
                            static_cast<qint64>(base) - static_cast<qint64>(first));
    }
    list->m_ends.finish();
    List::forColumns(*list, [](CompactColumn &column) { column.finish(); });
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
