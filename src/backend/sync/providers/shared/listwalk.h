// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversationkey.h"
#include "backend/domain/ids.h"

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace watchfloor {

// Not in .cpp files: coroutines keep these in their frames, which a unity build wants visible.

/// What a provider remembers of a pass between two pages. It may be lost at any time (a restart):
/// then the cursor no longer equals `expected`, and the feed begins again where it is safe.
struct Walk {
    QString expected;                  ///< cursor handed out last
    QStringList todo;                  ///< remote ids still to be asked
    std::vector<ConversationKey> keys; ///< the same with what the cache knows of them
    QSet<QString> seen;
    QByteArray lastPage; ///< ids of the page before, to notice an endless list
    int lastNumber = 0;
    int repeats = 0;
    int stepsBack = 0;

    /// The last `most` of keys, last one first. They stay until dropKeys(): a step that fails is
    /// asked again as a whole.
    std::vector<ConversationKey> nextKeys(size_t most) const
    {
        const auto count = static_cast<std::ptrdiff_t>(std::min(most, keys.size()));
        return std::vector<ConversationKey>(keys.rbegin(), keys.rbegin() + count);
    }
    void dropKeys(size_t count) { keys.resize(keys.size() - std::min(count, keys.size())); }
    /// So many of them are done. The cursor behind them; empty = none is left.
    QString finishKeys(size_t count)
    {
        dropKeys(count);
        expected = keys.empty() ? QString() : QStringLiteral("left;%1").arg(keys.size());
        return expected;
    }
};

/// "page;a;b" or "page;a;b;total": a page number, two times that belong to the whole walk, so that
/// a walk resumed after a restart still says what it covers, and how long the list was.
struct PageCursor {
    int page = 1;
    TimeMs first = 0;
    TimeMs second = 0;
    qint64 total = 0; ///< rows in the list when the page before was read; 0 = not known

    QString text() const
    {
        const QString place = QStringLiteral("%1;%2;%3").arg(page).arg(first).arg(second);
        return total > 0 ? place + u';' + QString::number(total) : place;
    }
    static std::optional<PageCursor> from(const QString &text)
    {
        const QStringList parts = text.split(u';');
        if (parts.size() < 3 || parts.size() > 4 || parts[0].toInt() < 1)
            return std::nullopt;
        return PageCursor{parts[0].toInt(), parts[1].toLongLong(), parts[2].toLongLong(),
                          parts.value(3).toLongLong()};
    }
};

/// What a page means for the walk over its list.
struct PageTurn {
    bool ended = false;  ///< the page was empty: there is no next one
    bool shrunk = false; ///< rows may have been passed over: its rows count, its end does not
    PageCursor next;
};

} // namespace watchfloor
