// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"

#include <QByteArray>

#include <vector>

namespace watchfloor::bench {

/// What Chatwoot's account-wide feed of reporting events says of a synthetic year, newest first,
/// and the conversations they belong to, which an earlier feed has brought.
struct ChatwootPages {
    std::vector<SyncBatch> conversations;
    std::vector<QByteArray> pages; ///< JSON as it travels
    qint64 events = 0;
};

ChatwootPages chatwootPages(int pages, int eventsOnPage);

} // namespace watchfloor::bench
