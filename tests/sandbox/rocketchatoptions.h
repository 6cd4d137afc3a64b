// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the Rocket.Chat server of this run is like.
struct RocketChatOptions {
    QString userId = QStringLiteral("wfBoardUser000017"); ///< whose token it is; no agent
    QString token = QStringLiteral("sandbox-pat-0123456789abcdefghijklmnopqrstuv");
    QString role = QStringLiteral("livechat-manager");
    QString edition = QStringLiteral("enterprise");
    /// From 8.0 on the newer order of checks, from 9.0 on the shorter error bodies.
    QString version = QStringLiteral("8.7.1");
    QString zone = QStringLiteral("America/Sao_Paulo"); ///< of the server process
    QString root;                                       ///< path of a sub-path install: "/chat"
    int limit = 10; ///< calls a minute, route and address; 0 = limiter off
    int countDefault = 50;
    int countMost = 100;
    int units = 2;            ///< how many departments the units of a livechat-monitor hold
    bool cache = true;        ///< reports are kept for 60 s
    bool ignoreBots = true;   ///< Omnichannel_Metrics_Ignore_Automatic_Messages
    bool deleteUsers = false; ///< who leaves loses the account too, not only the agent's role
    int inactivity = 300;     ///< s, from when on a chat counts as abandoned
    QString login = QStringLiteral("lead");
    QString password = QStringLiteral("sandbox-password");
    QString twoFactor = QStringLiteral("none");
    QString code = QStringLiteral("123456");
    int session = 0; ///< s a login token lives; 0 = for ever
};

const OptionTable<RocketChatOptions> &rocketChatOptions();

} // namespace watchfloor::sandbox
