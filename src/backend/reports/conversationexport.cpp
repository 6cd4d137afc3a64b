// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/conversationexport.h"

#include "backend/async/guithread.h"
#include "backend/reports/exportcolumns.h"
#include "backend/reports/rowsource.h"

#include <algorithm>
#include <map>
#include <span>

namespace watchfloor {
namespace {

constexpr std::size_t chunkRows = 2000;
constexpr qsizetype pieceBytes = 1 << 20;

/// One chunk of the list: rows and events of the cache, read together.
class ExportChunk {
public:
    ExportChunk(RowSource &source, const ConversationList &list)
        : m_source(source)
        , m_list(list)
    {
    }

    Result<void> read(const quint32 *first, const quint32 *end, ExportColumns &columns)
    {
        std::vector<RowId> ids;
        std::map<RowId, std::vector<RowId>> byAccount;
        for (const quint32 *row = first; row != end; ++row) {
            ids.push_back(m_list.id(*row));
            byAccount[m_list.account(*row).id].push_back(ids.back());
        }
        std::sort(ids.begin(), ids.end());
        for (auto &[account, own] : byAccount) {
            std::sort(own.begin(), own.end());
            if (const auto held = columns.readHolders(m_source, account, own); !held)
                return held;
        }
        ConversationQuery query;
        query.rows = ids;
        auto rows = m_source.conversations(query);
        if (!rows)
            return rows.error();
        m_rows = std::move(*rows);
        m_at.clear();
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_at.insert(m_rows[i].id, i);
        m_events.clear();
        m_spans.clear();
        return m_source.exportedEvents(ids, [this](const ExportedEvent &event) {
            auto &span = m_spans[event.conversation];
            if (span.second == 0)
                span.first = m_events.size();
            ++span.second;
            m_events.push_back(event);
        });
    }

    /// Null: it has gone.
    const Conversation *conversation(RowId id) const
    {
        const auto at = m_at.constFind(id);
        return at == m_at.constEnd() ? nullptr : &m_rows[*at];
    }
    std::span<const ExportedEvent> events(RowId id) const
    {
        const auto [first, count] = m_spans.value(id);
        return std::span(m_events).subspan(first, count);
    }

private:
    RowSource &m_source;
    const ConversationList &m_list;
    std::vector<Conversation> m_rows;
    QHash<RowId, std::size_t> m_at;
    std::vector<ExportedEvent> m_events;
    QHash<RowId, std::pair<std::size_t, std::size_t>> m_spans; ///< first and how many
};

} // namespace

Result<std::size_t> exportConversations(RowSource &source, const ConversationExport &asked,
                                        const ExportSink &sink, const ExportProgress &progress,
                                        const std::stop_token &stop)
{
    refuseOnGuiThread("an export");
    const RowSource::OneCommit reading(source);
    const ConversationList &list = *asked.list;
    ExportColumns columns(list, asked.format);
    if (const Result<void> named = columns.readNames(source); !named)
        return named.error();
    RawTableWriter writer(asked.format, columns.columns(), asked.zone);
    writer.begin();
    ExportChunk chunk(source, list);
    std::size_t written = 0;
    const quint32 *const all = asked.rows.data();
    for (std::size_t first = 0; first < asked.rows.size(); first += chunkRows) {
        if (stop.stop_requested())
            return Error::cancelled();
        const std::size_t end = std::min(first + chunkRows, asked.rows.size());
        if (const Result<void> read = chunk.read(all + first, all + end, columns); !read)
            return read.error();
        for (std::size_t i = first; i < end; ++i) {
            const quint32 row = asked.rows[i];
            const Conversation *conversation = chunk.conversation(list.id(row));
            if (!conversation)
                continue;
            writer.add(columns.cells(row, *conversation, chunk.events(conversation->id)));
            ++written;
        }
        if (writer.pending() >= pieceBytes) {
            if (const Result<void> taken = sink(writer.take()); !taken)
                return taken.error();
        }
        progress(end);
    }
    writer.end({{QStringLiteral("conversations"), RawCell::count(static_cast<qint64>(written))}},
               asked.asOf, asked.gaps);
    if (const Result<void> taken = sink(writer.take()); !taken)
        return taken.error();
    return written;
}

} // namespace watchfloor
