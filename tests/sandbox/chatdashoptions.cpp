// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatdashoptions.h"

namespace watchfloor::sandbox {

const OptionTable<ChatDashOptions> &chatDashOptions()
{
    using O = ChatDashOptions;
    static const OptionTable<O> table{
        textOption("api_key", &O::apiKey),
    };
    return table;
}

} // namespace watchfloor::sandbox
