// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/factjournal.h"

#include <algorithm>

namespace watchfloor {

void FactJournal::clear()
{
    m_cells.clear();
    m_events = {};
    m_conversations = {};
    m_touched.clear();
    m_delta.reset();
}

template<typename Image>
void FactJournal::note(Entries<Image> *entries, RowId id, const std::optional<Image> &before,
                       const std::optional<Image> &after)
{
    const auto known = entries->places.constFind(id);
    if (known != entries->places.constEnd()) {
        entries->list[*known].after = after;
        return;
    }
    if (before == after)
        return;
    entries->places.insert(id, entries->list.size());
    entries->list.push_back({id, before, after});
}

template void FactJournal::note(Entries<Event> *, RowId, const std::optional<Event> &,
                                const std::optional<Event> &);
template void FactJournal::note(Entries<Conversation> *, RowId, const std::optional<Conversation> &,
                                const std::optional<Conversation> &);

void FactJournal::touch(RowId id, RowId column, TimeMs time)
{
    const FactDay slice{column, FactDay::dayOf(time)};
    const auto [at, fresh] = m_touched.try_emplace(slice, IdRange{id, id});
    if (!fresh) {
        at->second.low = std::min(at->second.low, id);
        at->second.high = std::max(at->second.high, id);
    }
}

void FactJournal::tell(RowId id, RowId column, const std::optional<FactImage> &before,
                       const std::optional<FactImage> &after)
{
    if (before == after)
        return;
    m_delta->rows.push_back({column, before, after});
    if (before)
        touch(id, column, before->time);
    if (after)
        touch(id, column, after->time);
}

static std::optional<FactImage>
createdImage(const std::optional<FactJournal::Conversation> &conversation)
{
    if (!conversation)
        return std::nullopt;
    return FactImage{conversation->created, conversation->cell, 0, {}, {}, {}};
}

static std::optional<FactImage>
closedImage(const std::optional<FactJournal::Conversation> &conversation)
{
    if (!conversation || !conversation->closed)
        return std::nullopt;
    return FactImage{*conversation->closed,
                     conversation->cell,
                     *conversation->closed - conversation->created,
                     {},
                     conversation->created,
                     conversation->closed};
}

std::shared_ptr<const FactDelta> FactJournal::finish()
{
    m_delta = std::make_shared<FactDelta>();
    m_delta->cells = std::move(m_cells);
    m_delta->rows.reserve(m_events.list.size() + 2 * m_conversations.list.size());
    for (const Entry<Event> &entry : m_events.list) {
        const auto image = [](const std::optional<Event> &event) {
            return event ? std::optional(event->image) : std::nullopt;
        };
        if (entry.before && entry.after && entry.before->column != entry.after->column) {
            tell(entry.id, entry.before->column, image(entry.before), std::nullopt);
            tell(entry.id, entry.after->column, std::nullopt, image(entry.after));
        } else if (entry.before || entry.after) {
            const RowId column = (entry.after ? entry.after : entry.before)->column;
            tell(entry.id, column, image(entry.before), image(entry.after));
        }
    }
    for (const Entry<Conversation> &entry : m_conversations.list) {
        tell(entry.id, ConversationsCreatedColumn, createdImage(entry.before),
             createdImage(entry.after));
        tell(entry.id, ConversationsClosedColumn, closedImage(entry.before),
             closedImage(entry.after));
    }
    m_events = {};
    m_conversations = {};
    return std::move(m_delta);
}

} // namespace watchfloor
