// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

#include <vector>

namespace watchfloor::test {

using SqlRow = std::vector<QVariant>;

/// A statement on the cache of a profile over a connection of its own, writing where `sql` does.
/// qFatal when it fails. NULL is an invalid QVariant.
std::vector<SqlRow> plainSql(const QString &profileDir, const QString &sql);

/// The rows that the columns hold as a table: id, col (event_name.id, 0 created, -1 closed), t,
/// value, business, account, agent, grp, skill, inbox, channel, bot, cell. For FROM.
QString factRowsSql();

/// "col t cell value business" of every row, sorted.
QStringList plainFactRows(const QString &profileDir);

} // namespace watchfloor::test
