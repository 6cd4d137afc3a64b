// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/domain/reportingevent.h"

#include <QDateTime>

namespace watchfloor::test {

// Short ways to write rows by hand.

inline TimeMs at(const char *iso)
{
    const QDateTime time = QDateTime::fromString(QLatin1String(iso), Qt::ISODateWithMs);
    Q_ASSERT(time.isValid());
    return time.toMSecsSinceEpoch();
}

inline Account account(const char *provider, const char *name = "Acme", RowId id = 1)
{
    Account row;
    row.id = id;
    row.provider = QString::fromLatin1(provider);
    row.name = QString::fromUtf8(name);
    row.remoteAccountId = QStringLiteral("1");
    return row;
}

inline Agent agent(const char *id, const char *name, const char *availability = "online")
{
    Agent row;
    row.remoteId = QString::fromLatin1(id);
    row.name = QString::fromUtf8(name);
    row.email = QString::fromLatin1(id) + QStringLiteral("@example.test");
    row.availability = QString::fromLatin1(availability);
    return row;
}

inline Conversation conversation(const char *id, const char *status, const char *agentId,
                                 const char *created = "2026-06-01T08:00:00.000Z")
{
    Conversation row;
    row.id = QString::fromLatin1(id).toLongLong();
    row.remoteId = QString::fromLatin1(id);
    row.status = QString::fromLatin1(status);
    row.agentRemoteId = QString::fromLatin1(agentId);
    row.created = at(created);
    return row;
}

inline FeedState feed(const char *key, const char *lastSuccess,
                      std::vector<TimeRange> coverage = {}, bool backfilled = false)
{
    FeedState state;
    state.feed = QString::fromLatin1(key);
    state.lastSuccess = at(lastSuccess);
    state.coverage = std::move(coverage);
    state.backfilled = backfilled;
    return state;
}

} // namespace watchfloor::test
