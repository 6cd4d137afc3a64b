// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace watchfloor::chatwoot {

// Not in the .cpp files: coroutines keep them in their frames, which a unity build wants visible.

/// "page;a;b": a page number and two times that belong to the whole walk, so that a walk resumed
/// after a restart still says what it covers.
struct PageCursor {
    int page = 1;
    TimeMs first = 0;
    TimeMs second = 0;

    QString text() const { return QStringLiteral("%1;%2;%3").arg(page).arg(first).arg(second); }
    static std::optional<PageCursor> from(const QString &text)
    {
        const QStringList parts = text.split(u';');
        if (parts.size() != 3 || parts[0].toInt() < 1)
            return std::nullopt;
        return PageCursor{parts[0].toInt(), parts[1].toLongLong(), parts[2].toLongLong()};
    }
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
