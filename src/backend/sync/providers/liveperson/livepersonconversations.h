// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"
#include "backend/net/httpresponse.h"

#include <QStringList>

/// Answers of Messaging Interactions to canonical rows. Pure, run on the worker.
namespace watchfloor::liveperson {

struct HistoryOptions {
    bool contactNames = false; ///< the account opted in to personal data
};

/// One answer of `conversations/search` or `conversations/conversation/search`.
struct HistoryPage {
    /// Conversations with their derived events and EventsComplete. wireTotal is the list's length.
    SyncBatch batch;
    QStringList partial;        ///< ids of records that are not whole: rows without events
    bool partialResult = false; ///< some of the server's shards did not answer
};

/// 204 and a count of 0 are an empty page.
Result<HistoryPage> parseHistoryPage(const HttpResponse &answer, HistoryOptions options);

} // namespace watchfloor::liveperson
