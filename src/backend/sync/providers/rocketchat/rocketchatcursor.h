// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace watchfloor::rocketchat {

// Not in the .cpp files: coroutines keep them in their frames, which a unity build wants visible.

/// "from;to;offset;top;total": a window of creation times, the place in its list, up to when the
/// whole walk claims, and how long the window's list was when the page before was read.
struct WindowCursor {
    TimeRange window;
    int offset = 0;
    TimeMs top = 0;
    qint64 total = -1;

    QString text() const
    {
        return QStringLiteral("%1;%2;%3;%4;%5")
            .arg(window.from)
            .arg(window.to)
            .arg(offset)
            .arg(top)
            .arg(total);
    }
    static std::optional<WindowCursor> from(const QString &text)
    {
        const QStringList parts = text.split(u';');
        if (parts.size() != 5)
            return std::nullopt;
        WindowCursor cursor;
        cursor.window = TimeRange{parts[0].toLongLong(), parts[1].toLongLong()};
        cursor.offset = parts[2].toInt();
        cursor.top = parts[3].toLongLong();
        cursor.total = parts[4].toLongLong();
        if (cursor.window.isEmpty() || cursor.offset < 0)
            return std::nullopt;
        return cursor;
    }
};

/// "list;offset;since;started": which of several lists is being read, and for which stretch.
struct ListCursor {
    int list = 0;
    int offset = 0;
    TimeMs since = 0;
    TimeMs started = 0;

    QString text() const
    {
        return QStringLiteral("%1;%2;%3;%4").arg(list).arg(offset).arg(since).arg(started);
    }
    static std::optional<ListCursor> from(const QString &text)
    {
        const QStringList parts = text.split(u';');
        if (parts.size() != 4 || parts[0].toInt() < 0 || parts[1].toInt() < 0)
            return std::nullopt;
        return ListCursor{parts[0].toInt(), parts[1].toInt(), parts[2].toLongLong(),
                          parts[3].toLongLong()};
    }
};

} // namespace watchfloor::rocketchat
