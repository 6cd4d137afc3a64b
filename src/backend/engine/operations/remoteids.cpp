// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/remoteids.h"

namespace watchfloor {

bool remoteIdLess(const QString &a, const QString &b)
{
    bool aIsNumber = false;
    bool bIsNumber = false;
    const qint64 left = a.toLongLong(&aIsNumber);
    const qint64 right = b.toLongLong(&bIsNumber);
    if (aIsNumber != bIsNumber)
        return aIsNumber; // a total order needs the numbers on one side
    return aIsNumber && left != right ? left < right : a < b;
}

} // namespace watchfloor
