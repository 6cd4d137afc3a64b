// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"

namespace watchfloor {

class Database;

// Business hours are not kept with a row where the vendor told none: the columns work them out.
// Whoever changes whose hours count marks the slices of those rows as changed, within the same
// transaction and before its step of the change sequence.
namespace hourmarks {

/// Do figures rest on what differs between the two (business hours, targets)?
bool differ(const Account &before, const Account &after);
void account(Database &db, const Account &before, const Account &after);

/// `extra` of an inbox, see Grouping. True: it has other hours now.
bool inbox(Database &db, RowId grouping, const QJsonObject &before, const QJsonObject &after);

} // namespace hourmarks

} // namespace watchfloor
