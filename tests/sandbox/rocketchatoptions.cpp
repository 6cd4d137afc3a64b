// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatoptions.h"

namespace watchfloor::sandbox {

const OptionTable<RocketChatOptions> &rocketChatOptions()
{
    using O = RocketChatOptions;
    static const OptionTable<O> table{
        textOption("user", &O::userId),
        textOption("token", &O::token),
    };
    return table;
}

} // namespace watchfloor::sandbox
