// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonoptions.h"

namespace watchfloor::sandbox {

const OptionTable<LivePersonOptions> &livePersonOptions()
{
    using O = LivePersonOptions;
    static const OptionTable<O> table{
        textOption("account", &O::account),
        textOption("consumer_key", &O::consumerKey),
        textOption("consumer_secret", &O::consumerSecret),
        textOption("token", &O::token),
        textOption("token_secret", &O::tokenSecret),
    };
    return table;
}

} // namespace watchfloor::sandbox
