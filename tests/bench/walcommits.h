// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor::bench {

/// What was written into a cache's write-ahead log, read from the log itself.
struct WalContent {
    quint64 salt = 0; ///< changes when the log starts over
    int frames = 0;
    int commits = 0;

    /// Commits since an earlier look; the log starts over at most once in between.
    int commitsSince(const WalContent &before) const
    {
        return salt == before.salt ? commits - before.commits : commits;
    }
};

WalContent walContent(const QString &cacheFile);

} // namespace watchfloor::bench
