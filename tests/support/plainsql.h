// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"

#include <QString>
#include <QVariant>

#include <vector>

namespace watchfloor::test {

using SqlRow = std::vector<QVariant>;

/// A statement on the cache of a profile over a connection of its own, writing where `sql` does.
/// qFatal when it fails. NULL is an invalid QVariant.
std::vector<SqlRow> plainSql(const QString &profileDir, const QString &sql);

/// The rows that the columns hold as a table: id, col (event_name.id, 0 created, -1 closed), t,
/// value, business, from_time, to_time, account, agent, grp, skill, inbox, channel, bot,
/// conversation_group, estimated; and cell, where the cache says they are counted. For FROM. Says
/// the rest from what was told, not from there.
QString factRowsSql();

/// Every row without its cell's number, sorted.
QStringList plainFactRows(const QString &profileDir);
/// The same of one row that was told or read.
QString factLine(RowId column, const FactImage &image, const FactCell &cell);
/// Events and conversations that the cache counts elsewhere than factRowsSql() says.
qint64 miscountedFacts(const QString &profileDir);

} // namespace watchfloor::test
