// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the LivePerson services of this run are like.
struct LivePersonOptions {
    QString account = QStringLiteral("79144597");
    QString consumerKey = QStringLiteral("sandbox-consumer-key");
    QString consumerSecret = QStringLiteral("sandbox-consumer-secret");
    QString token = QStringLiteral("sandbox-oauth-token");
    QString tokenSecret = QStringLiteral("sandbox-oauth-token-secret");
};

const OptionTable<LivePersonOptions> &livePersonOptions();

} // namespace watchfloor::sandbox
