// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/factjournal.h"

#include "backend/store/database.h"

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
    return FactImage{conversation->created, conversation->cell, 0, std::nullopt};
}

static std::optional<FactImage>
closedImage(const std::optional<FactJournal::Conversation> &conversation)
{
    if (!conversation || !conversation->closed)
        return std::nullopt;
    return FactImage{*conversation->closed, conversation->cell,
                     *conversation->closed - conversation->created, std::nullopt};
}

std::shared_ptr<const FactDelta> FactJournal::finish(Database &db)
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
    if (!m_touched.empty())
        mark(db);
    const std::shared_ptr<const FactDelta> delta = std::move(m_delta);
    clear();
    return delta;
}

void FactJournal::mark(Database &db) const
{
    // One statement for all of them: QtSql's share would cost more than the rows.
    QByteArray slices = "[";
    for (const auto &[slice, ids] : m_touched) {
        slices += slices.size() > 1 ? ",[" : "[";
        slices += QByteArray::number(slice.column) + ',' + QByteArray::number(slice.day) + ',';
        slices += QByteArray::number(ids.low) + ',' + QByteArray::number(ids.high) + ']';
    }
    slices += ']';
    Statement upsert = db.statement(QStringLiteral(
        "INSERT INTO fact_slice (col, day, changed, low, high) "
        "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), "
        "(SELECT value FROM meta WHERE key = 'change'), json_extract(value, '$[2]'), "
        "json_extract(value, '$[3]') FROM json_each(:slices) WHERE true "
        "ON CONFLICT (col, day) DO UPDATE SET changed = excluded.changed, "
        "low = min(low, excluded.low), high = max(high, excluded.high)"));
    upsert.bind("slices", QString::fromLatin1(slices)).run();
}

namespace factslices {

QString eventRows(const QString &where)
{
    return QStringLiteral("SELECT name AS col, created AS t, id FROM reporting_event WHERE ") +
           where;
}

QString conversationRows(const QString &where)
{
    return QStringLiteral("SELECT 0 AS col, created AS t, id FROM conversation WHERE known = 1 "
                          "AND %1 UNION ALL SELECT -1, closed, id FROM conversation "
                          "WHERE known = 1 AND closed IS NOT NULL AND %1")
        .arg(where);
}

QString dayOfT()
{
    return QStringLiteral("t - ((t % 86400000) + 86400000) % 86400000");
}

void markRows(Database &db, const QString &eventWhere, const QString &conversationWhere)
{
    for (const QString &rows : {eventWhere.isEmpty() ? QString() : eventRows(eventWhere),
                                conversationWhere.isEmpty() ? QString()
                                                            : conversationRows(conversationWhere)})
        if (!rows.isEmpty())
            db.exec(QStringLiteral(
                        "INSERT INTO fact_slice (col, day, changed, low, high) SELECT col, %1, "
                        "(SELECT value + 1 FROM meta WHERE key = 'change'), min(id), max(id) "
                        "FROM (%2) WHERE true GROUP BY 1, 2 "
                        "ON CONFLICT (col, day) DO UPDATE SET changed = excluded.changed, "
                        "low = min(low, excluded.low), high = max(high, excluded.high)")
                        .arg(dayOfT(), rows));
}

void markAll(Database &db)
{
    db.exec(QStringLiteral("UPDATE fact_slice SET changed = "
                           "(SELECT value + 1 FROM meta WHERE key = 'change')"));
}

} // namespace factslices

} // namespace watchfloor
