// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendors.h"
#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/liveperson/livepersonprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"

namespace watchfloor::test {
namespace {

[[maybe_unused]] const bool told = [] {
    knowVendors({ChatwootProvider::staticInfo(), RocketChatProvider::staticInfo(),
                 LivePersonProvider::staticInfo(), ChatDashProvider::staticInfo()});
    return true;
}();

} // namespace
} // namespace watchfloor::test
