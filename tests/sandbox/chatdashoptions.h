// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the ChatDash server of this run is like.
struct ChatDashOptions {
    QString apiKey = QStringLiteral("sandbox-chatdash-key-0123456789");
};

const OptionTable<ChatDashOptions> &chatDashOptions();

} // namespace watchfloor::sandbox
