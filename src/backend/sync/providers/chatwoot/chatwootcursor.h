// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace watchfloor::chatwoot {

/// "page;a;b": a page number and two times that belong to the whole walk, so that a walk resumed
/// after a restart still says what it covers.
struct PageCursor {
    int page = 1;
    TimeMs first = 0;
    TimeMs second = 0;

    QString text() const
    {
        return QStringLiteral("%1;%2;%3").arg(page).arg(first).arg(second);
    }
    static std::optional<PageCursor> from(const QString &text)
    {
        const QStringList parts = text.split(u';');
        if (parts.size() != 3 || parts[0].toInt() < 1)
            return std::nullopt;
        return PageCursor{parts[0].toInt(), parts[1].toLongLong(), parts[2].toLongLong()};
    }
};

} // namespace watchfloor::chatwoot
