// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providerregistry.h"

#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/liveperson/livepersonprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"

#include <algorithm>

namespace watchfloor {

std::vector<ProviderEntry> knownProviders()
{
    return ProviderList<ChatwootProvider, RocketChatProvider, LivePersonProvider>::entries();
}

const ProviderEntry *findProvider(const std::vector<ProviderEntry> &entries, const QString &id)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const ProviderEntry &e) { return e.info.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace watchfloor
