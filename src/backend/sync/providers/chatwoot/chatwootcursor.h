// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/shared/listwalk.h"

namespace watchfloor::chatwoot {

// Not in the .cpp files: coroutines keep them in their frames, which a unity build wants visible.

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
