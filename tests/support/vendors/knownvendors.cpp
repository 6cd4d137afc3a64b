// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendors.h"
#include "backend/sync/providers/chatdash/chatdashrules.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/liveperson/livepersonprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"

namespace watchfloor::test {
namespace {

ProviderInfo onlyRules(const char *id, const ProviderRules &rules)
{
    ProviderInfo info;
    info.id = QLatin1String(id);
    info.rules = &rules;
    return info;
}

[[maybe_unused]] const bool told = [] {
    knowVendors({ChatwootProvider::staticInfo(), RocketChatProvider::staticInfo(),
                 LivePersonProvider::staticInfo(), onlyRules("chatdash", chatdash::rules())});
    return true;
}();

} // namespace
} // namespace watchfloor::test
