// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/syncbatch.h"
#include "backend/store/batchwork.h"
#include "backend/store/rowtable.h"

#include <QHash>

namespace watchfloor {

class Lookup;
class Statement;

/// What a conversation gives to where its events are counted; nothing while it is not known.
struct ConversationShare {
    bool gone = false; ///< its events are in no column
    RowId group = 0;
    RowId inbox = 0;
    RowId channel = 0;

    bool operator==(const ConversationShare &) const = default;
};

/// Table conversation with its labels, its closing time and the progress of its events.
class ConversationRepository {
public:
    ConversationRepository(Database &db, Lookup &lookup);

    void forget();

    /// 0 for an empty id. What is not known yet becomes a placeholder that no query shows.
    RowId resolve(const QString &remoteId, RowId account);
    ConversationShare share(RowId id);
    /// Somebody read it: share() needs not. `select` has shareColumns() from `first` on.
    void noteShare(RowId id, const Statement &select, int first);
    static QString shareColumns();
    /// An older description never overwrites a newer one.
    RowId apply(const Conversation &conversation, BatchWork &work);
    void apply(const ConversationPatch &patch, BatchWork &work);
    void markGone(const QString &remoteId, BatchWork &work);
    /// Closing times of BatchWork::closingDue, a function of the stored facts alone.
    void deriveClosing(RowId resolvedName, BatchWork &work);

    // Progress of the events, no facts.
    std::optional<TimeMs> eventsAsOf(RowId id);
    void setEventsAsOf(RowId id, TimeMs asOf, BatchWork &work);

private:
    Row values(const Conversation &conversation, RowId account);
    bool writeLabels(RowId id, const QStringList &labels);
    void noteFetch(RowId id, const Conversation &conversation, RowId account);

    Database &m_db;
    Lookup &m_lookup;
    RowTable m_table;
    // Of this batch.
    QHash<QString, RowId> m_ids;
    QHash<RowId, ConversationShare> m_shares;
};

} // namespace watchfloor
