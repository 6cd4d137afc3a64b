// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the Rocket.Chat server of this run is like.
struct RocketChatOptions {
    QString userId = QStringLiteral("wfBoardUser000017"); ///< whose token it is; no agent
    QString token = QStringLiteral("sandbox-pat-0123456789abcdefghijklmnopqrstuv");
};

const OptionTable<RocketChatOptions> &rocketChatOptions();

} // namespace watchfloor::sandbox
