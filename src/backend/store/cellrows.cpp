// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/cellrows.h"

#include "backend/store/database.h"

namespace watchfloor::cellrows {

std::vector<FactCell> cells(Database &db, RowId account)
{
    Statement select =
        db.statement(QStringLiteral("SELECT id, account, agent, grp, skill, inbox, channel, bot, "
                                    "conversation_group, estimated FROM cell "
                                    "WHERE :account = 0 OR account = :account"));
    select.bind("account", account).run();
    std::vector<FactCell> cells;
    while (select.next())
        cells.push_back({select.number(0), select.number(1), select.number(2), select.number(3),
                         select.number(4), select.number(5), select.number(6),
                         select.maybeInteger(7).value_or(-1), select.number(8), select.integer(9)});
    return cells;
}

QHash<QString, RowId> names(Database &db, const QString &table)
{
    Statement select = db.statement(QStringLiteral("SELECT name, id FROM ") + table);
    select.run();
    QHash<QString, RowId> names;
    while (select.next())
        names.insert(select.text(0), select.number(1));
    return names;
}

} // namespace watchfloor::cellrows
