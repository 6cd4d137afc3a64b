// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatdashoptions.h"

namespace watchfloor::sandbox {

const OptionTable<ChatDashOptions> &chatDashOptions()
{
    using O = ChatDashOptions;
    const auto words = [](const char *text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '));
    };
    static const OptionTable<O> table{
        textOption("api_key", &O::apiKey),
        wordOption("scheme", &O::scheme, words("raw bearer both")),
        switchOption("access", &O::access),
        wordOption("reply", &O::reply, words("array data conversations")),
        wordOption("date_field", &O::dateField, words("createdAt updatedAt endedAt")),
        switchOption("end_inclusive", &O::endInclusive),
        switchOption("false_means_any", &O::falseMeansAny),
        switchOption("messages", &O::messages),
        switchOption("old_keys", &O::oldKeys),
        switchOption("vanish", &O::vanish),
        numberOption("limit", &O::limit, 0),
    };
    return table;
}

} // namespace watchfloor::sandbox
