// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/hourmarks.h"

#include "backend/store/database.h"
#include "backend/store/slicemarks.h"

#include <algorithm>
#include <iterator>

namespace watchfloor::hourmarks {
namespace {

QJsonObject settingsUnder(const Account &account, QStringView prefix)
{
    QJsonObject found;
    for (auto it = account.settings.begin(); it != account.settings.end(); ++it) {
        if (it.key().startsWith(prefix))
            found.insert(it.key(), it.value());
    }
    return found;
}

bool otherHours(const Account &before, const Account &after)
{
    constexpr QStringView prefix = u"business_hours";
    return before.timeZone != after.timeZone ||
           settingsUnder(before, prefix) != settingsUnder(after, prefix);
}

} // namespace

bool differ(const Account &before, const Account &after)
{
    constexpr QStringView prefix = u"sla.";
    return otherHours(before, after) ||
           settingsUnder(before, prefix) != settingsUnder(after, prefix);
}

void account(Database &db, const Account &before, const Account &after)
{
    if (!otherHours(before, after))
        return;
    const QString of = QStringLiteral("account = %1").arg(after.id);
    factslices::markRows(db, of + QStringLiteral(" AND business IS NULL"), of);
}

bool inbox(Database &db, RowId grouping, const QJsonObject &before, const QJsonObject &after)
{
    const auto same = [&](QStringView key) { return before.value(key) == after.value(key); };
    if (same(u"working_hours_enabled") && same(u"working_hours") && same(u"timezone"))
        return false;
    const QString cells = QStringLiteral("SELECT id FROM cell WHERE inbox = %1").arg(grouping);
    if (!db.scalar(cells + QStringLiteral(" LIMIT 1")))
        return true; // a new one: nothing to read through
    factslices::markRows(db, QStringLiteral("business IS NULL AND fact_cell IN (%1)").arg(cells),
                         QStringLiteral("cell IN (%1)").arg(cells));
    return true;
}

} // namespace watchfloor::hourmarks
