// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendors.h"
#include "backend/sync/providers/chatdash/chatdashrules.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/liveperson/livepersonrules.h"
#include "backend/sync/providers/rocketchat/rocketchatrules.h"

namespace watchfloor::test {
namespace {

ProviderInfo onlyRules(const char *id, const ProviderRules &rules)
{
    ProviderInfo info;
    info.id = QLatin1String(id);
    info.rules = &rules;
    return info;
}

// Rules alone: the engine's tests need no more of a vendor, and link no more.
[[maybe_unused]] const bool told = [] {
    knowVendors({ChatwootProvider::staticInfo(), onlyRules("rocketchat", rocketchat::rules()),
                 onlyRules("liveperson", liveperson::rules()),
                 onlyRules("chatdash", chatdash::rules())});
    return true;
}();

} // namespace
} // namespace watchfloor::test
