// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"
#include "backend/domain/grouping.h"
#include "backend/domain/ids.h"

#include <QHash>
#include <QString>

namespace watchfloor {

class Database;
class FactJournal;

/// One combination of dimension values: what an event told of itself (then the last two are 0), or
/// where a row is counted. 0 = none; bot: -1 = not known.
struct Cell {
    RowId account = 0;
    RowId agent = 0;
    RowId group = 0;
    RowId skill = 0;
    RowId inbox = 0;
    RowId channel = 0;
    int bot = -1;
    RowId conversationGroup = 0;
    int estimated = 0;

    bool operator==(const Cell &) const = default;
    friend size_t qHash(const Cell &c, size_t seed = 0)
    {
        return qHashMulti(seed, c.account, c.agent, c.group, c.skill, c.inbox, c.channel, c.bot,
                          c.conversationGroup, c.estimated);
    }
};

/// Turns remote ids and words into rows. What no list has named yet gets a placeholder (empty name,
/// gone since now because no list has it), so that no fact is lost; the list fills it later.
/// Remembers answers; forget() after a rollback.
class Lookup {
public:
    Lookup(Database &db, FactJournal &journal)
        : m_db(db)
        , m_journal(journal)
    {
    }

    /// The batch under way: its account and our time of fetching.
    void begin(RowId account, TimeMs at);
    void forget();

    // An empty id answers 0.
    RowId agent(const QString &remoteId);
    RowId grouping(GroupingKind kind, const QString &remoteId);
    /// A conversation's "group": whichever of group, department or team the vendor has.
    RowId unit(const QString &remoteId);
    RowId channel(const QString &name);
    RowId eventName(const QString &name);
    RowId label(const QString &name);
    RowId cell(const Cell &cell);
    Cell cellAt(RowId id);

    bool madeAgents() const { return m_madeAgents; }
    bool madeGroupings() const { return m_madeGroupings; }

private:
    struct Key {
        RowId account = 0;
        int kind = 0;
        QString text;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &k, size_t seed = 0)
        {
            return qHashMulti(seed, k.account, k.kind, k.text);
        }
    };

    RowId findGrouping(GroupingKind kind, const QString &remoteId);
    RowId word(QHash<QString, RowId> *words, const QString &table, const QString &name);
    Key key(int kind, const QString &text) const { return {m_account, kind, text}; }
    RowId remembered(const Key &key) const { return m_rows.value(key); }
    RowId remember(const Key &key, RowId id);

    Database &m_db;
    FactJournal &m_journal;
    RowId m_account = 0;
    TimeMs m_at = 0;
    bool m_madeAgents = false;
    bool m_madeGroupings = false;
    QHash<Key, RowId> m_rows;
    QHash<QString, RowId> m_channels;
    QHash<QString, RowId> m_eventNames;
    QHash<Cell, RowId> m_cells;
    QHash<RowId, Cell> m_cellValues;
};

} // namespace watchfloor
