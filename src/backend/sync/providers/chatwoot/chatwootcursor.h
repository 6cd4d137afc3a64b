// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace watchfloor::chatwoot {

// Not in the .cpp files: coroutines keep them in their frames, which a unity build wants visible.

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
    bool ended = false; ///< the page was empty: there is no next one
    bool shrunk =
        false; ///< rows may have been passed over: the page's rows count, its end does not
    PageCursor next;
};

/// "status;page" while the lists are walked, "check;number left" while the missing are asked for.
struct ActiveCursor {
    int status = 0;
    int page = 1;

    QString text() const { return QStringLiteral("%1;%2").arg(status).arg(page); }
    static ActiveCursor from(const QString &text)
    {
        const QStringList parts = text.split(u';');
        if (parts.size() != 2)
            return ActiveCursor{};
        return ActiveCursor{qMax(0, parts[0].toInt()), qMax(1, parts[1].toInt())};
    }
};

} // namespace watchfloor::chatwoot
