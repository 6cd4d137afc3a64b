// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/behindlistreport.h"

#include <algorithm>
#include <limits>

namespace watchfloor {

ConversationHits hitsOf(const BehindReport &report)
{
    std::vector<const BehindRow *> rows;
    for (const BehindRow &row : report.rows)
        rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const BehindRow *a, const BehindRow *b) {
        return a->conversation < b->conversation;
    });
    constexpr qint64 most = std::numeric_limits<quint32>::max();
    ConversationHits hits;
    for (const BehindRow *row : rows) {
        hits.rows.push_back(row->conversation);
        hits.times.push_back(static_cast<quint32>(std::clamp<qint64>(row->times, 0, most)));
    }
    return hits;
}

} // namespace watchfloor
