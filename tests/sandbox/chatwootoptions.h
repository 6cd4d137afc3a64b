// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the Chatwoot server of this run is like.
struct ChatwootOptions {
    QString edition = QStringLiteral("enterprise"); ///< enterprise | community
    QString version = QStringLiteral("4.15.1");
    QString role = QStringLiteral("administrator"); ///< administrator | agent | report_manage
    QString token = QStringLiteral("sandbox-token-0123456789");
    int limitPerIp = 60'000; ///< requests a minute
    int limitReports = 100;  ///< .../reports* a minute, per user and account
    int limitMeta = 30;      ///< .../conversations/meta a minute
};

const OptionTable<ChatwootOptions> &chatwootOptions();

} // namespace watchfloor::sandbox
