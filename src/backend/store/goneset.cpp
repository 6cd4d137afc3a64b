// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/goneset.h"

#include "backend/store/database.h"

#include <QSet>

#include <vector>

namespace watchfloor {

bool markGone(Database &db, Statement &select, const QString &table, const QStringList &present,
              TimeMs at)
{
    const QSet<QString> set(present.begin(), present.end());
    std::vector<std::pair<RowId, bool>> changes; // row, gone
    if (!select.run())
        return false;
    while (select.next()) {
        const bool gone = !set.contains(select.text(1));
        if (gone == select.isNull(2))
            changes.emplace_back(select.number(0), gone);
    }
    Statement update =
        db.statement(QStringLiteral("UPDATE %1 SET gone_at = :gone WHERE id = :id").arg(table));
    for (const auto &[id, gone] : changes)
        update.bind("gone", gone ? QVariant(at) : QVariant()).bind("id", id).run();
    return !changes.empty();
}

} // namespace watchfloor
