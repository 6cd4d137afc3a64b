// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the LivePerson services of this run are like.
struct LivePersonOptions {
    QString account = QStringLiteral("79144597");
    // The four values of an API key, and the user of the login service.
    QString consumerKey = QStringLiteral("sandbox-consumer-key");
    QString consumerSecret = QStringLiteral("sandbox-consumer-secret");
    QString token = QStringLiteral("sandbox-oauth-token");
    QString tokenSecret = QStringLiteral("sandbox-oauth-token-secret");
    QString username = QStringLiteral("lead@watchfloor.test");
    QString password = QStringLiteral("sandbox-password");
    bool sha256 = false;         ///< HMAC-SHA256 is taken too (nobody documents it)
    bool kmmBearer = true;       ///< a login bearer opens the key metrics
    int sessionMinutes = 8 * 60; ///< life of a bearer
    int limitPerMinute = 60'000; ///< requests of the account, all services together
    /// Requests of the account at a time; the vendor has such a number and does not tell it.
    int limitConcurrent = 1;
    int activityStatus = 200;   ///< 401 or 403: not taken into the early adoption
    int emptyStatus = 200;      ///< 204: a search that finds nothing has no body
    int partialEvery = 0;       ///< every Nth search lacks a shard; 0 = none
    int partialRecordEvery = 0; ///< every Nth conversation comes cut short in lists; 0 = none
    /// Permissions the API key lacks (403): kmm, interactions, agentmetrics, users, activity.
    QStringList denied;
};

const OptionTable<LivePersonOptions> &livePersonOptions();

} // namespace watchfloor::sandbox
