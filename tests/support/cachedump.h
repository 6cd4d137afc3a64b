// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor::test {

/// Every fact row of the cache in `profileDir` as sorted lines of text, joined to remote ids. Left
/// out: row ids, progress (sync_*, conversation_fetch), change numbers, and times observed by us
/// (fetched_at, taken_at, gone_at as a flag, edges of observed agent states, availability_since).
/// Two caches are equal when their dumps are. Reads the file directly, not through the store.
QString cacheDump(const QString &profileDir);

} // namespace watchfloor::test
